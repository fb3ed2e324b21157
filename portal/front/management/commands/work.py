import time

from django.core.management.base import BaseCommand, CommandParser
from django.db import close_old_connections
from django.utils import timezone

from portal.front.work import run_all


class Command(BaseCommand):
    help = "Do what is due: mail, index, clocks. Runs until it is stopped; --once for a single round."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--once", action="store_true")
        parser.add_argument("--pause", type=int, default=15, help="seconds between two rounds")

    def handle(self, *args, **options) -> None:
        while True:
            done = {name: count for name, count in run_all(timezone.now()).items() if count}
            if done or options["once"]:
                self.stdout.write(", ".join(f"{name} {count}" for name, count in done.items()) or "nothing due")
            if options["once"]:
                return
            close_old_connections()
            time.sleep(options["pause"])
