import json

from django.core.management.base import BaseCommand
from django.utils import timezone

from housing.fit.actions import load


class Command(BaseCommand):
    help = "Add the figures of housing/fit/data that are missing; rows that staff entered stay as they are."

    def handle(self, **options) -> None:
        read, created = load(at=timezone.now())
        self.stdout.write(json.dumps({"read": read, "created": created}))
