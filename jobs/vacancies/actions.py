"""The only writers of vacancies and their terms. Changes of state go through `portal.cases.actions.perform`."""

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any

from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _

from portal.accounts.models import Organisation, User
from portal.audit.actions import record
from portal.cases.actions import Stale, next_value, open_case, perform, retitle
from portal.cases.models import Case, Event
from portal.cases.procedures import ORGANISATION, Move
from portal.cases.queries import members_of
from portal.facilities.models import Facility
from portal.lib.dates import long_date, tokyo_date
from portal.lib.refusal import Refused
from portal.lib.verdict import Finding, Severity
from portal.notices.actions import announce
from portal.search.actions import changed

from . import listeners, notices, queries, rules
from .models import FeatureFact, MinimumWage, QualificationWish, Shift, Terms, Vacancy, WagePart
from .sheet import packed

ROWS = {"shifts": Shift, "parts": WagePart, "qualifications": QualificationWish, "features": FeatureFact}
ORDERED = {"shifts", "parts"}
KEPT = {
    "handed_in",
    "id",
    "vacancy",
    "version",
    "created_at",
    "created_by",
    "saved_at",
    "saves",
    "frozen_at",
    "rules_version",
}


class Blocked(Refused):
    """The rules stop the publication; `findings` say where and how to mend it."""

    def __init__(self, findings: list[Finding]):
        super().__init__(_("直すところが%(count)sか所あります。") % {"count": len(findings)})
        self.findings = findings


def start(
    *,
    organisation: Organisation,
    facility: Facility,
    actor: User,
    at: dt.datetime,
    copy_of: Vacancy | None = None,
    source_key: str = "",
) -> Vacancy:
    """A new draft, empty or with the terms of another vacancy of the same organisation."""
    if facility.organisation_id != organisation.pk or (copy_of and copy_of.organisation_id != organisation.pk):
        raise Refused(_("ほかの団体の事業所や求人は使えません。"))
    with transaction.atomic():
        case = open_case(
            procedure="vacancy",
            state="draft",
            title=facility.name,
            actor=actor,
            at=at,
            organisation=organisation,
            party=ORGANISATION,
        )
        vacancy = Vacancy.objects.create(case=case, organisation=organisation, facility=facility, source_key=source_key)
        model = (copy_of.live or copy_of.draft) if copy_of else None
        vacancy.draft = _new_terms(vacancy, model, actor, at)
        vacancy.save(update_fields=["draft"])
    return vacancy


def open_draft(*, vacancy: Vacancy, actor: User, at: dt.datetime) -> Terms:
    """The terms to write on: the open draft, or the next version copied from the live one."""
    with transaction.atomic():
        row = Vacancy.objects.select_for_update(of=("self",)).select_related("case", "draft", "live").get(pk=vacancy.pk)
        if row.case.state in ("filled", "closed", "review", "revising"):
            raise Refused(_("この求人は今、書き直せません。審査が終わるのを待つか、写して新しい求人を作ってください。"))
        if row.draft is None:
            row.draft = _new_terms(row, row.live, actor, at)
            row.save(update_fields=["draft"])
    return row.draft


def save_terms(
    *,
    terms: Terms,
    values: Mapping[str, Any],
    rows: Mapping[str, Sequence[Mapping[str, Any]]],
    saves: int,
    actor: User,
    at: dt.datetime,
) -> Terms:
    """Write part of a draft: columns by name and whole lists of children. `saves` is the count the form showed.

    Raises `Stale` when somebody saved in between, `Refused` when the terms are already handed in.
    """
    unknown = set(values) & KEPT | set(rows) - set(ROWS)
    if unknown:
        raise ValueError(f"not columns of the terms: {unknown}")
    with transaction.atomic():
        columns = {**values, "saves": saves + 1, "saved_at": at}
        open_terms = Terms.objects.filter(pk=terms.pk, frozen_at=None)
        if not open_terms.filter(saves=saves).update(**columns):
            if open_terms.exists():
                raise Stale(_("ほかの画面で先に保存されました。今の内容とくらべてから、もう一度保存してください。"))
            raise Refused(_("この内容は提出したあとなので、書き直せません。"))
        for name, items in rows.items():
            _replace_rows(terms, name, items)
        record("vacancy.save", actor=actor, at=at, subject=terms, detail={"fields": sorted([*values, *rows])})
    fresh = Terms.objects.select_related("vacancy__facility", "vacancy__organisation").get(pk=terms.pk)
    if fresh.title and fresh.vacancy.live_id is None:
        _retitle(fresh)
    return fresh


