from django.core.management.base import BaseCommand
from django.utils import timezone

from portal.files import scanner
from portal.files.actions import scan_waiting


class Command(BaseCommand):
    help = "Asks the virus scanner about every file that still waits for its verdict."

    def handle(self, *args, **options) -> None:
        if not scanner.is_configured():
            self.stdout.write("no scanner is configured")
            return
        self.stdout.write(str(scan_waiting(at=timezone.now())))
