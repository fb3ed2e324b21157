"""Around one shop: its association, its homes, a household it deals with, and the corporation that goes along."""

import datetime as dt
import io
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from PIL import Image

from housing.consultations.actions import intake
from housing.consultations.choices import Scope
from housing.consultations.models import Inquiry
from housing.homes import actions as homes_actions
from housing.homes.choices import PartnerKind
from housing.homes.models import Listing
from housing.support import actions as support
from housing.support.models import Support
from portal.cases.actions import perform
from portal.lib.dates import tokyo_date
from tests import people
from tests.consultations import acts
from tests.people import Person

from . import homes

PLAN = {
    "goals": "通える場所に住む",
    "frequency": "訪問は月2回",
    "consent_how": "paper",
}
LOG = {"kind": "visit", "minutes": 60, "travel_minutes": 20, "text": "部屋を見に行きました。"}


class Quarter:
    def __init__(self, shop: Person, seeker: Person, officer: Person, numbers: tuple[str, str], now: dt.datetime):
        self.shop, self.seeker, self.staff, self.now = shop, seeker, officer, now
        self.other_shop = shop
        self.association, self.supporter = people.employer(numbers[0]), people.employer(numbers[1])
        leader = homes.partner(
            PartnerKind.ASSOCIATION, self.association.organisation, reviews_homes=True, asks_shops_directly=True
        )
        homes.partner(PartnerKind.SHOP, shop.organisation, association=leader)
        homes.partner(PartnerKind.SUPPORT, self.supporter.organisation)
        self.home = homes.home(shop.organisation, shop.user, now)

    def keys(self) -> dict[str, Any]:
        now, shop = self.now, self.shop
        photo = homes_actions.add_photo(
            listing=self.home,
            upload=picture(),
            values={"subject": "room", "alt": "南向きの部屋", "nobody_in_it": True},
            actor=shop.user,
            at=now,
        )
        draft = homes.draft(shop.organisation, shop.user, now, block="7-1")
        waiting = homes.draft(shop.organisation, shop.user, now, block="7-2")
        homes_actions.submit(listing=waiting, actor=shop.user, at=now)
        about = acts.at_state(self, "informed", at=now, person=self.seeker.user)
        inquiry = Inquiry.objects.get(card__consultation=about, organisation=shop.organisation)
        shown = about.referrals.get().homes.get()
        acts.move(about, "choose", self.seeker.user, now, home=shown.pk, with_company=True)
        return {
            "home": self.home.public_id,
            "confirmation": self.home.confirmation_token,
            "home_photo": photo.file.public_id,
            "photo": photo.file.public_id,
            "home_draft": draft.public_id,
            "home_waiting": waiting.public_id,
            "home_review": self.reviewed(now).public_id,
            "partner": shop.organisation.public_id,
            "home_import": self.imported(),
            "consultation": about.case.public_id,
            "card": inquiry.public_id,
            "dealing": shown.public_id,
            **self.accompanied(now),
        }

    def reviewed(self, now: dt.datetime) -> Listing:
        listing = homes.draft(self.shop.organisation, self.shop.user, now, block="7-3")
        homes_actions.submit(listing=listing, actor=self.shop.user, at=now)
        perform(case=homes.fresh(listing).case, transition="pass_on", actor=self.association.user, at=now)
        return homes.fresh(listing)

    def imported(self) -> str:
        table = SimpleUploadedFile(
            "a.csv", "管理番号,町丁目,家賃,間取り\nA-1,光が丘三丁目,52000,1K\n".encode(), "text/csv"
        )
        answer = self.shop.client.post(reverse("homes:partner_import"), {"file": table})
        return answer.url.rstrip("/").rsplit("/", 1)[-1]

    def accompanied(self, now: dt.datetime) -> dict[str, Any]:
        about = acts.at_state(self, "preparing", at=now)
        intake.agree(consultation=about, scope=Scope.SUPPORTER, how="call", actor=self.staff.user, at=now)
        made = support.request(
            consultation=about,
            corporation=self.supporter.organisation,
            worker=None,
            purpose="見学への同行",
            actor=self.staff.user,
            at=now,
        )
        for code, values in (("accept", {}), ("plan", self.plan(now))):
            case = Support.objects.get(pk=made.pk).case
            perform(case=case, transition=code, actor=self.supporter.user, at=now, values={**values, "text": ""})
        fresh = Support.objects.select_related("case", "consultation__case", "corporation", "worker").get(pk=made.pk)
        support.write_log(support=fresh, values={**LOG, "starts_at": now}, actor=self.supporter.user, at=now)
        day = tokyo_date(now) + dt.timedelta(days=3)
        task = support.add_task(
            support=fresh,
            text="内見の日を決める",
            due_on=day,
            owner=self.supporter.user,
            actor=self.supporter.user,
            at=now,
        )
        return {
            "accompanied": about.case.public_id,
            "support": fresh.case.public_id,
            "log": fresh.logs.get().public_id,
            "task": task.public_id,
            "corporation": self.supporter.organisation.public_id,
        }

    @staticmethod
    def plan(now: dt.datetime) -> dict[str, Any]:
        first = tokyo_date(now)
        days = {"starts_on": first, "ends_on": first + dt.timedelta(days=180), "consented_on": first}
        return {**PLAN, **days}


def picture() -> SimpleUploadedFile:
    drawn = io.BytesIO()
    Image.new("RGB", (40, 30), "white").save(drawn, "PNG")
    return SimpleUploadedFile("a.png", drawn.getvalue(), "image/png")
