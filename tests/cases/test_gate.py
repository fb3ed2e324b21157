"""The gate: every state × every transition × every party. The table below is written by hand from the domain, so that a
change of a procedure must be made twice.
"""

import datetime as dt

import pytest
from django.db import transaction

from jobs.applications.models import Application
from portal.audit.models import Entry
from portal.cases.actions import NotAllowed, Stale, perform
from portal.cases.models import Case, Event
from portal.cases.procedures import get
from portal.lib.refusal import Refused
from portal.notices.models import Mail, Notice
from tests.factories import applications, vacancies
from tests.factories.times import NOW

BEFORE = "question answered visit_booked visited"
CHOOSING = "applied screening scheduling interview_set interviewed"
RESTING = "draft returned paused unconfirmed suspended expired"
# transition: (parties, states it may start from, state it leads to; "" is the same or the one before)
APPLICATION = {
    "ask": ("person", "answered", "question"),
    "answer": ("organisation", "question", "answered"),
    "book_visit": ("person", "question answered", "visit_booked"),
    "cancel_visit": ("person organisation", "visit_booked", "answered"),
    "visited": ("person organisation", "visit_booked", "visited"),
    "apply": ("person", BEFORE, "applied"),
    "take_up": ("organisation", "applied", "screening"),
    "propose_interview": ("organisation", CHOOSING, "scheduling"),
    "choose_interview": ("person", "scheduling", "interview_set"),
    "ask_other_days": ("person", "scheduling interview_set", "screening"),
    "interviewed": ("person organisation", "interview_set", "interviewed"),
    "offer": ("organisation", "applied screening interview_set interviewed", "offered"),
    "accept": ("person", "offered", "accepted"),
    "decline": ("person", "offered accepted", "declined"),
    "start": ("organisation", "accepted deferred", "started"),
    "defer": ("organisation", "accepted", "deferred"),
    "conditions_not_met": ("organisation", "accepted deferred", "conditions_not_met"),
    "withdraw_offer": ("organisation", "offered accepted deferred", "offer_withdrawn"),
    "stay_30": ("person organisation", "started", "stayed_30"),
    "stay_90": ("person organisation", "stayed_30", "stayed_90"),
    "stay_180": ("person organisation", "stayed_90", "stayed_180"),
    "stay_365": ("person organisation", "stayed_180", "stayed_365"),
    "leave": ("person organisation", "started stayed_30 stayed_90 stayed_180", "left"),
    "agree_terms": ("person", f"{BEFORE} {CHOOSING} offered", ""),
    "reject": ("organisation", CHOOSING, "rejected"),
    "take_back_rejection": ("organisation", "rejected", ""),
    "withdraw": ("person", f"{BEFORE} {CHOOSING}", "withdrawn"),
    "undo_withdrawal": ("person", "withdrawn", ""),
    "vacancy_ended": ("portal", f"{BEFORE} {CHOOSING}", "vacancy_ended"),
}
VACANCY = {
    "submit": ("organisation", RESTING, "review"),
    "publish_directly": ("organisation", RESTING, "published"),
    "submit_change": ("organisation", "published", "revising"),
    "publish_change": ("organisation", "published", "published"),
    "approve": ("staff", "review revising", "published"),
    "send_back": ("staff", "review", "returned"),
    "send_change_back": ("staff", "revising", "published"),
    "confirm": ("organisation", "published unconfirmed", "published"),
    "pause": ("organisation", "published", "paused"),
    "resume": ("organisation", "paused", "published"),
    "extend": ("organisation", "expired", "published"),
    "fill": ("organisation", "published paused unconfirmed expired", "filled"),
    "close": ("organisation staff", f"{RESTING} published", "closed"),
    "lapse": ("portal", "published", "unconfirmed"),
    "suspend": ("portal", "published revising", "suspended"),
    "expire": ("portal", "published revising", "expired"),
}
TABLES = {"application": APPLICATION, "vacancy": VACANCY}
WORDS = {"text": "よろしくお願いします。", "reason": "hours", "recruit_until": None, "conditions": "なし"}


