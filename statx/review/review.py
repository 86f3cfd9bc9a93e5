"""The verdict on what a change did: what it touches is judged, what was wrong before is known.

A table is touched where its file differs from the base, or what judges it does: schema, settings,
code lists. The base is the commit from which HEAD and the named revision went apart; it is compared
with the working tree as it lies there.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from statx.container.bag import SUFFIX, is_package
from statx.errors import MissingFileError, NoDataError
from statx.files import scratch_folder
from statx.judging.engine import no_progress
from statx.judging.judge import judge
from statx.judging.reports import ReportOptions, judge_target
from statx.judging.workers import local
from statx.registry.catalog import Catalog
from statx.registry.descriptor import NAME as DESCRIPTOR
from statx.results.report import Report, Since
from statx.review import words
from statx.review.checkout import Checkout
from statx.review.comparison import KEPT, compare, cut
from statx.review.errors import OutsideRepositoryError
from statx.review.figures import FigureChanges, compare_figures, total_of
from statx.review.repository import Changes, Commit, Repository
from statx.review.rules import judged_alike
from statx.review.snapshot import Settings, Snapshot
from statx.sources.patterns import expand
from statx.sources.targets import Refusal, Target, targets
from statx.tables import format_of
from statx.texts import Text, count, joined, verbatim

GONE = (NoDataError, MissingFileError)
"""What is said of a path where there is no data; where there was some, it was deleted."""
NAMES_SHOWN = 10
"""Files named in a remark."""


def review(
    paths: Sequence[Path],
    revision: str,
    settings: Settings,
    options: ReportOptions,
    done: Callable[[Report], None] = lambda _report: None,
) -> tuple[tuple[Report, ...], Since]:
    """The reports on all tables that were touched since `revision`, and what was left out.

    `done` gets each report as it comes. Raises NoGitError, NotARepositoryError,
    UnknownRevisionError and NoMergeBaseError, for shallow clones with the remedy, and
    OutsideRepositoryError, before anything is judged.
    """
    # Here git is asked for all of the repository at once, and what it ignores is named.
    settings = replace(settings, config=replace(settings.config, ignoring=None))
    paths = list(expand(paths))
    commit = _base_of(paths, revision, settings)
    with scratch_folder() as scratch:
        checkout = Checkout(commit, scratch)
        reviewing = _Reviewing(Snapshot(checkout, settings), revision, options)

        reports = []
        for report in reviewing.reports(paths):
            done(report)
            reports.append(report)
        return tuple(reports), reviewing.since(paths)


def _base_of(paths: Sequence[Path], revision: str, settings: Settings) -> Commit:
    folder = _nearest_folder(settings.folder / paths[0])
    repository = Repository.around(folder, settings.environment)
    for path in paths:
        if not path.resolve().is_relative_to(repository.root):
            raise OutsideRepositoryError(
                path=path,
                root=repository.root,
            )
    return repository.base(revision)


def _nearest_folder(path: Path) -> Path:
    """A file that was deleted may have been the last of its folder."""
    whole = path.resolve()
    return next(above for above in (whole, *whole.parents) if above.is_dir())


@dataclass
class _Reviewing:
    """One comparison on its way."""

    before: Snapshot
    revision: str
    options: ReportOptions
    untouched: int = 0
    ignored: list[Path] = field(default_factory=list)
    figures: list[FigureChanges] = field(default_factory=list)
    """Of the tables that were compared."""

    @property
    def now(self) -> Settings:
        return self.before.now

    @property
    def changes(self) -> Changes:
        return self.before.changes

    def reports(self, paths: Sequence[Path]) -> Iterator[Report]:
        for path in paths:
            if is_package(path):
                yield from self._of_package(path)
            else:
                yield from self._of_tables(path)

    def since(self, paths: Sequence[Path]) -> Since:
        """What was left out, in words."""
        remarks = []
        for text, files in (
            (words.DELETED, self._deleted(paths)),
            (words.IGNORED, self.ignored),
        ):
            if files:
                names = _names(files, self.now.folder)
                remarks.append(
                    text.fill(
                        revision=self.revision,
                        names=names,
                    )
                )
        remarks += self._totals(self._deleted(paths))
        return Since(self.revision, self.untouched, tuple(remarks))

    def _totals(self, deleted: Sequence[Path]) -> Iterator[Text]:
        """What disappeared and what changed, over all tables; nothing where nothing did."""
        rows, cells = total_of(self.figures)
        if deleted or rows or cells:
            yield words.ALL_DIFFERENCES.fill(
                revision=self.revision,
                files=count(len(deleted)),
                rows=count(rows),
                cells=count(cells),
            )

    # ---- tables ---------------------------------------------------------------------------------

    def _of_tables(self, path: Path) -> Iterator[Report]:
        descriptors = _descriptors(path)
        for target in targets(
            [path],
            self.now.options,
            self.now.catalog,
            self.now.config,
        ):
            if _is_gone(target, path):
                if not self._deleted([path]):
                    yield judge_target(target, self.now.catalog, self.options)
                continue

            touched, then = self._look_back(target, descriptors)
            if touched:
                yield self._compared(target, then)
            else:
                self._leave_out(target.path)

    def _look_back(
        self, target: Target | Refusal, descriptors: tuple[Path, ...]
    ) -> tuple[bool, Target | Refusal | None]:
        """Whether the change touches the table, and the table as it was, if that was asked."""
        is_itself_touched = any(self._touches(path) for path in _files_of(target))
        if not is_itself_touched and not self._may_be_ruled_otherwise(target, descriptors):
            return False, None

        then = self.before.target(target, descriptors)
        if is_itself_touched or then is None:
            return True, then
        return not judged_alike(target, then), then

    def _touches(self, path: Path) -> bool:
        """Whether the file differs, or the link that leads to it."""
        link = path.parent.resolve() / path.name
        return self.changes.touches(path.resolve()) or self.changes.touches(link)

    def _may_be_ruled_otherwise(
        self, target: Target | Refusal, descriptors: tuple[Path, ...]
    ) -> bool:
        folders = {target.path.resolve().parent}
        folders.update(descriptor.resolve().parent for descriptor in descriptors)
        if any(map(self.changes.touches, folders)):
            return True
        return not self.before.has_same_rules

    def _compared(self, target: Target | Refusal, then: Target | Refusal | None) -> Report:
        if then is None:
            report = judge_target(target, self.now.catalog, self.options)
            return replace(report, since=self.revision)

        now = judge_target(target, self.now.catalog, self._keeping_many())
        if now.tallies:
            earlier = judge_target(then, self._catalog_of(then), self._quietly())
            now = compare(now, earlier)

        figures = compare_figures(target, then)
        self.figures.append(figures)
        now = replace(now, remarks=(*now.remarks, *figures.said_since(self.revision)))
        return self._finished(now)

    def _catalog_of(self, then: Target | Refusal) -> Catalog:
        """The registry as it was; of a refusal nobody asks it, and it may be what was wrong."""
        if isinstance(then, Refusal):
            return self.now.catalog
        return self.before.catalog

    # ---- packages -------------------------------------------------------------------------------

    def _of_package(self, path: Path) -> Iterator[Report]:
        """A package brings its own schemas: it is touched where it, or the registry, differs."""
        if not self.changes.touches(path.resolve()) and self.before.has_same_rules:
            self._leave_out(path)
            return

        earlier = {report.name: report for report in self._of_package_before(path)}
        now = self.now
        for report in judge(
            [path],
            now.options,
            now.catalog,
            now.config,
            self._keeping_many(),
        ):
            before = earlier.get(report.name)
            yield self._finished(report if before is None else compare(report, before))

    def _of_package_before(self, path: Path) -> Iterator[Report]:
        before = self.before
        then = before.checkout.at_former_name(path)
        if then.exists():
            yield from judge(
                [then], before.options, before.catalog, self.now.config, self._quietly()
            )

    # ---- what is kept, and what is left out -----------------------------------------------------

    def _finished(self, report: Report) -> Report:
        """With no more findings than were asked for, and the names that the user knows."""
        checkout = self.before.checkout
        remarks = [checkout.named(remark, self.now.folder) for remark in report.remarks]
        short = cut(report, self.options.judging.limit)
        return replace(
            short,
            since=self.revision,
            remarks=tuple(remarks),
        )

    def _keeping_many(self) -> ReportOptions:
        """As many findings as are compared one by one; the report is cut afterwards."""
        judging = self.options.judging
        limit = max(judging.limit, KEPT) if judging.limit else 0
        return replace(self.options, judging=replace(judging, limit=limit))

    def _quietly(self) -> ReportOptions:
        """The base is judged for its findings alone: no progress, no file of failing cells."""
        judging = replace(
            self.options.judging,
            workers=local(self.options.judging.workers),
            limit=KEPT,
            sink=None,
            progress=no_progress,
        )
        return ReportOptions(judging)

    def _leave_out(self, path: Path) -> None:
        if self.changes.tracks(path.resolve()):
            self.untouched += 1
        else:
            self.ignored.append(path)

    def _deleted(self, paths: Sequence[Path]) -> list[Path]:
        """Data files that are no longer there, below the paths that were named."""
        named = {path.resolve() for path in paths}
        files = []
        for file in self.changes.deleted:
            is_below = not named.isdisjoint((file, *file.parents))
            is_data = format_of(file) is not None or file.suffix.lower() == SUFFIX
            if is_below and is_data:
                files.append(file)
        return sorted(files)


def _files_of(target: Target | Refusal) -> tuple[Path, ...]:
    return target.paths if isinstance(target, Target) else (target.path,)


def _descriptors(path: Path) -> tuple[Path, ...]:
    """The datapackage.json that a path names, itself or as a folder."""
    if path.name == DESCRIPTOR:
        return (path,)
    if path.is_dir():
        return (path / DESCRIPTOR,)
    return ()


def _is_gone(target: Target | Refusal, path: Path) -> bool:
    """Whether nothing is left of what was named."""
    return isinstance(target, Refusal) and target.path == path and isinstance(target.error, GONE)


def _names(files: Sequence[Path], folder: Path) -> Text:
    names = []
    for file in files[:NAMES_SHOWN]:
        is_below = file.is_relative_to(folder)
        names.append(verbatim(file.relative_to(folder) if is_below else file))

    left_out = len(files) - NAMES_SHOWN
    if left_out > 0:
        names.append(words.AND_MORE.fill(n=count(left_out)))
    return joined(names)
