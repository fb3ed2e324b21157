import datetime as dt

from django.db import models
from django.db.models import Q
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.fields import StreamField
from wagtail.search import index

from ..blocks import PromisesBlock, WorriesBlock
from ..choices import Level
from ..doors import shown_doors
from .base import PortalPage
from .news import NewsPage

NEWS_SHOWN = 4


class StartPage(PortalPage):
    headline = models.TextField(_("大きなことば"), max_length=60, help_text=_("2行まで。行を分けたい所で改行します。"))
    lead = models.CharField(_("その下の文"), max_length=120, blank=True)
    example = models.CharField(_("検索の例"), max_length=40, blank=True)
    urgent_level = models.CharField(_("強さ"), max_length=4, choices=Level.choices, default=Level.INFO, blank=True)
    urgent_title = models.CharField(_("見出し"), max_length=30, blank=True)
    urgent_text = models.CharField(_("本文"), max_length=160, blank=True)
    urgent_until = models.DateTimeField(
        _("いつまで出すか"), null=True, blank=True, help_text=_("この時刻をすぎると、自動で消えます。")
    )
    worries_title = models.CharField(_("困りごとの見出し"), max_length=40, blank=True)
    worries_lead = models.CharField(_("困りごとの文"), max_length=80, blank=True)
    worries = StreamField(WorriesBlock(), verbose_name=_("困りごと"), blank=True)
    promises_title = models.CharField(_("約束の見出し"), max_length=40, blank=True)
    promises = StreamField(PromisesBlock(), verbose_name=_("約束"), blank=True)

    template = "pages/start.html"
    max_count = 1
    parent_page_types = ["wagtailcore.Page"]
    subpage_types = [
        "pages.GuideIndexPage",
        "pages.GuidePage",
        "pages.NewsIndexPage",
        "pages.ProgrammeIndexPage",
    ]
    content_panels = [
        *PortalPage.content_panels,
        MultiFieldPanel(
            [
                FieldPanel("urgent_title"),
                FieldPanel("urgent_text"),
                FieldPanel("urgent_level"),
                FieldPanel("urgent_until"),
            ],
            _("緊急のお知らせ"),
            help_text=_("本文が空のときは出ません。"),
        ),
        MultiFieldPanel([FieldPanel("headline"), FieldPanel("lead"), FieldPanel("example")], _("いちばん上")),
        MultiFieldPanel(
            [FieldPanel("worries_title"), FieldPanel("worries_lead"), FieldPanel("worries")], _("困りごとから")
        ),
        MultiFieldPanel([FieldPanel("promises_title"), FieldPanel("promises")], _("約束")),
    ]
    search_fields = [*PortalPage.search_fields, index.AutocompleteField("headline")]

    class Meta:
        verbose_name = _("トップページ")
        verbose_name_plural = _("トップページ")
        constraints = [
            models.CheckConstraint(condition=Q(urgent_level__in=Level.values), name="start_urgent_level_known")
        ]

    def urgent_is_shown(self, at: dt.datetime) -> bool:
        return bool(self.urgent_text) and (self.urgent_until is None or at < self.urgent_until)

    def get_context(self, request: HttpRequest, *args, **kwargs) -> dict:
        return {
            **super().get_context(request, *args, **kwargs),
            "doors": shown_doors(),
            "news": NewsPage.objects.live().descendant_of(self).order_by("-date", "-pk")[:NEWS_SHOWN],
            "urgent": self.urgent_is_shown(timezone.now()),
        }
