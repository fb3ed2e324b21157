from django.core.management.base import BaseCommand

from cms.pages.actions import load_pages


class Command(BaseCommand):
    help = "Lay the pages a new portal starts with, and the group of the editors. Pages that exist stay untouched."

    def handle(self, *args, **options) -> None:
        self.stdout.write(f"{len(load_pages())} pages made")
