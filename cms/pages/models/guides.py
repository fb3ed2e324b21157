from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from .base import BodyPage, PortalPage


class GuideIndexPage(PortalPage):
    template = "pages/index.html"
    parent_page_types = ["pages.StartPage", "pages.GuideIndexPage"]
    subpage_types = ["pages.GuidePage", "pages.GuideIndexPage"]

    class Meta:
        verbose_name = _("案内の一覧")
        verbose_name_plural = _("案内の一覧")

    def get_context(self, request: HttpRequest, *args, **kwargs) -> dict:
        pages = PortalPage.objects.child_of(self).live().order_by("path")
        return {**super().get_context(request, *args, **kwargs), "pages": pages}


class GuidePage(BodyPage):
    template = "pages/guide.html"
    parent_page_types = ["pages.StartPage", "pages.GuideIndexPage", "pages.GuidePage"]
    subpage_types = ["pages.GuidePage"]

    class Meta:
        verbose_name = _("案内")
        verbose_name_plural = _("案内")
