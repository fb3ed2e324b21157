from django.core.management.base import BaseCommand, CommandParser
from django.db import transaction
from django.utils import timezone

from portal.accounts.models import User
from portal.front.demo import LOGINS, PASSWORD, Stage, parts
from portal.search.actions import rebuild


class Command(BaseCommand):
    help = "Lay made-up people and things, all marked as such. A second run leaves everything as it is."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--vacancies", type=int, default=320, help="how many vacancies to make")
        parser.add_argument("--homes", type=int, default=320, help="how many homes to make")

    def handle(self, *args, **options) -> None:
        if not User.objects.filter(is_sample=True).exists():
            sizes = {name: options[name] for name in ("vacancies", "homes")}
            stage = Stage(at=timezone.now(), sizes=sizes)
            with transaction.atomic():
                for _order, name, build in parts():
                    self.stdout.write(f"demo: {name}")
                    build(stage)
            rebuild()
        self.stdout.write(f"\npassword of every demo login: {PASSWORD}")
        for role, email in LOGINS:
            self.stdout.write(f"  {email}  {role}")
