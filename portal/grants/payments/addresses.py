from django.urls import reverse

from portal.grants.filings.models import Grant


def mend_path(grant: Grant) -> str:
    """Where the applicant mends the account."""
    return reverse("payments:account", kwargs={"desk": grant.desk, "public_id": grant.case.public_id})
