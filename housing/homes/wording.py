"""Words that turn people away. A home is described by what it offers; whom it refuses is never said (domain: 3.6)."""

import re
from collections.abc import Iterator

from django.utils.translation import gettext as _

from portal.lib.text import plain

HIRAGANA = {code: code - 0x60 for code in range(ord("ァ"), ord("ヶ") + 1)}
CROSSES = str.maketrans(dict.fromkeys("✕✖✗✘❌❎╳☓🙅", "×") | dict.fromkeys("◯〇◎⭕", "○"))
# Read against `folded` text, itself and these patterns with hiragana for katakana.
PEOPLE = (
    r"(?:高齢者?|高レイ者?|コウレイ|お?年寄り?|老人|シニア|\d\d(?:歳|才|代)(?:以上|超)|(?<![支故])(?:障[害碍礙がい]+|障ガイ|ショウガイ)者?|車(?:イス|椅子)"
    r"|[目耳足]の(?:不自由|見えない|聞こえない)|精神(?:疾患|病)|ウツ病|認知症|病気の[方人]|[盲介聴]導?助?犬|補助犬"
    r"|外国(?:人|籍|出身|の?[方人])|ガイコク(?:ジン|ノ方|籍)|(?<!案)外人|留学生|難民|技能実習生"
    r"|(?:中国|韓国|朝鮮|台湾|ベトナム|ネパール|フィリピン|ミャンマー|インド|ブラジル|ペルー|アジア|アフリカ)(?:[人系籍]|国籍|の[方人])"
    r"|生活保護(?:受給)?者?|生保|生ポ|ナマポ|母子|父子|(?:ヒトリ|一人|1人)親|シングル(?:マザー|ファーザー)|子(?:ドモ|供|連レ|育テ)"
    r"|お子|(?<![一-龥])子(?=不可|ng)|小さ[ない]子|コドモ|コヅレ|乳幼児|乳児|幼児|赤チャン|妊婦|妊娠|lgbtq?|トランスジェンダー|同性|ルームシェア|無職|失業者|年金"
    r"|低所得者?|dv(?!d)|受刑者|刑余者|前科|出所者|ホームレス|夜職|水商売)"
    r"(?!向ケ|用(?!者)|部屋|施設|ホーム|センター|の?(?:足音|声))"
)
# 「お断りしません」「不可の段差はありません」: the refusal is itself denied.
DENIED = (
    r"(?:(?:[はもを]?(?:し|され|いたし|致し)(?:て(?:は)?(?:い|おり))?|[はもを]?(?:する|した|いただく)?(?:こと|もの)[はも]あり"
    r"|では?あり|とは?(?:し|いたし)|の[^。]{1,8}[はが]あり|は?あり)?(?:ません|ない)|ではない|なし(?:で|に))"
)
REFUSAL = (
    r"(?:不可(?!欠|分|思議|避)|フカ(?![フイクメサミ])|断(?:リ|ル|ッテ)|コトワ[リル]|(?<![a-z])ng(?![a-z])|禁止|拒否|対象外"
    r"|ダメ(?!ージ)|駄目|無理(?!な|せず)|見合ワセ|遠慮(?!な|せず|はいら|は要ら|無用)|×(?!\d))"
    rf"(?!{DENIED})"
)
CLOSED = (
    r"(?:入居|契約|申し?込み?|受け?入れ|紹介|案内|対応|募集|居住|相談|審査|貸[しせ]|住[まめ]|取り?扱い|入れ)(?:[てではもをがにし]|いた|お受け){0,4}"
    r"(?:でき|い|おり|かね|だけ)?(?:ません|ない|ます(?<=かねます))"
)
FINE = (
    r"歓迎|大丈夫|優先|安心|相談(?!でき(?:ま?せん|ない|かね)|[はも]?(?:不|ng|お?断|ご?遠慮))"
    r"|[まで]す(?!と|が|ので)|(?<!不)可(?!能性)|○|ok"
)
THING = (
    r"(?:ペット|動物|[犬猫]|楽器|ピアノ|演奏|煙|タバコ|火気|ストーブ|灯油|事務所|店舗|営業|民泊|駐車|駐輪|バイク|自転車|土足|改造|工事|設置"
    r"|転貸|又貸し|洗濯|騒音|立ち?入り?)"
)
BETWEEN = rf"(?:。|(?:(?!{FINE}|{THING})[^。]){{0,14}}?)"
THINGS = rf"(?:者?[やとも]?(?:{THING}(?:の?飼育)?[やとも]?)+[はが]?)"
ALIKE = r"(?:日本(?:人|国籍|籍|の方|の人)|健常者|正社員|若い方|若者|女性|男性|独身|単身者)(?:の方|の人|者|様)?"
# Turning away softly: 「高齢者の入居は難しいです」. Only where the hard thing is to take somebody in (neither
# 「駐車が難しい」 nor 「契約書が難しい」), and not where help follows in the same sentence.
WHO = r"(?:受給)?中?(?:(?:の(?:アル|イル)?)?お?(?:方|人|客|世帯|家庭|家族|者|様|サマ|サン|連れ|ヅレ)){0,3}"
ACT = (
    r"ご?(?:入居|居住|契約|賃貸|お?申し?込み?|(?:お?受け|受)入れ|紹介|案内|対応|審査|利用|貸し出し|お?住まい|要?相談"
    r"|(?:一人|1人|ヒトリ)暮ラし)"
)
SORRY = (
    r"(?:(?:大変)?(?:申し訳(?:あり|ござい)ませんが|残念ながら|恐れ入りますが|スミマセンが)|少し|少々|チョット|ナカナカ|正直|現在は?|今は"
    r"|今のところ|当面は?|基本的に|原則)"
)
SOFTLY = (
    r"(?:(?:難し|ムズカシ|厳し|キビシ)(?:い(?=です|でしょ|と|カモ|状況|場合|タメ|ので|のが|で、?|ようです|。|$)|く(?=なっ|なり|ござ|存|感))"
    r"|困難(?=です|で(?:あり|ござ)|と|な(?:状況|場合)|。|$)|お?控え(?=クダサ|下さ|て|イタダ|頂|願)|見送[らりっ]|応じ(?:かね|られ|でき)"
    r"|想定(?:外|し?て(?:い|おり)?(?:ません|ない))|不向き(?=です|で(?:あり|ござ)|と|カモ|。|$)|向(?:きません|いて(?:い|おり)?ません)"
    r"|受け(?:付け)?て(?:い|おり)?(?:ません|ない)|(?:貸し|通り|入居し|契約し|紹介し)(?:にくい|づらい|難い))"
)
HELPED = (
    r"(?![^。]{0,8}(?:が|ので|カラ|タメ|トキ|時|場合|ケレド|ケド)(?:(?!日本|健常|若)[^。]){0,20}"
    r"(?:説明|手伝|助け|支え|付け|通訳|使え|できます|用意|相談(?!でき(?:ま?せん|ない)|[はも]?不)))"
)
LINK = (
    rf"{WHO}(?:の?場合)?[はがもでにへのを]{{0,2}}(?:{ACT}(?:する(?:こと|の))?[はがもでにのを]{{0,2}}){{0,2}}"
    rf"{SORRY}{{0,2}}"
)
NATIVE = r"(?:日本(?:人|国籍|籍)|健常者)"
ALONE = rf"(?:{NATIVE}|正社員|若い方|若者|独身)"
TERMS = (
    r"(?:(?:入居|契約|応募|申し?込み?|募集|受け?入れ)(?:対象)?者|(?:条件|資格|要件|対象)者?)(?:[はがにも]|トシテは)?"
)
NOT_ALONE = (
    r"(?!(?:の方|の人|者|様)?(?:[やともか]|以外|では|でなく|(?:限定|のみ|だけ)では|に限(?:りま|らず))|の(?!方|人|み|場合)"
    r"|スタッフ|大家|担当)"
)
PATTERNS = tuple(
    re.compile(pattern.translate(HIRAGANA))
    for pattern in (
        rf"{PEOPLE}(?:{BETWEEN}|{THINGS}){REFUSAL}",
        rf"{PEOPLE}{BETWEEN}{CLOSED}",
        rf"{PEOPLE}(?:の?(?:方|人|世帯|者))?(?:には|[はのも])?できません",
        rf"(?P<thing>{THING}[^。]{{0,4}})?{REFUSAL}(?!。){BETWEEN}{PEOPLE}(?![^。]{{0,8}}(?:{FINE}))",
        rf"{ALIKE}(?:のみ|だけ(?!で)|限定(?!では)|に限(?:[るり](?!ません)|らせ))",
        rf"{PEOPLE}{LINK}{SOFTLY}{HELPED}",
        rf"(?:^|(?<=。)|{ACT}[がのはに]{{0,2}})(?:難しい|厳しい|困難な|不向きな)(?:お?方|人|世帯|場合)[はが]?{PEOPLE}"
        rf"(?![^。]{{0,8}}(?:{FINE}))",
        rf"{TERMS}{ALONE}{NOT_ALONE}",
        rf"{NATIVE}(?:の方|の人)?[をがに]?(?:希望|優先|お願い|条件|貸し?タイ)(?!では|し(?:て(?:い|おり))?ません)",
        r"(?:帰化|国籍|本籍|出身地|宗教|思想|病歴|前科|犯罪歴)[がをの]?(?:ある|確認|必要|証明|申告|おたずね|要)",
    )
)
FOREIGN = r"(?:foreign(?:ers?|\ nationals?)|gaijin|child(?:ren)?|kids|elderly|seniors?|disabled|wheelchairs?|students?)"
ENGLISH = re.compile(
    rf"\bno {FOREIGN}\b|\b{FOREIGN} (?:are )?(?:not\b|ng\b|prohibited)"
    r"|\b(?:japanese|men|women|males?|females?)(?: people| nationals?| citizens?)? only\b|\bonly (?:for )?japanese\b"
)
NARROW = re.compile(
    r"(?:[89]\d|1\d\d)(?:歳|才)以上(?:のみ|だけ|限定|に限[るり])|(?:親族|知人|社員|教員|公務員)(?:のみ|だけ|限定|に限[るり])"
)
INSTEAD = [
    ("高齢", "「見守りを付けられる方と相談できます」のように、部屋の側でできることを書いてください。"),
    ("外国", "「やさしい日本語で説明します」「保証会社は外国語の窓口があります」のように書いてください。"),
    ("日本人", "「やさしい日本語で説明します」「保証会社は外国語の窓口があります」のように書いてください。"),
    ("障", "「玄関に段差が90mmあります」のように、測ったことを書いてください。入れるかどうかは本人と考えます。"),
    ("車", "「玄関に段差が90mmあります」のように、測ったことを書いてください。入れるかどうかは本人と考えます。"),
    ("保護", "家賃を区が直接払う「代理納付」を選べます。お金の心配は「心配ごとと手だて」で調べられます。"),
    ("子", "「1階で、足音が下にひびきません」のように、部屋のことを書いてください。"),
]


