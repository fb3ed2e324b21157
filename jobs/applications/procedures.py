"""From a question to the first year of work (§ the seeker's and the employer's one thread)."""

import datetime as dt
from collections.abc import Callable

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from portal.accounts.models import User
from portal.cases.models import Case
from portal.cases.procedures import (
    ORGANISATION,
    PERSON,
    PORTAL,
    STAFF,
    Clock,
    Move,
    Procedure,
    State,
    Text,
    Transition,
    last_move,
)
from portal.cases.queries import members_of
from portal.lib.dates import tokyo_date
from portal.lib.refusal import Refused

from . import access, actions, notices, queries, rules


def needs_a_word(move: Move) -> None:
    if not move.values.get("text", "").strip():
        raise Refused(_("ひとこと書いてから送ってください。"))


def needs_a_reason(move: Move) -> None:
    if not move.values.get("reason"):
        raise Refused(_("理由を一つ選んでください。相手に伝わります。"))


def agreed_to_the_terms(move: Move) -> None:
    """V13: changed terms are confirmed before an interview or an offer."""
    application = move.case.application
    if application.vacancy.live_id and application.agreed_id != application.vacancy.live_id:
        raise Refused(_("条件が変わったあと、応募した人の確認がまだです。確認を待ってから進めてください。"))


def can_go_on(move: Move) -> None:
    """What has ended is not taken up again where the vacancy, the person or a newer application stands against it."""
    application = move.case.application
    vacancy = application.vacancy
    if vacancy.case.closed_at is not None:
        raise Refused(_("この求人は、そのあとに募集を終わりました。"))
    if not application.seeker.is_active or queries.is_hidden(application.seeker, vacancy.organisation):
        raise Refused(_("この応募は、もう再開できません。"))
    if queries.open_application(application.seeker, vacancy):
        raise Refused(_("同じ求人に、新しい応募があります。そちらで続けてください。"))


def within_half_an_hour(move: Move) -> None:
    can_go_on(move)
    if move.at - move.case.changed_at > rules.UNDO_WITHDRAWAL:
        raise Refused(_("取り消せるのは30分以内です。メッセージで相手に伝えてください。"))


def within_a_day(move: Move) -> None:
    can_go_on(move)
    if move.at - move.case.changed_at > rules.TAKE_BACK_REJECTION:
        raise Refused(_("取り消せるのは24時間以内です。メッセージで相手に伝えてください。"))


def worked(days: int) -> Callable[[Move], None]:
    def has_worked(move: Move) -> None:
        first = move.case.application.start_on
        if first and tokyo_date(move.at) < first + dt.timedelta(days=days):
            raise Refused(_("入職の日から%(days)s日が、まだたっていません。") % {"days": days})

    return has_worked


def state_before(move: Move) -> str:
    """Where the case stood before its last move; a visit whose place was given back is no longer booked."""
    before = last_move(move.case).source
    return "answered" if before == "visit_booked" and move.case.application.booking_id is None else before


def same_state(move: Move) -> str:
    return move.case.state


def people_of(case: Case, party: str) -> list[User]:
    if party == PERSON:
        return [case.person] if case.person else []
    if party == ORGANISATION:
        return members_of(case.organisation)
    return list(User.objects.filter(is_staff=True, is_active=True))


def name_of(case: Case, party: str) -> Text:
    if party == ORGANISATION:
        return case.application.vacancy.facility.name
    if party == PERSON:
        shared = case.application.shared.get("name")
        return f"{shared} さん" if shared else _("応募した人（名前はまだ見えません）")
    return _("区の担当") if party == STAFF else _("ポータル")


def path_of(case: Case, party: str) -> str:
    return reverse("applications:thread", args=[case.public_id])


BEFORE, CHOOSING = queries.BEFORE_APPLYING, queries.CHOOSING
BOTH = (PERSON, ORGANISATION)

