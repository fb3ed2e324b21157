import datetime as dt
import json
from collections.abc import Callable
from pathlib import Path
from typing import ClassVar

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone
from django.utils.functional import Promise

from portal.accounts.models import Membership, Organisation, Role, User
from portal.lib.tabular import Table, Unreadable, read

from .report import Report


class ImportCommand(BaseCommand):
    """`load(table, organisation=, actor=, at=, submit=, none_if_bad=, dry_run=)` writes; prints one line of JSON."""

    load: ClassVar[Callable[..., Report]]
    thing: ClassVar[str | Promise]

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
        try:
            table = read(options["file"].read_bytes(), options["file"].name)
            report = self._report(table, organisation, options, timezone.now())
        except (Unreadable, OSError) as error:
            raise CommandError(str(error)) from error
        self.stdout.write(json.dumps(report.as_json(), ensure_ascii=False))

    def _report(self, table: Table, organisation: Organisation, options: dict, at: dt.datetime) -> Report:
        chosen = {name: options[name] for name in ("submit", "none_if_bad", "dry_run")}
        return type(self).load(table, organisation=organisation, actor=self._actor(organisation), at=at, **chosen)

    def _actor(self, organisation: Organisation) -> User:
        """The command acts for the first person who may edit."""
        members = Membership.objects.filter(organisation=organisation, user__is_active=True)
        member = members.exclude(role=Role.VIEWER).select_related("user").order_by("id").first()
        if member is None:
            raise CommandError(f"{organisation.name}に、{self.thing}を書ける人がいません。")
        return member.user
