from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from portal.accounts.models import Organisation, new_token
from portal.cases.models import Case
from portal.codelists.models import Code
from portal.facilities.models import Facility

from . import choices
from . import sheet as sheets


def yes_no(label) -> models.BooleanField:
    return models.BooleanField(label, null=True, blank=True)


def number(label) -> models.PositiveIntegerField:
    return models.PositiveIntegerField(label, null=True, blank=True)


def choice(label, options) -> models.CharField:
    return models.CharField(label, max_length=20, choices=options, blank=True)


def words(label, length: int = 300) -> models.CharField:
    return models.CharField(label, max_length=length, blank=True)


class Vacancy(models.Model):
    """One post at one work site. Its state is its case's; its terms are rows of `Terms`, one per version.

    `live` are the terms the public sees, `draft` those being written. `sequence` counts publications, newest highest.
    """

    public_id = models.CharField(_("公開番号"), max_length=22, default=new_token, unique=True, editable=False)
    case = models.OneToOneField(Case, on_delete=models.PROTECT, related_name="vacancy", verbose_name=_("案件"))
    organisation = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, related_name="vacancies", verbose_name=_("募集する団体")
    )
    facility = models.ForeignKey(
        Facility, on_delete=models.PROTECT, related_name="vacancies", verbose_name=_("働く場所")
    )
    live = models.OneToOneField(
        "Terms",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="live_for",
        verbose_name=_("公開中の条件"),
    )
    draft = models.OneToOneField(
        "Terms",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="draft_for",
        verbose_name=_("書きかけの条件"),
    )
    sequence = models.PositiveBigIntegerField(_("公開の順番"), null=True, blank=True, unique=True)
    is_public = models.BooleanField(_("公開中"), default=False)
    first_published_at = models.DateTimeField(_("最初の公開日時"), null=True, blank=True)
    published_at = models.DateTimeField(_("公開日時"), null=True, blank=True)
    confirmed_on = models.DateField(_("内容を確かめた日"), null=True, blank=True)
    reminded_on = models.DateField(_("確認をお願いした日"), null=True, blank=True)
    expires_on = models.DateField(_("募集の終わりの日"), null=True, blank=True)
    wage_warned_for = models.ForeignKey(
        "MinimumWage",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("知らせた最低賃金"),
    )
    outcome = choice(_("結果"), choices.Outcome)
    source_key = models.CharField(_("取り込みの番号"), max_length=40, blank=True)

    class Meta:
        verbose_name = _("求人")
        verbose_name_plural = _("求人")
        ordering = ["-sequence", "-id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(is_public=False)
                | Q(live__isnull=False, sequence__isnull=False, published_at__isnull=False, confirmed_on__isnull=False),
                name="vacancy_public_is_complete",
            ),
            models.UniqueConstraint(
                fields=["organisation", "source_key"], condition=~Q(source_key=""), name="vacancy_source_key_once"
            ),
        ]
        indexes = [models.Index(fields=["organisation", "is_public"], name="vacancy_by_organisation")]

    def __str__(self) -> str:
        return self.case.number

    def get_absolute_url(self) -> str:
        return reverse("vacancies:detail", args=[self.public_id])


