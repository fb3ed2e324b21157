import inspect
import json
from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand, CommandParser

from portal.lib.verdict import Rule, all_rules


class Command(BaseCommand):
    help = "List the rules: code, sentence, legal source, file and line. WORD keeps those that contain it."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("word", nargs="?", default="")
        parser.add_argument("--json", action="store_true")

    def handle(self, *args, **options) -> None:
        rows = [described(rule) for rule in all_rules()]
        rows = [row for row in rows if any(options["word"].lower() in str(value).lower() for value in row.values())]
        if options["json"]:
            self.stdout.write(json.dumps(rows, ensure_ascii=False, indent=1))
            return
        for row in rows:
            self.stdout.write(f"{row['code']}  [{row['severity']}]  {row['sentence']}")
            self.stdout.write(f"    {row['source']}  {row['file']}:{row['line']}")


def described(rule: Rule) -> dict[str, str | int]:
    file = Path(inspect.getsourcefile(rule.check) or "")
    return {
        "code": rule.code,
        "severity": rule.severity.value,
        "sentence": str(rule.sentence),
        "source": str(rule.source),
        "file": str(file.relative_to(settings.BASE_DIR)),
        "line": inspect.getsourcelines(rule.check)[1],
    }
