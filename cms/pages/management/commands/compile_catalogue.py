from pathlib import Path

from django.core.management.base import BaseCommand

from cms.pages import catalogue

SOURCE = Path(catalogue.__file__).parent / "locale" / "ja" / "LC_MESSAGES" / "django.po"


class Command(BaseCommand):
    help = "Compile the Japanese words of the editors' admin (django.po to django.mo)."
    requires_system_checks = []

    def handle(self, *args, **options) -> None:
        SOURCE.with_suffix(".mo").write_bytes(catalogue.compile_catalogue(SOURCE.read_text(encoding="utf-8")))
