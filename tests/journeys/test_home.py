"""One home and one person: from an empty room to thirty days of living in it, as everybody clicks it."""

import datetime as dt

import pytest
import time_machine
from django.core.management import call_command
from django.utils import timezone

from housing.consultations.models import Consultation
from housing.homes.choices import PartnerKind
from housing.homes.models import Listing
from portal.geo.models import Town
from portal.geo.queries import forget
from portal.lib.dates import long_date, tokyo_date
from tests import people
from tests.factories import homes

from .walker import Walker

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
SCREENS = 15
PLACE, WORDS = "光が丘三丁目", "段差の少ない部屋をさがしています。"
HOME = f"{PLACE}　1K"


class Street:
    """A landlord who has nothing here yet, a shop with one home upstairs, a support corporation, the ward."""

    def __init__(self, clock: time_machine.Traveller) -> None:
        self.clock = clock
        self.staff = people.staff()
        self.landlord, self.shop = people.employer("7000012050002"), people.employer("2000012050003")
        self.supporter = people.employer("4000012050005")
        homes.partner(PartnerKind.SHOP, self.shop.organisation)
        homes.partner(PartnerKind.SUPPORT, self.supporter.organisation)
        upstairs = {"floor": 2, "stairs": 14, "rent": 50_000, "available_from": today()}
        town = Town.objects.get(name="旭町二丁目")
        homes.home(self.shop.organisation, self.shop.user, timezone.now(), town=town, **upstairs)

    def later(self, days: int) -> None:
        self.clock.shift(dt.timedelta(days=days))


def today() -> dt.date:
    return tokyo_date(timezone.now())


@pytest.fixture
def street(transactional_db):
    for command in ("load_codelists", "load_places", "load_money"):
        call_command(command, verbosity=0)
    forget()
    with time_machine.travel(timezone.now(), tick=True) as clock:
        yield Street(clock)
    forget()


def test_from_an_empty_room_to_thirty_days(street, enter):
    landlord, staff, person, shop = enter(street.landlord), enter(street.staff), enter(), enter(street.shop)
    staff.with_session()
    joins(landlord)
    admits(staff, street.landlord.organisation.name)
    writes_a_home(landlord)
    assert len(landlord.met) < SCREENS, landlord.met
    publishes(staff)
    finds_it(person)
    code = asks_for_advice(person)
    takes_it_up(staff)
    sends_a_card(staff)
    answers_in_three_taps(shop)
    refers(staff)
    wants_to_see_it(person, code)
    sets_the_day(landlord)
    street.later(days=3)
    shows_it(landlord)
    applies(person, code)
    makes_the_lease(landlord)
    sees_her_moved_in(staff)
    asks_a_corporation(staff, street.supporter.organisation.name)
    goes_along(enter(street.supporter))
    street.later(days=30)
    checks_after_thirty_days(enter(street.supporter))
    assert Listing.objects.get(dwelling__building__town__name=PLACE).case.state == "let"
    assert Consultation.objects.get().case.state == "stayed_30"


# A home, from nothing to the public


def joins(landlord: Walker) -> None:
    landlord.goes("/partner/")
    landlord.signs_in()
    assert landlord.title == "住まいの協力者になる"
    landlord.choose("種類", "大家さん")
    landlord.press("登録を頼む")
    assert "区が登録を確かめています" in landlord.text()


def admits(staff: Walker, name: str) -> None:
    staff.goes("/staff/partners/")
    assert name in staff.text()
    staff.press(f"登録を認める （{name}）")
    assert "登録を待つ ありません。" in " ".join(staff.text().split())


def writes_a_home(landlord: Walker) -> None:
    landlord.follows("空いた部屋を書く")
    landlord.pick("町丁目", PLACE)
    landlord.press("書きはじめる")
    assert landlord.title == "空き室メモ"
    landlord.fill("番地以下", "1-2")
    landlord.fill("床面積", "22.00")
    landlord.fill("家賃", "５２，０００円")
    landlord.fill("管理費", "3000")
    landlord.fill("入居できる日", long_date(today()))
    landlord.fill("連絡先", "03-0000-0000")
    landlord.press("保存して次へ")
    assert landlord.title == "建物と駅"
    landlord.choose("構造", "木造")
    landlord.fill("地上の階数", "2")
    landlord.fill("竣工年月", "平成6年11月")
    landlord.choose("耐震", "新耐震基準")
    landlord.press("保存して次へ")
    assert landlord.title == "部屋と設備"
    landlord.fill("階", "1")
    landlord.fill("住める人数", "1")
    landlord.press("保存して次へ")
    assert landlord.title == "段差と幅"
    landlord.fill("玄関までの階段", "0")
    landlord.fill("玄関の段差", "50")
    landlord.fill("浴室の入口の幅", "580")
    landlord.press("保存して次へ")
    assert landlord.title == "お金と契約"
    landlord.choose("取引態様", "貸主")
    landlord.fill("貸主", "架空 大家")
    landlord.fill("敷金", "1か月")
    landlord.press("保存して次へ")
    assert landlord.title == "保証と受け入れ"
    landlord.choose("緊急連絡先", "法人（居住支援法人など）でもよい")
    landlord.choose("使える保証", "家賃保証会社")
    landlord.choose("受け入れる方", "高齢の方")
    landlord.press("保存して次へ")
    assert landlord.title == "写真と間取図"
    landlord.follows("次へ")
    assert landlord.title == "国の登録とサポート"
    landlord.press("保存して次へ")
    assert landlord.title == "全体を確かめる"
    landlord.tick("この部屋は今も空いています")
    landlord.press("この内容で出す")
    assert landlord.title == "部屋を受け付けました"


