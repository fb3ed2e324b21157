"""Words that turn people away. A home is described by what it offers; whom it refuses is never said (domain: 3.6)."""

import re
from collections.abc import Iterator

from django.utils.translation import gettext as _

from portal.lib.text import plain

PEOPLE = (
    r"(?:高齢者?|お年寄り|老人|シニア|\d\d(?:歳|才)以上|障[害がい碍]+者?|身体障[害がい]+者?|精神障[害がい]+者?|知的障[害がい]+者?"
    r"|車(?:いす|椅子|イス)|外国(?:人|籍)|留学生|生活保護(?:の方|受給者?)?|生保|母子(?:家庭)?|父子(?:家庭)?|ひとり親(?:家庭)?|シングルマザー"
    r"|子(?:ども|供|連れ)?|こども|小さなお子(?:さん|様)?|乳幼児|乳児|幼児|妊婦|LGBTQ?|同性(?:カップル|同士)?|ルームシェア|病気の方|認知症(?:の方)?"
    r"|無職|年金(?:生活者|受給者)?|低所得者?|DV(?:被害者)?|元受刑者|刑余者|前科(?:のある方|者)?|出所者|ホームレス|障[害がい]+|夜職|水商売)"
)
REFUSAL = (
    r"(?:不可|お?断り|おことわり|NG|禁止|お?ことわり|拒否|できません|は無理|ご?遠慮|対象外|受け?入れ(?:ません|不可)|×)"
)
PATTERNS = (
    re.compile(
        rf"{PEOPLE}(?:の?(?:方|人|かた|世帯|入居|入居者|受け?入れ))?(?:は|の|、|:|/|も|お?)*{REFUSAL}", re.IGNORECASE
    ),
    re.compile(
        r"(?:日本人|日本国籍|健常者|正社員|若い方|若者|女性|男性|独身|単身者)(?:の方|の人|者)?(?:のみ|限定|だけ|に限[るり])"
    ),
    re.compile(
        r"(?:帰化|国籍|本籍|出身地|宗教|思想|病歴|前科|犯罪歴)(?:が|を|の)?(?:ある|確認|必要|証明|申告|おたずね|要)"
    ),
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


def hits(text: str) -> Iterator[tuple[str, str]]:
    """(the words that refuse, what to write instead)."""
    line = folded(text)
    for pattern in PATTERNS:
        for match in pattern.finditer(line):
            yield match.group(), instead(match.group())


def narrow(text: str) -> str:
    """The words by which a home would be for almost nobody; "" when there are none."""
    match = NARROW.search(folded(text))
    return match.group() if match else ""


def instead(words: str) -> str:
    fallback = _("断ることばを消して、部屋でできること（保証の方法、見守り、段差の寸法など）を書いてください。")
    return next((_(text) for sign, text in INSTEAD if sign in words), fallback)
