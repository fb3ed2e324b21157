from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from housing.homes.models import Listing, choice, only
from portal.accounts.models import Organisation, new_token
from portal.bookings.models import Booking
from portal.cases.models import Case
from portal.geo.models import Town

from .choices import (
    AgeBand,
    Answer,
    Channel,
    Failure,
    Grade,
    HomeStep,
    How,
    Outcome,
    Plan,
    Reason,
    ReleaseKind,
    Scope,
    SizeBand,
    Timing,
)
from .rules import REMEDIES


def person(label, null=True):
    return models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=null,
        blank=null,
        related_name="+",
        verbose_name=label,
    )


class Consultation(models.Model):
    """From the first word to a home that lasts. Somebody without an account comes back by a code, of which only the
    digest is kept. Name and telephone are there only where a consent says so. `household` is `housing.fit`'s own form.

    A protected consultation is there for the named people alone.
    """

    case = models.OneToOneField(Case, on_delete=models.PROTECT, related_name="consultation", verbose_name=_("案件"))
    code_digest = models.CharField(_("番号の指紋"), max_length=64, unique=True)
    channel = choice(_("受けた場所"), Channel.choices, Channel.WEB)
    is_urgent = models.BooleanField(_("急ぎ"), default=False)
    is_protected = models.BooleanField(_("保護する相談"), default=False)
    is_sample = models.BooleanField(_("架空"), default=False)

    name = models.CharField(_("氏名"), max_length=60, blank=True)
    phone = models.CharField(_("電話"), max_length=20, blank=True)
    email = models.EmailField(_("メールアドレス"), max_length=254, blank=True)
    call_word = models.CharField(_("電話での合い言葉"), max_length=40, blank=True)
    safe_hours = models.CharField(_("電話してよい時間"), max_length=120, blank=True)
    call_on = models.DateField(_("電話がほしい日"), null=True, blank=True)
    may_leave_word = models.BooleanField(_("留守番電話に残してよい"), default=False)
    proxy_name = models.CharField(_("代わりに書いた人"), max_length=60, blank=True)
    proxy_relation = models.CharField(_("本人との関係"), max_length=60, blank=True)

    household = models.JSONField(_("世帯と希望"), default=dict, blank=True)
    must = models.TextField(_("ゆずれないこと"), max_length=600, blank=True)
    want = models.TextField(_("できればほしいこと"), max_length=600, blank=True)
    cannot = models.TextField(_("避けたいこと"), max_length=600, blank=True)

    plan = choice(_("方針"), Plan.choices)
    supporter = models.ForeignKey(
        Organisation,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="supported_consultations",
        verbose_name=_("伴走する居住支援法人"),
    )
    current = models.ForeignKey(
        "ReferredHome",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("いま進めている住まい"),
    )
    outcome = choice(_("結果"), Outcome.choices)
    failure = choice(_("不成立の理由"), Failure.choices)
    forgotten_at = models.DateTimeField(_("名前などを消した日時"), null=True, blank=True)

    class Meta:
        verbose_name = _("入居相談")
        verbose_name_plural = _("入居相談")
        ordering = ["-id"]
        constraints = [
            only("plan", Plan, "consultation_plan_known"),
            only("outcome", Outcome, "consultation_outcome_known"),
            only("failure", Failure, "consultation_failure_known"),
            models.CheckConstraint(
                condition=~Q(outcome=Outcome.NOT_MADE) | ~Q(failure=""), name="consultation_failure_has_a_reason"
            ),
        ]

    def __str__(self) -> str:
        return self.case.number

    def get_absolute_url(self) -> str:
        return reverse("consultations:thread", args=[self.case.public_id])

    @property
    def is_by_proxy(self) -> bool:
        return bool(self.proxy_name or self.proxy_relation)


class NamedPerson(models.Model):
    """Who may know of a protected consultation."""

    consultation = models.ForeignKey(
        Consultation, on_delete=models.CASCADE, related_name="named", verbose_name=_("相談")
    )
    user = person(_("担当"), null=False)
    named_by = person(_("指名した人"), null=False)
    named_at = models.DateTimeField(_("日時"))

    class Meta:
        verbose_name = _("保護する相談の担当")
        verbose_name_plural = _("保護する相談の担当")
        ordering = ["consultation", "named_at"]
        constraints = [models.UniqueConstraint(fields=["consultation", "user"], name="named_once")]

    def __str__(self) -> str:
        return str(self.user)