class Terms(models.Model):
    """One version of the terms, typed. Frozen when it is handed in; the next change makes the next version.

    `handed_in` is the whole sheet as it was then, names and labels included: the record of what people were shown.
    Wages are in yen per `wage_type`; `weekly_minutes` excludes breaks; `annual_hours` are scheduled hours.
    """

    vacancy = models.ForeignKey(Vacancy, on_delete=models.PROTECT, related_name="versions", verbose_name=_("求人"))
    version = models.PositiveIntegerField(_("版"))
    created_at = models.DateTimeField(_("作成日時"))
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+", verbose_name=_("作成した人")
    )
    saved_at = models.DateTimeField(_("保存日時"))
    saves = models.PositiveIntegerField(_("保存の回数"), default=0)
    frozen_at = models.DateTimeField(_("提出日時"), null=True, blank=True)
    rules_version = models.CharField(_("規則の版"), max_length=20, blank=True)
    handed_in = models.JSONField(_("提出した内容"), null=True, blank=True)

    # work
    direct_employment = yes_no(_("直接雇用"))
    occupation = models.ForeignKey(
        Code, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("職種")
    )
    title = words(_("求人の名前"), 30)
    duties = models.TextField(_("仕事の内容"), max_length=1500, blank=True)
    duties_change = choice(_("仕事が変わる範囲"), choices.ChangeScope)
    duties_change_text = words(_("変わることがある仕事"))
    place_change = choice(_("働く場所が変わる範囲"), choices.ChangeScope)
    place_change_text = words(_("変わることがある場所"))
    body_care = yes_no(_("身体介護をする"))
    employment = models.ForeignKey(
        Code, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("雇用形態")
    )
    contract = choice(_("契約の期間"), choices.Contract)
    contract_from = models.DateField(_("契約の始まり"), null=True, blank=True)
    contract_to = models.DateField(_("契約の終わり"), null=True, blank=True)
    contract_months = number(_("契約の月数"))
    renewal = choice(_("契約の更新"), choices.Renewal)
    renewal_criteria = words(_("更新を決める基準"))
    renewal_limit = choice(_("更新の上限"), choices.RenewalLimit)
    renewal_limit_value = number(_("上限の年数または回数"))
    trial_months = number(_("試用期間（月）"))
    trial_same = yes_no(_("試用期間も条件は同じ"))
    trial_base = number(_("試用期間の基本給"))
    trial_text = words(_("試用期間に違う条件"))
    # hours
    variable_hours = yes_no(_("変形労働時間制"))
    days_min = models.PositiveSmallIntegerField(_("週の日数（少なくとも）"), null=True, blank=True)
    days_max = models.PositiveSmallIntegerField(_("週の日数（多くて）"), null=True, blank=True)
    weekly_minutes = number(_("週の所定労働時間（分）"))
    annual_hours = number(_("年間の所定労働時間"))
    night = choice(_("夜勤"), choices.Night)
    night_min = number(_("夜勤の回数（少なくとも）"))
    night_max = number(_("夜勤の回数（多くて）"))
    night_pay = number(_("夜勤1回の手当"))
    night_nap = yes_no(_("夜勤の仮眠"))
    night_staff = number(_("夜勤の人数"))
    overtime = yes_no(_("残業"))
    overtime_hours = number(_("残業の月平均（時間）"))
    overtime_special = yes_no(_("36協定の特別条項"))
    holidays = words(_("休日"))
    annual_holidays = number(_("年間休日"))
    paid_leave = number(_("6か月後の有給休暇"))
    # pay
    wage_type = choice(_("賃金の形"), choices.WageType)
    base_low = number(_("基本給（下）"))
    base_high = number(_("基本給（上）"))
    fixed_overtime = number(_("固定残業代"))
    fixed_overtime_hours = number(_("固定残業代の時間"))
    fixed_overtime_excess = yes_no(_("固定残業の時間を超えた分は追加で払う"))
    raise_given = yes_no(_("昇給"))
    raise_text = words(_("昇給の前年度の実績"), 100)
    bonus = yes_no(_("賞与"))
    bonus_months = models.DecimalField(
        _("賞与の前年度の実績（月分）"), max_digits=4, decimal_places=2, null=True, blank=True
    )
    commute = choice(_("通勤手当"), choices.Commute)
    commute_cap = number(_("通勤手当の月の上限"))
    closing_day = words(_("締切日"), 30)
    pay_day = words(_("支払日"), 30)
    retirement_pay = yes_no(_("退職金"))
    retirement_age = number(_("定年"))
    improvement_class = choice(_("処遇改善加算"), choices.ImprovementClass)
    improvement_pay = choice(_("処遇改善手当の払い方"), choices.ImprovementPay)
    housing_allowance = choice(_("東京都の居住支援特別手当"), choices.Answer)
    # insurance and surroundings
    health_insurance = yes_no(_("健康保険"))
    pension = yes_no(_("厚生年金"))
    injury_insurance = yes_no(_("労災保険"))
    unemployment_insurance = yes_no(_("雇用保険"))
    smoking = choice(_("たばこの煙を防ぐ対策"), choices.Smoking)
    # people looked for
    experience_required = yes_no(_("経験が必要"))
    experience_text = words(_("必要な経験とその理由"))
    education_text = words(_("必要な学歴とその理由"))
    age_limited = yes_no(_("年齢の制限"))
    age_reason = choice(_("年齢を制限できる理由"), choices.AgeReason)
    age_min = number(_("年齢の下限"))
    age_max = number(_("年齢の上限"))
    age_text = words(_("年齢を制限する事情"))
    japanese = words(_("仕事で使う日本語"))
    residence = words(_("在留資格"))
    sex_reason = words(_("性別を限る事情"))
    # choosing
    openings = number(_("採用人数"))
    recruit_until = models.DateField(_("募集の終わり"), null=True, blank=True)
    start_on = models.DateField(_("働き始める日"), null=True, blank=True)
    selection = words(_("選考の方法"))
    documents = words(_("応募に必要な書類"))
    questions = words(_("応募の時に聞くこと"))
    answer_days = number(_("結果を知らせる日数"))
    visits = yes_no(_("見学できる"))
    trial_work = yes_no(_("体験できる"))
    questions_welcome = yes_no(_("応募の前に質問できる"))
    # support
    housing_help = words(_("住まい・家賃の支援"))
    nursery = yes_no(_("職員の子の託児"))
    qualification_help = words(_("資格を取る支援"))
    guarantor = yes_no(_("修学資金の保証人になれる"))
    dementia_training = words(_("認知症介護基礎研修の受け方"))
    registry_notice = models.BooleanField(_("保育士の登録を確認することを知らせる"), default=False)
    child_safety_notice = models.BooleanField(_("犯罪事実の確認があることを知らせる"), default=False)
    # new graduates
    new_graduates = yes_no(_("新卒者も対象"))
    youth_hiring = words(_("採用・離職者数、男女別の人数、勤続年数"))
    youth_training = words(_("研修、メンター、キャリア相談"))
    youth_hours = words(_("残業、有給休暇、育児休業"))
    appeal = models.TextField(_("伝えたいこと"), max_length=600, blank=True)

    class Meta:
        verbose_name = _("労働条件")
        verbose_name_plural = _("労働条件")
        ordering = ["vacancy", "version"]
        constraints = [
            models.UniqueConstraint(fields=["vacancy", "version"], name="terms_version_once"),
            models.CheckConstraint(
                condition=Q(base_low=None) | Q(base_high=None) | Q(base_high__gte=F("base_low")),
                name="terms_pay_in_order",
            ),
            models.CheckConstraint(
                condition=Q(days_min=None) | Q(days_min__gte=1, days_min__lte=7), name="terms_days_min_of_a_week"
            ),
            models.CheckConstraint(
                condition=Q(days_max=None) | Q(days_max__gte=1, days_max__lte=7), name="terms_days_max_of_a_week"
            ),
            models.CheckConstraint(
                condition=Q(days_min=None) | Q(days_max=None) | Q(days_max__gte=F("days_min")),
                name="terms_days_in_order",
            ),
            models.CheckConstraint(
                condition=Q(age_min=None) | Q(age_max=None) | Q(age_max__gte=F("age_min")), name="terms_age_in_order"
            ),
            models.CheckConstraint(
                condition=Q(contract_from=None) | Q(contract_to=None) | Q(contract_to__gte=F("contract_from")),
                name="terms_contract_in_order",
            ),
            models.CheckConstraint(
                condition=Q(annual_holidays=None) | Q(annual_holidays__lte=366), name="terms_holidays_of_a_year"
            ),
            models.CheckConstraint(condition=Q(openings=None) | Q(openings__gte=1), name="terms_openings_at_least_one"),
        ]

    def __str__(self) -> str:
        return f"{self.vacancy_id} v{self.version}"

    def sheet(self) -> sheets.Sheet:
        """These terms as plain values: what was handed in, or while they are written the columns and rows."""
        return sheets.unpacked(self.handed_in) if self.handed_in else self.written()

    def written(self) -> sheets.Sheet:
        facility, organisation = self.vacancy.facility, self.vacancy.organisation
        plain = {name: getattr(self, name) for name in PLAIN_COLUMNS}
        return sheets.Sheet(
            **plain,
            employer=organisation.name,
            corporate_number=organisation.corporate_number or "",
            facility=facility.name,
            facility_number=facility.number,
            facility_kind=facility.kind_id,
            address=f"{facility.municipality}{facility.address}",
            occupation=self.occupation_id or "",
            occupation_label=self.occupation.label if self.occupation else "",
            employment=self.employment_id or "",
            employment_label=self.employment.label if self.employment else "",
            bonus_months=None if self.bonus_months is None else float(self.bonus_months),
            shifts=tuple(shift.plain() for shift in self.shifts.all()),
            parts=tuple(part.plain() for part in self.parts.all()),
            qualifications=tuple(wish.plain() for wish in self.qualifications.all()),
            features=tuple(fact.code_id for fact in self.features.all()),
            feature_facts=tuple(fact.fact for fact in self.features.all()),
        )


