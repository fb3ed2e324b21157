"""M11 to M21: when, on what terms, with whose help."""

from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext_lazy as _

from housing.homes.choices import Consent, EmergencyContact, Guarantee, Proxy, Registration, SupportState
from portal.lib.verdict import Rule, Severity, rule

from ..choices import IF, NO, UNKNOWN, YES, Speech
from ..facts import Home
from ..lines import Line
from .asked import HOPE, Asked, line, within

LATE_DAYS = 14
FRESH_DAYS, STAFF_DAYS = 14, 21
SAFETY_NET = "住宅確保要配慮者に対する賃貸住宅の供給の促進に関する法律"


@rule("fit.M11", "入居できる日が、必要な日までである（14日までの差は△）。", HOPE, Severity.BLOCK)
def moving_in(rule: Rule, asked: Asked, home: Home) -> Iterator[Line]:
    needed, available = asked.household.needed_by, home.available_from
    if needed is None:
        return
    if available is None:
        yield line(rule, UNKNOWN, available=None, needed=needed)
        return
    mark = within(available.toordinal(), needed.toordinal(), needed.toordinal() + LATE_DAYS)
    yield line(rule, mark, available=available, needed=needed, late=(available - needed).days)


@rule(
    "fit.M12",
    "使える保証の方法が、部屋の受け入れる方法の中にある。認定された保証業者でよい部屋は、相談すれば進められる。",
    f"{SAFETY_NET}（認定家賃債務保証業者）",
    Severity.BLOCK,
)
def guarantee(rule: Rule, asked: Asked, home: Home) -> Iterator[Line]:
    household, accepted = asked.household, home.guarantees
    if not household.guarantees and not household.no_guarantee:
        return
    values: dict[str, Any] = {
        "accepted": tuple(each.label for each in Guarantee if each in accepted),
        "means": tuple(Guarantee(each).label for each in household.guarantees) or _("まだない"),
    }
    if not accepted:
        mark = UNKNOWN
    elif Guarantee.NOT_NEEDED in accepted or accepted & set(household.guarantees):
        mark = YES
    else:
        mark = IF if Guarantee.CERTIFIED in accepted else NO
    yield line(rule, mark, **values)


CONTACT_WITHOUT = {
    EmergencyContact.NONE: YES,
    EmergencyContact.CORPORATE: IF,
    EmergencyContact.PERSON: NO,
    EmergencyContact.UNKNOWN: UNKNOWN,
}


@rule(
    "fit.M13",
    "緊急連絡先がある、いらない、または居住支援法人が引き受けられる。",
    f"{SAFETY_NET}（居住支援法人）",
    Severity.BLOCK,
)
def emergency_contact(rule: Rule, asked: Asked, home: Home) -> Iterator[Line]:
    has = asked.household.has_contact
    if has is None:
        return
    asks = EmergencyContact(home.emergency_contact)
    mark = YES if has else CONTACT_WITHOUT[asks]
    yield line(rule, mark, asks=asks.label, has=_("いる") if has else _("いない"))


@rule(
    "fit.M14",
    "選んで伝えた事情を、大家さんが「相談できます」と表明している。表明がなくても相談でき、合わない理由にはしない。",
    f"{SAFETY_NET}（受入れの範囲）",
    Severity.WARN,
)
def welcome(rule: Rule, asked: Asked, home: Home) -> Iterator[Line]:
    stated = set(asked.household.tags)
    if stated:
        yield line(rule, YES if stated <= home.welcomes else IF)


@rule(
    "fit.M15",
    "専用住宅は、借りられる人かどうかを区が本人と話して確かめている。",
    f"{SAFETY_NET}（専用住宅）",
    Severity.BLOCK,
)
def dedicated(rule: Rule, asked: Asked, home: Home) -> Iterator[Line]:
    if home.is_dedicated:
        yield line(rule, YES if asked.household.dedicated_confirmed else IF)


PROXY = {Proxy.YES: YES, Proxy.CONDITIONS: IF, Proxy.UNKNOWN: UNKNOWN}


