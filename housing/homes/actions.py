"""The only writers of homes. Changes of state go through `portal.cases.actions.perform`."""

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.db import models, transaction
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext as _

from portal.accounts.models import Organisation, User
from portal.audit.actions import record
from portal.cases.actions import Stale, next_value, open_case, perform, retitle
from portal.cases.models import Case, Event
from portal.cases.procedures import ORGANISATION, STAFF, Move
from portal.cases.queries import members_of
from portal.files import actions as files
from portal.geo.models import Town
from portal.geo.queries import nearest_stations
from portal.lib.dates import long_date, tokyo_date
from portal.lib.refusal import Refused
from portal.lib.verdict import Finding
from portal.notices.actions import announce
from portal.search.actions import changed

from . import notices, rules, stock, watching
from .choices import ConfirmedBy, PartnerKind, Registration
from .models import (
    METRES_A_MINUTE,
    AcceptedGuarantee,
    Access,
    Building,
    Change,
    Confirmation,
    Cost,
    Dwelling,
    Listing,
    Paper,
    Partner,
    PartnerService,
    Photo,
    Remark,
    Welcome,
)

ROWS: dict[str, Any] = {"costs": Cost, "guarantees": AcceptedGuarantee, "welcomes": Welcome, "papers": Paper}
WRITABLE = ("draft", "returned", "published", "applied", "unconfirmed", "paused")
KEPT = {"id", "public_id", "case", "dwelling", "building", "keeper", "organisation", "sequence", "is_public", "saves"}
PHOTOS = "home_photo"
MOST_PHOTOS = 12


class Blocked(Refused):
    """The rules stop the publication; `findings` say where and how to mend it."""

    def __init__(self, findings: list[Finding]):
        super().__init__(_("直すところが%(count)sか所あります。") % {"count": len(findings)})
        self.findings = findings


# Partners


def join(
    *,
    organisation: Organisation,
    kind: str,
    actor: User,
    at: dt.datetime,
    licence: str = "",
    association: Partner | None = None,
    services: Iterable[str] = (),
    languages: str = "",
) -> Partner:
    """Ask to take part in housing; the ward admits."""
    if Partner.objects.filter(organisation=organisation).exists():
        raise Refused(_("この団体は、もう登録されています。"))
    if kind == PartnerKind.SHOP and not licence:
        raise Refused(_("不動産の店は、宅建免許番号を入れてください。"))
    with transaction.atomic():
        partner = Partner.objects.create(
            organisation=organisation,
            kind=kind,
            licence=licence,
            association=association if kind == PartnerKind.SHOP else None,
            languages=languages,
            joined_at=at,
        )
        PartnerService.objects.bulk_create(PartnerService(partner=partner, service=code) for code in services)
        record("homes.join", actor=actor, at=at, subject=partner, detail={"kind": kind})
    return partner


def admit(*, partner: Partner, actor: User, at: dt.datetime) -> None:
    """The ward lets a partner hand homes in. Nobody admits an own organisation."""
    if partner.organisation.memberships.filter(user=actor).exists():
        raise Refused(_("ご自分の団体は、ほかの職員が確かめます。"))
    with transaction.atomic():
        if not Partner.objects.filter(pk=partner.pk, admitted_at=None).update(admitted_at=at):
            return
        record("homes.admit", actor=actor, at=at, subject=partner)
        announce(
            notices.ADMITTED.code,
            recipients=members_of(partner.organisation),
            context={"sentence": _("区が登録を認めました。部屋を出せます。")},
            path=reverse("homes:partner"),
            at=at,
        )


def set_review(*, association: Partner, reviews: bool, actor: User, at: dt.datetime) -> None:
    """Whether an association looks at the homes of its shops before the ward does."""
    with transaction.atomic():
        Partner.objects.filter(pk=association.pk).update(reviews_homes=reviews)
        record("homes.set_review", actor=actor, at=at, subject=association, detail={"reviews": reviews})


# Writing


