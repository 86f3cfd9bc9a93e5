"""`statx clearance approve`: a second person looks at a draft, and signs what they decide."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from statx.cli import approval_words as words
from statx.cli.errors import (
    NoAudienceError,
    NoConsentError,
    OtherContentIdError,
    UnsettledChecksError,
)
from statx.cli.folders import key_folder
from statx.cli.key import KeyFolderOption
from statx.cli.log import record_run
from statx.cli.options import LangOption, RegistryOption, helped, named_path
from statx.cli.progress import progress
from statx.cli.reporting import report_options, show_failed
from statx.cli.session import Session
from statx.cli.trust import parse_day
from statx.cli.workers import threads
from statx.errors import OptionError
from statx.options import DataOptions
from statx.texts import Text, joined

if TYPE_CHECKING:
    from statx.judging.reports import ReportOptions
    from statx.package.clearance import Approver, Clearance, ClearedCheck
    from statx.package.clearing import Subject
    from statx.package.opening import Examined
    from statx.results.clearance import DisclosureRun
    from statx.sources.targets import Target

VALID_DAYS = 90
"""How long an approval holds unless somebody says otherwise."""
TYPED = 8
"""Characters of the content id that a person types to approve."""
ID_PREFIX = "sha256:"

DraftArgument = Annotated[
    Path,
    typer.Argument(
        metavar="DRAFT",
        parser=named_path,
        help=helped("Draf dari statx pack --draft.", "The draft that statx pack --draft made."),
    ),
]
ClearancesOption = Annotated[
    Path | None,
    typer.Option(
        "--clearances",
        metavar="DIR",
        help=helped(
            "Folder persetujuan (bawaan: DRAF.clearance di samping draf).",
            "The folder of clearances (DRAFT.clearance beside the draft unless said).",
        ),
    ),
]


def approve(
    draft: DraftArgument,
    audience: Annotated[
        list[str] | None,
        typer.Option(
            "--for",
            metavar="UNIT",
            help=helped(
                "Unit yang boleh menerima; boleh berulang. Yang terbuka: semua (*) bila tidak"
                " disebut.",
                "A unit that may get it; may be repeated. What is terbuka: everybody (*) unless"
                " said.",
            ),
        ),
    ] = None,
    until: Annotated[
        str,
        typer.Option(
            "--until",
            metavar="YYYY-MM-DD",
            help=helped("Berlaku sampai hari ini (bawaan: 90 hari).", "Valid until (90 days)."),
        ),
    ] = "",
    reasons: Annotated[
        list[str] | None,
        typer.Option(
            "--reason",
            metavar="[CHECK=]TEXT",
            help=helped(
                "Alasan merilis walau sebuah pemeriksaan tidak lolos; ikut ditandatangani.",
                "Why it may leave though a check did not pass; it is signed as well.",
            ),
        ),
    ] = None,
    reject: Annotated[
        bool,
        typer.Option(
            "--reject",
            help=helped("Tolak: tanda tangani penolakan.", "Refuse it, and sign the refusal."),
        ),
    ] = False,
    basis: Annotated[
        str,
        typer.Option(
            "--basis",
            metavar="TEXT",
            help=helped("Dasar: nomor nota dinas.", "The document behind the decision."),
        ),
    ] = "",
    name: Annotated[
        str,
        typer.Option("--name", help=helped("Nama penyetuju.", "The approver's name.")),
    ] = "",
    position: Annotated[
        str,
        typer.Option("--position", help=helped("Jabatan penyetuju.", "The approver's position.")),
    ] = "",
    previous: Annotated[
        Path | None,
        typer.Option(
            "--previous",
            metavar="PACKAGE",
            help=helped(
                "Draf atau rilis terdahulu, untuk dibandingkan.",
                "The earlier draft or release, to compare with.",
            ),
        ),
    ] = None,
    content_id: Annotated[
        str,
        typer.Option(
            "--content-id",
            metavar="SHA256:…",
            help=helped(
                "Sidik jari isi yang persis, bila tidak ada terminal.",
                "The exact content id, where there is no terminal.",
            ),
        ),
    ] = "",
    unsigned: Annotated[
        str,
        typer.Option(
            "--unsigned-for",
            metavar="NAME@UNIT",
            help=helped(
                "Tulis saja berkasnya untuk orang ini, yang menandatangani dengan ssh-keygen.",
                "Only write the record for this person, who signs it with ssh-keygen.",
            ),
        ),
    ] = "",
    clearances: ClearancesOption = None,
    keys: KeyFolderOption = None,
    registry: RegistryOption = None,
    lang: LangOption = None,
) -> None:
    """Show what is to be signed, ask, and sign it."""
    from statx.container.release import PERSON
    from statx.package.clearance import APPROVED, REJECTED, Approver
    from statx.package.clearing import Decision, clearance_folder, draw_up
    from statx.package.words import PERSON_RULE

    session = Session.open(lang, registry)
    decided_on = session.started or datetime.now(UTC)
    valid_until = parse_day(until) if until else decided_on + timedelta(days=VALID_DAYS)
    key = key_folder(session, keys) / "clearance.key"
    if unsigned and not PERSON.fullmatch(unsigned):
        raise OptionError(
            option="--unsigned-for",
            reason=PERSON_RULE,
        )
    person = Approver(unsigned or _owner(key), name, position)

    subject, checks = _examine(session, draft, reasons or [], previous)
    decision = Decision(
        REJECTED if reject else APPROVED,
        _audience(draft, subject, audience or []),
        decided_on,
        valid_until,
        checks,
        basis,
    )
    clearance = draw_up(subject, person, decision)
    session.say(_to_be_signed(clearance))
    _refuse_unsettled(clearance)
    folder = clearances or clearance_folder(draft)
    if unsigned:
        _write(session, folder, clearance, None)
        return

    _want_consent(session, clearance, content_id)
    _write(session, folder, clearance, key)


def _owner(key: Path) -> str:
    """Whose clearance key it is."""
    from statx.trust.keys import read_owner

    _, principal = read_owner(key.with_name(f"{key.name}.pub"))
    return principal


def _examine(
    session: Session, draft: Path, reasons: Sequence[str], previous: Path | None
) -> tuple[Subject, tuple[ClearedCheck, ...]]:
    """What the draft is and how its checks ended, each shown on the way."""
    from statx.files import scratch_folder
    from statx.package.checking import cleared_checks
    from statx.package.clearing import Subject
    from statx.package.opening import examined_draft

    with progress(session) as bar:
        options = report_options(session, threads(session), bar)
        with (
            examined_draft(draft, session.catalog, options) as examined,
            scratch_folder() as scratch,
        ):
            before = _tables_before(session, previous, scratch / "previous")
            run = _disclosures(session, examined, options, before)
    record_run(examined.run)
    if examined.run.exit_code:
        show_failed(session, examined.run)
        raise typer.Exit(examined.run.exit_code)

    subject = Subject.of(examined)
    _give_disclosures(session, run)
    if previous is not None:
        session.say(_compared(previous, examined))
    return subject, cleared_checks(run.tables, dict(map(_reason, reasons)))


def _tables_before(session: Session, previous: Path | None, scratch: Path) -> tuple[Target, ...]:
    """The tables of the earlier package: what it showed is no secret any more."""
    from statx.judging.clearance import named_targets
    from statx.sources.targets import targets

    if previous is None:
        return ()
    found = targets([previous], DataOptions(), session.catalog, session.config, scratch)
    return named_targets(found)


def _disclosures(
    session: Session, examined: Examined, options: ReportOptions, before: tuple[Target, ...]
) -> DisclosureRun:
    from statx.judging.clearance import ClearanceOptions, check_disclosures
    from statx.package.checking import tables_to_check
    from statx.results.clearance import DisclosureRun

    targets = tables_to_check(examined, session.catalog)
    how = ClearanceOptions(session.config.disclosure, options, before)
    return DisclosureRun(tuple(check_disclosures(targets, session.catalog, how)))


def _give_disclosures(session: Session, run: DisclosureRun) -> None:
    from statx.render import clearance
    from statx.render.options import RenderOptions

    setting = RenderOptions(session.language, session.width, session.color)
    session.give(clearance.render(run, setting))


def _compared(previous: Path, examined: Examined) -> Text:
    from statx.container.bag import open_package
    from statx.package.differences import differences

    changes = differences(open_package(previous), examined.package)
    return words.COMPARED.fill(previous=previous, changes=joined(changes, "; "))


def _reason(typed: str) -> tuple[str, str]:
    """(the check it is about, or none; the reason)"""
    from statx.package.checking import EVERY_CHECK

    check, sign, reason = typed.partition("=")
    if sign and " " not in check:
        return check, reason
    return EVERY_CHECK, typed


def _audience(draft: Path, subject: Subject, named: list[str]) -> tuple[str, ...]:
    from statx.container.release import EVERYBODY, UNIT
    from statx.package.words import UNIT_RULE
    from statx.results.classification import Classification

    for unit in named:
        if unit != EVERYBODY and not UNIT.fullmatch(unit):
            raise OptionError(
                option="--for",
                reason=UNIT_RULE,
            )
    if named:
        return tuple(dict.fromkeys(named))
    if subject.classification != Classification.PUBLIC.value:
        raise NoAudienceError(
            path=draft,
            classification=subject.classification,
        )
    return (EVERYBODY,)


def _refuse_unsettled(clearance: Clearance) -> None:
    """An approval of what did not pass wants a reason; a refusal wants none."""
    from statx.package.checking import unsettled
    from statx.package.clearance import APPROVED

    checks = unsettled(clearance.checks)
    if checks and clearance.decision == APPROVED:
        raise UnsettledChecksError(checks=", ".join(checks))


def _want_consent(session: Session, clearance: Clearance, content_id: str) -> None:
    """A person says that this very content is meant, or nothing is signed."""
    found = clearance.content_id
    if content_id:
        is_meant = content_id == ID_PREFIX + found
    elif not sys.stdin.isatty():
        raise NoConsentError(content_id=found)
    else:
        is_meant = session.ask(words.QUESTION) == found[-TYPED:]
    if not is_meant:
        raise OtherContentIdError(found=found)


def _write(session: Session, folder: Path, clearance: Clearance, key: Path | None) -> None:
    """Sign the record, unless its approver does that elsewhere, and put it into the folder."""
    from statx.package.clearance import NAMESPACE
    from statx.package.clearing import write_clearance
    from statx.trust.keys import sign_bytes

    content = clearance.render()
    signature = None if key is None else sign_bytes(content, key, NAMESPACE)
    record = write_clearance(
        folder,
        clearance.approver.id,
        content,
        signature,
    )
    session.say((words.TO_SIGN if key is None else words.SIGNED).fill(record=record))


def _to_be_signed(clearance: Clearance) -> Text:
    from statx.package.clearance import APPROVED

    decision = words.WILL_APPROVE if clearance.decision == APPROVED else words.WILL_REJECT
    basis = words.BASIS.fill(basis=clearance.basis) if clearance.basis else words.NOTHING
    return words.TO_BE_SIGNED.fill(
        decision=decision.fill(approver=named_approver(clearance.approver)),
        dataset=clearance.dataset,
        version=clearance.version,
        classification=clearance.classification,
        producer=clearance.producer,
        content_id=clearance.content_id,
        audience=", ".join(clearance.audience),
        until=clearance.valid_until.strftime("%Y-%m-%d"),
        basis=basis,
        checks=_checks(clearance.checks),
    )


def _checks(checks: Sequence[ClearedCheck]) -> Text:
    """How many pass, and the others together where they come to the same."""
    from statx.package.clearance import PASSING

    ended: dict[tuple[str, str], dict[str, None]] = {}
    passing = 0
    for check in checks:
        if check.result in PASSING:
            passing += 1
        else:
            ended.setdefault((check.result, check.reason), {})[check.id] = None
    if not ended:
        return words.ALL_PASS.fill(n=passing)

    others = [_excepted(result, reason, ids) for (result, reason), ids in ended.items()]
    return words.SOME_DO_NOT.fill(n=passing, others=joined(others, "; "))


def _excepted(result: str, reason: str, checks: Iterable[str]) -> Text:
    sentence = words.EXCEPTED if reason else words.WITHOUT_REASON
    return sentence.fill(
        checks=", ".join(checks),
        result=words.RESULTS.get(result, result),
        reason=reason,
    )


def named_approver(approver: Approver) -> str:
    """`budi@jatim (Budi Santoso, Kepala Bidang)`."""
    about = ", ".join(filter(None, (approver.name, approver.role)))
    return f"{approver.id} ({about})" if about else approver.id