def folded(text: str) -> str:
    return plain(text).replace(" ", "")


def _letters(line: str) -> tuple[str, list[int]]:
    """What the patterns read, and where in the line each of its letters stands."""
    signs = [(sign.lower()[:1].translate(HIRAGANA), place) for place, sign in enumerate(line.translate(CROSSES))]
    kept = [(sign, place) for sign, place in signs if sign.isalnum() or sign in "ー。×○"]
    return "".join(sign for sign, _place in kept), [place for _sign, place in kept]


def hits(text: str) -> Iterator[tuple[str, str]]:
    """(the words that refuse, as they were written, what to write instead)."""
    line = plain("。".join(text.splitlines()))
    letters, places = _letters(line)
    found = [match for pattern in PATTERNS for match in pattern.finditer(letters)]
    spans = [
        (places[match.start()], places[match.end() - 1] + 1) for match in found if not match.groupdict().get("thing")
    ]
    spans += [match.span() for match in ENGLISH.finditer(line.lower())]
    for number, (start, end) in enumerate(spans):
        if not any(start < other_end and other_start < end for other_start, other_end in spans[:number]):
            yield line[start:end], instead(line[start:end])


def narrow(text: str) -> str:
    """The words by which a home would be for almost nobody; "" when there are none."""
    match = NARROW.search(folded(text))
    return match.group() if match else ""


def instead(words: str) -> str:
    fallback = _("断ることばを消して、部屋でできること（保証の方法、見守り、段差の寸法など）を書いてください。")
    return next((_(text) for sign, text in INSTEAD if sign in words), fallback)
