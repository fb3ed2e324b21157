"""The letters of decisions: their kinds, what a wording may name, and what stands there for one decision."""

import datetime as dt
import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from portal.accounts.models import User
from portal.grants.filings.models import Filing
from portal.grants.schemes.calculation import Calculation
from portal.grants.schemes.models import Version
from portal.grants.schemes.structure import get
from portal.letters import actions as letters
from portal.letters.kinds import LetterKind
from portal.letters.models import Letter
from portal.letters.rendering import Addressee, Line
from portal.letters.wording import Wording, filled, problems
from portal.lib.dates import era_date, fiscal_year, tokyo_date
from portal.lib.money import yen
from portal.lib.refusal import Refused

from . import access, rules
from .choices import Kind
from .models import Decision
from .queries import is_in_kind, standing

COMMON = {
    "氏名": gettext_lazy("申請した人・団体の名前"),
    "制度": gettext_lazy("制度の名前"),
    "年度": gettext_lazy("制度の年度（令和8年度）"),
    "申請日": gettext_lazy("申請が届いた日"),
    "受付番号": gettext_lazy("申請の受付番号"),
    "案件番号": gettext_lazy("補助の案件の番号"),
    "決定日": gettext_lazy("決裁の日"),
    "教示": gettext_lazy("決定に納得できないときの案内"),
}
GIVES = {"金額": gettext_lazy("決定した額"), "申請額": gettext_lazy("申請された額")}
BEFORE = {
    "前の金額": gettext_lazy("これまでの決定額"),
    "前の文書番号": gettext_lazy("前の通知書の番号"),
    "前の決定日": gettext_lazy("前の決裁の日"),
}
WITHDRAW = {"取下げの期間": gettext_lazy("通知書が届いてから取り下げられる日数（14日）")}
REASON = {"理由": gettext_lazy("決定の理由")}
TITLES = {
    Kind.AWARD: (gettext_lazy("交付決定通知書"), COMMON | GIVES | WITHDRAW | REASON),
    Kind.AWARD_FIXED: (gettext_lazy("交付決定兼額確定通知書"), COMMON | GIVES | REASON),
    Kind.REFUSAL: (gettext_lazy("不交付決定通知書"), COMMON | REASON),
    Kind.CHANGE: (gettext_lazy("変更決定通知書"), COMMON | GIVES | BEFORE | WITHDRAW | REASON),
    Kind.FIXED: (gettext_lazy("額確定通知書"), COMMON | GIVES | BEFORE | REASON),
    Kind.REVOCATION: (gettext_lazy("取消通知書"), COMMON | {"金額": GIVES["金額"]} | BEFORE | REASON),
}
KINDS = [
    LetterKind(kind.value, title, tags, access.letter_reader, access.letter_addressee)
    for kind, (title, tags) in TITLES.items()
]


def version_problems(version: Version) -> Iterator[str]:
    """What stands between a draft and the public: every letter that may become due has words that can be used."""
    scheme = get(version.scheme)
    due = {kind for filing in scheme.filings for kind in rules.answers(scheme.profile, filing.code)}
    for kind in sorted({*due, Kind.REVOCATION}, key=list(TITLES).index):
        name, kept = TITLES[kind][0], version.letters.get(kind.value)
        if not kept:
            yield _("%(letter)sの文がありません。") % {"letter": name}
            continue
        for problem in problems(kind.value, _kept(kept)):
            yield _("%(letter)s：%(problem)s") % {"letter": name, "problem": problem}


def wording_of(decision: Decision) -> Wording:
    """The version's words, with what such a letter must say even where the words forgot it. Raises `Refused`."""
    kept = decision.grant.version.letters.get(decision.kind)
    if not kept:
        raise Refused(
            _("この制度の版に、%(letter)sの文がありません。制度の版に文を書いてから進めてください。")
            % {"letter": TITLES[Kind(decision.kind)][0]}
        )
    wording = _kept(kept)
    wording = replace(wording, conditions=(*wording.conditions, *_escaped(decision.conditions).splitlines()))
    if decision.reason and not _names(wording, "理由"):
        wording = replace(wording, body=f"{wording.body}\n{_('理由')}：{{{{理由}}}}".strip())
    if decision.grant.version.words.get("objection", "").strip() and not _names(wording, "教示"):
        wording = replace(wording, closing=f"{wording.closing}\n{{{{教示}}}}".strip())
    return wording


def _kept(kept: Mapping[str, Any]) -> Wording:
    return Wording.of({**kept, "conditions": _lines(kept.get("conditions", ()))})


def _lines(conditions: Any) -> list[str]:
    """A text with one condition a line, or a list of them."""
    lines = conditions.splitlines() if isinstance(conditions, str) else conditions
    return [line for line in lines if line.strip()]


def _escaped(text: str) -> str:
    """What an officer wrote for this one decision holds no tags."""
    return text.translate(str.maketrans("{}｛｝", "（）（）"))


def _names(wording: Wording, tag: str) -> bool:
    return any(re.search(rf"\{{\{{\s*{tag}\s*\}}\}}", text) for _name, text in wording.parts())


