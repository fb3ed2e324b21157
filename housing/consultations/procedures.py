"""From the first word to a life that has settled (domain: 3.11). Every open state has somebody and a day."""

from collections.abc import Iterable

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from portal.accounts.models import User
from portal.cases.models import Case
from portal.cases.procedures import PERSON, PORTAL, STAFF, Clock, Move, Procedure, State, Text, Transition
from portal.cases.queries import members_of
from portal.lib.refusal import Refused

from . import access, notices, queries, rules
from .access import SHOP, SUPPORTER
from .actions import asking, intake, living, planning, showing
from .choices import Outcome, Plan, Scope

# Somebody without an account acts by a code: the kernel knows no person then, and calls it the portal.
SELF = (PERSON, PORTAL)


def needs_a_word(move: Move) -> None:
    if not move.values.get("text", "").strip():
        raise Refused(_("ひとこと書いてから送ってください。"))


def may_be_contacted(move: Move) -> None:
    if not access.has_consent(move.case.consultation, Scope.CONTACT):
        raise Refused(_("まだ連絡先を聞いていません。このページで返事をして、連絡してよいか聞いてください。"))


def wishes_sorted(move: Move) -> None:
    """要件整理: must, want and cannot stand apart, the budget is there, and the consent is recorded."""
    row = move.case.consultation
    if not row.must.strip() or not row.household:
        raise Refused(_("「ゆずれないこと」と、世帯・家賃の上限を先に入れてください。"))
    may_be_contacted(move)


def same_state(move: Move) -> str:
    return move.case.state


def after_deciding(move: Move) -> str:
    return "closed" if move.values.get("plan") == Plan.OTHER else "preparing"


def by_code(move: Move) -> None:
    """Marks what was done by code, so that the feed says who it was."""
    if move.actor is None:
        move.detail["by_code"] = True


def marked(effect):
    def both(move: Move) -> None:
        by_code(move)
        effect(move)

    return both


def people_of(case: Case, party: str) -> Iterable[User]:
    """Nobody is told by mail of a protected consultation but the named people of the ward."""
    row = queries.with_parties(case)
    if party == STAFF:
        return queries.staff_of(row)
    if party == SHOP:
        return members_of(row.current.organisation) if row.current else []
    if row.is_protected:
        return []
    if party == SUPPORTER:
        return members_of(row.supporter) if row.supporter else []
    return [case.person] if case.person else []


def name_of(case: Case, party: str) -> Text:
    row = case.consultation
    if party == SHOP:
        return row.current.organisation.name if row.current else _("お店")
    if party == SUPPORTER:
        return row.supporter.name if row.supporter else _("居住支援法人")
    if party == PERSON:
        return _("相談した人")
    return _("区の担当") if party == STAFF else _("ポータル")


def path_of(case: Case, party: str) -> str:
    """For the person an address that says nothing."""
    if party == PERSON:
        return reverse("front:my")
    if party == SHOP:
        row = queries.with_parties(case)
        return reverse("consultations:dealing", args=[row.current.public_id]) if row.current else "/partner/cards/"
    name = "consultations:staff_thread" if party == STAFF else "consultations:supporter_thread"
    return reverse(name, args=[case.public_id])


OPEN, BEFORE_LEASE, LIVING = queries.OPEN, queries.BEFORE_LEASE, queries.LIVING

