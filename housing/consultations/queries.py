"""Reads of consultations that span tables."""

import datetime as dt
import hashlib
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Count, F, Q, QuerySet
from django.utils.translation import gettext as _

from housing.fit.models import MoneyRow
from housing.homes.choices import PartnerKind
from housing.homes.models import Listing, Partner
from portal.accounts.models import Organisation, User
from portal.audit.models import Entry
from portal.cases.models import Case

from . import rules
from .choices import OFFERING
from .models import Consultation, Inquiry, Lease, ReferredHome, WishCard

OPEN = (
    "received", "answered", "hearing", "sorting", "deciding", "preparing", "asking", "answers", "informed", "viewing",
    "viewing_set", "viewed", "applied", "screening", "refused", "contract", "leased", "moved_in", "stayed_30",
    "stayed_90",
)  # fmt: skip
BEFORE_LEASE = OPEN[: OPEN.index("leased")]
LIVING = ("moved_in", "stayed_30", "stayed_90")
MAY_REFER = ("sorting", "preparing", "answers", "informed", "viewed", "refused")
# A home whose next act is the shop's; while cards are out it is the turn of the shops that were asked.
SHOPS_TURN = Q(referral__consultation__current=F("pk"), referral__consultation__case__turn="shop") & ~Q(
    referral__consultation__case__state="asking"
)
SHOP_KNOWS = ("applied", "screening", "contract", "leased")
MAY_ASK = ("preparing", "answers", "informed", "viewed", "refused")


def digest_of(code: str) -> str:
    return hashlib.sha256(rules.bare_code(code).encode()).hexdigest()


def by_code(code: str) -> Consultation | None:
    return Consultation.objects.select_related("case").filter(code_digest=digest_of(code)).first()


def asked_partners() -> QuerySet[Partner]:
    """Whom a card goes to: shops directly where their association has it so, else the association for its shops."""
    admitted = Partner.objects.filter(admitted_at__isnull=False, organisation__verified_at__isnull=False)
    alone = Q(kind=PartnerKind.SHOP, association=None, asks_shops_directly=True)
    of_association = Q(kind=PartnerKind.SHOP, association__asks_shops_directly=True)
    passes_on = Q(kind=PartnerKind.ASSOCIATION, asks_shops_directly=False)
    return admitted.filter(alone | of_association | passes_on).select_related("organisation")


def shops_of(association: Partner) -> QuerySet[Partner]:
    return association.shops.filter(kind=PartnerKind.SHOP, admitted_at__isnull=False).select_related("organisation")


def waiting_inquiries() -> QuerySet[Inquiry]:
    """Cards still to be answered. What an association has passed on is answered by its shops."""
    open_cases = Inquiry.objects.filter(answer="", card__consultation__case__closed_at=None)
    return open_cases.annotate(passed=Count("passed_on")).filter(passed=0)


def answers_sorted(consultation: Consultation) -> list[Inquiry]:
    """Of the latest card: what is offered first, then what is not."""
    card = consultation.cards.first()
    if card is None:
        return []
    order = [*OFFERING, "", "no", "none"]
    rows = card.inquiries.select_related("organisation").prefetch_related("listings__dwelling__building__town")
    return sorted(rows, key=lambda row: order.index(row.answer))


def anything_offered(card: WishCard) -> bool:
    return card.inquiries.filter(answer__in=OFFERING).exists()


def homes_of(consultation: Consultation) -> QuerySet[ReferredHome]:
    return (
        ReferredHome.objects.filter(referral__consultation=consultation)
        .select_related("referral", "organisation", "listing__case", "listing__dwelling__building__town", "booking")
        .order_by("-referral__handed_at", "pk")
    )


def asked_about(consultation: Consultation) -> Listing | None:
    """The home from whose page the first word came."""
    first = min(consultation.case.events.all(), key=lambda event: event.pk, default=None)
    public_id = first.detail.get("home") if first else None
    listings = Listing.objects.select_related("case", "dwelling__building__town")
    return listings.filter(public_id=public_id).first() if public_id else None


def open_homes(consultation: Consultation) -> QuerySet[ReferredHome]:
    return homes_of(consultation).exclude(step__in=["refused", "let_go", "leased"])


def offered_listings(consultation: Consultation) -> QuerySet[Listing]:
    return Listing.objects.filter(
        pk__in=Inquiry.listings.through.objects.filter(inquiry__card__consultation=consultation).values("listing")
    )


