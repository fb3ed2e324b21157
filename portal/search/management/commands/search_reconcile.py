from django.core.management.base import BaseCommand

from portal.search import actions


class Command(BaseCommand):
    help = "Compares the search indexes with the database and mends what differs."

    def handle(self, *args: object, **options: object) -> None:
        for place, found in actions.reconcile().items():
            self.stdout.write(
                f"{place}: {len(found.missing)} missing, {len(found.surplus)} surplus, {len(found.stale)} stale; mended"
            )
