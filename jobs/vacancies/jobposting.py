"""schema.org JobPosting. Everything in it stands on the page too; only a public vacancy has it."""

import datetime as dt
import json
from typing import Any

from django.http import HttpRequest
from django.utils.safestring import SafeString, mark_safe

from portal.lib.dates import tokyo_date

from .models import Vacancy
from .sheet import Sheet

EMPLOYMENT = {
    "E1": "FULL_TIME", "E2": "FULL_TIME", "E3": "TEMPORARY", "E4": "PART_TIME", "E5": "PART_TIME", "E6": "PART_TIME",
    "E7": "TEMPORARY", "E8": "PART_TIME",
}  # fmt: skip
UNITS = {"hour": "HOUR", "day": "DAY", "month": "MONTH", "year": "YEAR"}


def first_day(vacancy: Vacancy) -> dt.date:
    return tokyo_date(vacancy.first_published_at or vacancy.case.opened_at)


def posting(vacancy: Vacancy, sheet: Sheet, url: str) -> dict:
    facility = vacancy.facility
    place = {
        "@type": "PostalAddress",
        "addressCountry": "JP",
        "addressRegion": "東京都",
        "addressLocality": facility.municipality,
        "streetAddress": facility.address,
    }
    if facility.postal_code:
        place["postalCode"] = facility.postal_code
    found: dict[str, Any] = {
        "@context": "https://schema.org/",
        "@type": "JobPosting",
        "title": sheet.title,
        "description": sheet.duties,
        "datePosted": first_day(vacancy).isoformat(),
        "hiringOrganization": {"@type": "Organization", "name": sheet.employer},
        "jobLocation": {"@type": "Place", "address": place},
        "identifier": {"@type": "PropertyValue", "name": "ねりま 福祉のしごと・すまい", "value": vacancy.case.number},
        "employmentType": EMPLOYMENT.get(sheet.employment, "OTHER"),
        "directApply": True,
        "url": url,
    }
    if vacancy.expires_on:
        found["validThrough"] = f"{vacancy.expires_on.isoformat()}T23:59:59+09:00"
    if sheet.pay_low is not None and sheet.wage_type:
        value: dict[str, Any] = {"@type": "QuantitativeValue", "unitText": UNITS[sheet.wage_type]}
        value |= (
            {"value": sheet.pay_low}
            if sheet.pay_high == sheet.pay_low
            else {"minValue": sheet.pay_low, "maxValue": sheet.pay_high}
        )
        found["baseSalary"] = {"@type": "MonetaryAmount", "currency": "JPY", "value": value}
    return found


def script(vacancy: Vacancy, sheet: Sheet, request: HttpRequest) -> SafeString:
    """The element for the head. A data block is not executed, so the policy against inline script lets it be."""
    content = json.dumps(
        posting(vacancy, sheet, request.build_absolute_uri(vacancy.get_absolute_url())), ensure_ascii=False
    )
    safe = content.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026")
    return mark_safe(f'<script type="application/ld+json">{safe}</script>')
