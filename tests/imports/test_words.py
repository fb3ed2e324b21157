"""What is said of a cell says how to mend it."""

from django import forms

from portal.imports.report import Problem, form_problems


class Lift(forms.Form):
    lift = forms.ChoiceField(choices=[("", "選ぶ"), ("yes", "あり"), ("no", "なし")])


def test_a_word_that_is_no_choice_is_answered_with_the_choices():
    found = list(form_problems(4, Lift({"lift": "ある"}), {"lift": "エレベーター"}))
    assert found == [Problem(4, "エレベーター", "「ある」は選べません。選べるのは、あり、なしです。")]