def submit(
    *,
    vacancy: Vacancy,
    actor: User,
    at: dt.datetime,
    key: str | None = None,
    version: int | None = None,
    saves: int | None = None,
) -> Event:
    """Hand the draft in: published at once when the employer is trusted and the draft is clean, else to the staff.

    `saves` is the count of the draft that was looked at. Raises `Blocked` when a rule stops it, `Stale` when somebody
    wrote on it in between.
    """
    with transaction.atomic():
        row = (
            Vacancy.objects.select_for_update(of=("self",))
            .select_related("case", "organisation", "draft")
            .get(pk=vacancy.pk)
        )
        if key and (again := row.case.events.filter(key=key).first()):
            return again
        if row.draft is None:
            raise Refused(_("新しく書いた内容がありません。"))
        if saves is not None and saves != row.draft.saves:
            raise Stale(_("確かめたあとに、ほかの画面で書き直されました。今の内容をもう一度確かめてください。"))
        findings = queries.findings(row.draft, tokyo_date(at))
        if stopping := [finding for finding in findings if finding.severity is Severity.BLOCK]:
            raise Blocked(stopping)
        direct = queries.is_trusted(row.organisation, at) and not any(f.severity is Severity.REVIEW for f in findings)
        names = ("publish_change", "submit_change") if row.is_public else ("publish_directly", "submit")
        kept = packed(row.draft.written())
        Terms.objects.filter(pk=row.draft.pk).update(frozen_at=at, rules_version=rules.RULES_VERSION, handed_in=kept)
        _retitle(row.draft)
        return perform(
            case=row.case, transition=names[0] if direct else names[1], actor=actor, at=at, version=version, key=key
        )


def _retitle(terms: Terms) -> None:
    """The case is called as the vacancy is, so that lists of cases can be read."""
    retitle(case=terms.vacancy.case, title=f"{terms.title}（{terms.vacancy.facility.name}）")


def _new_terms(vacancy: Vacancy, model: Terms | None, actor: User, at: dt.datetime) -> Terms:
    last = vacancy.versions.order_by("-version").values_list("version", flat=True).first() or 0
    copied = (
        {}
        if model is None
        else {f.attname: getattr(model, f.attname) for f in Terms._meta.concrete_fields if f.name not in KEPT}
    )
    terms = Terms.objects.create(
        **copied, vacancy=vacancy, version=last + 1, created_at=at, created_by=actor, saved_at=at
    )
    if model is not None:
        for name in ROWS:
            for child in getattr(model, name).all():
                child.pk, child.terms = None, terms
                child.save(force_insert=True)
        if model.recruit_until and model.recruit_until < tokyo_date(at):
            Terms.objects.filter(pk=terms.pk).update(recruit_until=None)
    return terms


def _replace_rows(terms: Terms, name: str, items: Sequence[Mapping[str, Any]]) -> None:
    kind: Any = ROWS[name]
    kind.objects.filter(terms=terms).delete()
    kind.objects.bulk_create(
        kind(terms=terms, **({"order": index} if name in ORDERED else {}), **item) for index, item in enumerate(items)
    )


# Effects of the procedure: what a change of state does to the rows of this room.


def publish(move: Move) -> None:
    """The draft becomes the live terms; the vacancy enters the search."""
    vacancy = Vacancy.objects.select_for_update(of=("self",)).select_related("draft").get(case=move.case)
    if vacancy.draft is not None:
        vacancy.live, vacancy.draft = vacancy.draft, None
    if vacancy.live is None:
        raise Refused(_("公開する内容がありません。"))
    vacancy.sequence = vacancy.sequence if vacancy.is_public else next_value("PUB")
    vacancy.is_public = True
    vacancy.first_published_at = vacancy.first_published_at or move.at
    vacancy.published_at = move.at
    vacancy.confirmed_on, vacancy.reminded_on = tokyo_date(move.at), None
    vacancy.expires_on = vacancy.live.recruit_until
    vacancy.save()
    move.detail["version"] = vacancy.live.version
    listeners.tell_changed(vacancy, move.at)
    changed("vacancy", [vacancy.pk], at=move.at)


def confirm(move: Move) -> None:
    """The employer says that the terms still hold. Raises `Refused` where they fell below the minimum wage."""
    vacancy = Vacancy.objects.select_for_update(of=("self",)).get(case=move.case)
    if not vacancy.is_public and queries.is_below_wage(vacancy, tokyo_date(move.at)):
        raise Refused(_("賃金が、今の最低賃金に届きません。賃金を書き直して、もう一度出してください。"))
    vacancy.confirmed_on, vacancy.reminded_on = tokyo_date(move.at), None
    if not vacancy.is_public:
        vacancy.is_public, vacancy.sequence = True, vacancy.sequence or next_value("PUB")
    vacancy.save()
    changed("vacancy", [vacancy.pk], at=move.at)