def publishes(staff: Walker) -> None:
    staff.goes("/staff/homes/")
    staff.follows("H-", "table")
    staff.press("公開する")


# Somebody of 78 who looks for it


def finds_it(person: Walker) -> None:
    """Example A: alone, a pension of 110,000 yen, two steps at most, nobody to call in an emergency."""
    person.goes("/housing/")
    person.follows("質問に答えて、合う部屋をさがす")
    person.follows("はじめる")
    person.fill("65歳から", "1")
    person.press("次へ")
    person.fill("家賃と管理費の合計の上限", "56000")
    person.press("次へ")
    person.fill("手取りの月収", "11万円")
    person.press("次へ")
    person.press("答えないで次へ")
    person.press("答えないで次へ")
    person.fill("部屋に入るまでに上がれる段の数", "2")
    person.press("次へ")
    person.press("答えないで次へ")
    person.choose("使える保証の方法", "家賃保証会社を使える")
    person.choose("緊急連絡先になってくれる人", "いない")
    person.press("ここまでで部屋を見る")
    assert person.part(".num.big").inner_text() == "1"
    assert "条件がそろえば合います" in person.text()
    assert "あと1つ：緊急連絡先。居住支援法人に頼むと進められます。" in person.text()
    person.follows("1K")
    assert "あなたの条件とくらべて" in person.text()


def asks_for_advice(person: Walker) -> str:
    """Without an account; the code is all that opens the page again."""
    person.follows("相談する", "section:has-text('この部屋について相談する')")
    assert f"{PLACE}の1Kについての相談です。" in person.text()
    person.fill("相談したいこと", WORDS)
    person.choose("返事の受け取り方", "区から連絡してほしい")
    person.part("details:has-text('連絡してほしい方') summary").click()
    person.fill("お名前", "架空 うめ")
    person.fill("電話", "03-0000-1111")
    person.tick("区の担当から連絡してよい")
    person.press("送る")
    assert person.title == "受け付けました"
    return person.part(".panel.done .num").inner_text()


def opens_her_page(person: Walker, code: str) -> None:
    person.goes("/housing/advice/code/")
    person.fill("相談の番号", code)
    person.press("開く")


def wants_to_see_it(person: Walker, code: str) -> None:
    opens_her_page(person, code)
    assert "条件がそろえば合います" in person.text()
    person.choose("見たい部屋", HOME, "#choose")
    person.tick("だれかに一緒に来てほしい", "#choose")
    person.press("部屋を見に行く", "#choose")


def applies(person: Walker, code: str) -> None:
    opens_her_page(person, code)
    person.tick("この店に、名前と電話番号を伝えてよい", "#apply")
    person.press("この部屋に申し込む", "#apply")


# The ward


def opens_the_case(staff: Walker) -> None:
    staff.goes("/staff/consultations/")
    staff.follows("C-", "table")


def takes_it_up(staff: Walker) -> None:
    opens_the_case(staff)
    assert WORDS in staff.text()
    assert f"{PLACE}の1Kについての相談です。" in staff.text()
    staff.press("わたしが担当する")
    staff.press("連絡がとれた")
    staff.follows("希望と世帯を書きとめる")
    staff.fill("ゆずれないこと", "段差が2段まで")
    staff.fill("65歳から", "1")
    staff.fill("家賃と管理費", "56000")
    staff.fill("月の手取り", "110000")
    staff.fill("のぼれる階段", "2")
    staff.choose("使える保証の方法", "家賃保証会社")
    staff.choose("緊急連絡先になる人", "いない", exact=True)
    staff.press("書きとめる")
    staff.press("整理が済んだ")
    for question in ("手続を", "期限まで", "連絡は", "動かせない日", "決まらなかった", "ことばの"):
        staff.choose(question, "少し手助けがいる", "#decide")
    staff.choose("方針", "情報提供と伴走型支援", "#decide")
    staff.fill("そう決めた理由", "見学と手続きに一緒に行く人がいるため", "#decide")
    staff.press("方針を決める", "#decide")


