from django.core.management.base import BaseCommand, CommandParser

from portal.search import actions, kinds


class Command(BaseCommand):
    help = "Builds the search indexes anew beside the old ones and switches."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--kind", choices=[kind.name for kind in kinds.all_kinds()], help="only this kind, in the index that stands"
        )

    def handle(self, *args: object, **options: object) -> None:
        actions.rebuild(options["kind"])  # type: ignore[arg-type]
