"""`statx export`: the nightly run, unattended: everything under [[export]] in statx.toml."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Annotated

import typer

from statx.cli.errors import UnknownExportError
from statx.cli.exchange import announce, close_answered, releasing_of
from statx.cli.help import Command
from statx.cli.hook import call_hook
from statx.cli.key import KeyFolderOption
from statx.cli.options import LangOption, QuietOption, RegistryOption, examples, helped
from statx.cli.progress import progress
from statx.cli.reporting import report_options, show_failed
from statx.cli.session import Session
from statx.cli.side import ExchangeFolderOption, OpenOffice, Side, Work
from statx.cli.trust import TrustFolderOption
from statx.cli.workers import threads
from statx.errors import FAILED, OptionError, StatxError, worst
from statx.texts import Text, count

if TYPE_CHECKING:
    from statx.exchange.correspondence import Correspondence
    from statx.exchange.drafting import Prepared, Workshop
    from statx.exchange.exporting import Exported
    from statx.judging.reports import ReportOptions
    from statx.settings.exports import Export


def mount(app: typer.Typer) -> None:
    """Put the command into the app."""
    app.command(
        cls=Command,
        help=helped(
            "Jalankan ekspor rutin: periksa, ubah format, kemas, dan kirim yang sudah disetujui.",
            "Run the regular exports: judge, convert, pack, and send what was approved.",
        ),
        epilog=examples("statx export", "statx export kemiskinan --dry-run"),
    )(export)


def export(
    names: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="NAME",
            help=helped(
                "Hanya ekspor ini; tanpa nama, semua [[export]] di statx.toml.",
                "Only these exports; without a name all [[export]] of statx.toml.",
            ),
        ),
    ] = None,
    dry_run: Annotated[
        bool,
        typer.Option(
            "--dry-run",
            help=helped(
                "Tunjukkan saja apa yang akan dilakukan; tidak ada yang ditulis atau dikirim.",
                "Only show what would be done; nothing is written or sent.",
            ),
        ),
    ] = False,
    exchange: ExchangeFolderOption = None,
    keys: KeyFolderOption = None,
    trust: TrustFolderOption = None,
    registry: RegistryOption = None,
    quiet: QuietOption = 0,
    lang: LangOption = None,
) -> None:
    """Prepare each export and send it to its units."""
    session = Session.open(lang, registry, quiet=quiet)
    exports = _chosen(session, names)
    side = Side(session, exchange, keys, trust)
    partners = side.partners(sorted({unit for each in exports for unit in each.to}))
    with side.alone() as opened:
        if opened is None:
            raise typer.Exit
        run = _Run(side, opened, dry_run=dry_run)
        prepared = [draft for each in exports for draft in run.prepare(each)]
        codes = [side.with_one(partner, opened, run.offering(prepared)) for partner in partners]
        if not dry_run:
            run.keep_record()

    outcomes = [done.exit_code for done in run.done]
    raise typer.Exit(worst([*outcomes, *codes]))


NO_EXPORTS = Text(
    id="belum ada [[export]] di statx.toml.",
    en="there is no [[export]] in statx.toml yet.",
)
STATES = {
    "sent": Text(
        id="✓ {export} {version} → {unit}: dikirim ({rows} baris).",
        en="✓ {export} {version} → {unit}: sent ({rows} rows).",
    ),
    "on-the-way": Text(
        id="✓ {export} {version} → {unit}: masih di perjalanan.",
        en="✓ {export} {version} → {unit}: still on its way.",
    ),
    "unchanged": Text(
        id="= {export} {version} → {unit}: tidak berubah sejak diterima.",
        en="= {export} {version} → {unit}: unchanged since it was accepted.",
    ),
    "waiting": Text(
        id="… {export} {version} → {unit}: menunggu persetujuan.",
        en="… {export} {version} → {unit}: waits for approval.",
    ),
    "rejected": Text(
        id="✗ {export} {version} → {unit}: ditolak.",
        en="✗ {export} {version} → {unit}: rejected.",
    ),
    "failed": Text(
        id="✗ {export}: gagal.",
        en="✗ {export}: failed.",
    ),
}
FAILED_FOR = Text(
    id="✗ {export} {version} → {unit}: gagal.",
    en="✗ {export} {version} → {unit}: failed.",
)
TO_APPROVE = Text(
    id="  Setujui dengan: statx clearance approve {draft} {audience}",
    en="  Approve it with: statx clearance approve {draft} {audience}",
)
DISCLOSURES = Text(
    id="  Pemeriksaan kerahasiaan {place}: {n} temuan; lihat statx clearance check.",
    en="  Disclosure checks of {place}: {n} findings; see statx clearance check.",
)
INDENTED = Text(
    id="  {reason}",
    en="  {reason}",
)
RECORD = Text(
    id="Catatan proses: {path}",
    en="Record of this run: {path}",
)


def _chosen(session: Session, names: Sequence[str] | None) -> list[Export]:
    exports = session.config.exports
    if not exports:
        raise OptionError(
            option="statx export",
            reason=NO_EXPORTS,
        )

    known = {each.name: each for each in exports}
    for name in names or ():
        if name not in known:
            raise UnknownExportError(
                found=name,
                known=", ".join(known),
            )

    return [known[name] for name in names] if names else list(exports)


class _Run:
    """What this run has done so far."""

    def __init__(self, side: Side, opened: OpenOffice, *, dry_run: bool) -> None:
        self.done: list[Exported] = []
        self._side = side
        self._session = side.session
        self._opened = opened
        self._dry_run = dry_run

    def prepare(self, export: Export) -> Iterator[Prepared]:
        """The draft of an export; one that cannot be made does not keep others from theirs."""
        from statx.exchange.drafting import prepare_draft
        from statx.exchange.exporting import failed

        session = self._session
        try:
            with progress(session) as bar:
                options = report_options(session, threads(session), bar)
                workshop = self._workshop(options)
                prepared = prepare_draft(export, workshop, dry_run=self._dry_run)
        except StatxError as error:
            self._show_verdict(error)
            self._tell(failed(export, error))
            return

        for report in prepared.disclosures:
            findings = sum(finding.count for finding in report.findings)
            if findings:
                session.say(DISCLOSURES.fill(place=report.place, n=count(findings)))

        yield prepared

    def offering(self, prepared: Sequence[Prepared]) -> Work:
        """What is done with one partner: receipts, what it is to get, what is on its way."""
        from statx.exchange.exporting import foresee

        def work(mail: Correspondence) -> Iterator[int]:
            for_it = [each for each in prepared if mail.partner.name in each.export.to]
            if self._dry_run:
                for each in for_it:
                    yield self._tell(foresee(mail, each))
                return

            yield from close_answered(self._session, mail)
            for each in for_it:
                yield self._offer(mail, each)

            yield from announce(self._session, mail)

        return work

    def keep_record(self) -> None:
        """What programs read of this run."""
        from statx.exchange.office import stamp
        from statx.files import atomic_file, writing

        moment = stamp(self._side.now)
        folder = self._opened.office.folder / "runs"
        path = folder / f"{moment.replace(':', '')}.json"
        with writing(folder):
            folder.mkdir(exist_ok=True)

        language = self._session.language
        document = {"time": moment, "exports": [each.as_json(language) for each in self.done]}
        with atomic_file(path, replace=True) as part, writing(path):
            part.write_text(json.dumps(document, ensure_ascii=False, indent=1) + "\n", "utf-8")

        self._session.say(RECORD.fill(path=path))

    def _offer(self, mail: Correspondence, prepared: Prepared) -> int:
        from statx.exchange.exporting import failed, late, offer

        session = self._session
        try:
            with progress(session) as bar:
                options = report_options(session, threads(session), bar)
                done = offer(mail, prepared, releasing_of(self._side, mail, options))
        except StatxError as error:
            self._show_verdict(error)
            done = failed(prepared.export, error, mail.partner.name, prepared.draft.version)

        alarm = late(mail, prepared.export)
        code = self._tell(done)
        if alarm is None:
            return code

        session.say(INDENTED.fill(reason=alarm))
        call_hook(session, "alarm", unit=done.unit, name=done.export, version=done.version)

        return worst([code, FAILED])

    def _show_verdict(self, error: StatxError) -> None:
        """What is wrong with the data, where that is the error."""
        verdict = getattr(error, "run", None)
        if verdict is not None:
            show_failed(self._session, verdict)

    def _tell(self, done: Exported) -> int:
        """The line of one export and unit, and what to do next."""
        session = self._session
        self.done.append(done)
        text = (
            FAILED_FOR if done.state.value == "failed" and done.unit else STATES[done.state.value]
        )
        line = text.fill(
            export=done.export,
            version=done.version,
            unit=done.unit,
            rows=count(done.rows),
        )
        session.answer(line)
        if done.reason is not None:
            session.say(INDENTED.fill(reason=done.reason))

        if done.draft:
            session.say(TO_APPROVE.fill(draft=done.draft, audience=self._audience(done)))
            call_hook(
                session,
                "waiting",
                unit=done.unit,
                name=done.export,
                version=done.version,
                path=done.draft,
            )

        return done.exit_code

    def _audience(self, done: Exported) -> str:
        """All units of the export: a second approval takes the place of the first."""
        (export,) = (each for each in self._session.config.exports if each.name == done.export)
        return " ".join(f"--for {unit}" for unit in export.to)

    def _workshop(self, options: ReportOptions) -> Workshop:
        from statx.exchange.drafting import Workshop
        from statx.version import __version__

        session = self._session

        return Workshop(
            session.config,
            session.catalog,
            self._opened.office,
            self._opened.journal,
            options,
            self._side.now,
            __version__,
        )
