from django.core.paginator import Paginator
from django.db import models
from django.db.models import Q
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.search import index

from portal.lib.dates import tokyo_date

from ..choices import Category
from .base import BodyPage, PortalPage

PER_PAGE = 20


def today():
    return tokyo_date(timezone.now())


class NewsIndexPage(PortalPage):
    template = "pages/news_index.html"
    max_count = 1
    parent_page_types = ["pages.StartPage"]
    subpage_types = ["pages.NewsPage"]

    class Meta:
        verbose_name = _("お知らせの一覧")
        verbose_name_plural = _("お知らせの一覧")

    def get_context(self, request: HttpRequest, *args, **kwargs) -> dict:
        news = NewsPage.objects.child_of(self).live().order_by("-date", "-pk")
        page_obj = Paginator(news, PER_PAGE).get_page(request.GET.get("page"))
        return {**super().get_context(request, *args, **kwargs), "page_obj": page_obj}


class NewsPage(BodyPage):
    date = models.DateField(_("日付"), default=today)
    category = models.CharField(_("種類"), max_length=10, choices=Category.choices)

    template = "pages/news.html"
    parent_page_types = ["pages.NewsIndexPage"]
    subpage_types: list[str] = []
    content_panels = [
        *PortalPage.content_panels,
        FieldPanel("date"),
        FieldPanel("category"),
        FieldPanel("body"),
    ]
    search_fields = [*BodyPage.search_fields, index.FilterField("date"), index.FilterField("category")]

    class Meta:
        verbose_name = _("お知らせ")
        verbose_name_plural = _("お知らせ")
        constraints = [models.CheckConstraint(condition=Q(category__in=Category.values), name="news_category_known")]
