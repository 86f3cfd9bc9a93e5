"""The verdict on what a change did.

Only the tables it touches are judged, and what they had wrong before is known.

A table is touched where its file differs from the base, or what judges it does: schema, settings,
code lists. The base is the commit from which HEAD and the named revision went apart; it is compared
with the working tree as it lies there.
"""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from statx.errors import MissingFileError, NoDataError
from statx.judging.engine import no_progress
from statx.judging.judge import judge
from statx.judging.reports import ReportOptions, judge_target
from statx.judging.workers import local
from statx.registry.catalog import Catalog
from statx.registry.descriptor import NAME as DESCRIPTOR
from statx.results.report import Report, Since
from statx.review.base import Base, Settings, judged_alike
from statx.review.comparison import KEPT, compared, cut
from statx.review.errors import OutsideRepositoryError
from statx.review.repository import Repository
from statx.sources.packages import SUFFIX
from statx.sources.targets import Refusal, Target, targets
from statx.tables import format_of
from statx.texts import Text, count, joined, verbatim

GONE = (NoDataError, MissingFileError)
"""What is said of a path where there is no data; where there was some, it was deleted."""
NAMED = 10
"""Files named in a remark."""

DELETED = Text(id="Dihapus sejak {revision}: {names}.", en="Deleted since {revision}: {names}.")
IGNORED = Text(
    id="Tidak diperiksa, karena diabaikan git: {names}.",
    en="Not judged, as git ignores them: {names}.",
)
AND_MORE = Text(id="dan {n} lagi", en="and {n} more")


def review(
    paths: Sequence[Path],
    revision: str,
    settings: Settings,
    wanted: ReportOptions,
    done: Callable[[Report], None] = lambda _report: None,
) -> tuple[tuple[Report, ...], Since]:
    """The reports on all tables that were touched since `revision`, and what was left out.

    `done` is told of each.

    Raises NoGitError, NotARepositoryError, UnknownRevisionError and NoMergeBaseError, for shallow
    clones with the remedy, and OutsideRepositoryError, before anything is judged.
    """
    repository = Repository.around(_folder(paths[0], settings.folder), settings.environment)
    for path in paths:
        if not path.resolve().is_relative_to(repository.root):
            raise OutsideRepositoryError(path=path, root=repository.root)
    commit = repository.base(revision)
    with tempfile.TemporaryDirectory(prefix="statx-") as room:
        reviewing = _Reviewing(Base(commit, Path(room).resolve(), settings), revision, wanted)
        reports = []
        for report in reviewing.reports(paths):
            done(report)
            reports.append(report)
        return tuple(reports), reviewing.since(paths)


