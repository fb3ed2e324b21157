from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

MAX_BYTES = 10_000_000


class CompareForm(forms.Form):
    file = forms.FileField(
        label=gettext_lazy("お手元の PDF ファイル"),
        help_text=gettext_lazy("選ぶか、この欄に落としてください。比べるだけで、保存はしません。"),
        widget=forms.FileInput(attrs={"accept": "application/pdf,.pdf"}),
    )

    def clean_file(self) -> UploadedFile:
        file: UploadedFile = self.cleaned_data["file"]
        if (file.size or 0) > MAX_BYTES:
            raise forms.ValidationError(
                _("ファイルが大きすぎます。%(size)sまでにしてください。") % {"size": filesizeformat(MAX_BYTES)}
            )
        return file
