"""Verify a release, look at a draft, unpack what was verified.

The bytes first, then the schemas, then the data once more: the verdict that counts is the one of
whoever opens. Only `verify` makes a `VerifiedPackage`, and only that can be unpacked.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from statx.container.bag import WholePackage, check_bag
from statx.container.package_file import open_file, said_of
from statx.files import atomic_folder, scratch_folder
from statx.judging.reports import ReportOptions, judge_target
from statx.package import words
from statx.package.verifying import (
    Passed,
    Recipient,
    TrustedRelease,
    check_description,
    trust_release,
)
from statx.registry.catalog import Catalog
from statx.results.report import Run
from statx.sources.packages import Agreement, UnpackedPackage, compare_package, unpack_package
from statx.sources.targets import targets_in_package
from statx.texts import Text, count
from statx.trust import age
from statx.trust.keys import read_age_key

_INSIDE = "package"
"""The folder beside which the judging may leave what it needs for itself."""
_PLAIN = "plain.zip"
_PROOF = object()


@dataclass(frozen=True, slots=True)
class Examined:
    """What is inside a package whose bytes are right, and the verdict on it."""

    unpacked: UnpackedPackage
    run: Run
    trusted: TrustedRelease | None = None
    """None of a draft, for which nobody vouches."""

    @property
    def package(self) -> WholePackage:
        """The members and the descriptor."""
        return self.unpacked.container

    @property
    def remarks(self) -> tuple[Text, ...]:
        """In what it differs from the registry."""
        return self.unpacked.remarks


@dataclass(frozen=True, slots=True)
class VerifiedPackage:
    """A release of which everything holds. Only `verify` makes one; only it can be unpacked."""

    trusted: TrustedRelease
    folder: Path
    """Private; holds the very bytes that were hashed."""
    _proof: object = field(repr=False, compare=False)

    def __post_init__(self) -> None:
        """TypeError for anyone else."""
        if self._proof is not _PROOF:
            message = "only verify makes a VerifiedPackage"
            raise TypeError(message)

    def move_to(self, folder: Path) -> None:
        """Give the files to a folder on the same disk, in which nothing of these names is."""
        for inside in self.folder.iterdir():
            inside.rename(folder / inside.name)


@dataclass(frozen=True, slots=True)
class Opened:
    """What verifying came to."""

    examined: Examined
    verified: VerifiedPackage | None
    """None where the data does not pass."""


@dataclass(frozen=True, slots=True)
class Reader:
    """Who opens packages: for which unit, with which registry and keys, and how data is judged."""

    recipient: Recipient
    catalog: Catalog
    options: ReportOptions
    keys: Path
    """The folder of the unit's own keys, for what was encrypted to it."""
    passed: Passed = lambda _text: None


def verify(path: Path, reader: Reader) -> Examined:
    """Check a release from its signature to its data; nothing of it is left.

    Raises UntrustedPackageError, SchemaNotAgreedError, DecryptionError, MissingKeyError.
    """
    with scratch_folder() as scratch:
        return _verify(path, scratch, reader).examined


def unpack(path: Path, target: Path, reader: Reader) -> Examined:
    """Verify a release into the folder `target`, which appears only where its data passes.

    Raises what `verify` raises, FolderNotEmptyError, MissingFolderError, and what writing raises.
    """
    try:
        with atomic_folder(target) as part:
            opened = _verify(path, part, reader)
            if opened.verified is None:
                raise _DataFailedError(opened.examined)  # noqa: TRY301  the with statement must see it
            opened.verified.move_to(part)
            opened.verified.folder.rmdir()
    except _DataFailedError as failed:
        return failed.examined
    return opened.examined


@contextmanager
def examined_draft(path: Path, catalog: Catalog, options: ReportOptions) -> Iterator[Examined]:
    """A draft, its bytes checked and its data judged; its files are there as long as the body runs.

    Nobody vouches for it. Raises UntrustedPackageError, SchemaNotAgreedError.
    """
    with scratch_folder() as scratch:
        unpacked = unpack_package(path, scratch / _INSIDE, catalog)
        yield Examined(unpacked, _judge(unpacked, catalog, options))


class _DataFailedError(Exception):
    """Takes the temporary folder away where the data does not pass; never reaches a caller."""

    def __init__(self, examined: Examined) -> None:
        super().__init__()
        self.examined = examined


def _verify(path: Path, folder: Path, reader: Reader) -> Opened:
    """Into `folder`, which is private and may be thrown away."""
    inside = folder / _INSIDE
    with _decrypted(path, reader.keys) as plain, said_of(path), open_file(plain) as file:
        reader.passed(words.FORM.fill(n=count(len(file.members))))
        trusted = trust_release(file, reader.recipient, reader.passed)
        whole = check_bag(file, trusted.release, inside)
        check_description(whole.descriptor, trusted.release)

    reader.passed(words.WHOLE)

    unpacked = compare_package(path, inside, whole, reader.catalog)
    same = [each.ref for each in unpacked.compared if each.agreement is Agreement.SAME]
    if same:
        reader.passed(words.AGREED.fill(refs=", ".join(same)))

    run = _judge(unpacked, reader.catalog, reader.options)
    examined = Examined(unpacked, run, trusted)
    if not run.valid:
        return Opened(examined, None)

    reader.passed(words.JUDGED.fill(rows=count(sum(report.rows for report in run.reports))))

    return Opened(examined, VerifiedPackage(trusted, inside, _PROOF))


def _judge(unpacked: UnpackedPackage, catalog: Catalog, options: ReportOptions) -> Run:
    targets = targets_in_package(unpacked, catalog)
    return Run(tuple(judge_target(target, catalog, options) for target in targets))


@contextmanager
def _decrypted(path: Path, keys: Path) -> Iterator[Path]:
    """The zip itself; what was encrypted to us is decrypted for as long as the body runs."""
    if not age.is_encrypted(path):
        yield path
        return

    secret_key = read_age_key(keys)
    with scratch_folder() as scratch:
        age.decrypt(path, scratch / _PLAIN, secret_key)
        yield scratch / _PLAIN