@rule(
    "fit.M16",
    "代理納付ができる（必要なときだけ）。",
    "生活保護法第37条の2（代理納付）",
    Severity.BLOCK,
)
def proxy(rule: Rule, asked: Asked, home: Home) -> Iterator[Line]:
    """No home says in its listing that it is not done; only an answer to staff can."""
    if asked.household.needs_proxy:
        mark = PROXY.get(home.proxy, NO)  # type: ignore[call-overload]
        yield line(rule, mark, proxy=Proxy(home.proxy).label if home.proxy in Proxy.values else _("できないと答えた"))


@rule(
    "fit.M17",
    "見守りがついている、または外の見守りを足せる。合わない理由にはしない。",
    f"{SAFETY_NET}（居住サポート住宅）",
    Severity.WARN,
)
def watching(rule: Rule, asked: Asked, home: Home) -> Iterator[Line]:
    household = asked.household
    if not household.watching:
        return
    offered = home.support_state == SupportState.CERTIFIED
    if not offered:
        yield line(rule, IF, fee=None, offered=_("なし"))
    elif home.support_fee is None:
        yield line(rule, UNKNOWN, fee=None, offered=_("あり"))
    else:
        limit = household.watching_limit
        mark = YES if limit is None or home.support_fee <= limit else IF
        yield line(rule, mark, fee=home.support_fee, offered=_("あり"))


@rule(
    "fit.M18",
    "店で、使いたいことば・手話・筆談が通じる。通じなければ区が通訳を手配し、合わない理由にはしない。",
    "障害者差別解消法の合理的配慮、区の通訳の手配（このサイトの決まり）",
    Severity.WARN,
)
def speech(rule: Rule, asked: Asked, home: Home) -> Iterator[Line]:
    wanted = [str(Speech(each).label) for each in asked.household.speech]
    if not wanted:
        return
    told = f"{home.communication} {home.languages}".strip()
    mark = UNKNOWN if not told else YES if all(word in told for word in wanted) else IF
    yield line(rule, mark, told=told or None, wanted="・".join(wanted))


CONSENT = {Consent.YES: YES, Consent.ASK: IF, Consent.UNSTATED: UNKNOWN}


@rule("fit.M19", "ペットや楽器など、暮らしに要ることができる。", "募集の条件（ペット・楽器）", Severity.BLOCK)
def living(rule: Rule, asked: Asked, home: Home) -> Iterator[Line]:
    for need in ("pets", "instruments"):
        if getattr(asked.household, need):
            consent = getattr(home, need)
            label = Consent(consent).label if consent in Consent.values else _("できないと答えた")
            yield line(rule, CONSENT.get(consent, NO), need=need, consent=label)


@rule(
    "fit.M20",
    "空きを14日までに確かめている（職員の画面だけは21日まで）。",
    "空きの確かめ方（このサイトの決まり）",
    Severity.BLOCK,
)
def freshness(rule: Rule, asked: Asked, home: Home) -> Iterator[Line]:
    if home.confirmed_on is None:
        yield line(rule, NO, need="never")
        return
    days = (asked.today - home.confirmed_on).days
    mark = within(days, FRESH_DAYS, STAFF_DAYS if asked.staff else FRESH_DAYS)
    yield line(rule, mark, day=home.confirmed_on, days=days)


REGISTERED = {
    Registration.REGISTERED: YES,
    Registration.CHANGE_DUE: YES,
    Registration.PREPARING: IF,
    Registration.APPLIED: IF,
}


@rule(
    "fit.M21",
    "国の登録や居住サポート住宅の認定がある。知らせるだけで、合わない理由にはしない。",
    SAFETY_NET,
    Severity.WARN,
)
def registration(rule: Rule, asked: Asked, home: Home) -> Iterator[Line]:
    certified = home.support_state == SupportState.CERTIFIED
    mark = YES if certified else REGISTERED.get(home.registration)  # type: ignore[call-overload]
    if mark:
        state = SupportState.CERTIFIED if certified else Registration(home.registration)
        name = _("居住サポート住宅") if certified else _("国の登録")
        yield line(rule, mark, state=f"{name}：{state.label}")
