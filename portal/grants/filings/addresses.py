"""Where the pages of a filing are, for the applicant."""

from django.urls import reverse

from .models import STAFF_DESK, Filing


def receipt_path(filing: Filing) -> str:
    return reverse("filings:receipt", args=[filing.grant.desk, filing.case.public_id])


def filing_path(filing: Filing) -> str:
    """The page on which the applicant goes on: the tasks of a draft, the correction, else the grant."""
    grant, key = filing.grant, filing.case.public_id
    if grant.desk != STAFF_DESK and filing.case.state == "draft":
        return reverse("filings:tasks", args=[grant.desk, key])
    if grant.desk != STAFF_DESK and filing.case.state == "correction":
        return reverse("filings:correction", args=[grant.desk, key])
    return grant.get_absolute_url()
