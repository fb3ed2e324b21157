"""The tables facilities are published in, recognised by their columns."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from portal.lib.text import plain

Columns = tuple[str, ...]


@dataclass(frozen=True)
class Layout:
    """`columns`: field -> names the column goes by, the needed fields first; a field of several columns joins them.

    `source` is what the facts are shown to come from; `trust` decides between sources that differ (see the README).
    `kind` is the code when the table holds one kind; otherwise the kind column or the name tells.
    """

    source: str
    trust: int
    needed: Mapping[str, Columns]
    optional: Mapping[str, Columns] = field(default_factory=dict)
    kind: str = ""
    running_number: str = ""

    def resolve(self, header: Iterable[str]) -> dict[str, str] | None:
        """field -> column of this table, or None when a needed one is missing."""
        present = set(header)
        found = {
            name: next((column for column in columns if column in present), "")
            for name, columns in {**self.needed, **self.optional}.items()
        }
        if any(not found[name] for name in self.needed):
            return None
        return {name: column for name, column in found.items() if column}


def column_name(text: str) -> str:
    """One spelling of a heading: ｻｰﾋﾞｽ種類 as サービス種類, 方書（ビル名等） as 方書(ビル名等)."""
    return plain(text).replace(" ", "")


CARE = Layout(
    source="介護サービス情報公表システム",
    trust=60,
    needed={
        "name": ("事業所名",),
        "kind": ("サービスの種類",),
        "address": ("住所",),
        "latitude": ("緯度",),
        "longitude": ("経度",),
        "corporate_number": ("法人番号",),
        "corporation": ("法人の名称",),
    },
    optional={
        "number": ("事業所番号",),
        "kana": ("事業所名カナ",),
        "municipality": ("市区町村名",),
        "building": ("方書(ビル名等)", "方書"),
        "phone": ("電話番号",),
        "capacity": ("定員",),
        "url": ("URL",),
    },
)
CARE_OLD = Layout(
    source="介護サービス情報公表システム（旧様式）",
    trust=50,
    needed={name: columns for name, columns in CARE.needed.items() if not name.startswith("corporat")},
    optional=CARE.optional,
)
CARE_JSON = Layout(
    source="介護サービス情報公表システム（二次配布）",
    trust=55,
    needed={
        "number": ("id",),
        "name": ("name",),
        "kind": ("serviceType",),
        "address": ("address",),
        "latitude": ("lat",),
        "longitude": ("lng",),
    },
    optional={
        "kana": ("kana",),
        "municipality": ("city",),
        "phone": ("tel",),
        "url": ("url",),
        "capacity": ("capacity",),
    },
)
WELFARE = Layout(
    source="WAM NET 障害福祉サービス等情報",
    trust=45,
    needed={
        "name": ("事業所の名称",),
        "kind": ("サービス種別",),
        "municipality": ("事業所住所(市区町村)",),
        "address": ("事業所住所(番地以降)",),
        "number": ("事業所番号",),
    },
    optional={
        "kana": ("事業所の名称_かな",),
        "corporation": ("法人の名称",),
        "corporate_number": ("法人番号",),
        "phone": ("事業所電話番号",),
        "url": ("事業所URL",),
        "latitude": ("事業所緯度",),
        "longitude": ("事業所経度",),
        "hours": ("利用可能な時間帯(平日)",),
        "capacity": ("定員",),
    },
)
DESIGNATED = Layout(
    source="東京都 障害福祉サービス等指定事業所一覧",
    trust=40,
    needed={
        "name": ("事業所-名称",),
        "address": ("事業所-住所",),
        "kind": ("サービス種類",),
        "number": ("事業所番号",),
    },
    optional={
        "municipality": ("事業所-地域",),
        "postal_code": ("事業所-郵便番号",),
        "phone": ("事業所-電話番号",),
        "corporation": ("申請者-名称",),
        "opened_on": ("指定年月日",),
    },
)
NURSERY_MAP = Layout(
    source="自治体オープンデータ（認可保育園）",
    trust=75,
    needed={
        "name": ("Name",),
        "kind": ("Type",),
        "municipality": ("Add1",),
        "address": ("Add2",),
        "capacity": ("Capall",),
    },
    optional={
        "kana": ("Name_kana",),
        "phone": ("TEL",),
        "url": ("Url",),
        "corporation": ("Owner",),
        "opens": ("Open",),
        "closes": ("Close",),
        "closes_regularly": ("Close_reg",),
        **{f"capacity_{age}": (f"Cap{age}",) for age in range(6)},
        "latitude": ("geometry.latitude",),
        "longitude": ("geometry.longitude",),
    },
)
CITIZEN_MAP = Layout(
    source="Code for Tokyo 保育園マップ",
    trust=20,
    needed={
        "name": ("Name",),
        "kind": ("Type",),
        "municipality": ("Add1",),
        "address": ("Add2",),
        "capacity": ("Full",),
    },
    optional={
        "phone": ("TEL",),
        "url": ("url",),
        "latitude": ("geometry.latitude",),
        "longitude": ("geometry.longitude",),
    },
)
LICENSED = Layout(
    source="東京都 認可保育所一覧",
    trust=35,
    needed={"name": ("name",), "address": ("address",), "postal_code": ("postalCode",), "phone": ("tell", "tel")},
    optional={"capacity": ("capacity",), "as_of": ("modifiedDate",)},
    kind="F61",
)
CERTIFIED = Layout(
    source="東京都 認証保育所一覧",
    trust=35,
    needed={
        "name": ("施設名称", "施設名"),
        "address": ("所在地",),
        "corporation": ("経営主体", "設置主体"),
        "opens": ("開所時間",),
        "capacity": ("定員",),
        "phone": ("電話番号", "電話"),
    },
    optional={"closes": ("開所時間+2",), "opened_on": ("事業開始年月日", "事業開始")},
    kind="F73",
    running_number="NO.",
)
PUBLIC_LIST = Layout(
    source="自治体オープンデータ（施設一覧）",
    trust=70,
    needed={
        "name": ("名称", "施設名称", "施設名", "事業所名"),
        "address": ("所在地", "住所", "所在地_連結表記"),
        "phone": ("電話", "電話番号", "TEL"),
    },
    optional={
        "kana": ("名称_カナ", "名称カナ", "カナ"),
        "kind": ("種別", "種類", "施設種別", "区分", "サービスの種類", "サービス種別"),
        "municipality": ("市区町村", "区市町村", "市区町村名", "所在地_市区町村"),
        "building": ("方書", "建物名", "建物名等(方書)"),
        "postal_code": ("郵便番号",),
        "latitude": ("緯度",),
        "longitude": ("経度",),
        "number": ("事業所番号",),
        "corporate_number": ("法人番号",),
        "corporation": ("法人名", "運営法人", "設置主体", "法人の名称"),
        "capacity": ("定員",),
        "url": ("URL", "ホームページ"),
    },
)
# The first that fits wins: the more particular stand before the more general.
LAYOUTS = (
    *(CARE, CARE_OLD, CARE_JSON, WELFARE, DESIGNATED),
    *(NURSERY_MAP, CITIZEN_MAP, LICENSED, CERTIFIED, PUBLIC_LIST),
)
TRUST = {layout.source: layout.trust for layout in LAYOUTS}
EVENT_COLUMNS = ({"event", "date"}, {"出来事", "日付"}, {"変更内容", "変更日"}, {"異動内容", "異動日"})


def recognise(header: Iterable[str]) -> tuple[Layout, dict[str, str]] | None:
    columns = list(header)
    for layout in LAYOUTS:
        found = layout.resolve(columns)
        if found:
            return layout, found
    return None


def lists_events(header: Iterable[str]) -> bool:
    return any(columns <= set(header) for columns in EVENT_COLUMNS)