def actors(room, procedure):
    """Every kind of person, with the party they are; None is the portal itself. Viewers and strangers are no party."""
    person = room.seeker.user
    cast = {"organisation": room.employer.user, "staff": room.staff.user, "portal": None}
    if procedure == "application":
        cast["person"] = person
    outside = [room.other_seeker.user, room.other_employer.user, room.viewer.user]
    return [*cast.items(), *[("", user) for user in outside + ([person] if procedure == "vacancy" else [])]]


def put(case, state):
    """Into a state no act of this test leads to, as if it had come there."""
    final = get(case.procedure).state(state).final
    Case.objects.filter(pk=case.pk).update(state=state, turn="", due_on=None, closed_at=NOW if final else None)


def count():
    return [model.objects.count() for model in (Event, Entry, Notice, Mail)]


@pytest.mark.parametrize("procedure", TABLES)
def test_the_table_names_everything(procedure):
    rules, table = get(procedure), TABLES[procedure]
    assert {each.code for each in rules.transitions} == set(table)
    assert {state.code for state in rules.states} >= set(
        " ".join(states for _who, states, _to in table.values()).split()
    )
    targets = {each.code: each.target for each in rules.transitions if isinstance(each.target, str)}
    assert targets == {code: to for code, (_who, _from, to) in table.items() if to}


@pytest.mark.parametrize("procedure", TABLES)
def test_no_illegal_move_goes_through(room, procedure):
    """What the table does not allow changes nothing: a stranger learns nothing, a party hears that things moved on."""
    case = getattr(room, procedure).case
    tried, wrong, before = 0, [], count()
    for state in [state.code for state in get(procedure).states]:
        put(case, state)
        for code, (parties, states, _to) in TABLES[procedure].items():
            for party, user in actors(room, procedure):
                if party in parties.split() and state in states.split():
                    continue
                tried += 1
                expected = Stale if party in parties.split() else NotAllowed
                try:
                    perform(case=case, transition=code, actor=user, at=NOW, values=WORDS)
                    wrong.append(f"{state} {code} by {party}: went through")
                except (Stale, NotAllowed) as refusal:
                    wrong += [] if type(refusal) is expected else [f"{state} {code} by {party}: {refusal!r}"]
        wrong += [] if Case.objects.get(pk=case.pk).state == state else [f"{state}: not there any more"]
    assert tried > 1000
    assert ("\n".join(wrong), count()) == ("", before)


def fitting(room, code):
    option = room.application.options.first()
    by_code = {
        "book_visit": {"slot": room.slot},
        "propose_interview": {"times": [NOW + dt.timedelta(days=2)]},
        "choose_interview": {"option": option.pk},
        "offer": {"conditions": "なし", "answer_by": (NOW + dt.timedelta(days=9)).date()},
        "withdraw": {"reason": "other"},
        "decline": {"reason": "other"},
        "extend": {"recruit_until": (NOW + dt.timedelta(days=9)).date()},
    }
    return WORDS | by_code.get(code, {})


@pytest.mark.parametrize("procedure", TABLES)
def test_every_legal_move_goes_through(room, procedure):
    """Each leaves one event, one audit entry of its own, and the state the table says."""
    case, done = getattr(room, procedure).case, 0
    room.application.options.create(starts_at=NOW + dt.timedelta(days=2))
    people = {party: user for party, user in actors(room, procedure) if party}
    for code, (parties, states, target) in TABLES[procedure].items():
        for state in states.split():
            for party in parties.split():
                with transaction.atomic():
                    put(case, state)
                    bring(room, code, state)
                    now = Case.objects.get(pk=case.pk)
                    version = now.version
                    event = perform(case=now, transition=code, actor=people[party], at=NOW, values=fitting(room, code))
                    reached = Case.objects.get(pk=case.pk)
                    assert (event.source, event.target, event.party) == (state, reached.state, party)
                    assert reached.state == (target or event.target)
                    assert reached.version == version + 1 == now.version
                    entry = Entry.objects.filter(action=f"{procedure}.{code}").latest("sequence")
                    assert (entry.subject_key, entry.detail["to"]) == (str(case.pk), reached.state)
                    done += 1
                    transaction.set_rollback(True)
    assert done == sum(len(who.split()) * len(states.split()) for who, states, _to in TABLES[procedure].values())


