"""The grant that everybody sees and the filings it is made of. A grant follows; only filings are acted on."""

from collections.abc import Iterable

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from portal.accounts.models import User
from portal.cases.models import Case
from portal.cases.procedures import ORGANISATION, PERSON, PORTAL, STAFF, Procedure, State, Text, Transition
from portal.grants.schemes import access as duties
from portal.grants.schemes.choices import Role

from . import access, notices, queries, rules
from .access import APPLICANT
from .actions import checking, following, submitting
from .addresses import filing_path


def people_of(case: Case, party: str) -> Iterable[User]:
    """Of the ward the officer who has it, else the clerks of the scheme."""
    if party == STAFF:
        scheme = access.grant_of(case).version.scheme
        return [case.assignee] if case.assignee else duties.officers(scheme, Role.CLERK)
    if party == ORGANISATION:
        return queries.people_who_file(case)
    return [case.person] if case.person else []


def name_of(case: Case, party: str) -> Text:
    if party == ORGANISATION and case.organisation:
        return case.organisation.name
    if party in APPLICANT:
        return _("申請した人")
    return _("区の担当") if party == STAFF else _("ポータル")


def grant_path(case: Case, party: str) -> str:
    if party == STAFF:
        return reverse("filings:staff_grant", args=[access.grant_of(case).case.public_id])
    return access.grant_of(case).get_absolute_url()


def path_of_filing(case: Case, party: str) -> str:
    if party == STAFF:
        return f"{grant_path(case, party)}?filing={case.public_id}"
    return filing_path(case.filing)


UNDECIDED = ("preparing", "review", "correction", "deciding")
# Where each state of a grant may be reached from.
WAYS = {
    "preparing": ("review", "correction"),
    "review": ("preparing", "correction", "deciding", "awarded", "fixed"),
    "correction": ("review", "reporting", "paying", "deciding"),
    "deciding": ("review", "reporting", "awarded", "correction"),
    "awarded": (*UNDECIDED, "reporting"),
    "refused": ("review", "deciding"),
    "reporting": ("awarded", "correction", "deciding", "paying", "paid"),
    "fixed": (*UNDECIDED, "awarded", "reporting", "paying"),
    "paying": ("fixed", "correction", "awarded", "paid"),
    "paid": ("paying", "fixed", "reporting", "deciding", "correction"),
    "withdrawn": (*UNDECIDED, "awarded"),
    "revoked": ("review", "correction", "deciding", "awarded", "reporting", "fixed", "paying", "paid"),
    "lapsed": UNDECIDED,
    "done": ("awarded", "paid", "fixed"),
}
GRANT = Procedure(
    code="grant",
    label=_("補助"),
    prefix="G",
    states=(
        State("preparing", _("準備中")),
        State("review", _("審査中")),
        State("correction", _("補正をお願いしています")),
        State("deciding", _("決定の手続き中")),
        State("awarded", _("交付決定")),
        State("refused", _("不交付"), final=True),
        State("reporting", _("実績を確かめています")),
        State("fixed", _("額の確定")),
        State("paying", _("支払の手続き中")),
        State("paid", _("支払済み")),
        State("withdrawn", _("取り下げました"), final=True),
        State("revoked", _("決定の取消し")),
        State("lapsed", _("打ち切り"), final=True),
        State("done", _("終わりました"), final=True),
    ),
    # What a grant does is told by the filings and decisions it follows.
    transitions=tuple(
        Transition(f"to_{state}", state, "", sources, state, (PORTAL,), hidden=True) for state, sources in WAYS.items()
    ),
    party_of=access.party_of,
    people_of=people_of,
    name_of=name_of,
    path_of=grant_path,
    notice=notices.MOVED.code,
    row="grant",
    speakers=(PERSON, ORGANISATION, STAFF),
)

FILING = Procedure(
    code="grant_filing",
    label=_("補助の申請"),
    prefix="F",
    # Whose turn it is in a state of the applicant depends on who filed: the steps hand it over.
    states=(
        State("draft", _("書いているところ"), PERSON, next_act=_("書いて、出す")),
        State("submitted", _("届きました"), STAFF, next_act=_("内容を確かめる")),
        State("correction", _("補正をお願いしています"), PERSON, next_act=_("お願いされたところを直して、出しなおす")),
        State("resubmitted", _("直したものが届きました"), STAFF, next_act=_("直ったところを確かめる")),
        State("verified", _("確かめました"), STAFF, next_act=_("決定の手続きをする")),
        State("decided", _("決定しました"), final=True),
        State("withdrawn", _("取り下げました"), final=True),
        State("lapsed", _("打ち切り"), final=True),
    ),
    transitions=(
        Transition(
            "submit", _("出す"), _("提出しました。"), ("draft",), "submitted", (*APPLICANT, STAFF),
            guard=submitting.may_submit, effect=submitting.submitted, moves_too=following.also_moved, tells=(STAFF,),
            hidden=True,
        ),
        Transition(
            "ask_correction", _("補正をお願いする"), _("直しをお願いしました。"), rules.WITH_THE_WARD, "correction",
            (STAFF,), guard=checking.may_ask, effect=checking.correction_asked, moves_too=following.also_moved,
            tells=APPLICANT, hidden=True,
        ),
        Transition(
            "resubmit", _("直したものを出す"), _("直して、出しなおしました。"), ("correction",), "resubmitted",
            (*APPLICANT, STAFF), guard=submitting.may_resubmit, effect=submitting.resubmitted,
            moves_too=following.also_moved, tells=(STAFF,), hidden=True,
        ),
        Transition(
            "verify", _("内容を確かめた"), _("内容を確かめました。"), rules.WITH_THE_WARD, "verified", (STAFF,),
            guard=checking.may_verify, effect=checking.verified, moves_too=following.also_moved, tells=APPLICANT,
            hidden=True,
        ),
        Transition(
            "reopen", _("確かめなおす"), _("もう一度、内容を確かめます。"), ("verified",), "resubmitted", (STAFF,),
            guard=checking.may_reopen, effect=checking.reopened, moves_too=following.also_moved, hidden=True,
        ),
        Transition(
            "decide", _("決定した"), _("決定しました。"), ("verified",), "decided", (PORTAL,),
            moves_too=following.also_moved, hidden=True,
        ),
        Transition(
            "withdraw", _("取り下げる"), _("取り下げました。"), rules.UNFINISHED, "withdrawn", (*APPLICANT, STAFF),
            guard=submitting.may_withdraw, effect=submitting.withdrawn, moves_too=following.also_moved,
            tells=(STAFF,), hidden=True,
        ),
        Transition(
            "lapse", _("打ち切る"), _("期限までに直らなかったので、打ち切りました。"), ("correction",), "lapsed",
            (STAFF,), guard=checking.may_lapse, effect=checking.lapsed, moves_too=following.also_moved,
            tells=APPLICANT, hidden=True,
        ),
    ),
    party_of=access.party_of,
    people_of=people_of,
    name_of=name_of,
    path_of=path_of_filing,
    notice=notices.MOVED.code,
    row="filing__grant__case",
    speakers=(),
)  # fmt: skip