def create_home(
    *,
    organisation: Organisation,
    actor: User,
    at: dt.datetime,
    town: Town | None = None,
    building: Building | None = None,
    copy_of: Listing | None = None,
    source: str = "",
    source_key: str = "",
) -> Listing:
    """A note of a free room: in a new building, in one of the keeper's, or like another room of the same building."""
    if copy_of is not None:
        building = copy_of.dwelling.building
    if building is not None and building.keeper_id != organisation.pk:
        raise Refused(_("ほかの団体の建物は使えません。"))
    if building is None and town is None:
        raise Refused(_("町丁目を選んでください。"))
    with transaction.atomic():
        place = building or _new_building(organisation, town, at)
        dwelling = _copied(copy_of.dwelling, building=place, room_number="") if copy_of else Dwelling(building=place)
        dwelling.save(force_insert=True)
        case = open_case(
            procedure="home", state="draft", title=_title(dwelling), actor=actor, at=at, organisation=organisation,
            party=ORGANISATION,
        )  # fmt: skip
        base = {"case": case, "dwelling": dwelling, "organisation": organisation, "saved_at": at}
        listing = Listing(**base, source=source, source_key=source_key)
        if copy_of is not None:
            listing = _copied(copy_of, **base, **FRESH)
        listing.save(force_insert=True)
        if copy_of is not None:
            _copy_rows(copy_of, listing)
    return stock.for_desk(Listing.objects.filter(pk=listing.pk)).get()


# What a copy does not take over: its own identity, life and registration.
FRESH: dict[str, Any] = {
    "sequence": None,
    "is_public": False,
    "first_published_at": None,
    "confirmed_on": None,
    "reminded_on": None,
    "available_from": None,
    "source": "",
    "source_key": "",
    "saves": 0,
    "level": "note",
    "registration": Registration.NONE,
    "registration_number": "",
    "registered_on": None,
    "mirrored_on": None,
    "changed_on": None,
    "change_told_of": None,
    "support_state": "none",
    "support_number": "",
}


def _new_building(organisation: Organisation, town: Any, at: dt.datetime) -> Building:
    """With the ways to the nearest stations, as far as the town tells: to be measured by the keeper."""
    building = Building.objects.create(keeper=organisation, town=town, made_at=at)
    near = nearest_stations((town.latitude, town.longitude), limit=2)
    Access.objects.bulk_create(
        Access(building=building, station=row.station, metres=row.minutes * METRES_A_MINUTE) for row in near
    )
    return building


def _copied(row: Any, **changes: Any) -> Any:
    """An unsaved twin of a row, with new keys of its own."""
    own = {"id", "public_id", "confirmation_token", *changes}
    kept = {f.attname: getattr(row, f.attname) for f in row._meta.concrete_fields if f.name not in own}
    return type(row)(**kept, **changes)


def _copy_rows(model: Listing, listing: Listing) -> None:
    for name, kind in ROWS.items():
        if name != "papers":
            kind.objects.bulk_create(_copied(row, listing=listing) for row in getattr(model, name).all())


def save(
    *,
    listing: Listing,
    saves: int,
    actor: User,
    at: dt.datetime,
    values: Mapping[str, Any] | None = None,
    dwelling: Mapping[str, Any] | None = None,
    building: Mapping[str, Any] | None = None,
    rows: Mapping[str, Sequence[Mapping[str, Any]]] | None = None,
    accesses: Sequence[Mapping[str, Any]] | None = None,
) -> Listing:
    """Write part of a home: columns by name, whole lists of children. `saves` is the count the form showed.

    What the public sees changes at once, so a public home refuses a change that the rules stop. Raises `Stale` when
    somebody saved in between, `Blocked`, and `Refused` while it is being reviewed.
    """
    values, dwelling, building, rows = values or {}, dwelling or {}, building or {}, rows or {}
    if unknown := (set(values) | set(dwelling) | set(building)) & KEPT | set(rows) - set(ROWS):
        raise ValueError(f"not to be written: {unknown}")
    with transaction.atomic():
        if not Listing.objects.filter(pk=listing.pk, saves=saves).update(saves=saves + 1, saved_at=at):
            raise Stale(_("ほかの画面で先に保存されました。今の内容とくらべてから、もう一度保存してください。"))
        row = Listing.objects.select_related("case", "dwelling__building").get(pk=listing.pk)
        if row.case.state not in WRITABLE:
            raise Refused(_("この部屋は今、書き直せません。確認が終わるのを待ってください。"))
        if row.is_public and values.get("rent", 0) is None:
            raise Blocked([rules.no_rent()])
        before = _facts(row, building_too=bool(building))
        _write(row, values)
        _write(row.dwelling, dwelling)
        _write(row.dwelling.building, building)
        _replace(row, rows, accesses)
        fields = sorted([*values, *dwelling, *building, *rows, *(["accesses"] if accesses is not None else [])])
        record("home.save", actor=actor, at=at, subject=row, detail={"fields": fields})
        saved = _after_save(row, at, building_too=bool(building) or accesses is not None)
        _note_changes(before, actor, at)
        return saved


