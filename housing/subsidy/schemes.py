from .group_home.scheme import SCHEME as GROUP_HOME
from .landlord.scheme import SCHEME as LANDLORD
from .nursery.scheme import SCHEME as NURSERY
from .safety.scheme import SCHEME as SAFETY
from .school.scheme import SCHEME as SCHOOL

SCHEMES = (NURSERY, SCHOOL, LANDLORD, SAFETY, GROUP_HOME)
