from django.core.management import call_command

from jobs.vacancies.filters import serves
from portal.codelists import queries
from portal.codelists.models import Code


def test_what_a_qualification_serves_follows_the_code_list(db):
    call_command("load_codelists", verbosity=0)
    queries.forget()
    assert "Q02" in serves("Q05")
    Code.objects.of("qualification").filter(value="Q02").update(ladder="")
    assert "Q02" in serves("Q05")
    queries.forget()
    assert "Q02" not in serves("Q05")
    queries.forget()