class Release(models.Model):
    """A print or an export of a protected consultation: one named person asks, another lets it go, once."""

    public_id = models.CharField(_("公開番号"), max_length=22, default=new_token, unique=True, editable=False)
    consultation = models.ForeignKey(
        Consultation, on_delete=models.CASCADE, related_name="releases", verbose_name=_("相談")
    )
    kind = choice(_("種類"), ReleaseKind.choices, ReleaseKind.PRINT)
    purpose = models.CharField(_("使う目的"), max_length=200)
    asked_by = person(_("求めた人"), null=False)
    asked_at = models.DateTimeField(_("求めた日時"))
    released_by = person(_("認めた人"))
    released_at = models.DateTimeField(_("認めた日時"), null=True, blank=True)
    used_at = models.DateTimeField(_("使った日時"), null=True, blank=True)

    class Meta:
        verbose_name = _("持ち出しの許可")
        verbose_name_plural = _("持ち出しの許可")
        ordering = ["-asked_at"]
        constraints = [
            models.CheckConstraint(
                condition=Q(released_by=None) | ~Q(released_by=F("asked_by")), name="release_by_a_second_person"
            ),
            models.CheckConstraint(
                condition=Q(released_by=None, released_at=None)
                | Q(released_by__isnull=False, released_at__isnull=False),
                name="release_by_somebody_at_a_time",
            ),
            models.CheckConstraint(
                condition=Q(used_at=None) | Q(released_at__isnull=False), name="release_before_its_use"
            ),
        ]

    def __str__(self) -> str:
        return self.get_kind_display()


class Consent(models.Model):
    """What somebody agreed to, how and when. Taking it back is a date on the row."""

    consultation = models.ForeignKey(
        Consultation, on_delete=models.CASCADE, related_name="consents", verbose_name=_("相談")
    )
    scope = choice(_("同意したこと"), Scope.choices, Scope.CONTACT)
    organisation = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("相手")
    )
    how = choice(_("方法"), How.choices, How.WEB)
    given_at = models.DateTimeField(_("同意した日時"))
    recorded_by = person(_("記録した人"))
    withdrawn_at = models.DateTimeField(_("取りやめた日時"), null=True, blank=True)

    class Meta:
        verbose_name = _("同意")
        verbose_name_plural = _("同意")
        ordering = ["consultation", "given_at"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(scope=Scope.SHOP) | Q(organisation__isnull=False), name="consent_names_the_shop"
            ),
            models.UniqueConstraint(
                fields=["consultation", "scope"],
                condition=Q(withdrawn_at=None, organisation=None),
                name="consent_once",
            ),
            models.UniqueConstraint(
                fields=["consultation", "scope", "organisation"],
                condition=Q(withdrawn_at=None),
                name="consent_once_for_a_shop",
            ),
        ]

    def __str__(self) -> str:
        return self.get_scope_display()


class Triage(models.Model):
    """The rubric for accompanied support. Open questions; a person decides and says why. Only ever added."""

    consultation = models.ForeignKey(
        Consultation, on_delete=models.CASCADE, related_name="triages", verbose_name=_("相談")
    )
    procedures = choice(_("申込みや契約の手続を、自分でできますか"), Grade.choices, Grade.UNKNOWN)
    deadline = choice(_("引っ越しの期限まで、余裕はありますか"), Grade.choices, Grade.UNKNOWN)
    reach = choice(_("連絡はとりやすいですか"), Grade.choices, Grade.UNKNOWN)
    leaving = choice(_("退院・退去など、動かせない日がありますか"), Grade.choices, Grade.UNKNOWN)
    before = choice(_("これまでに、部屋が決まらなかったことがありますか"), Grade.choices, Grade.UNKNOWN)
    language = choice(_("店とのやりとりに、ことばの手助けがいりますか"), Grade.choices, Grade.UNKNOWN)
    plan = choice(_("方針"), Plan.choices, Plan.INFORMATION)
    reason = models.TextField(_("そう決めた理由"), max_length=600)
    decided_by = person(_("決めた人"), null=False)
    decided_at = models.DateTimeField(_("決めた日時"))

    class Meta:
        verbose_name = _("方針の決定")
        verbose_name_plural = _("方針の決定")
        ordering = ["consultation", "-decided_at", "-pk"]
        constraints = [models.CheckConstraint(condition=~Q(reason=""), name="triage_says_why")]

    def __str__(self) -> str:
        return self.get_plan_display()


