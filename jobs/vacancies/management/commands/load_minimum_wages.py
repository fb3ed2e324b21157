import csv
import json
from pathlib import Path

from django.core.management.base import BaseCommand

from jobs.vacancies.models import MinimumWage

RATES = Path(__file__).parents[2] / "data" / "minimum_wage.csv"


class Command(BaseCommand):
    help = "Add the minimum wages of jobs/vacancies/data that are missing; rows that staff entered stay as they are."

    def handle(self, **options) -> None:
        with RATES.open(encoding="utf-8", newline="") as file:
            rows = [MinimumWage(**row) for row in csv.DictReader(file)]
        before = MinimumWage.objects.count()
        MinimumWage.objects.bulk_create(rows, ignore_conflicts=True)
        self.stdout.write(json.dumps({"read": len(rows), "created": MinimumWage.objects.count() - before}))
