import io
from dataclasses import replace

import pytest
from pypdf import PdfReader

from portal.files import storage
from portal.letters.actions import preview
from portal.letters.models import Letter, Series
from portal.letters.rendering import Addressee, Content, Line, letter_pdf
from portal.lib.refusal import Refused
from tests.factories.times import NOW
from tests.letters.conftest import TO, VALUES, WORDING, issued

pytestmark = pytest.mark.django_db
ROWS = (Line("101号室", 717_000), Line("本人負担", -12_000))


def text_of(data: bytes) -> str:
    return "\n".join(page.extract_text() for page in PdfReader(io.BytesIO(data)).pages)


def bytes_of(letter: Letter) -> bytes:
    return storage.path_of(letter.file.stored_name).read_bytes()


def drawn(**changes) -> bytes:
    content = Content(**{"wording": WORDING, "addressee": TO} | changes)
    return letter_pdf(content, number="8練福第1号", at=NOW, address="http://testserver/letters/verify/x/")


def test_everything_stands_on_it_and_can_be_copied_out(hana, clerk):
    letter = issued(hana, clerk, lines=ROWS, total=Line("合計", 705_000))
    assert text_of(bytes_of(letter)).split("\n") == [
        "8練福第1号",
        "令和8年11月24日",
        "東京都練馬区架空町①番地",
        "㈱架空会",
        "理事長　髙﨑 𠮷乃　様",
        "練馬区長　架空　太郎",
        "（公印省略）",
        "架空補助金交付決定通知書",
        "令和8年10月1日付けで 髙﨑 𠮷乃 様から申請のあった架空補助金（サンプル）について、下記の",
        "とおり決定しました。",
        "記",
        "１　交付決定額　　金1,435,000円",
        "内訳 金額",
        "101号室 717,000円",
        "本人負担 △12,000円",
        "合計 705,000円",
        "条件",
        "1 目的のほかに使わないこと。",
        "2 年度の終わりに報告すること。",
        "ご不明な点は、下の係にお尋ねください。",
        "問い合わせ先",
        "練馬区　サンプル課　サンプル係",
        "電話 03-0000-0000",
        "この文書が区の発行したもの",
        "であることを確かめられます。",
        "8練福第1号 1 ／ 1",
    ]


def test_it_is_tagged_and_says_its_language_and_title():
    reader = PdfReader(io.BytesIO(drawn()))
    root = reader.trailer["/Root"]
    assert (root["/MarkInfo"]["/Marked"], root["/Lang"]) == (True, "ja-JP")
    assert reader.metadata.title == "架空補助金交付決定通知書"
    metadata = root["/Metadata"].get_data().decode()
    assert "<pdfuaid:part>1</pdfuaid:part>" in metadata
    assert "<pdfaid:part>2</pdfaid:part>" in metadata


def test_the_code_leads_to_the_page_that_verifies_it(hana, clerk):
    letter = issued(hana, clerk)
    links = [note.get_object()["/A"]["/URI"] for note in PdfReader(io.BytesIO(bytes_of(letter))).pages[0]["/Annots"]]
    assert links == [f"http://testserver/letters/verify/{letter.public_id}/"]


def test_the_same_letter_has_the_same_bytes_again(hana, clerk):
    letter = issued(hana, clerk, lines=ROWS, total=Line("合計", 705_000))
    address = f"http://testserver/letters/verify/{letter.public_id}/"
    again = letter_pdf(Content.of(letter.content), number=letter.number, at=letter.issued_at, address=address)
    assert again == bytes_of(letter)


@pytest.mark.parametrize(
    "text", ["#panic()", "*太字* _x_ $x$ @ref <a> `x` \\u{41}", '"][#', "= 見出し", "// 消える", "- 項"]
)
def test_text_is_never_markup(text):
    wording = replace(WORDING, opening=text, conditions=(text,))
    assert text_of(drawn(wording=wording)).count(text) == 2


def test_what_the_font_cannot_draw_is_refused_by_name(hana, clerk):
    with pytest.raises(Refused) as refusal:
        issued(hana, clerk, values=VALUES | {"氏名": "山\ue000田🍣"})
    assert str(refusal.value) == "印字できない文字があります（U+E000、🍣）。別の字に改めてください。"
    assert (Letter.objects.count(), Series.objects.count(), storage.all_names()) == (0, 0, set())


def test_a_long_letter_runs_over_pages_and_each_says_which_letter_it_is():
    data = drawn(lines=tuple(Line(f"{number}号室", number) for number in range(1, 81)), total=Line("合計", 3240))
    pages = [page.extract_text().split("\n")[-1] for page in PdfReader(io.BytesIO(data)).pages]
    assert pages == ["8練福第1号 1 ／ 3", "8練福第1号 2 ／ 3", "8練福第1号 3 ／ 3"]


def test_a_body_that_is_empty_has_no_heading_for_it():
    lines = text_of(drawn(wording=replace(WORDING, body="", conditions=()))).split("\n")
    assert {"記", "条件"} & set(lines) == set()


def test_a_preview_is_a_sample_and_takes_no_number(hana):
    data = preview(kind="tests.award", wording=WORDING, values={"氏名": "架空 花"}, lines=ROWS)
    assert text_of(data).split("\n")[:5] == [
        "見本",
        "年　　月　　日",
        "〔宛名〕　様",
        "練馬区長　架空　太郎",
        "（公印省略）",
    ]
    assert "第1号" not in text_of(data)
    assert "金〔金額〕" in text_of(data)
    assert (Series.objects.count(), Letter.objects.count(), storage.all_names()) == (0, 0, set())


@pytest.mark.parametrize("name", ["", " \n　", "\u200b"])
def test_nobody_gets_no_letter(hana, clerk, name):
    with pytest.raises(Refused) as refusal:
        issued(hana, clerk, addressee=Addressee(name))
    assert str(refusal.value) == "「宛名」が空欄のため、文書を作れません。"