class WishCard(models.Model):
    """求む物件カード: wishes in bands and codes. It has no column in which a name or a category could stand."""

    consultation = models.ForeignKey(
        Consultation, on_delete=models.PROTECT, related_name="cards", verbose_name=_("相談")
    )
    number = models.PositiveIntegerField(_("カードの番号"), unique=True)
    size = choice(_("人数"), SizeBand.choices, SizeBand.ONE)
    age = choice(_("年代"), AgeBand.choices, AgeBand.UNSTATED)
    rent_low = models.PositiveIntegerField(_("家賃（いくらから）"), default=0)
    rent_high = models.PositiveIntegerField(_("家賃（いくらまで）"))
    towns = models.ManyToManyField(Town, related_name="+", blank=True, verbose_name=_("町丁目"))
    area_low = models.PositiveSmallIntegerField(_("広さ（㎡から）"), null=True, blank=True)
    needs = models.JSONField(_("住まいに必要なこと"), default=list, blank=True)
    guarantees = models.JSONField(_("使える保証の方法"), default=list, blank=True)
    timing = choice(_("時期"), Timing.choices, Timing.MONTH)
    sent_at = models.DateTimeField(_("送った日時"))
    sent_by = person(_("送った人"), null=False)
    closes_on = models.DateField(_("返事の期限"))

    class Meta:
        verbose_name = _("求む物件カード")
        verbose_name_plural = _("求む物件カード")
        ordering = ["-sent_at", "-pk"]
        constraints = [
            models.CheckConstraint(condition=Q(rent_high__gte=F("rent_low")), name="card_rents_in_order"),
            only("size", SizeBand, "card_size_known"),
            only("age", AgeBand, "card_age_known"),
            only("timing", Timing, "card_timing_known"),
        ]

    def __str__(self) -> str:
        return f"{_('カード')} {self.number}"


class Inquiry(models.Model):
    """A card asked of one organisation, and its answer. An association passes it on to its shops."""

    public_id = models.CharField(_("公開番号"), max_length=22, default=new_token, unique=True, editable=False)
    card = models.ForeignKey(WishCard, on_delete=models.CASCADE, related_name="inquiries", verbose_name=_("カード"))
    organisation = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, related_name="inquiries", verbose_name=_("たずねた相手")
    )
    through = models.ForeignKey(
        "self", on_delete=models.CASCADE, null=True, blank=True, related_name="passed_on", verbose_name=_("団体から")
    )
    asked_at = models.DateTimeField(_("たずねた日時"))
    reminded_at = models.DateTimeField(_("催促した日時"), null=True, blank=True)
    answer = choice(_("返事"), Answer.choices)
    reason = choice(_("理由"), Reason.choices)
    condition = models.CharField(_("条件・部屋のようす"), max_length=300, blank=True)
    free_from = models.DateField(_("空く日"), null=True, blank=True)
    listings = models.ManyToManyField(Listing, related_name="+", blank=True, verbose_name=_("出せる部屋"))
    answered_at = models.DateTimeField(_("返事の日時"), null=True, blank=True)
    answered_by = person(_("返事をした人"))

    class Meta:
        verbose_name = _("照会")
        verbose_name_plural = _("照会")
        ordering = ["card", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["card", "organisation"], name="inquiry_once"),
            models.CheckConstraint(
                condition=Q(answer="", answered_at=None) | (~Q(answer="") & Q(answered_at__isnull=False)),
                name="inquiry_answered_at_a_time",
            ),
            models.CheckConstraint(
                condition=~Q(answer__in=[Answer.NO, Answer.LATER]) | ~Q(reason=""), name="inquiry_no_has_a_reason"
            ),
            only("answer", Answer, "inquiry_answer_known"),
            only("reason", Reason, "inquiry_reason_known"),
        ]

    def __str__(self) -> str:
        return self.public_id


class Referral(models.Model):
    """物件情報提供: homes handed over at one time."""

    consultation = models.ForeignKey(
        Consultation, on_delete=models.PROTECT, related_name="referrals", verbose_name=_("相談")
    )
    how = choice(_("渡し方"), How.choices, How.WEB)
    note = models.TextField(_("ひとこと"), max_length=600, blank=True)
    handed_at = models.DateTimeField(_("渡した日時"))
    handed_by = person(_("渡した人"), null=False)

    class Meta:
        verbose_name = _("物件情報提供")
        verbose_name_plural = _("物件情報提供")
        ordering = ["-handed_at", "-pk"]

    def __str__(self) -> str:
        return f"{self.consultation_id} {self.pk}"


