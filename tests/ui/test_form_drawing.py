import re

from django import forms
from django.core.exceptions import ValidationError
from django.template import Context, engines

from portal.lib.verdict import Finding, Severity
from portal.ui.forms import CountedCheckboxes, FieldError, YenField


class PayForm(forms.Form):
    pay = YenField(label="基本給", unit="円／月", help_text="月に決まって払う額")
    note = forms.CharField(label="ひとこと", max_length=5, required=False)
    visit = forms.ChoiceField(label="見学", choices=[("y", "できます"), ("n", "できません")], widget=forms.RadioSelect)
    agreed = forms.BooleanField(label="確かめました")

    def clean_pay(self):
        finding = Finding(
            "V08", Severity.BLOCK, "pay", "最低賃金を下回っています", "198,600円以上にします", "最低賃金法 第4条"
        )
        raise FieldError.of(finding)

    def clean(self):
        raise ValidationError("全体の誤り")


def drawn(source: str, **context) -> str:
    html = engines["django"].engine.from_string(source).render(Context(context))
    return re.sub(r">\s+", ">", re.sub(r"\s+<", "<", html)).strip()


def test_parts_of_a_field_stand_in_order_label_support_box_error_mend():
    html = drawn("{{ form.pay.as_field_group }}", form=PayForm({"pay": "１８８０００"}))
    assert html == (
        '<div class="fld bad"><label class="lbl" for="id_pay">基本給<span class="req">※必須</span></label>'
        '<div class="sup" id="id_pay_helptext">月に決まって払う額</div>'
        '<div class="box"><input type="text" name="pay" value="１８８０００" inputmode="numeric" autocomplete="off" '
        'size="12" data-number class="inp w-s n" required aria-invalid="true" '
        'aria-describedby="id_pay_helptext id_pay_error" id="id_pay"><span class="unit">円／月</span></div>'
        '<div id="id_pay_error"><p class="err"><span class="hide">エラー：</span>最低賃金を下回っています</p>'
        '<div class="mend"><b>こう直せます</b>198,600円以上にします<small>最低賃金法 第4条</small></div></div></div>'
    )


def test_radios_are_a_group_with_a_legend_and_large_labels():
    html = drawn("{{ form.visit.as_field_group }}", form=PayForm())
    assert html == (
        '<fieldset class="fld"><legend class="lbl">見学<span class="req">※必須</span></legend>'
        '<div class="checks side-by-side">'
        '<label class="check"><input type="radio" name="visit" value="y" id="id_visit_0" required>'
        "<span>できます</span></label>"
        '<label class="check"><input type="radio" name="visit" value="n" id="id_visit_1" required>'
        "<span>できません</span></label>"
        "</div></fieldset>"
    )


def test_summary_says_the_same_as_the_fields_and_leads_to_them():
    form = PayForm({"pay": "1", "note": "123456"})
    html = drawn("{% error_summary form %}", form=form)
    assert html.startswith(
        '<div class="errors" role="alert" tabindex="-1" autofocus><h2>5か所、直すところがあります</h2>'
    )
    assert re.findall(r"<li>(?:<a href=\"(.*?)\">)?(.*?)(?:</a>)?</li>", html) == [
        ("", "全体の誤り"),
        ("#id_pay", "最低賃金を下回っています"),
        ("#id_note", "「ひとこと」は5文字までです（いま6文字）"),
        ("#id_visit_0", "「見学」を選んでください"),
        ("#id_agreed", "「確かめました」にチェックを入れてください"),
    ]
    page = drawn("{{ form }}", form=form)
    assert all(f"</span>{text}</p>" in page for text in ["最低賃金を下回っています", "「見学」を選んでください"])


def test_a_good_or_unsent_form_has_no_summary():
    assert drawn("{% error_summary form %}", form=PayForm()) == ""


def test_an_empty_box_asks_by_its_own_name():
    class One(forms.Form):
        name = forms.CharField(label="氏名")
        file = forms.FileField(label="書類")

    html = drawn("{% error_summary form %}", form=One({}))
    assert re.findall(r'">([^<]*)</a>', html) == ["「氏名」を入れてください", "「書類」を選んでください"]


class Narrow(forms.Form):
    show_marks = False
    kind = forms.MultipleChoiceField(
        label="職種", choices=[("a", "保育士"), ("b", "補助"), ("c", "調理")], widget=CountedCheckboxes, required=False
    )


def test_options_carry_their_count_and_what_finds_nothing_cannot_be_newly_chosen():
    form = Narrow({"kind": ["c"]})
    form.fields["kind"].widget.counts = {"a": 42}
    html = drawn("{{ form.kind.as_field_group }}", form=form)
    assert "※" not in html
    assert re.findall(r'value="(\w)"[^>]*?(disabled|checked|)(?: id="\w+")?>.*?class="n">(\d+)', html) == [
        ("a", "", "42"),
        ("b", "disabled", "0"),
        ("c", "checked", "0"),
    ]


def test_a_long_text_is_counted_not_cut_off():
    class Long(forms.Form):
        text = forms.CharField(label="文", max_length=400, widget=forms.Textarea)

    box = re.search(r"<textarea[^>]*>", drawn("{{ form.text.as_field_group }}", form=Long()))[0]
    assert 'data-limit="400"' in box
    assert "maxlength" not in box


def test_naughty_text_comes_back_as_text():
    html = drawn("{{ form }}", form=PayForm({"pay": '"><script>alert(1)</script>'}))
    assert "<script>" not in html


def test_names_units_and_errors_are_text_too():
    class Sharp(forms.Form):
        pay = YenField(label="<b>額</b>", unit="<i>円</i>")

        def clean_pay(self):
            raise FieldError("<u>", mend="<s>", source="<q>")

    html = drawn("{{ form.pay.as_field_group }}", form=Sharp({"pay": "1"}))
    assert re.findall(r"&lt;(/?\w)", html) == ["b", "/b", "i", "/i", "u", "s", "q"]
    assert not re.search("<[biusq]>(?!こう)", html)
