from collections.abc import Sequence

from django.db import models
from django.http import HttpRequest
from django.utils.functional import Promise, cached_property
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.fields import StreamField
from wagtail.models import Page
from wagtail.search import index

from ..blocks import BodyBlock
from ..richtext import with_links

START_DEPTH = 2


class PortalPage(Page):
    """What every page has, in one table, so that menus, lists and search ask one query for all kinds of pages."""

    summary = models.CharField(
        _("ひとことで言うと"), max_length=160, blank=True, help_text=_("一覧と検索の結果に出ます。40字くらいまで。")
    )
    show_in_footer = models.BooleanField(_("すべてのページの下に出す"), default=False)

    is_creatable = False
    content_panels = [*Page.content_panels, FieldPanel("summary")]
    promote_panels = [
        MultiFieldPanel([FieldPanel("slug"), FieldPanel("seo_title"), FieldPanel("search_description")], _("検索")),
        MultiFieldPanel([FieldPanel("show_in_menus"), FieldPanel("show_in_footer")], _("メニュー")),
    ]
    search_fields = [*Page.search_fields, index.SearchField("summary"), index.AutocompleteField("summary")]

    class Meta:
        verbose_name = _("ページ")
        verbose_name_plural = _("ページ")

    @cached_property
    def trail(self) -> Sequence[Page]:
        """The pages above this one, from the start page on. Set beforehand by `queries.find`, which knows them."""
        return list(self.get_ancestors().filter(depth__gte=START_DEPTH))

    def crumbs(self) -> list[tuple[str | Promise, str]]:
        """Pairs of label and address; where one is, there is no address."""
        above = [(_("ホーム") if page.depth == START_DEPTH else page.title, page.url) for page in self.trail]
        return [*above, (self.title, "")]

    def get_context(self, request: HttpRequest, *args, **kwargs) -> dict:
        return {**super().get_context(request, *args, **kwargs), "crumbs": self.crumbs()}

    def searchable_body(self) -> str:
        """Everything written on the page besides title and summary, as plain text."""
        return ""


class BodyPage(PortalPage):
    body = StreamField(BodyBlock(), verbose_name=_("本文"), blank=True)

    is_creatable = False
    content_panels = [*PortalPage.content_panels, FieldPanel("body")]
    search_fields = [*PortalPage.search_fields, index.SearchField("body"), index.AutocompleteField("body")]

    class Meta:
        verbose_name = _("本文のあるページ")
        verbose_name_plural = _("本文のあるページ")

    def body_html(self) -> SafeString:
        return with_links(self.body.render_as_block())

    def searchable_body(self) -> str:
        return " ".join(self.body.stream_block.get_searchable_content(self.body))
