"""Made-up applications in every state, moved there by the same acts that people use."""

import datetime as dt

from jobs.seekers.models import Experience, HeldQualification, Profile
from jobs.vacancies.access import public_vacancies
from jobs.vacancies.models import Vacancy
from portal.accounts.actions.people import add_person
from portal.accounts.models import User
from portal.bookings.actions import offer_slots
from portal.bookings.models import Slot
from portal.cases.actions import perform
from portal.front.demo import PASSWORD, Stage
from portal.geo.models import Town
from portal.lib.dates import TOKYO, add_business_days, tokyo_date

from . import actions
from .models import Application

SHARES = {"name": True, "contact": True, "qualifications": True, "experience": True, "hours": True}
QUESTION = "年間の休みは何日ですか。土曜日の出勤はありますか。"
ANSWER = "年間休日は求人のとおりです。土曜日は月に1回の当番で、代わりの休みがあります。"
# What happens in each made-up application, act by act; "seeker" or "employer" acts.
STORIES = [
    ["ask"],
    ["ask", "answer"],
    ["ask", "answer", "book_visit"],
    ["apply"],
    ["apply", "take_up"],
    ["ask", "answer", "apply", "propose_interview"],
    ["apply", "propose_interview", "choose_interview"],
    ["apply", "propose_interview", "choose_interview", "interviewed"],
    ["apply", "propose_interview", "choose_interview", "interviewed", "offer"],
    ["apply", "take_up", "reject"],
    ["apply", "withdraw"],
    ["apply", "propose_interview", "choose_interview", "interviewed", "offer", "accept", "start"],
]
BY_SEEKER = {"book_visit", "choose_interview", "withdraw", "accept", "decline"}


def build(stage: Stage) -> None:
    _profile(stage, stage.people["seeker"], ["Q51"])
    _profile(stage, stage.people["seeker2"], ["Q05"])
    for place, key in enumerate(("employer", "employer2")):
        organisation = stage.things["organisations"][place]
        _slots(stage, organisation, stage.people[key])
        vacancies = list(
            public_vacancies()
            .filter(organisation=organisation)
            .select_related("facility", "live")
            .order_by("-sequence")[:12]
        )
        for number, (story, vacancy) in enumerate(zip(STORIES, vacancies, strict=False)):
            _tell(stage, vacancy, _seeker(stage, place, number), stage.people[key], story)


def _seeker(stage: Stage, place: int, number: int) -> User:
    """The demo's own seeker is in the first stories, extras with a name of their own in the others."""
    if place == 0 and number in (1, 3, 5):
        return stage.people["seeker"]
    user = add_person(
        email=f"person{place}{number:02d}@example.jp",
        name=f"架空 {'いろはにほへとちりぬるを'[number]}こ",
        password=PASSWORD,
        is_sample=True,
        at=stage.at,
    )
    _profile(stage, user, ["Q05"])
    return user


def _profile(stage: Stage, user: User, qualifications: list[str]) -> None:
    profile = Profile.objects.create(
        user=user,
        town=Town.objects.filter(name__startswith="光が丘").first(),
        minutes=20,
        cells=["tue-day", "thu-day", "fri-day"],
        days_per_week=3,
        motive="しばらく仕事を離れていました。週3日から始めたいです。",
        updated_at=stage.at,
    )
    HeldQualification.objects.bulk_create(HeldQualification(profile=profile, code_id=code) for code in qualifications)
    Experience.objects.create(
        profile=profile,
        place="見本ほいくえん（架空）",
        work="保育士",
        since=dt.date(2015, 4, 1),
        until=dt.date(2020, 3, 31),
    )


def _slots(stage: Stage, organisation, actor: User) -> None:
    day = add_business_days(tokyo_date(stage.at), 3)
    for facility in organisation.facilities.all():
        times = []
        for later in (0, 2, 5):
            start = dt.datetime.combine(add_business_days(day, later), dt.time(10), tzinfo=TOKYO)
            times.append((start, start + dt.timedelta(minutes=30)))
        offer_slots(
            owner=organisation,
            subject=("facility", facility.public_id),
            title=f"見学：{facility.name}",
            times=times,
            capacity=2,
            place=facility.name,
            actor=actor,
            at=stage.at,
        )


def _tell(stage: Stage, vacancy: Vacancy, seeker: User, employer: User, story: list[str]) -> None:
    at = stage.at - dt.timedelta(days=3)
    application: Application | None = None
    for step in story:
        at += dt.timedelta(hours=2)
        if step == "ask":
            application = actions.ask(vacancy=vacancy, seeker=seeker, text=QUESTION, at=at)
        elif step == "apply":
            application = actions.apply(
                vacancy=vacancy,
                seeker=seeker,
                shares=SHARES,
                text="週3日から働きたいです。よろしくお願いします。",
                at=at,
            )
        elif application is not None:
            application.case.refresh_from_db()
            _move(application, step, seeker if step in BY_SEEKER else employer, at)


def _move(application: Application, step: str, actor: User, at: dt.datetime) -> None:
    values: dict = {"text": ANSWER if step == "answer" else "", "reason": "filled" if step == "reject" else "other_job"}
    tomorrow = tokyo_date(at) + dt.timedelta(days=10)
    if step == "propose_interview":
        values["times"] = [dt.datetime.combine(tomorrow, dt.time(hour), tzinfo=TOKYO) for hour in (10, 14)]
        values["place"] = application.vacancy.facility.name
    elif step == "choose_interview":
        values["option"] = application.options.values_list("pk", flat=True)[0]
    elif step == "offer":
        values |= {"conditions": "なし", "answer_by": tomorrow}
    elif step == "book_visit":
        values["slot"] = _first_slot(application, at)
    perform(case=application.case, transition=step, actor=actor, at=at, values=values, text=values["text"])


def _first_slot(application: Application, at: dt.datetime):
    return Slot.objects.for_subject("facility", application.vacancy.facility.public_id).open(at).first()
