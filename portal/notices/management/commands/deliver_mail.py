from django.core.management.base import BaseCommand, CommandParser
from django.utils import timezone

from portal.notices.actions import deliver


class Command(BaseCommand):
    help = "Sends the mail that is due. Run it every minute."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--limit", type=int, default=500, choices=range(1, 100_001), metavar="N")

    def handle(self, *args, **options) -> None:
        self.stdout.write(str(deliver(at=timezone.now(), limit=options["limit"])))
