"""The life of a vacancy: written, checked, public, confirmed, ended."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from portal.accounts.models import User
from portal.cases.models import Case
from portal.cases.procedures import ORGANISATION, PORTAL, STAFF, Clock, Move, Procedure, State, Text, Transition
from portal.cases.queries import members_of
from portal.lib.refusal import Refused

from . import access, actions, notices, rules


def needs_a_word(move: Move) -> None:
    if not move.values.get("text", "").strip():
        raise Refused(_("どこをどう直せばよいかを書いてください。"))


def not_her_own(move: Move) -> None:
    if move.actor and move.case.vacancy.organisation.memberships.filter(user=move.actor).exists():
        raise Refused(_("ご自分の団体の求人は、ほかの職員が確かめます。"))


def people_of(case: Case, party: str) -> list[User]:
    return members_of(case.organisation) if party == ORGANISATION else []


def name_of(case: Case, party: str) -> Text:
    names: dict[str, Text] = {ORGANISATION: str(case.organisation), STAFF: _("区の担当"), PORTAL: _("ポータル")}
    return names.get(party, "")


def path_of(case: Case, party: str) -> str:
    view = "vacancies:staff_review" if party == STAFF else "vacancies:employer_task_list"
    return reverse(view, args=[case.vacancy.public_id])


RESTING = ("draft", "returned", "paused", "unconfirmed", "suspended", "expired")
ENDABLE = ("published", "paused", "unconfirmed", "expired")

VACANCY = Procedure(
    code="vacancy",
    label=_("求人"),
    prefix="V",
    states=(
        State("draft", _("下書き"), step="draft"),
        State("review", _("区が確認中"), turn=STAFF, days=3, step="review", next_act=_("求人の確認")),
        State("returned", _("直しのお願い"), turn=ORGANISATION, days=5, step="review", next_act=_("求人を直す")),
        State("published", _("公開中"), step="published"),
        State(
            "revising", _("公開中（変更を区が確認中）"), turn=STAFF, days=3, step="published", next_act=_("変更の確認")
        ),
        State("paused", _("休止中"), step="published"),
        State(
            "unconfirmed",
            _("休止中（確認がまだ）"),
            turn=ORGANISATION,
            days=10,
            step="published",
            next_act=_("内容を確かめる"),
        ),
        State(
            "suspended",
            _("休止中（賃金を直してください）"),
            turn=ORGANISATION,
            days=10,
            step="published",
            next_act=_("賃金を直す"),
        ),
        State("expired", _("募集期間が終わりました"), step="ended"),
        State("filled", _("採用が決まりました"), final=True, step="ended"),
        State("closed", _("終了"), final=True, step="ended"),
    ),
    transitions=(
        Transition(
            "submit", _("区に出す"), _("区に確認を頼みました。"), RESTING, "review", (ORGANISATION,), hidden=True
        ),
        Transition(
            "publish_directly",
            _("公開する"),
            _("公開しました。"),
            RESTING,
            "published",
            (ORGANISATION,),
            effect=actions.publish,
            hidden=True,
        ),
        Transition(
            "submit_change",
            _("変更を区に出す"),
            _("変更の確認を区に頼みました。"),
            ("published",),
            "revising",
            (ORGANISATION,),
            hidden=True,
        ),
        Transition(
            "publish_change",
            _("変更を公開する"),
            _("変更を公開しました。"),
            ("published",),
            "published",
            (ORGANISATION,),
            effect=actions.publish,
            hidden=True,
        ),
        Transition(
            "approve",
            _("公開する"),
            _("区が確認し、公開しました。"),
            ("review", "revising"),
            "published",
            (STAFF,),
            guard=not_her_own,
            effect=actions.publish,
            tells=(ORGANISATION,),
            tone="main",
        ),
        Transition(
            "send_back",
            _("直しを頼む"),
            _("区が直しを頼みました。"),
            ("review",),
            "returned",
            (STAFF,),
            guard=needs_a_word,
            effect=actions.reopen_draft,
            tells=(ORGANISATION,),
            form="text",
        ),
        Transition(
            "send_change_back",
            _("変更の直しを頼む"),
            _("区が変更の直しを頼みました。今までの内容は公開したままです。"),
            ("revising",),
            "published",
            (STAFF,),
            guard=needs_a_word,
            effect=actions.reopen_draft,
            tells=(ORGANISATION,),
            form="text",
        ),
        Transition(
            "confirm",
            _("今も正しい（確認する）"),
            _("内容が今も正しいことを確かめました。"),
            ("published", "unconfirmed"),
            "published",
            (ORGANISATION,),
            effect=actions.confirm,
            tone="main",
        ),
        Transition(
            "pause",
            _("いったん休む"),
            _("公開をいったん休みました。"),
            ("published",),
            "paused",
            (ORGANISATION,),
            effect=actions.hide,
        ),
        Transition(
            "resume",
            _("公開に戻す"),
            _("公開に戻しました。"),
            ("paused",),
            "published",
            (ORGANISATION,),
            effect=actions.confirm,
            tone="main",
        ),
        Transition(
            "extend",
            _("募集を続ける"),
            _("募集の終わりの日を延ばしました。"),
            ("expired",),
            "published",
            (ORGANISATION,),
            effect=actions.extend,
            form="recruit_until",
        ),
        Transition(
            "fill",
            _("採用が決まった"),
            _("採用が決まり、募集を終わりました。"),
            ENDABLE,
            "filled",
            (ORGANISATION,),
            effect=actions.end,
            form="outcome",
        ),
        Transition(
            "close",
            _("募集をやめる"),
            _("募集を終わりました。"),
            ("draft", "returned", "suspended", *ENDABLE),
            "closed",
            (ORGANISATION, STAFF),
            effect=actions.end,
            tone="stop",
        ),
        Transition(
            "lapse",
            _("休止する"),
            _("確認がないため、検索に出るのを止めました。"),
            ("published",),
            "unconfirmed",
            (PORTAL,),
            effect=actions.hide,
            tells=(ORGANISATION,),
            hidden=True,
        ),
        Transition(
            "suspend",
            _("止める"),
            _("賃金が最低賃金に届かないため、検索に出るのを止めました。"),
            ("published", "revising"),
            "suspended",
            (PORTAL,),
            effect=actions.hide,
            tells=(ORGANISATION,),
            hidden=True,
        ),
        Transition(
            "expire",
            _("終わる"),
            _("募集の期間が終わりました。"),
            ("published", "revising"),
            "expired",
            (PORTAL,),
            effect=actions.hide,
            tells=(ORGANISATION,),
            hidden=True,
        ),
    ),
    party_of=access.party_of,
    people_of=people_of,
    name_of=name_of,
    path_of=path_of,
    notice=notices.MOVED.code,
    row="vacancy",
    speakers=(ORGANISATION, STAFF),
    road=(("draft", _("下書き")), ("review", _("確認")), ("published", _("公開")), ("ended", _("終了"))),
    clocks=(
        Clock("remind", ("published",), rules.REMIND_AFTER_DAYS, actions.remind, since="vacancy__confirmed_on"),
        Clock("lapse", ("published",), rules.HIDE_AFTER_DAYS, actions.lapse, since="vacancy__confirmed_on"),
    ),
)