def lease_of(consultation: Consultation) -> Lease | None:
    """The latest one."""
    return consultation.leases.order_by("pk").last()


def readers(consultation: Consultation, count: int = 20) -> QuerySet[Entry]:
    """Who looked at a consultation, the latest first."""
    rows = Entry.objects.filter(
        subject_type="consultations.consultation",
        subject_key=str(consultation.pk),
        action__in=["consultation.read", "consultation.released"],
    )
    return rows.select_related("actor").order_by("-sequence")[:count]


def wardens(consultation: Consultation) -> QuerySet[User]:
    """The people of the ward who are named for a protected consultation."""
    return User.objects.filter(is_staff=True, is_active=True, pk__in=consultation.named.values("user"))


def protected_by_alone(user: User) -> list[Consultation]:
    """The protected consultations that nobody else of the ward knows of."""
    named = Consultation.objects.filter(is_protected=True, named__user=user)
    return [row for row in named if user.is_staff and not wardens(row).exclude(pk=user.pk).exists()]


def protected_without_people() -> Iterable[str]:
    """What `verify` reads: somebody of the ward may know of a protected consultation, and it stands in no list."""
    for consultation in Consultation.objects.filter(is_protected=True).select_related("case"):
        if not wardens(consultation).exists():
            yield f"protected consultation {consultation.pk} has nobody named"
        if not consultation.case.is_restricted:
            yield f"protected consultation {consultation.pk} stands in lists of cases"


def staff_of(consultation: Consultation) -> list[User]:
    """Of a protected consultation the named people alone; else whoever it is given to, or everybody of the ward."""
    if consultation.is_protected:
        return list(wardens(consultation))
    assignee = consultation.case.assignee
    return [assignee] if assignee else list(User.objects.filter(is_staff=True, is_active=True))


def with_parties(case: Case) -> Consultation:
    return Consultation.objects.select_related("case", "current__organisation", "supporter").get(case=case)


def nameable(consultation: Consultation) -> QuerySet[User]:
    """Ward staff, and people of the support corporation that accompanies, who are not named yet."""
    people = User.objects.filter(is_active=True)
    of_supporter = Q(memberships__organisation=consultation.supporter) if consultation.supporter_id else Q(pk=None)
    known = consultation.named.values("user")
    return people.filter(Q(is_staff=True) | of_supporter).exclude(pk__in=known).distinct().order_by("name")


@dataclass(frozen=True)
class CardState:
    """What the person sees of a card: how many were asked, how many have answered, until when."""

    card: WishCard
    asked: int
    answered: int


def card_state(consultation: Consultation) -> CardState | None:
    card = consultation.cards.first()
    if card is None:
        return None
    inquiries = card.inquiries.annotate(passed=Count("passed_on")).filter(passed=0)
    return CardState(card, inquiries.count(), inquiries.exclude(answer__in=["", "none"]).count())


def supporters() -> QuerySet[Organisation]:
    """Support corporations that the ward has admitted."""
    admitted = Partner.objects.filter(kind=PartnerKind.SUPPORT, admitted_at__isnull=False)
    return Organisation.objects.filter(pk__in=admitted.values("organisation")).order_by("name")


def described_offers(consultation: Consultation) -> QuerySet[Inquiry]:
    """Homes that shops told of in words."""
    offers = Inquiry.objects.filter(card__consultation=consultation, answer__in=OFFERING).exclude(condition="")
    return offers.filter(listings=None).select_related("organisation")


def lease_facts(consultation: Consultation) -> list[tuple[str, str]]:
    """What a claim of the landlords' grant asks for."""
    return [
        row
        for lease in consultation.leases.order_by("pk")
        for row in (
            (_("貸主"), lease.landlord),
            (_("契約の日"), str(lease.leased_on)),
            (_("入居の日"), str(lease.moved_in_on)),
            (_("家賃"), str(lease.rent)),
            (_("管理費・共益費"), str(lease.fee)),
            (_("家主支援補助金の額"), str(lease.grant_yen)),
            (_("額の根拠"), lease.grant_source),
        )
    ]


def landlord_grant(day: dt.date) -> MoneyRow | None:
    """家主支援補助金 of a day, where the table of money has a row for it."""
    return MoneyRow.objects.filter(kind="landlord_grant", valid_from__lte=day).order_by("-valid_from").first()
