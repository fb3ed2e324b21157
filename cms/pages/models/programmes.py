from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.fields import StreamField
from wagtail.search import index

from ..blocks import ActionsBlock, DesksBlock
from .base import BodyPage, PortalPage

FIRST, LAST = 11, 25


class ProgrammeIndexPage(PortalPage):
    template = "pages/programme_index.html"
    max_count = 1
    parent_page_types = ["pages.StartPage"]
    subpage_types = ["pages.ProgrammePage"]

    class Meta:
        verbose_name = _("取り組みの一覧")
        verbose_name_plural = _("取り組みの一覧")

    def get_context(self, request: HttpRequest, *args, **kwargs) -> dict:
        programmes = ProgrammePage.objects.child_of(self).live().order_by("number", "pk")
        return {**super().get_context(request, *args, **kwargs), "programmes": programmes}


class ProgrammePage(BodyPage):
    """One programme of the ward's welfare plan, policy 2."""

    number = models.PositiveSmallIntegerField(
        _("事業番号"), validators=[MinValueValidator(FIRST), MaxValueValidator(LAST)]
    )
    short_name = models.CharField(_("短い名前"), max_length=20)
    audience = models.CharField(_("だれのため"), max_length=120)
    actions = StreamField(ActionsBlock(), verbose_name=_("ここでできること"), blank=True)
    desks = StreamField(DesksBlock(), verbose_name=_("相談する窓口"), blank=True)

    template = "pages/programme.html"
    parent_page_types = ["pages.ProgrammeIndexPage"]
    subpage_types: list[str] = []
    content_panels = [
        *PortalPage.content_panels,
        MultiFieldPanel([FieldPanel("number"), FieldPanel("short_name"), FieldPanel("audience")], _("この取り組み")),
        FieldPanel("actions"),
        FieldPanel("body"),
        FieldPanel("desks"),
    ]
    search_fields = [
        *BodyPage.search_fields,
        index.SearchField("desks"),
        index.AutocompleteField("desks"),
        index.AutocompleteField("short_name"),
        index.AutocompleteField("audience"),
        index.FilterField("number"),
    ]

    class Meta:
        verbose_name = _("取り組み")
        verbose_name_plural = _("取り組み")
        constraints = [
            models.CheckConstraint(condition=Q(number__range=(FIRST, LAST)), name="programme_number_of_the_policy")
        ]

    def searchable_body(self) -> str:
        streams = [self.actions, self.desks]
        parts = [text for stream in streams for text in stream.stream_block.get_searchable_content(stream)]
        return " ".join([self.short_name, self.audience, super().searchable_body(), *parts])
