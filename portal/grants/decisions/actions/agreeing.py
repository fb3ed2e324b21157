"""回議と決裁: each role of the route in turn; or the record of what was decided in the ward's document system."""

import datetime as dt
from collections.abc import Collection

from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _

from portal.accounts.models import User
from portal.cases.actions import NotAllowed
from portal.cases.models import Event
from portal.cases.procedures import Move
from portal.files.actions import store
from portal.grants.schemes import access as duties
from portal.grants.schemes.access import officers
from portal.grants.schemes.choices import Approval as Place
from portal.lib.dates import TOKYO, fiscal_year, tokyo_date
from portal.lib.refusal import Refused

from .. import access, letters, rules
from ..choices import Result
from ..models import Approval, Decision
from ..queries import round_of
from .steps import bind, must_be_decided_in, must_edit, of_move, step, to_ward


def agree(
    *,
    decision: Decision,
    actor: User,
    at: dt.datetime,
    instead_of: str = "",
    comment: str = "",
    version: int | None = None,
    key: str | None = None,
) -> Event:
    """The role in turn agrees; the last one decides and binds the budget. `instead_of` names who is absent (代決).

    Raises `Exhausted`, `Refused`, `Stale`, `NotAllowed`; then nothing has changed.
    """
    values = {"instead_of": instead_of.strip(), "comment": comment.strip()}
    return step(decision=decision, transition="agree", actor=actor, at=at, version=version, key=key, values=values)


def send_back(
    *,
    decision: Decision,
    actor: User,
    at: dt.datetime,
    comment: str,
    instead_of: str = "",
    version: int | None = None,
    key: str | None = None,
) -> Event:
    """差戻し to who drafted it, with words."""
    values = {"instead_of": instead_of.strip(), "comment": comment.strip()}
    return step(decision=decision, transition="send_back", actor=actor, at=at, version=version, key=key, values=values)


def record(
    *,
    decision: Decision,
    decided_on: dt.date,
    document_number: str,
    actor: User,
    at: dt.datetime,
    sheet: UploadedFile | None = None,
    version: int | None = None,
    key: str | None = None,
) -> Event:
    """What was decided in the document system of the ward: its day, its number, a copy of the sheet."""
    values = {"decided_on": decided_on, "document_number": document_number.strip(), "sheet": sheet}
    return step(decision=decision, transition="record", actor=actor, at=at, version=version, key=key, values=values)


# Guards and effects


def may_agree(move: Move) -> None:
    _must_be_asked(move)


def may_send_back(move: Move) -> None:
    if not move.values.get("comment"):
        raise Refused(_("差し戻すときは、何を直すかを書いてください。"))
    _must_be_asked(move)


def _must_be_asked(move: Move) -> None:
    """The role in turn, or somebody beside it who names the absent holder; never the drafter, never twice."""
    decision = of_move(move)
    actor, instead_of = move.actor, move.values.get("instead_of", "")
    if actor is None:
        raise NotAllowed
    scheme = decision.grant.version.scheme
    own = duties.roles(actor, scheme)
    if decision.role not in own and not rules.may_stand_in(decision.role, own):
        raise NotAllowed
    if actor == decision.drafted_by:
        raise Refused(_("起案した人は、承認も差戻しもできません。"))
    if decision.approvals.filter(round=round_of(decision), actor=actor).exists():
        raise Refused(_("この回議では、もう承認しています。"))
    _must_name_the_absent(decision, actor, instead_of, own)


def _must_name_the_absent(decision: Decision, actor: User, instead_of: str, own: Collection[str]) -> None:
    absent = {str(user) for user in officers(decision.grant.version.scheme, decision.role) if user != actor}
    if instead_of and instead_of not in absent:
        raise Refused(_("代わりを務める相手を、その役割の人から選んでください。"))
    if not instead_of and decision.role not in own:
        raise Refused(_("代決するときは、いない人の名前を選んでください。"))


def agreed_state(move: Move) -> str:
    return "approved" if _is_last(of_move(move)) else "circulating"


def _is_last(decision: Decision) -> bool:
    return decision.step + 1 >= len(decision.route)


def agreed(move: Move) -> None:
    decision = of_move(move)
    _say(decision, move, Result.AGREED)
    if _is_last(decision):
        decision.role, decision.decided_on = "", tokyo_date(move.at)
        bind(decision, move.actor, move.at)
    else:
        decision.role = decision.route[decision.step + 1]
    decision.step += 1
    decision.save(update_fields=["step", "role", "decided_on"])
    to_ward(decision, move.at)


def sent_back(move: Move) -> None:
    decision = of_move(move)
    _say(decision, move, Result.RETURNED)
    decision.step, decision.role = 0, ""
    decision.save(update_fields=["step", "role"])
    to_ward(decision, move.at)


def _say(decision: Decision, move: Move, result: str) -> None:
    if move.actor is None:
        raise NotAllowed
    Approval.objects.create(
        decision=decision,
        round=round_of(decision),
        step=decision.step,
        role=decision.role,
        actor=move.actor,
        drafter=decision.drafted_by,
        instead_of=move.values.get("instead_of", "")[:80],
        result=result,
        comment=move.values.get("comment", "")[:600],
        at=move.at,
    )


def may_record(move: Move) -> None:
    decision = of_move(move)
    must_edit(move.actor, decision)
    must_be_decided_in(Place.RECORD_ONLY, decision)
    if not move.values["document_number"]:
        raise Refused(_("文書管理システムの番号を入れてください。"))
    if move.values["decided_on"] > tokyo_date(move.at):
        raise Refused(_("決裁日は、今日までの日にしてください。"))
    letters.check(decision, move.values["decided_on"])


def recorded(move: Move) -> None:
    decision, sheet = of_move(move), move.values.get("sheet")
    decision.decided_on = move.values["decided_on"]
    bind(decision, move.actor, _moment(decision.decided_on, move.at))
    decision.document_number = move.values["document_number"][:40]
    if sheet is not None:
        decision.sheet = store(purpose=access.SHEET, upload=sheet, owner=move.actor, at=move.at)  # type: ignore[arg-type]
    decision.save(update_fields=["decided_on", "document_number", "sheet"])
    to_ward(decision, move.at)


def _moment(decided_on: dt.date, at: dt.datetime) -> dt.datetime:
    """The budget of a year counts by the day of the decision, though it be recorded after the year's end."""
    same_year = fiscal_year(decided_on) == fiscal_year(tokyo_date(at))
    return at if same_year else dt.datetime.combine(decided_on, dt.time(12), TOKYO)
