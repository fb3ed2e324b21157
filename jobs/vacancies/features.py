"""What a vacancy may promise in a tick beside its card."""

from .sheet import Sheet

# The first two follow from the terms, the others from a stated fact.
OPENNESS = ("K01", "K02", "K03", "K13", "K11", "K14", "K19")


def opennesses(sheet: Sheet) -> list[str]:
    """The ticks a vacancy earns: from its terms, or from a feature with its fact."""
    told = set(sheet.features)
    earned = {
        "K01": sheet.needs_no_qualification,
        "K02": sheet.experience_required is False,
        "K03": "K03" in told,
        "K11": bool(sheet.qualification_help) or "K11" in told,
        "K13": bool(sheet.housing_help) or "K13" in told,
        "K14": sheet.nursery is True or "K14" in told,
        "K19": sheet.visits is True,
    }
    return [code for code in OPENNESS if earned[code]]
