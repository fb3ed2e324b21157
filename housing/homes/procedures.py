"""The life of a home: noted, checked by the association and the ward, public, confirmed, let or withdrawn."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from portal.accounts.access import may_edit
from portal.accounts.models import Membership, User
from portal.cases.models import Case
from portal.cases.procedures import ORGANISATION, PORTAL, STAFF, Clock, Move, Procedure, State, Text, Transition
from portal.cases.queries import members_of
from portal.lib.refusal import Refused

from . import actions, notices, rules, stock

ASSOCIATION = "association"


def not_her_own(move: Move) -> None:
    body = move.case.organisation
    if move.party == STAFF and body and body.memberships.filter(user=move.actor).exists():
        raise Refused(_("ご自分の団体の部屋は、ほかの職員が確かめます。"))


def in_her_turn(move: Move) -> None:
    """Who checks now may send back: the association its own, the ward its own."""
    not_her_own(move)
    if move.case.turn != move.party:
        raise Refused(_("今は、あなたが確かめる番ではありません。"))


def party_of(user: User, case: Case) -> str:
    """ "staff", "organisation" of the keeper, "association" of its association when it checks first, "" for others."""
    if user.is_staff:
        return STAFF
    own = Membership.objects.filter(user=user, organisation=case.organisation).first()
    if may_edit(own):
        return ORGANISATION
    association = stock.reviewer_of(case.organisation)
    checks = association and Membership.objects.filter(user=user, organisation=association.organisation).first()
    return ASSOCIATION if checks and may_edit(checks) else ""


def people_of(case: Case, party: str) -> list[User]:
    if party == ORGANISATION:
        return members_of(case.organisation)
    association = stock.reviewer_of(case.organisation)
    return members_of(association.organisation) if party == ASSOCIATION and association else []


def name_of(case: Case, party: str) -> Text:
    if party == ASSOCIATION:
        association = stock.reviewer_of(case.organisation)
        return str(association) if association else _("団体")
    names: dict[str, Text] = {ORGANISATION: str(case.organisation), STAFF: _("区の担当"), PORTAL: _("ポータル")}
    return names.get(party, "")


def path_of(case: Case, party: str) -> str:
    views = {STAFF: "homes:staff_review", ASSOCIATION: "homes:partner_review"}
    return reverse(views.get(party, "homes:partner_home"), args=[case.listing.public_id])


SHOWN = ("published", "applied")
OUT = ("published", "applied", "unconfirmed", "paused")
HOME = Procedure(
    code="home",
    label=_("部屋"),
    prefix="H",
    states=(
        State("draft", _("下書き"), step="draft"),
        State(ASSOCIATION, _("団体が確認中"), turn=ASSOCIATION, days=3, step="review", next_act=_("部屋の確認")),
        State("review", _("区が確認中"), turn=STAFF, days=3, step="review", next_act=_("部屋の確認")),
        State("returned", _("直しのお願い"), turn=ORGANISATION, days=5, step="review", next_act=_("部屋を直す")),
        State("published", _("公開中"), step="published"),
        State("applied", _("公開中（申込あり）"), step="published"),
        State(
            "unconfirmed",
            _("休止中（空きの確認がまだ）"),
            turn=ORGANISATION,
            days=10,
            step="published",
            next_act=_("空きを確かめる"),
        ),
        State("reserved", _("契約の手続き中"), step="published"),
        State("paused", _("休止中"), step="published"),
        State("let", _("決まりました"), final=True, step="ended"),
        State("withdrawn", _("取り下げ"), final=True, step="ended"),
    ),
    transitions=(
        Transition(
            "submit_to_association", _("団体に出す"), _("団体に確認を頼みました。"), ("draft", "returned"),
            ASSOCIATION, (ORGANISATION,), tells=(ASSOCIATION,), hidden=True,
        ),
        Transition(
            "submit", _("区に出す"), _("区に確認を頼みました。"), ("draft", "returned"), "review", (ORGANISATION,),
            hidden=True,
        ),
        Transition(
            "pass_on", _("区に送る"), _("団体が確認し、区に送りました。"), (ASSOCIATION,), "review",
            (ASSOCIATION, STAFF), guard=not_her_own, tells=(ORGANISATION,), tone="main",
        ),
        Transition(
            "approve", _("公開する"), _("区が確認し、公開しました。"), ("review",), "published", (STAFF,),
            guard=not_her_own, effect=actions.publish, tells=(ORGANISATION,), tone="main",
        ),
        Transition(
            "send_back", _("直しを頼む"), _("直しをお願いしました。"), (ASSOCIATION, "review"), "returned",
            (ASSOCIATION, STAFF), guard=in_her_turn, tells=(ORGANISATION,), form="remarks",
        ),
        Transition(
            "confirm", _("今も空いています"), _("今も空いていることを確かめました。"),
            ("published", "applied", "unconfirmed", "paused"), actions.confirmed_state,
            (ORGANISATION, STAFF, PORTAL), effect=actions.confirm, tone="main",
        ),
        Transition(
            "pause", _("いったん休む"), _("公開をいったん休みました。"), ("published", "applied", "unconfirmed"),
            "paused", (ORGANISATION, STAFF, PORTAL), effect=actions.hide,
        ),
        Transition(
            "withdraw", _("取り下げる"), _("取り下げました。"), ("draft", "returned", *OUT), "withdrawn",
            (ORGANISATION, STAFF), effect=actions.hide, tone="stop",
        ),
        Transition(
            "let_elsewhere", _("決まった"), _("部屋が決まり、公開を終わりました。"), OUT, "let", (ORGANISATION,),
            effect=actions.hide,
        ),
        Transition(
            "apply", _("申込が来た"), _("申込がありました。公開は続きます。"), ("published",), "applied", (PORTAL,),
            hidden=True,
        ),
        Transition(
            "reserve", _("審査に通った"), _("審査に通り、ほかの申込を止めました。"),
            ("published", "applied", "unconfirmed"), "reserved", (PORTAL,), effect=actions.hide,
            tells=(ORGANISATION,), hidden=True,
        ),
        Transition(
            "free_again", _("また空いた"), _("また申し込めるようになりました。"), ("applied", "reserved"),
            actions.freed_state, (PORTAL,), effect=actions.publish, tells=(ORGANISATION,), hidden=True,
        ),
        Transition(
            "rest", _("空きの確認を待つ"), _("また申し込めますが、空きの確認がまだです。"), ("applied", "reserved"),
            "unconfirmed", (PORTAL,), effect=actions.hide, tells=(ORGANISATION,), hidden=True,
        ),
        Transition(
            "let", _("契約が結ばれた"), _("部屋が決まり、公開を終わりました。"), (*OUT, "reserved"), "let",
            (PORTAL,), effect=actions.hide, hidden=True,
        ),
        Transition(
            "lapse", _("休止する"), _("空きの確認がないため、検索に出るのを止めました。"), ("published", "applied"),
            "unconfirmed", (PORTAL,), effect=actions.hide, tells=(ORGANISATION,), hidden=True,
        ),
    ),
    party_of=party_of,
    people_of=people_of,
    name_of=name_of,
    path_of=path_of,
    notice=notices.MOVED.code,
    row="listing",
    speakers=(ORGANISATION, ASSOCIATION, STAFF),
    road=(("draft", _("下書き")), ("review", _("確認")), ("published", _("公開")), ("ended", _("終わり"))),
    clocks=(
        Clock("remind", SHOWN, rules.REMIND_AFTER_DAYS, actions.remind, since="listing__confirmed_on"),
        Clock("lapse", SHOWN, rules.HIDE_AFTER_DAYS, actions.lapse, since="listing__confirmed_on"),
    ),
)  # fmt: skip
