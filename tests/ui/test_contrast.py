import pytest

from tests.ui.stylesheet import colour, promised, ratio, rules


def test_ratio_of_black_on_white_is_twenty_one():
    assert round(ratio("000000", "ffffff"), 2) == 21.0
    assert round(ratio("0017c1", "ffffff"), 1) == 11.1


@pytest.mark.parametrize(("least", "front", "back"), promised())
def test_promised_pair_has_enough_contrast(least, front, back):
    assert ratio(colour(f"var({front})"), colour(f"var({back})")) >= least


def test_every_rule_that_sets_both_colours_has_enough_contrast():
    weak, seen = [], 0
    for selector, body in rules():
        back = colour(body.get("background", body.get("background-color", "")))
        front = colour(body.get("color", ""))
        if front and back:
            seen += 1
            if ratio(front, back) < 4.5:
                weak.append((selector, round(ratio(front, back), 2)))
    assert weak == []
    assert seen >= 40


def test_a_rule_that_paints_a_text_surface_says_its_text_colour_too():
    painted = {"--focus", "--key-wash", "--warn-wash", "--stop-wash", "--note", "--key-pale", "--warn-pale"}
    silent = [
        selector
        for selector, body in rules()
        if any(f"var({token})" in body.get("background", "") for token in painted)
        and "color" not in body
        and "gradient" not in body["background"]
    ]
    assert silent == []