@dataclass
class _Reviewing:
    """One comparison on its way."""

    base: Base
    revision: str
    wanted: ReportOptions
    untouched: int = 0
    ignored: list[Path] = field(default_factory=list)

    def reports(self, paths: Sequence[Path]) -> Iterator[Report]:
        for path in paths:
            if path.suffix.lower() == SUFFIX and path.is_file():
                yield from self._package(path)
            else:
                yield from self._tables(path)

    def since(self, paths: Sequence[Path]) -> Since:
        """What was left out, in words."""
        remarks = [
            said.fill(revision=self.revision, names=_names(files, self.base.now.folder))
            for said, files in ((DELETED, self._deleted(paths)), (IGNORED, self.ignored))
            if files
        ]
        return Since(self.revision, self.untouched, tuple(remarks))

    def _tables(self, path: Path) -> Iterator[Report]:
        now = self.base.now
        beside = (
            (path,) if path.name == DESCRIPTOR else (path / DESCRIPTOR,) if path.is_dir() else ()
        )
        for target in targets([path], now.choice, now.catalog, now.config):
            if (
                target.path == path
                and isinstance(target, Refusal)
                and isinstance(target.error, GONE)
            ):
                yield from (
                    ()
                    if self._deleted([path])
                    else (judge_target(target, now.catalog, self.wanted),)
                )
                continue
            touched, then = self._touched(target, beside)
            if touched:
                yield self._compared(target, then)
            else:
                self._leave(target.path)

    def _touched(
        self, target: Target | Refusal, beside: tuple[Path, ...]
    ) -> tuple[bool, Target | Refusal | None]:
        """Whether the change touches the table, and the table as it was where that had to be asked."""
        path, changes = target.path.resolve(), self.base.changes
        folders = {path.parent, *(descriptor.resolve().parent for descriptor in beside)}
        itself = changes.touches(path) or changes.touches(
            target.path.parent.resolve() / target.path.name
        )
        if (
            not itself
            and self.base.is_ruled_alike
            and not any(changes.touches(folder) for folder in folders)
        ):
            return False, None
        then = self.base.target(target.place, path, beside)
        return itself or then is None or not judged_alike(target, then), then

    def _compared(self, target: Target | Refusal, then: Target | Refusal | None) -> Report:
        if then is None:
            return replace(
                judge_target(target, self.base.now.catalog, self.wanted), since=self.revision
            )
        now = judge_target(target, self.base.now.catalog, self._many())
        if now.tallies:
            now = compared(now, judge_target(then, self._catalog_then(then), self._quietly()))
        return self._cut(now)

    def _package(self, path: Path) -> Iterator[Report]:
        """A package brings its own schemas.

        It is touched where it, or the registry it is held against, differs.
        """
        now, base = self.base.now, self.base
        if not base.changes.touches(path.resolve()) and base.is_ruled_alike:
            self._leave(path)
            return
        then = base.at(base.changes.before(path.resolve()))
        before = (
            judge([then], base.choice, base.catalog, base.now.config, self._quietly())
            if then.exists()
            else ()
        )
        by_name = {report.name: report for report in before}
        for report in judge([path], now.choice, now.catalog, now.config, self._many()):
            known = by_name.get(report.name)
            yield self._cut(report if known is None else compared(report, known))

    def _catalog_then(self, then: Target | Refusal) -> Catalog:
        """What could not be settled has its error already, which may be that there was no registry."""
        return self.base.now.catalog if isinstance(then, Refusal) else self.base.catalog

    def _leave(self, path: Path) -> None:
        if self.base.changes.tracks(path.resolve()):
            self.untouched += 1
        else:
            self.ignored.append(path)

    def _deleted(self, paths: Sequence[Path]) -> list[Path]:
        """Data files that are no longer there, below the paths that were named."""
        named = {path.resolve() for path in paths}
        gone = (file for file in self.base.changes.deleted if named & {file, *file.parents})
        return sorted(file for file in gone if format_of(file) or file.suffix.lower() == SUFFIX)

    def _cut(self, report: Report) -> Report:
        remarks = tuple(map(self.base.named, report.remarks))
        return replace(cut(report, self.wanted.judging.limit), since=self.revision, remarks=remarks)

    def _many(self) -> ReportOptions:
        """As many findings as are compared one by one.

        The report lists no more than was asked for.
        """
        limit = self.wanted.judging.limit
        return replace(
            self.wanted, judging=replace(self.wanted.judging, limit=limit and max(limit, KEPT))
        )

    def _quietly(self) -> ReportOptions:
        """The base is judged for its findings alone: no progress, no file of failing cells."""
        judging = self.wanted.judging
        return ReportOptions(
            replace(
                judging, workers=local(judging.workers), limit=KEPT, sink=None, progress=no_progress
            )
        )


def _folder(path: Path, folder: Path) -> Path:
    """The nearest folder that is there.

    A file that was deleted may have been the last of its folder.
    """
    whole = (folder / path).resolve()
    return next(above for above in (whole, *whole.parents) if above.is_dir())


def _names(files: Sequence[Path], folder: Path) -> Text:
    named = [
        verbatim(file.relative_to(folder) if file.is_relative_to(folder) else file)
        for file in files[:NAMED]
    ]
    rest = [AND_MORE.fill(n=count(len(files) - NAMED))] if files[NAMED:] else []
    return joined(named + rest)
