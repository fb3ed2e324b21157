"""The places of a filing that a correction may name."""

from django.utils.translation import gettext as _

from .facts import rows_of
from .models import CorrectionItem, Filing

What = CorrectionItem.What


def places(filing: Filing) -> dict[tuple[str, str], tuple[str, str]]:
    """(what, at) -> the task it stands in and its name."""
    found: dict[tuple[str, str], tuple[str, str]] = {}
    rows = rows_of(filing)
    for task in filing.form.tasks:
        for question in task.questions:
            found[(What.QUESTION, question.key)] = (task.code, str(question.label))
        if task.table:
            label = _("%(table)s（表の全体）") % {"table": task.table.label}
            found[(What.ROW, task.table.code)] = (task.code, label)
            for place, (key, values) in enumerate(rows[task.table.code], start=1):
                title = _("%(number)d行目　%(title)s") % {"number": place, "title": task.table.title(values)}
                found[(What.ROW, key)] = (task.code, title)
        for slot in task.slots:
            found[(What.DOCUMENT, slot.code)] = (task.code, str(slot.label))
        if task.account:
            found[(What.QUESTION, CorrectionItem.ACCOUNT)] = (task.code, _("振込先"))
    return found


def label_of(filing: Filing, what: str, at: str) -> str:
    """Empty for a place that is not there."""
    return places(filing).get((what, at), ("", ""))[1]
