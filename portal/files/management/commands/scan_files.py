from django.core.management.base import BaseCommand
from django.utils import timezone

from portal.files import scanner
from portal.files.actions import scan
from portal.files.models import StoredFile


class Command(BaseCommand):
    help = "Asks the virus scanner about every file that still waits for its verdict."

    def handle(self, *args, **options) -> None:
        if not scanner.is_configured():
            self.stdout.write("no scanner is configured")
            return
        waiting = StoredFile.objects.filter(scan=StoredFile.Scan.UNSCANNED).order_by("id")
        self.stdout.write(str(sum(scan(file=file, at=timezone.now()) for file in waiting.iterator())))
