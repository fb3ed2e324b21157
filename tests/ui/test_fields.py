import pytest
from django.core.exceptions import ValidationError

from portal.ui.forms import DigitsField, NumberField, YenField


@pytest.mark.parametrize(
    ("written", "amount"),
    [("188000", 188_000), ("１８８，０００円", 188_000), ("¥188,000", 188_000), ("20.5万円", 205_000), ("0", 0)],
)
def test_yen_are_read_however_they_are_written(written, amount):
    assert YenField().clean(written) == amount


@pytest.mark.parametrize("written", ["20万くらい", "1,2,3", "応相談"])
def test_what_is_no_amount_is_met_with_an_example(written):
    with pytest.raises(ValidationError) as caught:
        YenField().clean(written)
    assert caught.value.messages == ["金額が読み取れません。「188000」のように数字で入れてください"]


def test_yen_are_not_negative_and_are_shown_with_separators():
    with pytest.raises(ValidationError):
        YenField().clean("-5")
    assert YenField().prepare_value(1_234_567) == "1,234,567"
    assert YenField(required=False).clean("") is None


def test_numbers_have_their_own_message():
    with pytest.raises(ValidationError) as caught:
        NumberField().clean("たくさん")
    assert caught.value.messages == ["数字が読み取れません。「40」のように数字で入れてください"]


@pytest.mark.parametrize("written", ["03-3993-1111", "０３（３９９３）１１１１", "03 3993 1111", "0339931111"])
def test_digits_lose_their_punctuation(written):
    assert DigitsField(count=(10, 11)).clean(written) == "0339931111"


@pytest.mark.parametrize(
    ("written", "message"), [("03-abcd", "数字だけで入れてください"), ("123", "10・11けたの数字で入れてください")]
)
def test_digits_that_are_wrong(written, message):
    with pytest.raises(ValidationError) as caught:
        DigitsField(count=(10, 11)).clean(written)
    assert caught.value.messages == [message]
