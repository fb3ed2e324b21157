from .beginner.scheme import SCHEME as BEGINNER
from .care_manager.scheme import SCHEME as CARE_MANAGER
from .practitioner.scheme import SCHEME as PRACTITIONER

SCHEMES = (PRACTITIONER, BEGINNER, CARE_MANAGER)