def _facts(row: Listing, building_too: bool) -> dict[int, watching.Facts]:
    """Of this listing, and of its neighbours where the building is written; of those that are watched."""
    rows = stock.of_building(row.dwelling) if building_too else Listing.objects.filter(pk=row.pk)
    return {each.pk: watching.facts_of(each) for each in stock.for_desk(watching.watched(rows))}


def _note_changes(before: Mapping[int, watching.Facts], actor: User, at: dt.datetime) -> None:
    """One open row per field: typing that leads back to what it was leaves none."""
    for listing in stock.for_desk(Listing.objects.filter(pk__in=before)):
        old, new = before[listing.pk], watching.facts_of(listing)
        open_ones = {change.field: change for change in listing.changes.filter(seen_at=None)}
        stays_registered = old["registration"] == new["registration"] == Registration.REGISTERED
        for name in watching.differing(old, new, listing):
            change = open_ones.get(name) or Change(listing=listing, field=name, before=old[name])
            if change.is_counted and stays_registered and new[name] == change.before:
                change.before = old[name]  # the register has learnt of the step between
            change.after, change.by, change.at = new[name], actor, at
            change.is_counted = not (stays_registered and watching.is_registered(name, change.before))
            if change.after != change.before:
                change.save()
            elif change.pk:
                change.delete()
        if not stays_registered:
            listing.changes.update(is_counted=True)


def _write(row: models.Model, values: Mapping[str, Any]) -> None:
    if values:
        for name, value in values.items():
            setattr(row, name, value)
        row.save(update_fields=list(values))


def _replace(
    row: Listing,
    rows: Mapping[str, Sequence[Mapping[str, Any]]],
    accesses: Sequence[Mapping[str, Any]] | None,
) -> None:
    for name, items in rows.items():
        kind = ROWS[name]
        kind.objects.filter(listing=row).delete()
        kind.objects.bulk_create(kind(listing=row, **item) for item in items)
    if accesses is not None:
        Access.objects.filter(building=row.dwelling.building).delete()
        Access.objects.bulk_create(Access(building=row.dwelling.building, **item) for item in accesses)


def _after_save(row: Listing, at: dt.datetime, building_too: bool) -> Listing:
    """The level anew, the name of the case, and whatever the public sees of it."""
    today = tokyo_date(at)
    fresh = stock.for_desk(Listing.objects.filter(pk=row.pk)).get()
    touched = [fresh]
    if building_too:
        others = stock.of_building(fresh.dwelling).filter(is_public=True).exclude(pk=fresh.pk)
        touched += stock.for_desk(others)
        others.update(saves=F("saves") + 1)
    public = [each for each in touched if each.is_public]
    stopping = [found for each in public for found in rules.blocks(stock.publication(each, today))]
    if stopping:
        raise Blocked(stopping)
    fresh.level = stock.level(fresh, today)
    Listing.objects.filter(pk=fresh.pk).update(level=fresh.level)
    retitle(case=fresh.case, title=_title(fresh.dwelling))
    if public:
        changed("home", [each.pk for each in public], at=at)
    return fresh


def _title(dwelling: Dwelling) -> str:
    """The name of the case in lists, at the precision of the town."""
    return f"{dwelling.building.town.name} {dwelling.layout_name}"


