"""Which code of the list of facility kinds a table's own words mean."""

import re

# Read from the top: what is more particular stands first.
WORDS = [
    ("地域密着型介護老人福祉|地域密着型特養|地域密着型特別養護", "F02"),
    ("介護老人福祉施設|特別養護老人ホーム|特養", "F01"),
    ("短期入所(生活|療養)介護|ショートステイ", "F22"),
    ("介護老人保健施設|老健", "F03"),
    ("介護医療院|介護療養型医療施設", "F04"),
    ("サービス付き高齢者向け住宅|サ高住", "F07"),
    ("特定施設.*有料老人ホーム|^有料老人ホーム|サービス付でない|住宅型有料", "F06"),
    ("特定施設.*(軽費老人ホーム|ケアハウス)|^ケアハウス", "F08"),
    ("特定施設", "F05"),
    ("養護老人ホーム|軽費老人ホーム", "F27"),
    ("認知症対応型共同生活介護|認知症.*グループホーム", "F09"),
    ("看護小規模多機能|複合型サービス", "F11"),
    ("小規模多機能", "F10"),
    ("定期巡回", "F12"),
    ("夜間対応型訪問介護", "F13"),
    ("重度訪問介護", "F32"),
    ("訪問入浴", "F15"),
    ("訪問看護", "F16"),
    ("訪問リハビリ", "F17"),
    ("総合事業|第一号(訪問|通所)", "F26"),
    ("訪問介護", "F14"),
    ("地域密着型通所介護", "F19"),
    ("認知症対応型通所介護", "F20"),
    ("通所リハビリ|デイケア", "F21"),
    ("放課後等デイ", "F50"),
    ("通所介護|デイサービス", "F18"),
    ("居宅介護支援", "F23"),
    ("地域包括支援センター", "F24"),
    ("福祉用具", "F25"),
    ("病院|診療所", "F28"),
    ("同行援護", "F33"),
    ("行動援護", "F34"),
    ("移動支援", "F35"),
    ("施設入所支援", "F37"),
    ("共同生活援助", "F39"),
    ("宿泊型自立訓練", "F41"),
    ("自立訓練|生活訓練|機能訓練", "F40"),
    ("就労移行", "F42"),
    ("就労継続.*A", "F43"),
    ("就労継続.*B", "F44"),
    ("就労定着", "F45"),
    ("自立生活援助", "F46"),
    ("相談支援", "F47"),
    ("居宅訪問型児童発達", "F51"),
    ("児童発達支援センター", "F49"),
    ("児童発達支援", "F48"),
    ("保育所等訪問", "F52"),
    ("地域活動支援センター", "F53"),
    ("生活介護", "F36"),
    ("短期入所", "F38"),
    ("居宅介護", "F31"),
    ("(区立|市立|町立|公立).*認可|認可.*(区立|市立|公立)|公立保育|区立保育|市立保育", "F62"),
    ("公設民営", "F64"),
    ("私立.*(認可|保育)|認可.*私立", "F63"),
    ("認可外", "F77"),
    ("認定こども園", "F65"),
    ("小規模保育.*A", "F67"),
    ("小規模保育.*B", "F68"),
    ("小規模保育.*C", "F69"),
    ("小規模保育", "F66"),
    ("居宅訪問型保育", "F72"),
    ("家庭的保育|保育ママ", "F70"),
    ("企業主導型", "F76"),
    ("事業所内保育", "F71"),
    ("A型認証|認証保育所.*A", "F74"),
    ("B型認証|認証保育所.*B", "F75"),
    ("認証保育", "F73"),
    ("ベビーホテル", "F78"),
    ("病児|病後児", "F83"),
    ("一時預かり", "F84"),
    ("ねりっこクラブ", "F81"),
    ("学童|放課後児童", "F80"),
    ("児童館|児童センター", "F82"),
    ("幼稚園", "F79"),
    ("認可保育|保育所|保育園", "F61"),
    ("子ども家庭支援", "F85"),
    ("乳児院|児童養護|母子生活支援", "F86"),
]
# Under these the same nursery goes by in different tables and years.
NURSERIES = frozenset(f"F{number}" for number in range(61, 79))
AFTER_SCHOOL = frozenset({"F80", "F81"})


def code_of(text: str) -> str:
    """The code a table's word for a service or kind means, or ""."""
    words = text.removeprefix("介護予防").removeprefix("指定")
    return next((code for pattern, code in WORDS if re.search(pattern, words)), "")


def code_of_name(name: str) -> str:
    """The kind a name ends with, where a table does not state the kind: 栄町児童館学童クラブ is a 学童クラブ."""
    for ending, code in (
        (r"学童クラブ|学童|放課後児童クラブ", "F80"),
        ("ねりっこクラブ", "F81"),
        ("児童館|児童センター", "F82"),
    ):
        if re.search(f"(?:{ending})[^ ]{{0,4}}$", name):
            return code
    return code_of(name)


def alike(kind: str, other: str, parents: dict[str, str | None]) -> bool:
    """May two tables that name a facility so mean the same one?"""
    return (
        kind == other
        or {kind, other} <= NURSERIES
        or {kind, other} <= AFTER_SCHOOL
        or kind == parents.get(other)
        or other == parents.get(kind)
    )
