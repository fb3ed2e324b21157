from collections.abc import Iterable

from .choices import VersionState
from .models import Version
from .queries import checksum_of


def published_versions_unchanged() -> Iterable[str]:
    for version in Version.objects.exclude(state=VersionState.DRAFT).order_by("pk"):
        if checksum_of(version) != version.checksum:
            yield f"version {version} differs from what was published"
