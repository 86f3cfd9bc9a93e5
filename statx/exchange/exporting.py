"""Offering a draft to a unit: sent once it was approved, and never again while it is the same."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from enum import Enum

from statx.errors import FAILED, FINE, StatxError
from statx.exchange.correspondence import Correspondence
from statx.exchange.drafting import Prepared
from statx.exchange.errors import FailedExportError
from statx.exchange.lineage import SheetRecord
from statx.exchange.office import read_stamp
from statx.exchange.parcels import Releasing, release_parcel
from statx.exchange.sending import prepare
from statx.exchange.words import EXPORT_REASONS
from statx.package.errors import NotClearedError
from statx.settings.exports import REQUIRED, Export
from statx.texts import Language, Text


class ExportState(Enum):
    """What became of an export, for one unit."""

    SENT = "sent"
    ON_THE_WAY = "on-the-way"
    """Sent by an earlier run, and not answered yet."""
    UNCHANGED = "unchanged"
    """The unit has taken the very same content."""
    WAITING = "waiting"
    """For somebody to approve it."""
    REJECTED = "rejected"
    """By the unit, and the data is still the same."""
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class Exported:
    """What became of one export for one unit; it is what the run record holds."""

    export: str
    unit: str
    """Empty where it failed before it came to units."""
    state: ExportState
    version: str = ""
    rows: int = 0
    draft: str = ""
    """The file to approve, where it waits."""
    reason: Text | None = None
    exit_code: int = FINE
    sheets: tuple[SheetRecord, ...] = ()
    """Of tables that recipes made: what they were made of."""

    def as_json(self, language: Language) -> dict[str, object]:
        """As the run record holds it."""
        sheets = [each.as_json(language) for each in self.sheets]
        return {
            "export": self.export,
            "unit": self.unit,
            "state": self.state.value,
            "version": self.version,
            "rows": self.rows,
            "draft": self.draft,
            "reason": self.reason.say(language) if self.reason else "",
            "exitCode": self.exit_code,
            **({"sheets": sheets} if sheets else {}),
        }


def offer(mail: Correspondence, prepared: Prepared, releasing: Releasing) -> Exported:
    """Send a draft to a partner, unless it has it; that nobody approved it yet is a result.

    Raises FailedExportError where its data does not pass any more, and what releasing raises.
    """
    state = _state_before(mail, prepared)
    if state is not None:
        return _exported(mail, prepared, state)

    try:
        verdict, parcel = release_parcel(mail, prepared.path, releasing)
    except NotClearedError as error:
        return _waiting(mail, prepared, error)

    if parcel is None:
        raise FailedExportError.of(
            export=prepared.export.name,
            path=prepared.path,
            run=verdict,
        )

    prepare(mail, parcel)
    parcel.path.unlink()

    return _exported(mail, prepared, ExportState.SENT)


def foresee(mail: Correspondence, prepared: Prepared) -> Exported:
    """What `offer` would do: an approval that may be there already is not looked at."""
    state = _state_before(mail, prepared)
    if state is None:
        state = ExportState.WAITING if prepared.is_new else ExportState.SENT

    return _exported(mail, prepared, state)


def failed(export: Export, error: StatxError, unit: str = "", version: str = "") -> Exported:
    """An export of which there is no draft; or, with a unit, one that could not be released."""
    return Exported(
        export.name,
        unit,
        ExportState.FAILED,
        version,
        reason=error.text,
        exit_code=error.exit_code,
    )


def late(mail: Correspondence, export: Export) -> Text | None:
    """The alarm that a unit has not taken anything of an export for too long; None: it has."""
    if not export.accepted_within_days:
        return None

    last = mail.journal.last_accepted_at(mail.partner.name, export.name)
    since = last or mail.journal.first_draft_at(export.name)
    limit = timedelta(days=export.accepted_within_days)
    if not since or mail.at - read_stamp(since) <= limit:
        return None

    return EXPORT_REASONS["late"].fill(
        export=export.name,
        unit=mail.partner.name,
        days=export.accepted_within_days,
        since=since,
    )


def _state_before(mail: Correspondence, prepared: Prepared) -> ExportState | None:
    draft = prepared.draft
    states = {
        sent.state
        for sent in mail.journal.sent_versions(mail.partner.name, draft.name, draft.version)
    }
    if "accepted" in states:
        return ExportState.UNCHANGED

    if states & {"prepared", "announced"}:
        return ExportState.ON_THE_WAY

    return ExportState.REJECTED if states else None


def _exported(mail: Correspondence, prepared: Prepared, state: ExportState) -> Exported:
    is_rejected = state is ExportState.REJECTED
    return Exported(
        prepared.export.name,
        mail.partner.name,
        state,
        prepared.draft.version,
        prepared.rows,
        reason=EXPORT_REASONS["rejected"] if is_rejected else None,
        exit_code=FAILED if is_rejected else FINE,
        sheets=prepared.sheets,
    )


def _waiting(mail: Correspondence, prepared: Prepared, error: NotClearedError) -> Exported:
    is_required = prepared.export.approval == REQUIRED
    return Exported(
        prepared.export.name,
        mail.partner.name,
        ExportState.WAITING,
        prepared.draft.version,
        prepared.rows,
        str(prepared.path),
        error.text,
        error.exit_code if is_required else FINE,
        prepared.sheets,
    )
