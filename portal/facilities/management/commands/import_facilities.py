import datetime as dt
import json
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from portal.facilities.actions import import_facilities


class Command(BaseCommand):
    help = "Take in a published table of facilities, recognised by its columns; ends with one line of JSON."

    def add_arguments(self, parser) -> None:
        parser.add_argument("file", type=Path, metavar="FILE")
        parser.add_argument("--dry-run", action="store_true", help="say what would happen and write nothing")
        parser.add_argument("--as-of", type=dt.date.fromisoformat, help="day of the table where it states none")

    def handle(self, *, file: Path, dry_run: bool, as_of: dt.date | None, **options) -> None:
        try:
            data = file.read_bytes()
        except OSError as error:
            raise CommandError(f"{file}: {error.strerror}") from error
        report = import_facilities(
            data=data, name=file.name, actor=None, at=timezone.now(), as_of=as_of, dry_run=dry_run
        )
        self.stdout.write(json.dumps(report.as_dict(), ensure_ascii=False))