def add_photo(
    *, listing: Listing, upload: UploadedFile, values: Mapping[str, Any], actor: User, at: dt.datetime
) -> Photo:
    """A picture with its words; `portal.files` draws it anew, so that nothing hidden is kept."""
    with transaction.atomic():
        row = _held(listing)
        if row.photos.count() >= MOST_PHOTOS:
            raise Refused(_("写真は%(most)d枚までです。一つ消してから足してください。") % {"most": MOST_PHOTOS})
        file = files.store(purpose=PHOTOS, upload=upload, owner=actor, at=at)
        last = row.photos.order_by("-position").values_list("position", flat=True).first()
        photo = Photo.objects.create(listing=row, file=file, position=0 if last is None else last + 1, **dict(values))
        record("home.photo", actor=actor, at=at, subject=row, detail={"photo": photo.pk})
        _touch(row, at)
    return photo


def remove_photo(*, photo: Photo, actor: User, at: dt.datetime) -> None:
    with transaction.atomic():
        row = _held(photo.listing)
        file = photo.file
        photo.delete()
        files.erase(file=file, actor=actor, at=at)
        record("home.photo_removed", actor=actor, at=at, subject=row)
        _touch(row, at)


def _held(listing: Listing) -> Listing:
    row = (
        Listing.objects.select_for_update(of=("self",))
        .select_related("case", "dwelling__building__town")
        .get(pk=listing.pk)
    )
    if row.case.state not in WRITABLE:
        raise Refused(_("この部屋は今、書き直せません。確認が終わるのを待ってください。"))
    return row


def _touch(row: Listing, at: dt.datetime) -> None:
    Listing.objects.filter(pk=row.pk).update(saves=F("saves") + 1, saved_at=at)
    _after_save(row, at, building_too=False)


# Handing in and review


def submit(
    *,
    listing: Listing,
    actor: User,
    at: dt.datetime,
    is_free: bool = True,
    key: str | None = None,
    saves: int | None = None,
) -> Event:
    """Hand a home in: to the shop's association where it asks to look first, else to the ward.

    `is_free` says that the person has just made sure of it. Raises `Blocked`, `Stale`, `Refused`.
    """
    with transaction.atomic():
        held = Listing.objects.select_for_update(of=("self",)).select_related("case").get(pk=listing.pk)
        if key and (again := held.case.events.filter(key=key).first()):
            return again
        if saves is not None and saves != held.saves:
            raise Stale(_("確かめたあとに、ほかの画面で書き直されました。今の内容をもう一度確かめてください。"))
        if not Partner.objects.filter(organisation=held.organisation, admitted_at__isnull=False).exists():
            raise Refused(
                _("区が協力者の登録を確かめています。認められると、部屋を出せます。書いたものは残っています。")
            )
        if is_free:
            Listing.objects.filter(pk=held.pk).update(confirmed_on=tokyo_date(at), reminded_on=None)
        row = stock.for_desk(Listing.objects.filter(pk=held.pk)).get()
        if stopping := rules.blocks(stock.publication(row, tokyo_date(at))):
            raise Blocked(stopping)
        Remark.objects.filter(listing=row, settled_at=None).update(settled_at=at)
        first = "submit_to_association" if stock.reviewer_of(row.organisation) else "submit"
        return perform(case=row.case, transition=first, actor=actor, at=at, key=key)


def send_back(
    *,
    listing: Listing,
    remarks: Mapping[str, str],
    text: str,
    actor: User,
    at: dt.datetime,
    version: int | None = None,
    key: str | None = None,
) -> Event:
    """Ask to mend, with words at each field. Raises `Refused` where neither a field nor the whole has any."""
    said = {field: words.strip()[:300] for field, words in remarks.items() if words.strip()}
    if not said and not text.strip():
        raise Refused(_("どこをどう直せばよいかを書いてください。"))
    with transaction.atomic():
        if key and (again := listing.case.events.filter(key=key).first()):
            return again
        event = perform(
            case=listing.case, transition="send_back", actor=actor, at=at, version=version, text=text, key=key,
            values={"remarks": len(said)},
        )  # fmt: skip
        Remark.objects.bulk_create(
            Remark(listing=listing, field=field, text=words, party=event.party, by=actor, at=at)
            for field, words in said.items()
        )
    return event


