from portal.cases.actions import restrict
from portal.cases.models import Case
from portal.cases.procedures import ORGANISATION, STAFF
from portal.cases.queries import inbox, waiting_for


def test_a_restricted_case_is_in_no_list(room):
    Case.objects.filter(pk=room.application.case.pk).update(turn=STAFF)
    restrict(case=room.application.case, restricted=True)
    assert list(inbox()) == []
    Case.objects.filter(pk=room.application.case.pk).update(turn=ORGANISATION)
    assert list(waiting_for(room.employer.user, room.employer.organisation)) == []


def test_a_case_put_back_is_there_again(room):
    case = room.application.case
    restrict(case=case, restricted=True)
    restrict(case=case, restricted=False)
    assert list(waiting_for(room.employer.user, room.employer.organisation)) == [case]
