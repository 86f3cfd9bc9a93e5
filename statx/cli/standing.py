"""`statx clearance show`: which clearances a draft has, and whether it may be released."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Annotated

import typer

from statx.cli.approval import ClearancesOption, DraftArgument, named_approver
from statx.cli.folders import key_folder, trust_folder
from statx.cli.key import KeyFolderOption
from statx.cli.options import LangOption, QuietOption, RegistryOption, helped
from statx.cli.progress import progress
from statx.cli.reporting import report_options
from statx.cli.session import Session
from statx.cli.trust import TrustFolderOption
from statx.cli.workers import threads
from statx.errors import NOT_CLEARED
from statx.texts import Text, verbatim

if TYPE_CHECKING:
    from statx.package.clearance import Clearance
    from statx.package.clearing import Subject


def show(
    draft: DraftArgument,
    to: Annotated[
        str,
        typer.Option(
            "--to",
            metavar="UNIT",
            help=helped("Apakah boleh dirilis kepada unit ini.", "Whether it may go to this unit."),
        ),
    ] = "",
    clearances: ClearancesOption = None,
    keys: KeyFolderOption = None,
    trust: TrustFolderOption = None,
    registry: RegistryOption = None,
    quiet: QuietOption = 0,
    lang: LangOption = None,
) -> None:
    """Tell each clearance of a draft, and whether they open it."""
    from statx.package.clearing import Subject, clearance_folder
    from statx.package.opening import examined_draft
    from statx.package.releasing import Sender
    from statx.package.standing import standing

    session = Session.open(lang, registry, quiet=quiet)
    sender = Sender(
        key_folder(session, keys),
        trust_folder(session, trust),
        session.started or datetime.now(UTC),
        session.config.units,
    )
    with (
        progress(session) as bar,
        examined_draft(
            draft, session.catalog, report_options(session, threads(session), bar)
        ) as examined,
    ):
        subject = Subject.of(examined)
    found = standing(subject, to, clearances or clearance_folder(draft), sender)

    session.answer(_heading(subject))
    for record in found.records:
        line = STANDS if record.refusal is None else STANDS_NOT
        refusal = record.refusal.about(draft).text if record.refusal else verbatim("")
        session.answer(line.fill(who=_who(record.clearance, record.name), refusal=refusal))
    if found.is_cleared:
        session.answer(CLEARED.fill(n=found.accepted, minimum=found.minimum))
        return
    session.answer(NOT_CLEARED_YET.fill(n=found.accepted, minimum=found.minimum))
    raise typer.Exit(NOT_CLEARED)


HEADING = Text(
    id="{dataset} versi {version}, {classification}, produsen {producer}\nsha256:{content_id}",
    en="{dataset} version {version}, {classification}, produced by {producer}\nsha256:{content_id}",
)
STANDS = Text(
    id="  ✓ {who}{refusal}",
    en="  ✓ {who}{refusal}",
)
STANDS_NOT = Text(
    id="  ✗ {who}: {refusal}",
    en="  ✗ {who}: {refusal}",
)
WHO = Text(
    id="{approver}, {decided}, untuk {audience}, berlaku sampai {until}",
    en="{approver}, {decided}, for {audience}, valid until {until}",
)
CLEARED = Text(
    id="Boleh dirilis (persetujuan: {n}, yang perlu: {minimum}).",
    en="May be released (approvals: {n}, needed: {minimum}).",
)
NOT_CLEARED_YET = Text(
    id="Belum boleh dirilis (persetujuan: {n}, yang perlu: {minimum}).",
    en="May not be released yet (approvals: {n}, needed: {minimum}).",
)


def _heading(subject: Subject) -> Text:
    return HEADING.fill(
        dataset=subject.name,
        version=subject.version,
        classification=subject.classification,
        producer=subject.producer,
        content_id=subject.content_id,
    )


def _who(clearance: Clearance | None, name: str) -> Text:
    """What a record says; of one whose signature is not good, its name alone."""
    if clearance is None:
        return verbatim(name)
    return WHO.fill(
        approver=named_approver(clearance.approver),
        decided=clearance.decided_on.strftime("%Y-%m-%d"),
        audience=", ".join(clearance.audience),
        until=clearance.valid_until.strftime("%Y-%m-%d"),
    )