def bring(room, code, state):
    """What a state implies and a bare column does not: the move that led to an end that can be taken back."""
    last = {"take_back_rejection": "rejected", "undo_withdrawal": "withdrawn"}.get(code)
    if last:
        case = room.application.case
        Event.objects.create(
            case=case, sequence=90, at=NOW, party="person", transition="x", source="screening", target=last
        )


def test_unknown_transitions_are_not_there(room):
    for code in ("", "no_such", "approve"):
        with pytest.raises(NotAllowed):
            perform(case=room.application.case, transition=code, actor=room.seeker.user, at=NOW)


def test_a_stale_form_changes_nothing(room):
    case = room.application.case
    perform(case=case, transition="take_up", actor=room.employer.user, at=NOW, version=1)
    before = count()
    for version in (0, 1, 3, 99):
        with pytest.raises(Stale, match="このページを開いたあとに、内容が変わりました。"):
            applications_reject(room, version)
    assert (Case.objects.get(pk=case.pk).state, count()) == ("screening", before)
    applications_reject(room, 2)
    assert Case.objects.get(pk=case.pk).state == "rejected"


def applications_reject(room, version):
    perform(
        case=room.application.case,
        transition="reject",
        actor=room.employer.user,
        at=NOW,
        version=version,
        values={"reason": "hours"},
    )


def test_the_same_key_twice_is_one_act_with_one_answer(room):
    case = room.application.case
    first = perform(case=case, transition="take_up", actor=room.employer.user, at=NOW, version=1, key="k")
    before = count()
    again = perform(case=case, transition="take_up", actor=room.employer.user, at=NOW, version=1, key="k")
    assert (again.pk, count(), Case.objects.get(pk=case.pk).version) == (first.pk, before, 2)


def test_a_key_cannot_carry_another_act_or_another_text(room):
    case, employer = room.application.case, room.employer.user
    said = {"text": "年間休日は122日です。"}
    Case.objects.filter(pk=case.pk).update(state="question")
    perform(case=case, transition="answer", actor=employer, at=NOW, values=said, text=said["text"], key="k")
    before = count()
    for transition, text in (("answer", "休みはありません。"), ("take_up", said["text"])):
        with pytest.raises(Stale, match="同じ画面から、ちがう内容が送られました。"):
            perform(case=case, transition=transition, actor=employer, at=NOW, values=said, text=text, key="k")
    assert count() == before


def test_two_cases_may_use_the_same_key(room):
    other = applications.applied(room.vacancy, room.other_seeker.user)
    for application in (room.application, other):
        perform(case=application.case, transition="take_up", actor=room.employer.user, at=NOW, key="k")
    assert set(Application.objects.values_list("case__state", flat=True)) == {"screening"}


def test_a_refused_effect_leaves_nothing(room):
    """An interview in the past is refused in the effect, after the state was written."""
    before = count()
    with pytest.raises(Refused, match="面接の候補は、これからの日時で一つ以上入れてください。"):
        applications.move(room.application, "propose_interview", room.employer.user, times=[NOW])
    assert (Case.objects.get(pk=room.application.case.pk).state, count()) == ("applied", before)


@pytest.mark.parametrize(
    ("transition", "state", "actor"),
    [("answer", "question", "employer"), ("defer", "accepted", "employer"), ("withdraw_offer", "offered", "employer")],
)
def test_a_word_is_asked_for(room, transition, state, actor):
    put(room.application.case, state)
    with pytest.raises(Refused, match="ひとこと書いてから送ってください。"):
        applications.move(room.application, transition, getattr(room, actor).user, text=" 　")


def test_sending_back_says_what_to_mend(room):
    waiting = vacancies.in_review(room.vacancy.facility, room.employer.user)
    with pytest.raises(Refused, match="どこをどう直せばよいかを書いてください。"):
        vacancies.move(waiting, "send_back", room.staff.user, text="")
    vacancies.move(waiting, "send_back", room.staff.user, text="休日を書いてください。")
    assert vacancies.fresh(waiting).draft.frozen_at is None
