from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CatalogueConfig(AppConfig):
    name = "portal.grants.catalogue"
    verbose_name = _("補助の案内")

    def ready(self) -> None:
        from portal.grants.schemes.listeners import when_published
        from portal.search import kinds

        from . import listeners, search

        kinds.register(search.KIND)
        when_published(listeners.find_again)
