"""The life of a decision: drafted, sent round, approved, out as a letter, in hand."""

from collections.abc import Iterable

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from portal.accounts.models import User
from portal.cases.models import Case
from portal.cases.procedures import ORGANISATION, PERSON, PORTAL, STAFF, Clock, Procedure, State, Text, Transition
from portal.cases.queries import members_of

from . import access, notices, queries, rules
from .actions import agreeing, drafting, issuing, reaching
from .actions.steps import also_moved
from .models import Decision

APPLICANT = (PERSON, ORGANISATION)


def people_of(case: Case, party: str) -> Iterable[User]:
    """Of the ward whoever is asked: the holders of the role in turn, else who drafted it."""
    if party == ORGANISATION:
        return members_of(case.organisation) if case.organisation else []
    if party == PERSON:
        return [case.person] if case.person else []
    decision = Decision.objects.select_related("grant__version", "drafted_by", "case").get(case=case)
    return queries.may_speak(decision, decision.role) if decision.role else [decision.drafted_by]


def name_of(case: Case, party: str) -> Text:
    if party == ORGANISATION and case.organisation:
        return case.organisation.name
    if party in APPLICANT:
        return _("申請した人")
    return _("区の担当") if party == STAFF else _("ポータル")


def path_of(case: Case, party: str) -> str:
    if party == STAFF:
        return reverse("decisions:detail", args=[case.public_id])
    return case.decision.grant.get_absolute_url()


DECISION = Procedure(
    code="grant_decision",
    label=_("補助の決定"),
    prefix="D",
    states=(
        State("drafted", _("起案中"), STAFF, next_act=_("回議にかける、または決裁を記録する")),
        State("circulating", _("回議中"), STAFF, next_act=_("承認する、または差し戻す")),
        State("returned", _("差し戻されました"), STAFF, next_act=_("直して、もう一度回す")),
        State("approved", _("決裁済み"), STAFF, next_act=_("通知書を出す")),
        State("issued", _("通知書を出しました")),
        State("reached", _("届きました"), final=True),
        State("given_up", _("取り下げられました"), final=True),
        State("dropped", _("取りやめました"), final=True),
    ),
    transitions=(
        Transition(
            "circulate", _("回議にかける"), _("回議にかけました。"), rules.WRITABLE, "circulating", (STAFF,),
            guard=drafting.may_circulate, effect=drafting.circulated, moves_too=also_moved, tells=(STAFF,), hidden=True,
        ),
        Transition(
            "agree", _("承認する"), _("承認しました。"), ("circulating",), agreeing.agreed_state, (STAFF,),
            guard=agreeing.may_agree, effect=agreeing.agreed, moves_too=also_moved, tells=(STAFF,), hidden=True,
        ),
        Transition(
            "send_back", _("差し戻す"), _("差し戻しました。"), ("circulating",), "returned", (STAFF,),
            guard=agreeing.may_send_back, effect=agreeing.sent_back, moves_too=also_moved, tells=(STAFF,), hidden=True,
        ),
        Transition(
            "record", _("決裁を記録する"), _("文書管理システムでの決裁を記録しました。"), rules.WRITABLE, "approved",
            (STAFF,), guard=agreeing.may_record, effect=agreeing.recorded, moves_too=also_moved, tells=(STAFF,),
            hidden=True,
        ),
        Transition(
            "issue", _("通知書を出す"), _("区からの通知書が出ました。"), ("approved",), "issued", (STAFF,),
            guard=issuing.may_issue, effect=issuing.issued, moves_too=also_moved, tells=APPLICANT, hidden=True,
        ),
        Transition(
            "reach", _("届いた"), _("通知書が届きました。"), ("issued",), "reached", (STAFF, PORTAL),
            moves_too=also_moved, hidden=True,
        ),
        Transition(
            "give_up", _("取り下げる"), _("決定のあとで、取り下げました。"), rules.STANDING, "given_up", APPLICANT,
            guard=reaching.may_give_up, effect=reaching.given_up, moves_too=also_moved, tells=(STAFF,), hidden=True,
        ),
        Transition(
            "drop", _("取りやめる"), _("起案を取りやめました。"), (*rules.WRITABLE, "approved"), "dropped", (STAFF,),
            guard=drafting.may_drop, effect=drafting.dropped, moves_too=also_moved, hidden=True,
        ),
        Transition(
            "fall", _("取りやめる"), _("申請が取り下げられたので、取りやめました。"), (*rules.WRITABLE, "circulating"),
            "dropped", (PORTAL,), moves_too=also_moved, tells=(STAFF,), hidden=True,
        ),
    ),
    party_of=access.party_of,
    people_of=people_of,
    name_of=name_of,
    path_of=path_of,
    notice=notices.DECISION.code,
    row="decision__grant__case",
    speakers=(),
    clocks=(
        Clock("arrived", ("issued",), 0, reaching.arrived_elsewhere, since="decision__letter__opened_at__date"),
    ),
)  # fmt: skip
