"""The word list: what stops, what warns, what must pass; and the exact words that employers read."""

from dataclasses import replace

import pytest

from jobs.vacancies.rules import check
from jobs.vacancies.sheet import WagePart
from jobs.vacancies.wording import TEXT_FIELDS, words

from .sheets import CLEAN, DAY_SHIFT, SITUATION, codes, found

DELETE = "この言葉を消してください。"
STOPS = {
    "保母を募集": ("保母", "「保育士」と書いてください。"),
    "看護婦": ("看護婦", "「看護師」と書いてください。"),
    "寮母": ("寮母", "「世話人」または「生活支援員」と書いてください。"),
    "主婦歓迎": ("主婦歓迎", "「主婦(夫)歓迎」と書くか、働ける時間（「9時から14時まで」など）を書いてください。"),
    "ｳｪｲﾄﾚｽ": ("ウェイトレス", "「ホールスタッフ」と書いてください。"),
    "営業マン": ("営業マン", "「営業職」と書いてください。"),
    "看 護 婦さん": ("看護婦", "「看護師」と書いてください。"),
}


@pytest.mark.parametrize(("text", "expected"), STOPS.items())
def test_the_message_names_the_word_and_the_one_to_write(text, expected):
    word, mend = expected
    assert found("V16", appeal=text) == [("appeal", f"「{word}」は求人に使えない言葉です。", mend)]


@pytest.mark.parametrize(
    "text",
    [
        "女性歓迎", "男性も歓迎", "女性限定", "男性のみ", "女子歓迎", "男性2名・女性3名", "女３名", "未婚の方",
        "既婚者", "子どもなしの方", "お子さんのいない方", "35歳まで", "40歳以下の方", "２０代限定", "20～30代歓迎",
        "若い方", "体力のある男性",
    ],
)  # fmt: skip
def test_words_that_stop(text):
    assert codes(appeal=text) == ["V16"] * len(found("V16", appeal=text)) != []


@pytest.mark.parametrize(
    "text",
    [
        "母子", "母子生活支援施設", "女子大学", "女子大学の学生も歓迎します", "男女共同参画", "男女を問いません",
        "主婦（夫）歓迎", "主婦・主夫歓迎", "男性も女性も歓迎", "未婚・既婚を問いません",
        "定年60歳、65歳まで再雇用", "70歳まで働けます",
        "0歳から5歳までの園児", "3歳未満児クラス", "18歳までの子どもが利用します",
        "女性の利用者10名", "職員20人のうち女性14人",
        "お菓子なし", "女性だけでなく男性も働いています", "お年寄りから若い人まで集う", "看護師", "保育士", "世話人",
    ],
)  # fmt: skip
def test_false_alarms_pass(text):
    assert codes(appeal=text) == []


@pytest.mark.parametrize(
    "text",
    [
        "女性が活躍中",
        "20代活躍中",
        "若手が多い",
        "アットホーム",
        "ママさん",
        "お兄さん",
        "お姉さん",
        "男手",
        "明るい方",
    ],
)
def test_words_that_warn_ask_for_facts(text):
    assert codes(appeal=text) == ["V16W"]
    assert "事実" in found("V16W", appeal=text)[0][2] or "職員" in found("V16W", appeal=text)[0][2]


def test_every_text_is_read():
    for name in TEXT_FIELDS:
        assert ("V16", name) in {
            (finding.code.removeprefix("vacancies."), finding.field)
            for finding in check(replace(CLEAN, **{name: "看護婦"}), SITUATION)
        }, name
    assert [place for place, _message, _mend in found("V16", shifts=(replace(DAY_SHIFT, name="看護婦日勤"),))] == [
        "shifts"
    ]
    part = WagePart("other", "看護婦手当", 0, 0)
    assert [place for place, _message, _mend in found("V16", parts=(part,))] == ["parts"]
    assert [place for place, _message, _mend in found("V16", image_texts=("笑う看護婦",))] == ["image_texts"]


def test_the_same_word_is_told_once_in_each_field():
    assert [place for place, _message, _mend in found("V16", title="保母", appeal="保母と保母\n保母")] == [
        "title",
        "appeal",
    ]


def test_ages_and_sexes_may_be_named_where_they_are_asked_for():
    assert codes(youth_hiring="男性3名・女性5名", age_text="60歳未満の方") == []


def test_scope_of_change_says_what_to_write():
    assert found("V02", duties_change="") == [
        (
            "duties_change",
            "仕事が変わる範囲が決まっていません。",
            "「変更なし」を選ぶか、変わることがある範囲を書いてください（例：「法人内の通所介護と訪問介護の仕事」）。",
        )
    ]
    assert found("V02", place_change="limited", place_change_text="未定") == [
        (
            "place_change_text",
            "働く場所が変わる範囲に「未定」とは書けません。",
            "いま考えられる範囲を書いてください（例：「練馬区内の当法人の事業所」）。変わらないなら「変更なし」を選びます。",
        )
    ]


def test_fixed_overtime_says_what_is_missing():
    assert found("V06", fixed_overtime=20_000) == [
        (
            "fixed_overtime_hours",
            "固定残業代があるときは、何時間分かが必要です。",
            "20,000円が何時間分かを入れてください（例：10）。",
        ),
        (
            "fixed_overtime_excess",
            "固定残業の時間を超えた分を追加で払うことが必要です。",
            "「決めた時間を超えた残業の分は追加で払う」に「はい」と答えてください。",
        ),
    ]
    assert found("V06", parts=(WagePart("fixed", "業務手当", 30_000, 30_000),)) == [
        (
            "parts",
            "「業務手当」は、残業代にあたるかどうか分かりません。",
            "残業代なら、この手当を消して「固定残業代」の欄に額（いま 30,000円）と時間を入れてください。"
            "残業代でないなら、何に払うか分かる名前にしてください（例：「資格手当」）。",
        )
    ]


def test_the_word_list_serves_known_rules_and_fields():
    known = {"V05", "V06", "V11", "V16", "V16W", "V18", "V19", "V20", "V20W", "V22", "V30"}
    assert {word.rule for word in words()} == known
    fields = {*TEXT_FIELDS, "shifts", "parts", "image_texts"}
    assert [word for word in words() if not (word.only | word.not_in) <= fields or not word.mend] == []