def values_of(decision: Decision, day: dt.date) -> dict[str, str]:
    """What the tags stand for; `day` while nothing was decided yet."""
    grant, filing, last = decision.grant, decision.filing, _before(decision)
    version = grant.version
    first = filing or grant.filings.order_by("pk").first()
    return {
        "氏名": grant.applicant,
        "制度": str(grant.scheme.label),
        "年度": _("令和%(year)s年度") % {"year": era_year(version.fiscal_year)},
        "申請日": era_date(tokyo_date(first.arrived_at)) if first and first.arrived_at else "",
        "受付番号": first.case.number if first else "",
        "案件番号": grant.case.number,
        "決定日": era_date(decision.decided_on or day),
        "教示": version.words.get("objection", ""),
        "金額": yen(decision.yen),
        "申請額": yen(filing.requested_yen or 0) if filing else "",
        "前の金額": yen(decision.former_yen),
        "前の文書番号": last.letter.number if last and last.letter else "",
        "前の決定日": era_date(last.decided_on) if last and last.decided_on else "",
        "取下げの期間": _("%(days)d日") % {"days": version.withdraw_days},
        "理由": decision.reason,
    }


def _before(decision: Decision) -> Decision | None:
    """The decision that this one changes, fixes or takes back."""
    if decision.letter_id is None:
        return standing(decision.grant)
    return decision.grant.decisions.filter(pk__lt=decision.pk, letter__isnull=False).order_by("-pk").first()


def addressee_of(decision: Decision) -> Addressee:
    organisation = decision.grant.case.organisation
    return Addressee(decision.grant.applicant, organisation.address if organisation else "")


def sums_of(decision: Decision) -> tuple[tuple[Line, ...], Line | None]:
    """The table of the letter: how the amount came about, and the amount. None where no money is given."""
    if decision.kind == Kind.REFUSAL or is_in_kind(decision.grant):
        return (), None
    total = Line(str(TOTALS[Kind(decision.kind)]), decision.yen)
    if decision.former_yen:
        return (Line(_("これまでの決定額"), decision.former_yen),), total
    return _trace(decision) or (Line(_("申請額"), decision.filing.requested_yen or 0),), total  # type: ignore[union-attr]


TOTALS = {
    Kind.AWARD: gettext_lazy("交付決定額"),
    Kind.AWARD_FIXED: gettext_lazy("交付決定額（確定額）"),
    Kind.CHANGE: gettext_lazy("変更後の交付決定額"),
    Kind.FIXED: gettext_lazy("確定額"),
    Kind.REVOCATION: gettext_lazy("取消し後の額"),
}


def _trace(decision: Decision) -> tuple[Line, ...]:
    """Row by row where the filing has rows, else the lines of the calculation that are yen."""
    if decision.overridden or not decision.calculation:
        return ()
    found = Calculation.from_json(decision.calculation)
    if found.rows:
        titles = _titles(decision.filing) if decision.filing else {}
        return tuple(Line(titles.get(key, key), part) for key, part in found.rows.items())
    sums = [Line(line.label, line.yen) for line in found.lines if line.yen is not None]
    return tuple(sums[:-1] if sums and sums[-1].amount == found.total else sums)


def _titles(filing: Filing) -> dict[str, str]:
    tables = {table.code: table for table in filing.form.tables}
    rows = filing.rows.filter(table__in=tables)
    return {row.key: tables[row.table].title(row.values) for row in rows}


def era_year(year: int) -> str:
    """Of the fiscal year that begins in April: 2026 is 8, a first year 元."""
    match = re.search(r"(元|\d+)年", era_date(dt.date(year, 5, 1)))
    return match[1] if match else str(year)


def prefix_of(decision: Decision, year: int) -> str:
    """What stands before 「第12号」: the year of the era in which it is issued, then the section."""
    return f"{era_year(year)}{decision.grant.version.letter_prefix.lstrip('0123456789元')}"


def check(decision: Decision, day: dt.date) -> None:
    """Raises `Refused` when the letter could not be issued: a blank tag, words that are missing."""
    filled(decision.kind, wording_of(decision), values_of(decision, day))


def preview(decision: Decision, day: dt.date) -> bytes:
    lines, total = sums_of(decision)
    return letters.preview(
        kind=decision.kind,
        wording=wording_of(decision),
        values=values_of(decision, day),
        addressee=addressee_of(decision),
        lines=lines,
        total=total,
    )


def issue(decision: Decision, actor: User, at: dt.datetime) -> Letter:
    """Number, draw and keep it, in the caller's transaction. Raises `Refused`."""
    lines, total = sums_of(decision)
    year = fiscal_year(tokyo_date(at))
    return letters.issue(
        kind=decision.kind,
        prefix=prefix_of(decision, year),
        fiscal_year=year,
        wording=wording_of(decision),
        values=values_of(decision, tokyo_date(at)),
        addressee=addressee_of(decision),
        owner=_owner(decision, actor),
        actor=actor,
        at=at,
        lines=lines,
        total=total,
    )


def _owner(decision: Decision, actor: User) -> User:
    """Whose file it is: the person, who sent the filing for an organisation, for paper alone the officer."""
    if decision.grant.case.person:
        return decision.grant.case.person
    sent = decision.filing.submissions.order_by("-number").first() if decision.filing else None
    return sent.by if sent and sent.by else actor
