import json
from dataclasses import asdict
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from portal.geo.actions import HOME, load, load_authored
from portal.geo.sources import read
from portal.lib.tabular import Unreadable


class Command(BaseCommand):
    help = (
        "Load towns, stations and lines: the portal's own table, or files of such tables (recognised by their columns)."
    )

    def add_arguments(self, parser) -> None:
        parser.add_argument("files", nargs="*", type=Path, metavar="FILE")
        parser.add_argument("--municipality", default=HOME, help="of a table of towns that does not name it")

    def handle(self, *, files: list[Path], municipality: str, **options) -> None:
        if not files:
            report = load_authored(actor=None, at=timezone.now())
        else:
            report = load([self._read(file, municipality) for file in files], actor=None, at=timezone.now())
        self.stdout.write(json.dumps(asdict(report), ensure_ascii=False))

    def _read(self, file: Path, municipality: str):
        try:
            return read(file.read_bytes(), file.name, municipality)
        except (OSError, Unreadable) as error:
            raise CommandError(f"{file}: {error}") from error