_NOT_PLAIN = {
    "employer", "corporate_number", "facility", "facility_number", "facility_kind", "address", "occupation",
    "occupation_label", "employment", "employment_label", "bonus_months", "shifts", "parts", "qualifications",
    "features", "feature_facts", "image_texts",
}  # fmt: skip
PLAIN_COLUMNS = [name for name in sheets.Sheet.__dataclass_fields__ if name not in _NOT_PLAIN]


class Shift(models.Model):
    terms = models.ForeignKey(Terms, on_delete=models.CASCADE, related_name="shifts", verbose_name=_("労働条件"))
    order = models.PositiveSmallIntegerField(_("並び"))
    name = models.CharField(_("勤務の名前"), max_length=20)
    days = models.PositiveSmallIntegerField(_("曜日"))
    start = models.TimeField(_("始業"))
    end = models.TimeField(_("終業"))
    break_minutes = models.PositiveSmallIntegerField(_("休憩（分）"))
    per_month = models.PositiveSmallIntegerField(_("月の回数"), null=True, blank=True)

    class Meta:
        verbose_name = _("勤務")
        verbose_name_plural = _("勤務")
        ordering = ["terms", "order"]
        constraints = [
            models.UniqueConstraint(fields=["terms", "order"], name="shift_order_once"),
            models.CheckConstraint(condition=Q(days__gte=1, days__lte=127), name="shift_days_of_a_week"),
        ]

    def __str__(self) -> str:
        return self.name

    def plain(self) -> sheets.Shift:
        return sheets.Shift(self.name, self.days, self.start, self.end, self.break_minutes, self.per_month)


