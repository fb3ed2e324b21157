"""Made-up contents of the gallery page."""

import datetime as dt
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from portal.lib.dates import TOKYO
from portal.ui import icons
from portal.ui.forms import CountedCheckboxes, DigitsField, FieldError, JapaneseDateField, NumberField, YenField
from portal.ui.week import WeekField

SEEN_AT = dt.datetime(2026, 11, 22, 9, 40, tzinfo=TOKYO)


class SampleForm(forms.Form):
    base_pay = YenField(
        label=gettext_lazy("基本給"),
        unit=gettext_lazy("円／月"),
        help_text=gettext_lazy("月に決まって払う額。手当は次の欄に分けます。"),
    )
    overtime = NumberField(label=gettext_lazy("固定残業の時間"), unit=gettext_lazy("時間分"), required=False)
    begins_on = JapaneseDateField(label=gettext_lazy("働き始める日"))
    phone = DigitsField(label=gettext_lazy("電話番号"), count=(10, 11))
    place = forms.ChoiceField(
        label=gettext_lazy("働く場所"), choices=[("", "選ぶ"), ("1", "光が丘"), ("2", "大泉学園")]
    )
    visit = forms.ChoiceField(
        label=gettext_lazy("見学"),
        choices=[("yes", gettext_lazy("できます")), ("no", gettext_lazy("できません"))],
        widget=forms.RadioSelect,
    )
    words = forms.CharField(
        label=gettext_lazy("仕事の内容"), max_length=400, widget=forms.Textarea(attrs={"rows": 4}), required=False
    )
    sheet = forms.FileField(label=gettext_lazy("書類"), required=False, help_text=gettext_lazy("PDF、5MBまで"))
    secret = forms.CharField(
        label=gettext_lazy("パスワード"), widget=forms.PasswordInput, max_length=40, required=False
    )
    agreed = forms.BooleanField(label=gettext_lazy("内容を確かめました"))

    def clean_base_pay(self) -> int:
        raise FieldError(
            _("最低賃金を下回っています：1時間あたり 1,161円（必要 1,226円）"),
            mend=_("198,600円以上にするか、年間の所定労働時間（いま 1,944時間）を見直します。"),
            source=_("最低賃金法 第4条。通勤手当と固定残業代は計算に入れません。"),
        )


class SampleFilter(forms.Form):
    show_marks = False
    week = WeekField(label=gettext_lazy("働ける曜日と時間"), required=False)
    occupation = forms.MultipleChoiceField(
        label=gettext_lazy("職種"),
        required=False,
        choices=[("O01", "保育士"), ("O02", "保育補助"), ("O03", "介護職員（施設）"), ("O04", "児童指導員")],
        widget=CountedCheckboxes,
    )


def contents() -> dict[str, Any]:
    choosing = SampleFilter({"week": ["tue-day", "thu-day", "fri-day"], "occupation": ["O01"]})
    choosing.fields["occupation"].widget.counts = {"O01": 42, "O02": 17, "O03": 88}
    return {
        "icons": sorted(icons.ICONS),
        "form": SampleForm({"base_pay": "188,000", "begins_on": "令和8年13月1日", "words": _("食事、昼寝、散歩。")}),
        "filter": choosing,
        "worked": ["tue-day", "thu-day", "fri-day"],
        "early": ["mon-early", "tue-early", "thu-early", "fri-early"],
        "wanted": ["tue-day", "thu-day", "fri-day"],
        "today": dt.date(2026, 11, 26),
        "road": [
            (_("質問"), "11/14", "done"),
            (_("見学"), "11/19", "done"),
            (_("応募"), "11/20", "done"),
            (_("面接"), "11/28", "now"),
            (_("内定"), "", "todo"),
            (_("入職"), "", "todo"),
        ],
        "sum_rows": [
            (_("基本の時給"), "1,400円"),
            (_("処遇改善手当"), "＋80円"),
            (_("7時間 × 週3日 × 4.3週"), _("× 90.3時間")),
            (_("月の見こみ（税などを引く前）"), _("約133,600円"), "total"),
            (_("通勤手当"), _("実費（月 20,000円まで）")),
        ],
        "summary_rows": [
            (_("契約の期間"), _("1年（更新あり）"), "#summary"),
            (_("試用期間"), _("2か月（条件は同じ）"), "#summary"),
            (_("たばこの煙"), _("敷地内禁煙")),
        ],
        "tasks": [
            (_("仕事の内容"), "#tasks", _("できました"), "key"),
            (_("賃金"), "#tasks", _("2か所、直すところがあります"), "warn"),
            (_("選考のしかた"), "#tasks", _("これから"), "", _("見学と面接の回数")),
            (_("確かめて出す"), "", _("まだ始められません"), "quiet"),
        ],
        "funnel": [(_("相談"), 130), (_("照会"), 104), (_("見学"), 61), (_("申込"), 38), (_("成約"), 27)],
        "walls": [(_("家賃"), 41, "#charts"), (_("保証・連絡先"), 22), (_("段差・幅"), 14), (_("時期"), 9)],
        "feed": [
            {
                "at": SEEN_AT,
                "who": _("見本ほいくえん"),
                "text": _("面接の候補です。11月28日（土）10時、30日（月）14時。普段着でお越しください。"),
            },
            {
                "at": SEEN_AT - dt.timedelta(days=2),
                "who": _("あなた"),
                "text": _("応募しました。"),
                "note": _("見せたもの：氏名、連絡先、資格、希望の時間。"),
                "mine": True,
            },
            {"at": SEEN_AT - dt.timedelta(days=3), "who": _("見学しました（10:00–10:30）")},
        ],
        "desk": [
            (_("わたしの番"), "#lists", 6, True),
            (_("求人の審査"), "#lists", 4, False),
            (_("数字"), "#lists", None, False),
        ],
        "queue_head": [_("期限"), _("すること"), _("案件"), _("相手"), _("めやす")],
    }
