"""伴走型支援, from the ward's request to the evaluation (domain: 3.11, last paragraph)."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from portal.cases.models import Case
from portal.cases.procedures import ORGANISATION, PORTAL, STAFF, Clock, Move, Procedure, State, Text, Transition
from portal.lib.dates import tokyo_date
from portal.lib.refusal import Refused

from . import access, actions, notices, queries, rules
from .choices import CheckDay, CheckResult
from .models import Support


def needs_a_word(move: Move) -> None:
    if not move.values.get("text", "").strip():
        raise Refused(_("ひとこと書いてから送ってください。"))


def same_state(move: Move) -> str:
    return move.case.state


def where_it_goes_on(move: Move) -> str:
    return "housed" if move.case.support.moved_in_on else "active"


def where_she_lives(move: Move) -> str:
    """Whoever has moved out again needs another home."""
    return "active" if move.values.get("result") == CheckResult.LEFT else move.case.state


def day_has_come(move: Move) -> None:
    if move.case.support.moved_in_on:
        raise Refused(_("入居の日は、もう入っています。"))
    if move.party != PORTAL and move.values["day"] > tokyo_date(move.at):
        raise Refused(_("入居の日は、入居したあとに入れてください。"))


def nothing_is_left(move: Move) -> None:
    own = Support.objects.filter(pk=move.case.support.pk)
    if (left := queries.open_tasks(own).count()) > 0:
        raise Refused(
            _("終わっていないやることが%(n)s件あります。記録するか、やめてから終えてください。") % {"n": left}
        )
    if queries.open_checks(own).filter(due_on__lte=tokyo_date(move.at)).exists():
        raise Refused(_("日が来ている「定着の確認」があります。結果を書いてから終えてください。"))


def name_of(case: Case, party: str) -> Text:
    if party == ORGANISATION:
        return case.support.corporation.name
    return _("区の担当") if party == STAFF else _("ポータル")


def path_of(case: Case, party: str) -> str:
    return reverse("support:staff_case" if party == STAFF else "support:case", args=[case.public_id])


BOTH = (ORGANISATION, STAFF)
US = (ORGANISATION,)

SUPPORT = Procedure(
    code="support",
    label=_("伴走型支援"),
    prefix="S",
    states=(
        State("requested", _("依頼が届きました"), ORGANISATION, 3, step="request", next_act=_("受けるか答える")),
        State("accepted", _("計画をつくっています"), ORGANISATION, 5, step="plan", next_act=_("支援計画を書く")),
        State("active", _("住まいさがしを支援中"), ORGANISATION, 15, step="active", next_act=_("連絡して、記録する")),
        State("housed", _("入居後を支援中"), ORGANISATION, 20, step="housed", next_act=_("ようすを確かめて、記録する")),
        State(
            "evaluating",
            _("ふり返っています"),
            ORGANISATION,
            5,
            step="evaluate",
            next_act=_("終えるか、つづけるか決める"),
        ),
        State("ended", _("支援を終えました"), final=True, step="end"),
        State("stopped", _("途中で終わりました"), final=True),
        State("declined", _("受けられませんでした"), final=True),
        State("withdrawn", _("依頼を取り下げました"), final=True),
    ),
    transitions=(
        Transition("request", _("依頼する"), _("支援を依頼しました。"), (), "requested", (STAFF,), hidden=True),
        Transition(
            "accept",
            _("受ける"),
            _("支援を受けました。"),
            ("requested",),
            "accepted",
            US,
            effect=actions.accepted,
            tells=(STAFF,),
            form="worker",
            tone="main",
        ),
        Transition(
            "decline",
            _("受けられない"),
            _("受けられないと答えました。"),
            ("requested",),
            "declined",
            US,
            effect=actions.declined,
            tells=(STAFF,),
            form="decline",
            tone="stop",
        ),
        Transition(
            "withdraw",
            _("依頼を取り下げる"),
            _("依頼を取り下げました。"),
            ("requested", "accepted"),
            "withdrawn",
            (STAFF,),
            guard=needs_a_word,
            effect=actions.withdrawn,
            tells=(ORGANISATION,),
            form="text",
            tone="stop",
        ),
        Transition(
            "plan",
            _("支援計画を書く"),
            _("支援計画を決めました。"),
            ("accepted",),
            where_it_goes_on,
            US,
            effect=actions.planned,
            tells=(STAFF,),
            form="plan",
            tone="main",
        ),
        Transition(
            "replan",
            _("支援計画を書き直す"),
            _("支援計画を新しくしました。"),
            ("active", "housed"),
            same_state,
            US,
            effect=actions.planned,
            tells=(STAFF,),
            form="plan",
        ),
        Transition(
            "move_in",
            _("入居した"),
            _("入居しました。"),
            ("active", "evaluating"),
            "housed",
            (ORGANISATION, PORTAL),
            guard=day_has_come,
            effect=actions.moved_in,
            moves_too=actions.also_moved,
            tells=(ORGANISATION, STAFF),
            form="day",
        ),
        Transition(
            "log",
            _("記録する"),
            _("支援を記録しました。"),
            ("active", "housed"),
            where_she_lives,
            US,
            effect=actions.logged,
            moves_too=actions.also_moved,
            hidden=True,
        ),
        Transition(
            "note",
            _("記録する"),
            _("支援を記録しました。"),
            actions.KEEPS_TURN_IN,
            where_she_lives,
            US,
            effect=actions.logged,
            moves_too=actions.also_moved,
            keeps_turn=True,
            hidden=True,
        ),
        Transition(
            "correct",
            _("記録を直す"),
            _("記録を直しました。"),
            (*access.WORKING, "ended", "stopped"),
            same_state,
            US,
            effect=actions.corrected,
            keeps_turn=True,
            hidden=True,
        ),
        Transition(
            "hand_over",
            _("担当を代わる"),
            _("担当が代わりました。"),
            access.WORKING,
            same_state,
            US,
            effect=actions.handed_over,
            tells=(ORGANISATION,),
            keeps_turn=True,
            form="worker",
        ),
        Transition(
            "evaluate",
            _("ふり返る"),
            _("支援をふり返りました。"),
            ("active", "housed"),
            "evaluating",
            US,
            guard=needs_a_word,
            effect=actions.evaluated,
            tells=(STAFF,),
            form="text",
        ),
        Transition(
            "extend",
            _("計画を新しくしてつづける"),
            _("支援をつづけます。"),
            ("evaluating",),
            where_it_goes_on,
            US,
            effect=actions.planned,
            tells=(STAFF,),
            form="plan",
        ),
        Transition(
            "end",
            _("支援を終える"),
            _("支援を終えました。"),
            ("evaluating",),
            "ended",
            US,
            guard=nothing_is_left,
            effect=actions.ended,
            tells=(STAFF,),
            form="end",
            tone="main",
        ),
        Transition(
            "stop",
            _("途中で終わる"),
            _("支援が途中で終わりました。"),
            access.WORKING,
            "stopped",
            US,
            effect=actions.stopped,
            tells=(STAFF,),
            form="stop",
            tone="stop",
        ),
    ),
    party_of=access.party_of,
    people_of=actions.people_of,
    name_of=name_of,
    path_of=path_of,
    notice=notices.MOVED.code,
    row="support",
    speakers=BOTH,
    road=(
        ("request", _("依頼")),
        ("plan", _("計画")),
        ("active", _("住まいさがし")),
        ("housed", _("入居後")),
        ("evaluate", _("ふり返り")),
        ("end", _("終わり")),
    ),
    clocks=(
        Clock(
            "remind",
            ("requested",),
            rules.REMIND_REQUEST_AFTER_DAYS,
            actions.remind(ORGANISATION, rules.REMIND_REQUEST_AFTER_DAYS),
        ),
        Clock(
            "staff",
            ("requested",),
            rules.STAFF_REQUEST_AFTER_DAYS,
            actions.remind(STAFF, rules.STAFF_REQUEST_AFTER_DAYS),
        ),
        Clock(
            "plan",
            actions.KEEPS_TURN_IN,
            rules.REMIND_PLAN_AFTER_DAYS,
            actions.remind(ORGANISATION, rules.REMIND_PLAN_AFTER_DAYS),
        ),
        Clock(
            "silence",
            ("active", "housed"),
            rules.REMIND_SILENCE_AFTER_DAYS,
            actions.remind(ORGANISATION, rules.REMIND_SILENCE_AFTER_DAYS),
        ),
        Clock(
            "silence_staff",
            ("active", "housed"),
            rules.STAFF_SILENCE_AFTER_DAYS,
            actions.remind(STAFF, rules.STAFF_SILENCE_AFTER_DAYS),
        ),
        *(
            Clock(
                f"check_{days}",
                ("housed", "evaluating"),
                days,
                actions.check_due(days),
                since="support__moved_in_on",
            )
            for days in CheckDay.values
        ),
    ),
)