class WagePart(models.Model):
    terms = models.ForeignKey(Terms, on_delete=models.CASCADE, related_name="parts", verbose_name=_("労働条件"))
    order = models.PositiveSmallIntegerField(_("並び"))
    kind = models.CharField(_("種類"), max_length=10, choices=choices.PartKind.choices)
    name = models.CharField(_("手当の名前"), max_length=30)
    low = models.PositiveIntegerField(_("金額（下）"))
    high = models.PositiveIntegerField(_("金額（上）"))
    counts_for_minimum = models.BooleanField(_("最低賃金の計算に入れる"), default=True)

    class Meta:
        verbose_name = _("手当")
        verbose_name_plural = _("手当")
        ordering = ["terms", "order"]
        constraints = [
            models.UniqueConstraint(fields=["terms", "order"], name="wage_part_order_once"),
            models.CheckConstraint(condition=Q(kind__in=choices.PartKind.values), name="wage_part_kind_known"),
            models.CheckConstraint(condition=Q(high__gte=F("low")), name="wage_part_in_order"),
        ]

    def __str__(self) -> str:
        return self.name

    def plain(self) -> sheets.WagePart:
        return sheets.WagePart(self.kind, self.name, self.low, self.high, self.counts_for_minimum)


class QualificationWish(models.Model):
    terms = models.ForeignKey(
        Terms, on_delete=models.CASCADE, related_name="qualifications", verbose_name=_("労働条件")
    )
    code = models.ForeignKey(Code, on_delete=models.PROTECT, related_name="+", verbose_name=_("資格"))
    need = models.CharField(_("必要さ"), max_length=10, choices=choices.Need.choices)

    class Meta:
        verbose_name = _("資格の希望")
        verbose_name_plural = _("資格の希望")
        ordering = ["terms", "need", "code"]
        constraints = [
            models.UniqueConstraint(fields=["terms", "code"], name="qualification_wish_once"),
            models.CheckConstraint(condition=Q(need__in=choices.Need.values), name="qualification_need_known"),
        ]

    def __str__(self) -> str:
        return f"{self.code_id} {self.need}"

    def plain(self) -> sheets.Qualification:
        return sheets.Qualification(self.code_id, self.code.label, self.need)


class FeatureFact(models.Model):
    """A こだわり条件 that the employer claims, with the fact behind it; without a fact it is not claimed."""

    terms = models.ForeignKey(Terms, on_delete=models.CASCADE, related_name="features", verbose_name=_("労働条件"))
    code = models.ForeignKey(Code, on_delete=models.PROTECT, related_name="+", verbose_name=_("条件"))
    fact = models.CharField(_("裏づけ（数字や決まり）"), max_length=100)

    class Meta:
        verbose_name = _("こだわり条件")
        verbose_name_plural = _("こだわり条件")
        ordering = ["terms", "code"]
        constraints = [
            models.UniqueConstraint(fields=["terms", "code"], name="feature_once"),
            models.CheckConstraint(condition=~Q(fact=""), name="feature_has_a_fact"),
        ]

    def __str__(self) -> str:
        return f"{self.code_id}: {self.fact}"


class MinimumWage(models.Model):
    """最低賃金 per hour, valid until the next row's first day. Staff add a row when a new rate is announced."""

    prefecture = models.CharField(_("都道府県"), max_length=10, default="東京都")
    yen = models.PositiveIntegerField(_("1時間の額"))
    valid_from = models.DateField(_("効力の日"))
    source = models.CharField(_("出典"), max_length=120)

    class Meta:
        verbose_name = _("最低賃金")
        verbose_name_plural = _("最低賃金")
        ordering = ["prefecture", "valid_from"]
        constraints = [models.UniqueConstraint(fields=["prefecture", "valid_from"], name="minimum_wage_once")]

    def __str__(self) -> str:
        return f"{self.prefecture} {self.valid_from} {self.yen}"