class ReferredHome(models.Model):
    """One home in a referral with the verdict as it stood: frozen, with the version of the rules. A home that is in no
    list is described in words.
    """

    public_id = models.CharField(_("公開番号"), max_length=22, default=new_token, unique=True, editable=False)
    referral = models.ForeignKey(Referral, on_delete=models.PROTECT, related_name="homes", verbose_name=_("情報提供"))
    listing = models.ForeignKey(
        Listing, on_delete=models.PROTECT, null=True, blank=True, related_name="referred", verbose_name=_("募集")
    )
    organisation = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, related_name="referred_homes", verbose_name=_("店・大家さん")
    )
    described = models.CharField(_("部屋のようす"), max_length=300, blank=True)
    verdict = models.JSONField(_("合い方"), default=dict, blank=True)
    rules_version = models.CharField(_("ルールの版"), max_length=40, blank=True)
    step = choice(_("進み方"), HomeStep.choices, HomeStep.SHOWN)

    viewing_at = models.DateTimeField(_("見学の日時"), null=True, blank=True)
    viewing_place = models.CharField(_("待ち合わせ"), max_length=120, blank=True)
    with_company = models.BooleanField(_("だれかが同行する"), default=False)
    interpreter = models.CharField(_("通訳・手話・筆談"), max_length=40, blank=True)
    booking = models.OneToOneField(
        Booking, on_delete=models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("見学の予約")
    )
    applied_on = models.DateField(_("申込みの日"), null=True, blank=True)
    reason = choice(_("進まなかった理由"), Reason.choices)
    remark = models.CharField(_("区だけが読むことば"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("紹介した住まい")
        verbose_name_plural = _("紹介した住まい")
        ordering = ["referral", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["referral", "listing"], condition=Q(listing__isnull=False), name="referred_once"
            ),
            models.CheckConstraint(
                condition=Q(listing__isnull=False) | ~Q(described=""), name="referred_is_listed_or_described"
            ),
            models.CheckConstraint(
                condition=~Q(step=HomeStep.REFUSED) | ~Q(reason=""), name="referred_refused_with_a_reason"
            ),
            only("step", HomeStep, "referred_step_known"),
            only("reason", Reason, "referred_reason_known"),
        ]

    def __str__(self) -> str:
        return str(self.listing) if self.listing_id else self.described

    @property
    def remedy(self) -> str:
        """Who goes on from the reason for which it came to nothing."""
        return str(REMEDIES.get(self.reason, ""))


class Lease(models.Model):
    """成約: what a claim of the landlords' grant needs is kept here. `grant_yen` is 0 where none is due."""

    consultation = models.ForeignKey(
        Consultation, on_delete=models.PROTECT, related_name="leases", verbose_name=_("相談")
    )
    home = models.OneToOneField(
        ReferredHome, on_delete=models.PROTECT, related_name="lease", verbose_name=_("紹介した住まい")
    )
    listing = models.ForeignKey(
        Listing, on_delete=models.PROTECT, null=True, blank=True, related_name="leases", verbose_name=_("募集")
    )
    landlord = models.CharField(_("貸主"), max_length=80)
    leased_on = models.DateField(_("契約の日"))
    moved_in_on = models.DateField(_("入居の日"))
    rent = models.PositiveIntegerField(_("家賃"))
    fee = models.PositiveIntegerField(_("管理費・共益費"), default=0)
    instruments = models.JSONField(_("安心パッケージ"), default=list, blank=True)
    grant_yen = models.PositiveIntegerField(_("家主支援補助金の額"), default=0)
    grant_source = models.CharField(_("額の根拠"), max_length=200, blank=True)
    left_on = models.DateField(_("退去の日"), null=True, blank=True)
    recorded_at = models.DateTimeField(_("記録した日時"))

    class Meta:
        verbose_name = _("成約")
        verbose_name_plural = _("成約")
        ordering = ["-leased_on", "-pk"]
        constraints = [
            models.CheckConstraint(condition=Q(moved_in_on__gte=F("leased_on")), name="lease_before_moving_in"),
            models.CheckConstraint(condition=Q(grant_yen=0) | ~Q(grant_source=""), name="lease_grant_has_a_source"),
            models.CheckConstraint(
                condition=Q(left_on=None) | Q(left_on__gte=F("moved_in_on")), name="lease_left_after_moving_in"
            ),
            models.UniqueConstraint(fields=["listing"], condition=Q(left_on=None), name="lease_one_for_a_home"),
        ]

    def __str__(self) -> str:
        return f"{self.consultation_id} {self.leased_on}"


class StayCheck(models.Model):
    """Whether somebody still lives well there so many days after moving in. Only ever added."""

    lease = models.ForeignKey(Lease, on_delete=models.CASCADE, related_name="checks", verbose_name=_("成約"))
    days = models.PositiveSmallIntegerField(_("入居からの日数"))
    stays = models.BooleanField(_("住みつづけている"))
    checked_at = models.DateTimeField(_("確かめた日時"))
    checked_by = person(_("確かめた人"))

    class Meta:
        verbose_name = _("暮らしの確認")
        verbose_name_plural = _("暮らしの確認")
        ordering = ["lease", "days"]
        constraints = [
            models.UniqueConstraint(fields=["lease", "days"], name="stay_check_once"),
            models.CheckConstraint(condition=Q(days__in=[30, 90, 180]), name="stay_check_days_known"),
        ]

    def __str__(self) -> str:
        return f"{self.lease_id} {self.days}"
