import json
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from housing.homes.importing import Report, load
from portal.accounts.models import Membership, Organisation, Role, User
from portal.lib.tabular import Unreadable, read


class Command(BaseCommand):
    help = "Load homes of one organisation from a CSV or XLSX file; prints one line of JSON."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument("--organisation", required=True, metavar="法人番号")
        parser.add_argument("--submit", action="store_true", help="hand the good rows in, instead of keeping drafts")
        parser.add_argument("--none-if-bad", action="store_true", help="write nothing when a row is bad")
        parser.add_argument("--dry-run", action="store_true", help="write nothing, only report")

    def handle(self, **options) -> None:
        organisation = Organisation.objects.filter(corporate_number=options["organisation"]).first()
        if organisation is None:
            raise CommandError(f"法人番号 {options['organisation']} の団体は登録されていません。")
        self.stdout.write(json.dumps(_report(organisation, options).as_json(), ensure_ascii=False))


def _report(organisation: Organisation, options: dict) -> Report:
    try:
        table = read(options["file"].read_bytes(), options["file"].name)
        return load(
            table,
            organisation=organisation,
            actor=_actor(organisation),
            at=timezone.now(),
            submit=options["submit"],
            none_if_bad=options["none_if_bad"],
            dry_run=options["dry_run"],
        )
    except (Unreadable, OSError) as error:
        raise CommandError(str(error)) from error


def _actor(organisation: Organisation) -> User:
    """The command acts for the first person who may edit."""
    member = (
        Membership.objects.filter(organisation=organisation, role__in=[Role.OWNER, Role.EDITOR], user__is_active=True)
        .select_related("user")
        .order_by("id")
        .first()
    )
    if member is None:
        raise CommandError(f"{organisation.name}に、部屋を書ける人がいません。")
    return member.user