def sends_a_card(staff: Walker) -> None:
    staff.follows("求む物件カードを送る")
    staff.choose("年代", "75歳以上")
    staff.press("確かめる")
    assert "お店にはこう見えます" in staff.text()
    staff.press("送る")
    assert "お店にたずねています" in staff.text() or "カードに返事をする" in staff.text()


def refers(staff: Walker) -> None:
    opens_the_case(staff)
    staff.follows("住まいを紹介する")
    assert "店の返事" in staff.text()
    staff.tick(HOME)
    staff.tick("旭町二丁目")
    staff.press("選んだ部屋を紹介する")
    assert "紹介した住まい" in staff.text()


def sees_her_moved_in(staff: Walker) -> None:
    opens_the_case(staff)
    staff.press("入居した", "#acts")


def asks_a_corporation(staff: Walker, name: str) -> None:
    staff.goes("/staff/support/")
    staff.follows("の支援を頼む")
    staff.pick("居住支援法人", name)
    staff.press("次へ")
    staff.fill("お願いすること", "入居のあとの訪問")
    staff.choose("本人の同意の取り方", "電話で")
    staff.press("この法人に頼む")


# The shop, the landlord


def answers_in_three_taps(shop: Walker) -> None:
    shop.goes("/partner/cards/")
    shop.signs_in()
    shop.follows("カード", "section.card")
    assert "75歳以上" in shop.text()
    assert "架空 うめ" not in shop.text()
    shop.choose("返事", "あり")
    shop.choose("出せる部屋", "旭町二丁目")
    shop.press("返事を送る")
    assert "返事を送りました" in shop.text()


def opens_the_deal(landlord: Walker, act: str) -> None:
    """The menu counts what waits; the list says what to do."""
    landlord.goes("/partner/")
    landlord.follows("求む物件カード 1", ".sidenav")
    assert act in landlord.text()
    landlord.follows(HOME)


def sets_the_day(landlord: Walker) -> None:
    opens_the_deal(landlord, "見学の日を決める")
    assert "区か居住支援法人の人が一緒に行きます" in landlord.text()
    assert "架空 うめ" not in landlord.text()
    landlord.fill("見学の日", long_date(today() + dt.timedelta(days=2)), "#set_viewing")
    landlord.fill("時刻", "10:00", "#set_viewing")
    landlord.fill("待ち合わせの場所", "光が丘駅", "#set_viewing")
    landlord.press("見学の日を決める", "#set_viewing")


def shows_it(landlord: Walker) -> None:
    opens_the_deal(landlord, "部屋を案内する")
    landlord.press("見学が済んだ")


def makes_the_lease(landlord: Walker) -> None:
    opens_the_deal(landlord, "書類をそろえて審査へ進む")
    assert "架空 うめ" in landlord.text()
    landlord.press("書類がそろった")
    landlord.press("審査を通った")
    landlord.fill("契約の日", long_date(today()), "#lease")
    landlord.fill("入居の日", long_date(today()), "#lease")
    landlord.press("契約を記録する", "#lease")


# The support corporation


def goes_along(supporter: Walker) -> None:
    supporter.goes("/partner/support/")
    supporter.signs_in()
    supporter.follows("S-")
    supporter.press("受ける", "#accept")
    supporter.fill("目標", "ひとりで買い物に行ける", "#plan")
    supporter.fill("回数", "訪問は月2回", "#plan")
    supporter.fill("始まり", long_date(today()), "#plan")
    supporter.fill("終わり", long_date(today() + dt.timedelta(days=180)), "#plan")
    supporter.fill("本人が計画に同意した日", long_date(today()), "#plan")
    supporter.choose("同意の取り方", "書面で", "#plan")
    supporter.press("支援計画を書く", "#plan")
    assert "ひとりで買い物に行ける" in supporter.text()
    supporter.follows("記録する", ".turn")
    writes(supporter, "部屋をたずね、ごみの日を伝えた。")
    assert "部屋をたずね、ごみの日を伝えた。" in supporter.text()


def writes(supporter: Walker, words: str) -> None:
    supporter.choose("種類", "訪問")
    supporter.fill("始めた時刻", "0:00")
    supporter.fill("かかった時間", "40")
    supporter.fill("したこと", words)
    supporter.press("保存する")


def checks_after_thirty_days(supporter: Walker) -> None:
    supporter.goes("/partner/support/")
    supporter.signs_in()
    supporter.follows("入居30日の確認", "#today")
    supporter.follows("入居30日", "#checks")
    supporter.choose("いまの住まい", "住み続けている")
    writes(supporter, "変わりなく暮らしている。")
    assert "変わりなく暮らしている。" in supporter.text()
