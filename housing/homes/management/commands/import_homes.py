from django.utils.translation import gettext_lazy as _

from housing.homes import importing
from portal.imports.command import ImportCommand


class Command(ImportCommand):
    help = "Load homes of one organisation from a CSV or XLSX file; prints one line of JSON."
    load = staticmethod(importing.load)
    thing = _("部屋")
