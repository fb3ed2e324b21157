"""起案 package: everything that the ward's document system asks for, in one archive, in order."""

import datetime as dt
import json
import re
import tempfile
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import IO, Any, cast

import pylopdf_fonts_cjk
import typst
from django.utils.translation import gettext as _

from portal.files import scanner, storage
from portal.files.models import StoredFile
from portal.grants.filings.facts import documents_of
from portal.grants.filings.models import Account, Document
from portal.grants.schemes.calculation import Calculation
from portal.lib.dates import long_date, tokyo_date
from portal.lib.money import yen
from portal.lib.tabular import write_csv

from . import letters
from .choices import Kind
from .models import Decision
from .queries import budget_of, is_in_kind, subject_line

COVER = Path(__file__).parent / "templates" / "decisions" / "cover.typ"
IN_MEMORY = 20_000_000  # bytes; a larger archive is built on disk
OUTCOMES = {"met": "○", "not_yet": "△", "not_met": "×", "unknown": "？"}
Kept = tuple[str, Document, bool]  # name in the archive, document, whether it is in it


def package(decision: Decision, at: dt.datetime) -> IO[bytes]:
    """Raises `Refused` when the letter cannot be drawn."""
    kept = list(_documents(decision))
    archive = tempfile.SpooledTemporaryFile(max_size=IN_MEMORY)  # noqa: SIM115 – the response closes it
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED) as target:
        target.writestr("01_起案.pdf", cover_pdf(decision, kept, at))
        target.writestr("02_通知書の案.pdf", letters.preview(decision, tokyo_date(at)))
        target.writestr("03_支払.csv", "".join(write_csv(payment_rows(decision))))
        for name, document, is_in in kept:
            if is_in:
                target.write(storage.path_of(document.file.stored_name), name)
    archive.seek(0)
    return cast(IO[bytes], archive)


def _documents(decision: Decision) -> Iterator[Kept]:
    """In the order of the slots. What a scanner holds back is listed, not packed."""
    filing = decision.filing
    if filing is None:
        return
    slots = {slot.code: (place, str(slot.label)) for place, slot in enumerate(filing.form.slots)}
    last = (len(slots), _("ほか"))
    ordered = sorted(documents_of(filing), key=lambda one: (slots.get(one.slot, last)[0], one.pk))
    for number, document in enumerate(ordered, start=1):
        label = re.sub(r'[/\\:*?"<>|]', "_", slots.get(document.slot, last)[1])
        yield f"書類/{number:02}_{label}_{document.file.name}", document, _comes_along(document.file)


def _comes_along(file: StoredFile) -> bool:
    waits = file.scan == StoredFile.Scan.UNSCANNED and scanner.is_configured()
    return not waits and file.scan != StoredFile.Scan.INFECTED


def payment_rows(decision: Decision) -> list[list[Any]]:
    """The account stands masked: whoever pays looks it up."""
    account = Account.objects.filter(grant=decision.grant).first()
    version = decision.grant.version
    head = [_("案件番号"), _("制度"), _("年度"), _("種類"), _("支払先"), _("振込先"), _("金額（円）")]
    row = [
        decision.grant.case.number,
        str(decision.grant.scheme.label),
        version.fiscal_year,
        decision.get_kind_display(),
        decision.grant.applicant,
        str(account or ""),
        decision.yen,
    ]
    return [head, row]


def cover_pdf(decision: Decision, kept: list[Kept], at: dt.datetime) -> bytes:
    """Cover, calculation, checklist and the list of documents; drawn as letters are, from data alone."""
    fonts = typst.Fonts(
        include_system_fonts=False,
        include_embedded_fonts=False,
        font_paths=[pylopdf_fonts_cjk.serif_path().parent],
    )
    compiler = typst.Compiler(
        COVER,
        root=COVER.parent,
        font_paths=fonts,
        ignore_system_fonts=True,
        sys_inputs={"sheet": json.dumps(sheet(decision, kept, at), ensure_ascii=False)},
    )
    return cast(bytes, compiler.compile(format="pdf", pdf_standards=["ua-1"], timestamp=int(at.timestamp())))


def sheet(decision: Decision, kept: list[Kept], at: dt.datetime) -> dict[str, Any]:
    found = Calculation.from_json(decision.calculation) if decision.calculation else None
    checklist = decision.checklist
    return {
        "title": _("%(what)sについて（起案）") % {"what": subject_line(decision)},
        "facts": [list(pair) for pair in _facts(decision, at) if pair[1]],
        "calculation": [[line.label, line.shown] for line in found.lines] if found else [],
        "total": yen(found.total) if found else "",
        "checklist": [
            [one["label"], _("見ました") if one["said"] == "ok" else one["said"]] for one in checklist.get("lines", ())
        ],
        "conditions": [
            [OUTCOMES[one["outcome"]], one["sentence"], one["said"], one["clause"]]
            for one in checklist.get("conditions", ())
        ],
        "documents": [
            [
                Path(name).name,
                str(document.pages or ""),
                document.file.digest[:16],
                "" if is_in else _("検査で止まっているため、入れていません"),
            ]
            for name, document, is_in in kept
        ],
        "words": {
            "calculation": _("計算"),
            "total": _("計算の額"),
            "checklist": _("確かめたこと"),
            "conditions": _("条件"),
            "documents": _("書類"),
            "document_columns": [_("名前"), _("ページ"), _("指紋（はじめの16字）"), _("気をつけること")],
        },
    }


def _facts(decision: Decision, at: dt.datetime) -> Iterator[tuple[str, str]]:
    """(label, words); what is empty is left out by the caller."""
    filing, budget, version = decision.filing, budget_of(decision), decision.grant.version
    money = not is_in_kind(decision.grant) and decision.kind != Kind.REFUSAL
    yield _("番号"), decision.case.number
    yield _("案件"), decision.grant.case.number
    yield _("申請した人"), decision.grant.applicant
    yield _("申請"), f"{filing.form.label}　{filing.case.number}" if filing else ""
    yield _("届いた日"), long_date(tokyo_date(filing.arrived_at)) if filing and filing.arrived_at else ""
    yield _("起案した人"), str(decision.drafted_by)
    yield _("作った日"), long_date(tokyo_date(at))
    yield _("決定"), decision.get_kind_display()
    yield _("金額"), yen(decision.yen) if money else ""
    yield _("これまでの決定額"), yen(decision.former_yen) if decision.former_yen else ""
    yield _("計算とちがう額にする理由"), decision.overridden
    yield _("理由"), decision.reason
    yield _("この決定だけの条件"), decision.conditions
    yield _("予算の年度"), _("%(year)d年度") % {"year": version.fiscal_year}
    yield _("予算ののこり"), yen(budget.left) if budget else ""
    yield _("この決定のあと"), yen(budget.after) if budget and budget.is_enough else ""
    yield _("確かめた人"), decision.checklist.get("verified_by", "")
    yield _("届いたものの指紋"), _in_groups(decision.checklist.get("submission", ""))
    yield _("制度の版の指紋"), _in_groups(decision.checklist.get("version", ""))


def _in_groups(digest: str) -> str:
    """A fingerprint as people compare it."""
    return " ".join(digest[place : place + 16] for place in range(0, len(digest), 16))
