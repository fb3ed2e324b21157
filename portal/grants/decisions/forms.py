from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from portal.ui.forms import JapaneseDateField, WordsField, YenField

from .choices import NEED_REASON, Kind
from .models import Decision


def words(label: Any, most: int, rows: int = 3, **more: Any) -> WordsField:
    return WordsField(label=label, max_length=most, widget=forms.Textarea(attrs={"rows": rows}), **more)


class TermsForm(forms.Form):
    """What is decided. Which fields there are depends on the kind, and on whether money is given at all."""

    yen = YenField(label=_("決定する額"), max_value=10_000_000_000)
    overridden = words(
        _("計算とちがう額にする理由"), 600, 2, required=False, help_text=_("計算のとおりなら、空けておきます。")
    )
    reason = words(_("理由"), 1000, 5, required=False, help_text=_("通知書に載ります。"))
    conditions = words(
        _("この決定だけの条件"),
        2000,
        3,
        required=False,
        help_text=_("1行が一つの条件です。制度の条件に加わります。"),
    )
    use_required_attribute = False

    def __init__(self, *args: Any, kind: str, in_kind: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if kind in NEED_REASON:
            self.fields["reason"].required = True
            del self.fields["conditions"]
        if kind == Kind.REVOCATION:
            self.fields["yen"].label = _("取り消したあとに残る額")
            self.fields["yen"].help_text = _("全部を取り消すときは 0。")
        if kind in NEED_REASON:
            del self.fields["overridden"]
        if kind == Kind.REFUSAL or in_kind:
            del self.fields["yen"]
            self.fields.pop("overridden", None)

    @classmethod
    def of(cls, decision: Decision, data: Any = None, *, in_kind: bool) -> "TermsForm":
        names = ("yen", "overridden", "reason", "conditions")
        return cls(data, kind=decision.kind, in_kind=in_kind, initial={name: getattr(decision, name) for name in names})


class SpeakForm(forms.Form):
    """Agree or send back. Whoever does not hold the role names the absent holder."""

    comment = words(_("意見"), 600, 2, required=False, help_text=_("差し戻すときは、何を直すかを書きます。"))
    use_required_attribute = False

    def __init__(self, *args: Any, absent: list[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if absent:
            choices = [("", _("選んでください")), *((name, name) for name in absent)]
            self.fields["instead_of"] = forms.ChoiceField(
                label=_("代決：いない人"), choices=choices, help_text=_("この人の代わりに承認します。記録に残ります。")
            )
            self.order_fields(["instead_of", "comment"])


class RecordForm(forms.Form):
    """What was decided in the document system."""

    decided_on = JapaneseDateField(label=_("決裁日"))
    document_number = WordsField(label=_("文書管理システムの番号"), max_length=40)
    sheet = forms.FileField(
        label=_("決裁の写し"),
        required=False,
        help_text=_("PDF か写真。10MBまで。"),
        widget=forms.FileInput(attrs={"accept": ".pdf,.jpg,.jpeg,.png"}),
    )
    use_required_attribute = False


class PostedForm(forms.Form):
    on = JapaneseDateField(label=_("紙の通知書が届いた日"))
    use_required_attribute = False


class GiveUpForm(forms.Form):
    text = words(_("取り下げる理由"), 600, 2, required=False)
    use_required_attribute = False
