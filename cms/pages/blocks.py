"""What an editor can build a page from. There is no block for raw HTML, and there shall be none."""

from django.core.exceptions import ValidationError
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.blocks.stream_block import StreamValue
from wagtail.blocks.struct_block import StructBlockValidationError
from wagtail.images.blocks import ImageChooserBlock

from .choices import Level
from .richtext import CleanRichTextBlock, safe_address


class LinkValue(blocks.StructValue):
    @cached_property
    def url(self) -> str:
        """Empty when the page is not public any more or the address could do harm."""
        page = self.get("page")
        if page:
            return page.url or "" if page.live else ""
        return safe_address(self.get("address") or "") or ""


class LinkBlock(blocks.StructBlock):
    text = blocks.CharBlock(label=_("リンクのことば"), max_length=60)
    page = blocks.PageChooserBlock(label=_("このサイトのページ"), required=False)
    address = blocks.CharBlock(
        label=_("または、アドレス"),
        required=False,
        max_length=300,
        help_text=_("「/jobs/」のようなこのサイトの中の場所か、「https://」で始まるアドレス"),
    )

    class Meta:
        icon = "link"
        label = _("リンク")
        value_class = LinkValue

    def clean(self, value: LinkValue) -> LinkValue:
        cleaned = super().clean(value)
        page, address = cleaned.get("page"), cleaned.get("address")
        if bool(page) == bool(address):
            error = ValidationError(_("ページかアドレスの、どちらか一つを入れてください。"))
            raise StructBlockValidationError(block_errors={"address": error})
        if address and not safe_address(address):
            error = ValidationError(_("「/」か「https://」で始まるアドレスを入れてください。"))
            raise StructBlockValidationError(block_errors={"address": error})
        return cleaned


class StepBlock(blocks.StructBlock):
    title = blocks.CharBlock(label=_("すること"), max_length=60)
    text = blocks.TextBlock(label=_("くわしく"), required=False, max_length=400)

    class Meta:
        label = _("手順")


class DeskBlock(blocks.StructBlock):
    name = blocks.CharBlock(label=_("窓口の名前"), max_length=80)
    what = blocks.CharBlock(label=_("相談できること"), required=False, max_length=160)
    phone = blocks.RegexBlock(
        r"^[0-9][0-9-]{1,14}$",
        label=_("電話番号"),
        required=False,
        help_text=_("確かめた番号だけを、数字とハイフンで入れてください。空のときは表示しません。"),
        error_messages={"invalid": _("数字とハイフンで入れてください。")},
    )
    hours = blocks.CharBlock(label=_("受付時間"), required=False, max_length=80)
    place = blocks.CharBlock(label=_("場所"), required=False, max_length=120)

    class Meta:
        icon = "group"
        label = _("窓口")
        template = "pages/blocks/desk.html"


class NoticeBlock(blocks.StructBlock):
    level = blocks.ChoiceBlock(label=_("強さ"), choices=Level.choices, required=False)
    title = blocks.CharBlock(label=_("見出し"), max_length=60)
    text = blocks.TextBlock(label=_("本文"), max_length=400)

    class Meta:
        icon = "warning"
        label = _("大事なこと")
        template = "pages/blocks/notice.html"


class FactBlock(blocks.StructBlock):
    label = blocks.CharBlock(label=_("項目"), max_length=30)
    value = blocks.TextBlock(label=_("内容"), max_length=300)

    class Meta:
        label = _("項目")


class PictureBlock(blocks.StructBlock):
    image = ImageChooserBlock(label=_("画像"))
    alt = blocks.CharBlock(
        label=_("画像の説明"), max_length=160, help_text=_("見えない人に読み上げることば。何が写っているかを書きます。")
    )
    caption = blocks.CharBlock(label=_("画像の下のことば"), required=False, max_length=120)

    class Meta:
        icon = "image"
        label = _("画像")
        template = "pages/blocks/picture.html"


class QuestionBlock(blocks.StructBlock):
    question = blocks.CharBlock(label=_("質問"), max_length=80)
    answer = CleanRichTextBlock(label=_("答え"))

    class Meta:
        label = _("質問と答え")


class CleanStreamBlock(blocks.StreamBlock):
    """Every block is prepared again when it is stored, also one that came as raw data and was never looked at."""

    def get_prep_value(self, value: StreamValue) -> list[dict]:
        for _block in value or []:
            pass
        return super().get_prep_value(value)


class BodyBlock(CleanStreamBlock):
    heading = blocks.CharBlock(
        label=_("見出し"), max_length=60, icon="title", template="pages/blocks/heading.html", group=_("文章")
    )
    text = CleanRichTextBlock(label=_("文章"), icon="pilcrow", template="pages/blocks/text.html", group=_("文章"))
    steps = blocks.ListBlock(
        StepBlock(), label=_("手順"), icon="list-ol", template="pages/blocks/steps.html", group=_("文章")
    )
    facts = blocks.ListBlock(
        FactBlock(), label=_("項目の表"), icon="table", template="pages/blocks/facts.html", group=_("文章")
    )
    questions = blocks.ListBlock(
        QuestionBlock(), label=_("質問と答え"), icon="help", template="pages/blocks/questions.html", group=_("文章")
    )
    notice = NoticeBlock(group=_("案内"))
    desk = DeskBlock(group=_("案内"))
    links = blocks.ListBlock(
        LinkBlock(), label=_("リンクの一覧"), icon="link", template="pages/blocks/links.html", group=_("案内")
    )
    picture = PictureBlock(group=_("案内"))


class ActionsBlock(CleanStreamBlock):
    """What a person can do on a page: each a link with one sentence."""

    action = blocks.StructBlock(
        [("link", LinkBlock(label=_("リンク"))), ("text", blocks.CharBlock(label=_("ひとこと"), max_length=120))],
        label=_("できること"),
        icon="tick",
    )


class DesksBlock(CleanStreamBlock):
    desk = DeskBlock()


class WorriesBlock(CleanStreamBlock):
    worry = LinkBlock(label=_("困りごと"))


class PromisesBlock(CleanStreamBlock):
    promise = blocks.StructBlock(
        [
            ("label", blocks.CharBlock(label=_("何の約束か"), max_length=60)),
            ("figure", blocks.CharBlock(label=_("数字"), max_length=10)),
            ("unit", blocks.CharBlock(label=_("単位"), max_length=20)),
            ("note", blocks.CharBlock(label=_("補足"), required=False, max_length=80)),
        ],
        label=_("約束"),
        icon="success",
    )
