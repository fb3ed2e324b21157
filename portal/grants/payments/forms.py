import secrets
from typing import Any

from django import forms
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from portal.lib.tabular import MAX_BYTES, Table, Unreadable, read
from portal.ui.forms import JapaneseDateField, WordsField, YenField


class ResultsForm(forms.Form):
    file = forms.FileField(
        label=_("結果のファイル"),
        allow_empty_file=True,
        help_text=_("CSV か Excel（.xlsx）。見出しは「支払番号」「結果」「支払日」「理由」。"),
        widget=forms.FileInput(attrs={"accept": ".csv,.xlsx"}),
    )
    bad = forms.ChoiceField(
        label=_("直すところがある行をどうしますか"),
        choices=[("none", _("一つでもあれば取り込まない")), ("good", _("よい行だけを取り込む"))],
        widget=forms.RadioSelect,
        initial="none",
    )
    use_required_attribute = False

    def clean_file(self) -> Table:
        upload = self.cleaned_data["file"]
        if upload.size > MAX_BYTES:
            text = _now("ファイルが大きすぎます（%(limit)d MB まで）。分けてください。")
            raise forms.ValidationError(text % {"limit": MAX_BYTES // 1_000_000})
        try:
            return read(upload.read(), upload.name)
        except Unreadable as error:
            raise forms.ValidationError(str(error)) from error


class OrderForm(forms.Form):
    due_on = JapaneseDateField(label=_("いつまでに"))
    use_required_attribute = False


class RepaymentForm(forms.Form):
    yen = YenField(label=_("返ってきた額"), min_value=1)
    on = JapaneseDateField(label=_("入金日"))
    key = forms.CharField(max_length=40, widget=forms.HiddenInput)
    use_required_attribute = False

    def __init__(self, *args: Any, **kwargs: Any):
        kwargs.setdefault("initial", {}).setdefault("key", secrets.token_urlsafe(16))
        super().__init__(*args, **kwargs)


class WriteOffForm(forms.Form):
    why = WordsField(label=_("求めないことにする理由"), max_length=300, widget=forms.Textarea(attrs={"rows": 2}))
    use_required_attribute = False