APPLICATION = Procedure(
    code="application",
    label=_("応募"),
    prefix="A",
    states=(
        State("question", _("質問中"), turn=ORGANISATION, days=5, step="question", next_act=_("質問に答える")),
        State("answered", _("返事が届きました"), step="question"),
        State("visit_booked", _("見学を予約"), step="visit"),
        State("visited", _("見学しました"), step="visit"),
        State("applied", _("応募しました"), turn=ORGANISATION, days=5, step="applied", next_act=_("応募に返事をする")),
        State("screening", _("選考中"), turn=ORGANISATION, days=10, step="applied", next_act=_("選考の結果を知らせる")),
        State(
            "scheduling",
            _("面接の日を決めています"),
            turn=PERSON,
            days=5,
            step="interview",
            next_act=_("面接の日を選ぶ"),
        ),
        State("interview_set", _("面接の日が決まりました"), step="interview"),
        State(
            "interviewed",
            _("面接しました"),
            turn=ORGANISATION,
            days=10,
            step="interview",
            next_act=_("面接の結果を知らせる"),
        ),
        State("offered", _("内定が届きました"), turn=PERSON, days=7, step="offer", next_act=_("内定に返事をする")),
        State("accepted", _("内定を受けました"), step="offer"),
        State("deferred", _("入職を延ばしています"), step="offer"),
        State("started", _("入職しました"), step="start"),
        State("stayed_30", _("入職から30日"), step="start"),
        State("stayed_90", _("入職から90日"), step="start"),
        State("stayed_180", _("入職から180日"), step="start"),
        State("stayed_365", _("入職から1年"), final=True, step="start"),
        State("rejected", _("見送り"), final=True),
        State("withdrawn", _("辞退しました"), final=True),
        State("declined", _("内定を辞退しました"), final=True),
        State("offer_withdrawn", _("内定が取り消されました"), final=True),
        State("conditions_not_met", _("条件がそろいませんでした"), final=True),
        State("left", _("退職しました"), final=True),
        State("vacancy_ended", _("募集が終わりました"), final=True),
    ),
    transitions=(
        Transition(
            "ask",
            _("質問する"),
            _("質問しました。"),
            ("answered",),
            "question",
            (PERSON,),
            guard=needs_a_word,
            tells=(ORGANISATION,),
            form="text",
        ),
        Transition(
            "answer",
            _("答える"),
            _("質問に答えました。"),
            ("question",),
            "answered",
            (ORGANISATION,),
            guard=needs_a_word,
            tells=(PERSON,),
            form="text",
            tone="main",
        ),
        Transition(
            "book_visit",
            _("見学を予約する"),
            _("見学を予約しました。"),
            ("question", "answered"),
            "visit_booked",
            (PERSON,),
            effect=actions.visit_booked,
            tells=(ORGANISATION,),
            form="slot",
        ),
        Transition(
            "cancel_visit",
            _("見学をやめる"),
            _("見学をとりやめました。"),
            ("visit_booked",),
            "answered",
            BOTH,
            effect=actions.visit_cancelled,
            tells=BOTH,
        ),
        Transition("visited", _("見学が済んだ"), _("見学しました。"), ("visit_booked",), "visited", BOTH),
        Transition(
            "apply",
            _("応募する"),
            _("応募しました。"),
            BEFORE,
            "applied",
            (PERSON,),
            effect=actions.applied,
            tells=(ORGANISATION,),
            hidden=True,
        ),
        Transition(
            "take_up",
            _("選考をはじめる"),
            _("選考をはじめました。"),
            ("applied",),
            "screening",
            (ORGANISATION,),
            tells=(PERSON,),
        ),
        Transition(
            "propose_interview",
            _("面接の日を出す"),
            _("面接の候補の日を出しました。"),
            ("applied", "screening", "scheduling", "interview_set", "interviewed"),
            "scheduling",
            (ORGANISATION,),
            guard=agreed_to_the_terms,
            effect=actions.interview_proposed,
            tells=(PERSON,),
            form="times",
            tone="main",
        ),
        Transition(
            "choose_interview",
            _("この日にする"),
            _("面接の日を選びました。"),
            ("scheduling",),
            "interview_set",
            (PERSON,),
            effect=actions.interview_chosen,
            tells=(ORGANISATION,),
            form="option",
            tone="main",
        ),
        Transition(
            "ask_other_days",
            _("ほかの日を頼む"),
            _("ほかの日を頼みました。"),
            ("scheduling", "interview_set"),
            "screening",
            (PERSON,),
            guard=needs_a_word,
            tells=(ORGANISATION,),
            form="text",
        ),
        Transition("interviewed", _("面接が済んだ"), _("面接しました。"), ("interview_set",), "interviewed", BOTH),
        Transition(
            "offer",
            _("内定を出す"),
            _("内定を出しました。"),
            ("applied", "screening", "interview_set", "interviewed"),
            "offered",
            (ORGANISATION,),
            guard=agreed_to_the_terms,
            effect=actions.offered,
            tells=(PERSON,),
            form="offer",
            tone="main",
        ),
        Transition(
            "accept",
            _("内定を受ける"),
            _("内定を受けました。"),
            ("offered",),
            "accepted",
            (PERSON,),
            effect=actions.accepted,
            moves_too=actions.ended_by_accepting,
            tells=(ORGANISATION,),
            tone="main",
        ),
        Transition(
            "decline",
            _("内定を辞退する"),
            _("内定を辞退しました。"),
            ("offered", "accepted"),
            "declined",
            (PERSON,),
            effect=actions.withdrawn,
            tells=(ORGANISATION,),
            form="withdrawal",
            tone="stop",
        ),
        Transition(
            "start",
            _("入職した"),
            _("入職しました。"),
            ("accepted", "deferred"),
            "started",
            (ORGANISATION,),
            effect=actions.started,
            tells=(PERSON,),
            form="day",
            tone="main",
        ),
        Transition(
            "defer",
            _("入職を延ばす"),
            _("入職を延ばすことにしました。"),
            ("accepted",),
            "deferred",
            (ORGANISATION,),
            guard=needs_a_word,
            tells=(PERSON,),
            form="text",
        ),
        Transition(
            "conditions_not_met",
            _("条件がそろわなかった"),
            _("内定の条件がそろいませんでした。"),
            ("accepted", "deferred"),
            "conditions_not_met",
            (ORGANISATION,),
            guard=needs_a_word,
            tells=(PERSON, STAFF),
            form="text",
            tone="stop",
        ),
        Transition(
            "withdraw_offer",
            _("内定を取り消す"),
            _("内定を取り消しました。"),
            ("offered", "accepted", "deferred"),
            "offer_withdrawn",
            (ORGANISATION,),
            guard=needs_a_word,
            tells=(PERSON, STAFF),
            form="text",
            tone="stop",
        ),
        *(
            Transition(f"stay_{days}", label, done, (before,), f"stayed_{days}", BOTH, guard=worked(days))
            for days, before, label, done in (
                (30, "started", _("30日たった"), _("入職から30日がたちました。")),
                (90, "stayed_30", _("90日たった"), _("入職から90日がたちました。")),
                (180, "stayed_90", _("180日たった"), _("入職から180日がたちました。")),
                (365, "stayed_180", _("1年たった"), _("入職から1年がたちました。")),
            )
        ),
        Transition(
            "leave",
            _("退職した"),
            _("退職しました。"),
            ("started", "stayed_30", "stayed_90", "stayed_180"),
            "left",
            BOTH,
            tone="stop",
        ),
        Transition(
            "agree_terms",
            _("新しい条件を確かめた"),
            _("新しい条件を確かめました。"),
            (*queries.UNDECIDED, "offered"),
            same_state,
            (PERSON,),
            effect=actions.terms_agreed,
            tells=(ORGANISATION,),
            keeps_turn=True,
            hidden=True,
        ),
        Transition(
            "reject",
            _("見送る"),
            _("今回は見送りました。"),
            ("applied", "screening", "scheduling", "interview_set", "interviewed"),
            "rejected",
            (ORGANISATION,),
            guard=needs_a_reason,
            effect=actions.rejected,
            tells=(PERSON,),
            form="rejection",
            tone="stop",
        ),
        Transition(
            "take_back_rejection",
            _("見送りを取り消す"),
            _("見送りを取り消しました。"),
            ("rejected",),
            state_before,
            (ORGANISATION,),
            guard=within_a_day,
            effect=actions.rejection_taken_back,
            tells=(PERSON,),
        ),
        Transition(
            "withdraw",
            _("応募をやめる"),
            _("辞退しました。"),
            queries.UNDECIDED,
            "withdrawn",
            (PERSON,),
            effect=actions.withdrawn,
            tells=(ORGANISATION,),
            form="withdrawal",
            tone="stop",
        ),
        Transition(
            "undo_withdrawal",
            _("辞退を取り消す"),
            _("辞退を取り消しました。"),
            ("withdrawn",),
            state_before,
            (PERSON,),
            guard=within_half_an_hour,
            effect=actions.withdrawal_undone,
            tells=(ORGANISATION,),
        ),
        Transition(
            "vacancy_ended",
            _("募集が終わった"),
            _("募集が終わりました。"),
            queries.UNDECIDED,
            "vacancy_ended",
            (PORTAL,),
            effect=actions.vacancy_ended,
            tells=(PERSON,),
            hidden=True,
        ),
    ),
    party_of=access.party_of,
    people_of=people_of,
    name_of=name_of,
    path_of=path_of,
    notice=notices.MOVED.code,
    row="application",
    speakers=BOTH,
    road=(
        ("question", _("質問")),
        ("visit", _("見学")),
        ("applied", _("応募")),
        ("interview", _("面接")),
        ("offer", _("内定")),
        ("start", _("入職")),
    ),
    clocks=(
        Clock(
            "remind",
            ("question", "applied", "screening", "interviewed"),
            rules.REMIND_AFTER_DAYS,
            actions.remind_employer,
        ),
        Clock(
            "staff", ("question", "applied", "screening", "interviewed"), rules.STAFF_AFTER_DAYS, actions.alert_staff
        ),
    ),
)
