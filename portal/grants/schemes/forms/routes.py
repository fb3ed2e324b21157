"""Who agrees, in which order, up to which amount."""

from collections.abc import Iterator
from typing import Any

from django import forms
from django.forms import BoundField
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from portal.ui.forms import YenField

from ..choices import Approval, Role
from ..models import Version
from .parts import PartForm
from .questions import MOST_YEN

TIERS, STEPS = 4, 4


class RouteForm(PartForm):
    """A tier without steps is left out; its amount then has no meaning and is refused."""

    approval = forms.ChoiceField(label=gettext_lazy("決裁の場所"), choices=Approval.choices, widget=forms.RadioSelect)
    letter_prefix = forms.CharField(
        label=gettext_lazy("文書番号の記号"),
        required=False,
        max_length=12,
        help_text=gettext_lazy("例：8練福サ。公開するには、これが必要です。"),
    )

    def build(self, scheme: Any) -> None:
        roles = [("", _("なし")), *Role.choices]
        for tier in range(1, TIERS + 1):
            self.fields[f"up_to_{tier}"] = YenField(
                label=_("この額まで"),
                max_value=MOST_YEN,
                required=False,
                help_text=_("空は、上限なし。最後の段は空にします。"),
            )
            for step in range(1, STEPS + 1):
                self.fields[f"step_{tier}_{step}"] = forms.ChoiceField(
                    label=_("%(place)d人め") % {"place": step}, choices=roles, required=False
                )

    def heads(self) -> list[BoundField]:
        return [self["approval"], self["letter_prefix"]]

    def tiers(self) -> Iterator[tuple[str, list[BoundField], bool]]:
        """(title, fields, whether it is the first or says anything)"""
        for tier in range(1, TIERS + 1):
            fields = [self[f"up_to_{tier}"], *(self[f"step_{tier}_{step}"] for step in range(1, STEPS + 1))]
            is_used = tier == 1 or any(field.value() or field.errors for field in fields)
            yield _("%(place)d段め") % {"place": tier}, fields, is_used

    def stored(self, version: Version) -> dict[str, Any]:
        told: dict[str, Any] = {"approval": version.approval, "letter_prefix": version.letter_prefix}
        for tier, row in enumerate(version.route[:TIERS], 1):
            told[f"up_to_{tier}"] = row.get("up_to")
            told |= {f"step_{tier}_{step}": role for step, role in enumerate(row.get("steps", ())[:STEPS], 1)}
        return told

    def values(self) -> dict[str, Any]:
        data = self.cleaned_data
        rows = [{"up_to": data[f"up_to_{tier}"], "steps": self._steps(tier)} for tier in range(1, TIERS + 1)]
        route = [row for row in rows if row["steps"]]
        return {"approval": data["approval"], "letter_prefix": data["letter_prefix"], "route": route}

    def _steps(self, tier: int) -> list[str]:
        said = [self.cleaned_data.get(f"step_{tier}_{step}", "") for step in range(1, STEPS + 1)]
        return [role for role in said if role]

    def clean(self) -> dict[str, Any]:
        values = super().clean() or self.cleaned_data
        before = -1
        for tier in range(1, TIERS + 1):
            limit, steps = values.get(f"up_to_{tier}"), self._steps(tier)
            if limit is not None and not steps:
                self.add_error(f"step_{tier}_1", _("この額までの役割を、一つ以上選んでください"))
            if limit is not None and limit <= before:
                self.add_error(f"up_to_{tier}", _("前の段より大きい額にしてください"))
            before = before if limit is None else limit
            if len(set(steps)) < len(steps):
                self.add_error(f"step_{tier}_1", _("同じ役割は、一つの段に一度だけ選んでください"))
        return values