# Effects of the procedure: what a change of state does to the rows of this room.


def publish(move: Move) -> None:
    """Into the search. Raises `Refused` where the rules stop it today, the day of the last confirmation included."""
    row = stock.for_desk(Listing.objects.select_for_update(of=("self",)).filter(case=move.case)).get()
    if stopping := rules.blocks(stock.publication(row, tokyo_date(move.at))):
        raise Refused(" ".join(f"{found.message}{found.mend}" for found in stopping))
    row.is_public = True
    row.sequence = row.sequence or next_value("HOM")
    row.first_published_at = row.first_published_at or move.at
    row.save(update_fields=["is_public", "sequence", "first_published_at"])
    if move.party == STAFF and move.transition.code == "approve":
        row.changes.filter(seen_at=None).update(seen_at=move.at, seen_by=move.actor)
    changed("home", [row.pk], at=move.at)


def confirmed_state(move: Move) -> str:
    """Whoever has applied stays heard: only a resting home goes back to the plain state."""
    return "applied" if move.case.state == "applied" else "published"


def confirm(move: Move) -> None:
    """Somebody says that the home is still free: a day from which the clock counts anew."""
    day = tokyo_date(move.at)
    row = Listing.objects.select_for_update(of=("self",)).get(case=move.case)
    how = move.values.get("how", ConfirmedBy.STAFF if move.party == STAFF else ConfirmedBy.WEB)
    Confirmation.objects.create(listing=row, at=move.at, how=how, by=move.actor)
    Listing.objects.filter(pk=row.pk).update(confirmed_on=day, reminded_on=None)
    publish(move)


def hide(move: Move) -> None:
    row = Listing.objects.select_for_update(of=("self",)).get(case=move.case)
    Listing.objects.filter(pk=row.pk).update(is_public=False)
    changed("home", [row.pk], at=move.at)


# One act each, for people and for other rooms.


def confirm_vacancy(
    *, listing: Listing, how: str, actor: User | None, at: dt.datetime, key: str | None = None
) -> Event:
    """Still free. `actor` is None for the bearer of the link that was mailed or printed."""
    return perform(case=listing.case, transition="confirm", actor=actor, at=at, values={"how": how}, key=key)


def take_down(*, listing: Listing, actor: User | None, at: dt.datetime, key: str | None = None) -> Event:
    """Out of the search for now; may come back."""
    return perform(case=listing.case, transition="pause", actor=actor, at=at, key=key)


def application_came(*, listing: Listing, actor: User | None, at: dt.datetime) -> Event | None:
    """A household applied: the home stays public and goes on taking applications."""
    return _by_the_portal(listing, "apply", ("published",), actor, at)


def application_passed(*, listing: Listing, actor: User | None, at: dt.datetime) -> Event | None:
    """One household passed: the home takes no further applications."""
    return _by_the_portal(listing, "reserve", ("published", "applied", "unconfirmed"), actor, at)


def application_ended(
    *, listing: Listing, actor: User | None, at: dt.datetime, had_passed: bool = False, others: bool = False
) -> Event | None:
    """The application came to nothing: the home is free again, as long as its confirmation is fresh.

    Only the household that had passed ends the reservation; another's end frees nothing while `others` still apply.
    """
    if others and not had_passed:
        return None
    fresh = rules.is_fresh(listing.confirmed_on, tokyo_date(at))
    states = ("reserved",) if had_passed else ("applied",)
    return _by_the_portal(listing, "free_again" if fresh else "rest", states, actor, at, {"others": others})


def freed_state(move: Move) -> str:
    return "applied" if move.values.get("others") else "published"


def mark_let(*, listing: Listing, actor: User | None, at: dt.datetime) -> Event | None:
    """A lease was made: gone from the public at once, with the same page as a withdrawal."""
    states = ("published", "applied", "reserved", "unconfirmed", "paused")
    return _by_the_portal(listing, "let", states, actor, at)


