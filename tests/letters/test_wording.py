from dataclasses import replace

import pytest

from portal.letters.wording import Wording, filled, problems, sampled, visible
from portal.lib.refusal import Refused
from tests.letters.conftest import VALUES, WORDING

KIND = "tests.award"


def changed(**parts) -> Wording:
    return replace(WORDING, **parts)


def test_a_good_wording_has_no_problems():
    assert problems(KIND, WORDING) == []


@pytest.mark.parametrize(
    ("wording", "sentence"),
    [
        (changed(body="{{電話}}"), "「記書き」の {{電話}} は、この文書では使えません。"),
        (changed(conditions=("よい", "{{ }}")), "「条件」の {{}} は、この文書では使えません。"),
        (changed(title=" "), "「題名」が空欄です。"),
        (changed(sender=""), "「発信者名」が空欄です。"),
        (changed(section="\u200b"), "「問い合わせ先」が空欄です。"),
        (changed(conditions=("よい", "")), "「条件」が空欄です。"),
        *[
            (
                changed(closing=text),
                "「結び」の波かっこが、閉じていないか全角です。{{氏名}} のように半角で書いてください。",
            )
            for text in ("{{氏名", "氏名}}", "｛｛氏名｝｝", "{{{{氏名}}}}")
        ],
    ],
)
def test_what_is_wrong_is_said_in_plain_words(wording, sentence):
    assert problems(KIND, wording) == [sentence]
    with pytest.raises(Refused) as refusal:
        filled(KIND, wording, VALUES)
    assert str(refusal.value) == sentence


def test_an_unknown_tag_is_named_once_for_each_part():
    wording = changed(opening="{{電話}}{{電話}}", closing="{{電話}}")
    assert problems(KIND, wording) == [
        "「前文」の {{電話}} は、この文書では使えません。",
        "「結び」の {{電話}} は、この文書では使えません。",
    ]


def test_tags_are_replaced_in_every_part():
    wording = changed(title="{{氏名}}", conditions=("{{金額}}", "{{ 申請日 }}"), section="{{氏名}}")
    text = filled(KIND, wording, VALUES)
    assert (text.title, text.conditions, text.section) == ("髙﨑 𠮷乃", ("1,435,000円", "令和8年10月1日"), "髙﨑 𠮷乃")
    assert text.body == "１　交付決定額　　金1,435,000円"


@pytest.mark.parametrize("blank", ["", " ", "　", "\n", "\u200b", "\u202e"])
def test_a_blank_value_is_refused_by_its_name(blank):
    with pytest.raises(Refused) as refusal:
        filled(KIND, WORDING, VALUES | {"金額": blank})
    assert str(refusal.value) == "「金額」が空欄のため、文書を作れません。"


def test_a_missing_value_is_blank_and_one_that_no_text_names_is_not_asked():
    with pytest.raises(Refused):
        filled(KIND, WORDING, {key: value for key, value in VALUES.items() if key != "氏名"})
    assert filled(KIND, changed(body="額は別に知らせます。"), VALUES | {"金額": ""}).body == "額は別に知らせます。"


def test_a_value_is_never_read_as_a_tag():
    assert filled(KIND, WORDING, VALUES | {"金額": "{{氏名}}"}).body == "１　交付決定額　　金{{氏名}}"


def test_a_sample_shows_the_names_of_what_is_missing():
    assert sampled(KIND, WORDING, {}).body == "１　交付決定額　　金〔金額〕"
    with pytest.raises(Refused):
        sampled(KIND, changed(body="{{電話}}"), {})


def test_letters_keep_their_form_and_lose_what_nobody_sees():
    assert visible("髙﨑\u202e 𠮷乃\u200b ㈱①　葛\U000e0100\x07") == "髙﨑 𠮷乃 ㈱①　葛\U000e0100"


def test_plain_data_and_back():
    assert Wording.of(WORDING.plain()) == WORDING
    assert Wording.of({"title": "題", "opening": "文"}) == Wording("題", "文")