CONSULTATION = Procedure(
    code="consultation",
    label=_("住まいの相談"),
    prefix="C",
    states=(
        State("received", _("受け付けました"), STAFF, 2, step="talk", next_act=_("最初の連絡をする")),
        State("answered", _("返事をしました"), PERSON, 10, step="talk", next_act=_("返事を読んで、続けるか決める")),
        State("hearing", _("話を聞いています"), STAFF, 5, step="talk", next_act=_("くわしく話を聞く")),
        State("sorting", _("条件を整理しています"), STAFF, 3, step="plan", next_act=_("条件を整理する")),
        State("deciding", _("方針を決めています"), STAFF, 3, step="plan", next_act=_("方針を決める")),
        State("preparing", _("家さがしの準備"), STAFF, 3, step="search", next_act=_("カードを送る、または紹介する")),
        State("asking", _("お店にたずねています"), SHOP, 3, step="search", next_act=_("カードに返事をする")),
        State("answers", _("返事を整理しています"), STAFF, 2, step="search", next_act=_("返事を整理して紹介する")),
        State("informed", _("住まいを紹介しました"), PERSON, 5, step="search", next_act=_("見たい部屋を選ぶ")),
        State("viewing", _("見学の日を決めています"), SHOP, 5, step="view", next_act=_("見学の日を決める")),
        State("viewing_set", _("見学の日が決まりました"), SHOP, 5, step="view", next_act=_("部屋を案内する")),
        State("viewed", _("見学しました"), PERSON, 5, step="view", next_act=_("申し込むか決める")),
        State("applied", _("申し込みました"), SHOP, 5, step="apply", next_act=_("書類をそろえて審査へ進む")),
        State("screening", _("審査中"), SHOP, 5, step="apply", next_act=_("審査の結果を知らせる")),
        State("refused", _("審査を通りませんでした"), STAFF, 3, step="apply", next_act=_("次の進め方を相談する")),
        State("contract", _("契約の手続き中"), SHOP, 10, step="lease", next_act=_("契約を結ぶ")),
        State("leased", _("契約しました"), STAFF, 5, step="lease", next_act=_("入居と、その後の支援をはじめる")),
        State("moved_in", _("入居しました"), SUPPORTER, 22, step="live", next_act=_("30日の暮らしを確かめる")),
        State("stayed_30", _("入居から30日"), SUPPORTER, 44, step="live", next_act=_("90日の暮らしを確かめる")),
        State("stayed_90", _("入居から90日"), SUPPORTER, 66, step="live", next_act=_("180日の暮らしを確かめる")),
        State("closed", _("終わりました"), final=True),
    ),
    transitions=(
        Transition(
            "write", _("書く"), _("書きました。"), tuple(s for s in OPEN if s != "answered"), same_state, SELF,
            guard=needs_a_word, effect=by_code, tells=(STAFF,), keeps_turn=True, hidden=True,
        ),
        Transition(
            "ask_again", _("続けて聞く"), _("続けて聞きました。"), ("answered", "closed"), "received", SELF,
            guard=needs_a_word, effect=marked(living.reopened), tells=(STAFF,), form="text", tone="main",
        ),
        Transition(
            "leave_contact", _("連絡先を伝える"), _("連絡先を伝えました。"), ("received", *OPEN[2:]), same_state, SELF,
            effect=marked(intake.contact_left), tells=(STAFF,), form="contact", keeps_turn=True,
        ),
        Transition(
            "leave_contact_first", _("連絡先を伝えて、相談を続ける"), _("連絡先を伝えました。"), ("answered",),
            "received", SELF, effect=marked(intake.contact_left), tells=(STAFF,), form="contact",
        ),
        Transition(
            "answer", _("返事をする"), _("返事をしました。"), ("received",), "answered", (STAFF,),
            guard=needs_a_word, tells=(PERSON,), form="text",
        ),
        Transition(
            "contact", _("連絡がとれた"), _("連絡がとれました。"), ("received", "answered"), "hearing", (STAFF,),
            guard=may_be_contacted, tone="main",
        ),
        Transition(
            "heard", _("聞き取りを記録する"), _("話を聞いて、希望を書きとめました。"), ("hearing", "sorting"),
            "sorting", (STAFF, SUPPORTER), effect=planning.wishes_kept, hidden=True,
        ),
        Transition(
            "sorted", _("整理が済んだ"), _("条件の整理が済みました。"), ("sorting",), "deciding", (STAFF,),
            guard=wishes_sorted,
        ),
        Transition(
            "decide", _("方針を決める"), _("方針を決めました。"), ("deciding",), after_deciding, (STAFF,),
            effect=planning.decided, tells=(PERSON,), form="triage", tone="main",
        ),
        Transition(
            "send_card", _("求む物件カードを送る"), _("お店に、名前のないカードを送りました。"), queries.MAY_ASK,
            "asking", (STAFF,), effect=asking.card_sent, tells=(PERSON,), hidden=True,
        ),
        Transition(
            "card_answered", _("返事がそろった"), _("お店の返事がそろいました。"), ("asking",), "answers", (PORTAL,),
            tells=(STAFF,), hidden=True,
        ),
        Transition(
            "nothing_offered", _("出せる部屋がなかった"), _("合う部屋の返事はありませんでした。条件を見なおします。"),
            ("asking",), "sorting", (PORTAL,), tells=(STAFF, PERSON), hidden=True,
        ),
        Transition(
            "late_answer", _("返事が変わった"), _("お店から、新しい返事がありました。"),
            tuple(s for s in OPEN if s != "asking"), same_state, (PORTAL,),
            tells=(STAFF,), keeps_turn=True, hidden=True,
        ),
        Transition(
            "go_ahead", _("返事を待たずに進む"), _("届いた返事で先へ進みます。"), ("asking",), "answers", (STAFF,),
        ),
        Transition(
            "refer", _("住まいを紹介する"), _("住まいを紹介しました。"), queries.MAY_REFER, "informed", (STAFF,),
            effect=showing.referred, tells=(PERSON,), hidden=True,
        ),
        Transition(
            "choose", _("部屋を見に行く"), _("見学したい部屋を選びました。"), ("informed", "viewed", "refused"),
            "viewing", (PERSON, PORTAL, STAFF), effect=marked(showing.chosen), tells=(SHOP, STAFF), form="choose",
            tone="main",
        ),
        Transition(
            "set_viewing", _("見学の日を決める"), _("見学の日が決まりました。"), ("viewing", "viewing_set"),
            "viewing_set", (SHOP, STAFF), effect=showing.viewing_set, tells=(PERSON, STAFF, SUPPORTER), form="viewing",
            tone="main",
        ),
        Transition(
            "other_day", _("ほかの日をたのむ"), _("ほかの日をたのみました。"), ("viewing_set",), "viewing",
            (PERSON, PORTAL, STAFF), guard=needs_a_word, effect=marked(showing.other_day), tells=(SHOP,), form="text",
        ),
        Transition(
            "lost_day", _("予約が取り消された"), _("見学の予約が取り消されました。"), ("viewing_set",), "viewing",
            (PORTAL,), effect=showing.other_day, tells=(SHOP, STAFF), hidden=True,
        ),
        Transition(
            "viewed", _("見学が済んだ"), _("見学しました。"), ("viewing_set",), "viewed", (SHOP, STAFF, SUPPORTER),
            effect=showing.viewed, tells=(PERSON,), tone="main",
        ),
        Transition(
            "apply", _("この部屋に申し込む"), _("申し込みました。"), ("viewed",), "applied", (PERSON, PORTAL, STAFF),
            moves_too=showing.also_moved,
            effect=marked(showing.applied), tells=(SHOP, STAFF), form="apply", tone="main",
        ),
        Transition(
            "agree_anew", _("この店に、名前と電話番号を伝えてよい"),
            _("この店に名前と電話番号を伝えることに、あらためて同意しました。"), queries.SHOP_KNOWS, same_state,
            (PERSON, PORTAL, STAFF), effect=marked(showing.agreed_anew), tells=(SHOP,), form="consent",
            keeps_turn=True,
        ),
        Transition(
            "reconsider", _("条件を見なおす"), _("条件を見なおすことにしました。"),
            ("informed", "viewing", "viewing_set", "viewed", "refused"), "sorting", (PERSON, PORTAL, STAFF),
            moves_too=showing.also_moved,
            effect=marked(showing.let_go), tells=(STAFF,), form="text_if_any",
        ),
        Transition(
            "papers", _("書類がそろった"), _("書類がそろい、審査に入りました。"), ("applied",), "screening",
            (SHOP, STAFF), tells=(PERSON,), tone="main",
        ),
        Transition(
            "pass", _("審査を通った"), _("審査を通りました。"), ("screening",), "contract", (SHOP, STAFF),
            moves_too=showing.also_moved,
            effect=showing.passed, tells=(PERSON, STAFF), tone="main",
        ),
        Transition(
            "refuse", _("審査を通らなかった"), _("審査を通りませんでした。"), ("applied", "screening"), "refused",
            (SHOP, STAFF), moves_too=showing.also_moved,
            effect=showing.refused, tells=(PERSON, STAFF), form="refusal", tone="stop",
        ),
        Transition(
            "decline", _("申込みをやめる"), _("申込みをやめました。"), ("applied", "screening", "contract"), "sorting",
            (PERSON, PORTAL, STAFF), moves_too=showing.also_moved,
            effect=marked(showing.let_go), tells=(STAFF,), form="text_if_any", tone="stop",
        ),
        Transition(
            "lease", _("契約を記録する"), _("契約しました。"), ("contract",), "leased", (SHOP, STAFF),
            effect=living.leased, moves_too=showing.also_moved,
            tells=(PERSON, STAFF, SUPPORTER), form="lease", tone="main",
        ),
        Transition(
            "grant", _("家主支援補助金を記録する"), _("家主支援補助金の額を記録しました。"),
            ("leased", "moved_in", "stayed_30", "stayed_90"), same_state, (STAFF,), effect=living.granted,
            form="grant", keeps_turn=True,
        ),
        Transition(
            "move_in", _("入居した"), _("入居しました。"), ("leased",), "moved_in", (STAFF, SUPPORTER),
            effect=living.moved_in, tells=(PERSON, SUPPORTER), tone="main",
        ),
        *(
            Transition(
                f"stay_{days}", label, done, (before,), after, (SUPPORTER, STAFF), effect=living.stay_checked(days),
                tells=(STAFF,), form="text_if_any", tone="main",
            )
            for days, before, after, label, done in (
                (30, "moved_in", "stayed_30", _("30日：住みつづけている"), _("入居から30日、暮らしを確かめました。")),
                (90, "stayed_30", "stayed_90", _("90日：住みつづけている"), _("入居から90日、暮らしを確かめました。")),
                (180, "stayed_90", "closed", _("180日：落ち着いた"), _("入居から180日、暮らしが落ち着きました。")),
            )
        ),
        Transition(
            "left", _("退去した"), _("退去しました。新しい住まいをいっしょにさがします。"), LIVING, "sorting",
            (SUPPORTER, STAFF), effect=living.left, tells=(STAFF,), form="day", tone="stop",
        ),
        Transition(
            "withdraw", _("相談をやめる"), _("相談をやめました。"), BEFORE_LEASE, "closed", (PERSON, PORTAL, STAFF),
            moves_too=showing.also_moved,
            effect=marked(living.withdrawn), tells=(STAFF,), form="text_if_any", tone="stop",
        ),
        Transition(
            "close", _("相談を終える"), _("相談を終えました。"), OPEN, "closed", (STAFF,), moves_too=showing.also_moved,
            effect=living.ended,
            tells=(PERSON,), form="ending", tone="stop",
        ),
        Transition(
            "close_silent", _("返事のあと終わった"), _("返事のあと、続きがなかったので終わりました。"), ("answered",),
            "closed", (PORTAL,), effect=living.ended_as(Outcome.ANSWERED), hidden=True,
        ),
        Transition(
            "reopen", _("もう一度はじめる"), _("もう一度はじめました。"), ("closed",), "hearing", (STAFF,),
            effect=living.reopened, tells=(PERSON,),
        ),
    ),
    party_of=access.party_of,
    people_of=people_of,
    name_of=name_of,
    path_of=path_of,
    notice=notices.MOVED.code,
    row="consultation",
    speakers=(PERSON, STAFF, SUPPORTER),
    road=(
        ("talk", _("話を聞く")),
        ("plan", _("方針")),
        ("search", _("さがす")),
        ("view", _("見学")),
        ("apply", _("申込み")),
        ("lease", _("契約")),
        ("live", _("暮らし")),
    ),
    clocks=(
        Clock("silent", ("answered",), rules.ANSWER_LIES_DAYS, living.close_silent),
        Clock("follow_up", ("informed", "viewed", "viewing", "applied", "screening"), rules.FOLLOW_UP_DAYS,
              living.follow_up),
    ),
)  # fmt: skip