def _by_the_portal(
    listing: Listing,
    transition: str,
    states: tuple[str, ...],
    actor: User | None,
    at: dt.datetime,
    values: Mapping[str, Any] | None = None,
) -> Event | None:
    """What another room reports. Its people need be no party here, so the portal acts; the log keeps who reported.

    None where the home is elsewhere in its life already.
    """
    with transaction.atomic():
        case = Case.objects.select_for_update(of=("self",)).get(listing=listing)
        if case.state not in states:
            return None
        record("home.reported", actor=actor, at=at, subject=listing, detail={"transition": transition})
        return perform(case=case, transition=transition, actor=None, at=at, values=values)


def mark_seen(*, listing: Listing, until: dt.datetime, actor: User, at: dt.datetime) -> int:
    """The ward has looked at what changed, up to the last change it was shown. Raises `Refused` for an own home."""
    if listing.organisation.memberships.filter(user=actor).exists():
        raise Refused(_("ご自分の団体の部屋は、ほかの職員が確かめます。"))
    with transaction.atomic():
        seen = listing.changes.filter(seen_at=None, at__lte=until)
        fields = sorted(seen.values_list("field", flat=True))
        if fields:
            seen.update(seen_at=at, seen_by=actor)
            record("home.changes_seen", actor=actor, at=at, subject=listing, detail={"fields": fields})
    return len(fields)


# What the portal does by itself.


def tell_of_changes(*, at: dt.datetime) -> int:
    """Rule V14: registered facts that changed make a 変更届 due, and the keeper is told by when. Nobody is told of what
    was written within the last hour: it may be half typed. Returns how many were told.
    """
    settled = at - rules.CHANGE_SETTLES
    fresh = Change.objects.filter(is_counted=False, field__in=watching.REGISTERED, at__lte=settled)
    for listing in Listing.objects.filter(registration=Registration.REGISTERED, changes__in=fresh).distinct():
        with transaction.atomic():
            own = fresh.filter(listing=listing)
            first = own.order_by("at").values_list("at", flat=True)[0]
            due = {"registration": Registration.CHANGE_DUE, "changed_on": tokyo_date(first), "saves": F("saves") + 1}
            Listing.objects.filter(pk=listing.pk, registration=Registration.REGISTERED).update(**due)
            record("home.change_due", actor=None, at=at, subject=listing)
            own.update(is_counted=True)
    waiting = Listing.objects.filter(registration=Registration.CHANGE_DUE, changed_on__isnull=False)
    untold = waiting.filter(Q(change_told_of=None) | ~Q(change_told_of=F("changed_on")))
    return sum(_tell_of_change(listing, at) for listing in untold.select_related("case", "organisation"))


def _tell_of_change(listing: Listing, at: dt.datetime) -> int:
    day = listing.changed_on
    with transaction.atomic():
        untold = Listing.objects.filter(pk=listing.pk, changed_on=day, change_told_of=listing.change_told_of)
        if day is None or not untold.update(change_told_of=day):
            return 0
        announce(
            notices.CHANGE.code,
            recipients=members_of(listing.organisation),
            context={"number": listing.case.number, "last_day": long_date(rules.change_last_day(day))},
            path=reverse("homes:partner_home", args=[listing.public_id]),
            at=at,
        )
    return 1


def remind(case: Case, at: dt.datetime) -> None:
    """Day 10: ask once whether the home is still free; the mail's page takes one tap."""
    row = Listing.objects.select_related("organisation").get(case=case)
    if row.reminded_on or row.confirmed_on is None:
        return
    Listing.objects.filter(pk=row.pk).update(reminded_on=tokyo_date(at))
    last_day = row.confirmed_on + dt.timedelta(days=rules.HIDE_AFTER_DAYS - 1)
    announce(
        notices.CONFIRM.code,
        recipients=members_of(row.organisation),
        context={"number": case.number, "last_day": long_date(last_day)},
        path=reverse("homes:confirm", args=[row.confirmation_token]),
        at=at,
    )


def lapse(case: Case, at: dt.datetime) -> None:
    """Day 15: out of the search until somebody confirms."""
    perform(case=case, transition="lapse", actor=None, at=at)