def hide(move: Move) -> None:
    """Out of the search at once; the rows stay, and a change that was being checked may be written on again."""
    vacancy = Vacancy.objects.select_for_update(of=("self",)).get(case=move.case)
    vacancy.is_public = False
    vacancy.outcome = move.values.get("outcome") or vacancy.outcome
    vacancy.save(update_fields=["is_public", "outcome"])
    reopen_draft(move)
    changed("vacancy", [vacancy.pk], at=move.at)


def end(move: Move) -> None:
    """No more people are taken: out of the search, and whoever still waits is told."""
    hide(move)
    listeners.tell_ended(Vacancy.objects.get(case=move.case), move.at)


def reopen_draft(move: Move) -> None:
    """Sent back: the same draft may be written on again."""
    Terms.objects.filter(draft_for__case=move.case).update(frozen_at=None, handed_in=None)


def extend(move: Move) -> None:
    """A new last day for an expired vacancy, on the live terms' own words otherwise."""
    day = move.values.get("recruit_until")
    if day is not None and day <= tokyo_date(move.at):
        raise Refused(_("募集の終わりは、あしたより後の日にしてください。"))
    confirm(move)
    Vacancy.objects.filter(case=move.case).update(expires_on=day)


# What the portal does by itself.


def expire_due(*, at: dt.datetime) -> int:
    """Close the search for vacancies whose last day has passed. Returns how many."""
    passed = list(Vacancy.objects.filter(is_public=True, expires_on__lt=tokyo_date(at)).select_related("case"))
    for vacancy in passed:
        perform(case=vacancy.case, transition="expire", actor=None, at=at)
    return len(passed)


def apply_minimum_wage(*, at: dt.datetime) -> int:
    """V09: tell employers once of live vacancies that a new rate will overtake, hide these from its first day."""
    today, count = tokyo_date(at), 0
    for vacancy, wage in queries.unmet_wages(today):
        with transaction.atomic():
            if wage.valid_from <= today:
                perform(case=vacancy.case, transition="suspend", actor=None, at=at)
            elif vacancy.wage_warned_for_id != wage.pk:
                _warn_of_wage(vacancy, wage, at)
            else:
                continue
        count += 1
    return count


def _warn_of_wage(vacancy: Vacancy, wage: MinimumWage, at: dt.datetime) -> None:
    Vacancy.objects.filter(pk=vacancy.pk).update(wage_warned_for=wage)
    announce(
        notices.WAGE.code,
        recipients=members_of(vacancy.organisation),
        context={
            "number": vacancy.case.number,
            "title": vacancy.case.title,
            "day": long_date(wage.valid_from),
            "yen": wage.yen,
        },
        path=reverse("vacancies:employer_task_list", args=[vacancy.public_id]),
        at=at,
    )


def remind(case: Case, at: dt.datetime) -> None:
    """V12, day 30: ask the employer, once, whether the vacancy still holds."""
    vacancy = Vacancy.objects.select_related("organisation").get(case=case)
    if vacancy.reminded_on:
        return
    Vacancy.objects.filter(pk=vacancy.pk).update(reminded_on=tokyo_date(at))
    last_day = (vacancy.confirmed_on or tokyo_date(at)) + dt.timedelta(days=rules.HIDE_AFTER_DAYS - 1)
    announce(
        notices.CONFIRM.code,
        recipients=members_of(vacancy.organisation),
        context={"number": case.number, "title": case.title, "last_day": long_date(last_day)},
        path=reverse("vacancies:employer_task_list", args=[vacancy.public_id]),
        at=at,
    )


def lapse(case: Case, at: dt.datetime) -> None:
    """V12, day 45: out of the search until the employer confirms."""
    perform(case=case, transition="lapse", actor=None, at=at)


def add_minimum_wage(*, wage: MinimumWage, actor: User, at: dt.datetime) -> MinimumWage:
    """V09: a new rate; live vacancies are held against it at once."""
    if MinimumWage.objects.filter(prefecture=wage.prefecture, valid_from=wage.valid_from).exists():
        raise Refused(_("この日の額は、もう登録されています。"))
    with transaction.atomic():
        wage.save(force_insert=True)
        record("vacancy.minimum_wage", actor=actor, at=at, subject=wage, detail={"yen": wage.yen})
        apply_minimum_wage(at=at)
    return wage
