from django.core.management.base import BaseCommand, CommandError

from portal.audit.invariants import all_checks

SHOWN = 20


class Command(BaseCommand):
    help = "Check what must always hold: cases, audit chain, files, index. Exits with 1 when something does not."

    def handle(self, *args, **options) -> None:
        broken = 0
        for name, check in all_checks().items():
            problems = list(check())
            broken += len(problems)
            self.stdout.write(f"{name}: {'holds' if not problems else f'{len(problems)} problem(s)'}")
            for problem in problems[:SHOWN]:
                self.stdout.write(f"  {problem}")
            if len(problems) > SHOWN:
                self.stdout.write(f"  and {len(problems) - SHOWN} more")
        if broken:
            raise CommandError(f"{broken} problem(s) found")
