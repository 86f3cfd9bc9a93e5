"""What most errors of a table have in common: it is written otherwise than it was read.

Four things may be taken for something else: the encoding, the row of the header, the delimiter, the
locale of numbers. Each is tried only where the file itself points to it, and said only where the
table, read once more in that way, proves it: all of it is judged, so that both counts are exact.
One cause may hide the next (an encoding, a title, a locale), so what was mended is looked at again.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from statx.checks.check import CheckPlanner
from statx.checks.numbers import EXAMPLES, NumberStyleCheck
from statx.errors import StatxError
from statx.judging.engine import Judging, JudgingOptions, judge_whole
from statx.judging.workers import Workers, local
from statx.options import DELIMITER, ENCODING, HEADER_ROW, LOCALE, SCHEMA, Value
from statx.registry.catalog import Catalog
from statx.results.findings import Severity, Tally
from statx.results.report import Cause
from statx.sources.errors import (
    AmbiguousSchemaError,
    HeaderBelowError,
    NoSchemaError,
    OtherSpellingError,
)
from statx.sources.settling import Settling, Target
from statx.tables.csv.dialect import CANDIDATES
from statx.tables.errors import EncodingError
from statx.tables.header import match_header
from statx.tables.label_pairing import pair_labels
from statx.texts import Text, joined, verbatim

UTF_8 = "utf-8"
PROVABLE = "utf-"
"""What encodings begin with in which other text is hardly ever valid."""
MARKED = ("utf-16", "utf-32")
"""Encodings that a byte order mark names, most often: nobody takes them for another."""
SAID = (ENCODING.name, HEADER_ROW.name, DELIMITER.name, LOCALE.name)
"""The options that mend; the schema is found by the header once that is mended."""
SEVERAL = 2
"""Names in another spelling: of one, its finding says enough."""
TAB = "\t"
WRITTEN_TAB = r"\t"
NEAR_A_SCHEMA = (HeaderBelowError, OtherSpellingError, AmbiguousSchemaError)
AT_THE_HEADER = (NoSchemaError, *NEAR_A_SCHEMA)
"""The text could be read, and its header led nowhere."""

OTHER_ENCODING = Text(
    id="teksnya bukan {was} melainkan {value}",
    en="the text is not {was} but {value}",
)
PERHAPS_ENCODING = Text(
    id="teksnya bukan {was}, mungkin {value}",
    en="the text is not {was}; it may be {value}",
)
"""Of an encoding in which nearly any bytes are text: only who knows the words can tell."""
HEADER_BELOW = Text(
    id="baris nama kolom ada di baris {value}",
    en="the header stands in row {value}",
)
OTHER_DELIMITER = Text(
    id='pemisah kolomnya "{value}"',
    en='columns are separated by "{value}"',
)
OTHER_SPELLING = Text(
    id="nama kolomnya adalah nama {ref} dengan ejaan lain",
    en="its columns are those of {ref} in another spelling",
)
NOTHING = verbatim("")
OTHER_LOCALE = Text(
    id="cara angka ditulis ({example})",
    en="how numbers are written ({example})",
)


@dataclass(frozen=True, slots=True)
class Guess:
    """One option that may be what is wrong, and what it would mean."""

    option: str
    value: Value
    what: Text


@dataclass(frozen=True, slots=True)
class Attempt:
    """A table read in some way: what became of it."""

    judging: Judging | None
    """None where it could not be judged to its end."""
    error: StatxError | None = None

    @property
    def rows(self) -> int:
        """That were judged."""
        return self.judging.rows if self.judging else 0

    @property
    def errors(self) -> int:
        """All of them; 0 where none could be looked for."""
        if self.judging is None:
            return 0

        return self.judging.errors

    @property
    def reach(self) -> tuple[int, int]:
        """How far it came: to the text, the schema, its rows; and how many columns are agreed."""
        if self.judging is None:
            at_the_header = isinstance(self.error, AT_THE_HEADER)
            return int(at_the_header), int(isinstance(self.error, NEAR_A_SCHEMA))
        if not self.judging.rows:
            return 2, 0
        return 3, _agreed(self.judging.target, self.judging.target.schema.names)

    def is_better_than(self, other: Attempt) -> bool:
        """Whether more of the table is read as it is meant, or most errors are gone."""
        if self.reach != other.reach:
            return self.reach > other.reach
        mended = other.remaining - self.remaining
        return mended > self.remaining

    @property
    def remaining(self) -> int:
        """Errors that are left once the header is spelt as the schema wants it."""
        respelling = _respelling(self)
        return self.errors - (respelling.mended if respelling else 0)


@dataclass(frozen=True, slots=True)
class Respelling:
    """A header that names the fields in another spelling."""

    guess: Guess
    header: str
    """As the schema wants it."""
    mended: int
    """Errors that are gone then."""


def find_cause(judging: Judging) -> Cause | None:
    """What most errors of a judging that is concluded have in common; None where nothing is."""
    first = Attempt(judging)
    settling = judging.target.settling
    if settling is None or not first.errors:
        return None

    trial = _Trial(
        settling,
        judging.catalog,
        local(judging.options.workers),
        judging.target,
        judging.extra,
    )
    return _search(trial, first)


def repeated_by(cause: Cause | None, judging: Judging) -> tuple[Text, ...]:
    """What checks remark that the cause says of all columns at once."""
    if cause is None or LOCALE.name not in dict(cause.options):
        return ()
    for check in judging.checks:
        if isinstance(check, NumberStyleCheck):
            return check.file.advice(check.there)
    return ()


def find_cause_of_error(
    settling: Settling | None, error: StatxError, catalog: Catalog, workers: Workers
) -> Cause | None:
    """How a table that could not be judged can be; None where nobody knows."""
    if settling is None:
        return None
    trial = _Trial(settling, catalog, local(workers))
    return _search(trial, Attempt(None, error))


def _search(trial: _Trial, first: Attempt) -> Cause | None:
    """Mend one thing after the other, as long as that is better."""
    best = first
    mended: list[Guess] = []
    while (step := trial.improve(best, mended)) is not None:
        guess, best = step
        mended.append(guess)

    if not best.rows:
        return None
    respelling = _respelling(best)
    is_most = respelling is not None and (mended or respelling.mended > best.remaining)
    if respelling is not None and is_most:
        mended.append(respelling.guess)
    if not mended:
        return None

    was_judged = first.reach == best.reach
    left = best.remaining
    return Cause(
        joined([guess.what for guess in mended if guess.what != NOTHING], "; "),
        tuple((guess.option, guess.value) for guess in mended if guess.option in SAID),
        respelling.header if respelling else "",
        mended=first.errors - left if was_judged else None,
        errors=first.errors,
        left=left,
        rows=best.rows,
    )


@dataclass(frozen=True, slots=True)
class _Trial:
    """Reads a table once more in other ways."""

    settling: Settling
    catalog: Catalog
    workers: Workers
    target: Target | None = None
    """As it was settled first; None where it was not."""
    extra: tuple[CheckPlanner, ...] = ()
    """The checks that it was asked beside the usual ones."""

    def improve(self, best: Attempt, mended: list[Guess]) -> tuple[Guess, Attempt] | None:
        """The first guess that makes it better; None where none does."""
        settled = {guess.option: guess.value for guess in mended}
        for guess in self._guesses(best, settled):
            if guess.option in settled:
                continue
            attempt = self._attempt({**settled, guess.option: guess.value})
            if attempt.is_better_than(best):
                return guess, attempt
        return None

    def _attempt(self, options: Mapping[str, Value]) -> Attempt:
        """The table judged with these options."""
        try:
            target = self._settled(options)
            judging = judge_whole(
                target,
                self.catalog,
                JudgingOptions(limit=1, workers=self.workers),
                self.extra,
            )
        except StatxError as error:
            return Attempt(None, error)
        return Attempt(judging)

    def _settled(self, options: Mapping[str, Value]) -> Target:
        """The table with these options, beside the tables that it stood beside."""
        target = self.settling.otherwise(**options)
        if self.target is None:
            return target
        references = self.target.references.of_table(target.table, target.schema)
        return replace(target, references=references)

    # ---- what the file points to -----------------------------------------------------------------

    def _guesses(self, attempt: Attempt, settled: Mapping[str, Value]) -> Iterator[Guess]:
        if attempt.judging is None:
            yield from self._guesses_of_error(attempt.error, settled)
            return

        judging = attempt.judging
        yield from _header_below(judging)
        yield from self._delimiters(judging.target, judging.table.labels, settled)
        yield from _wrong_encoding(judging.target)
        yield from _other_locale(judging)

    def _guesses_of_error(
        self, error: StatxError | None, settled: Mapping[str, Value]
    ) -> Iterator[Guess]:
        match error:
            case EncodingError():
                for encoding in error.encodings:
                    yield _encoding(error.read_as, encoding)
            case HeaderBelowError():
                yield _header_in(error.row)
            case OtherSpellingError():
                yield Guess(SCHEMA.name, error.schema, NOTHING)
            case NoSchemaError(header_row=row) if row:
                yield _header_in(row)
            case NoSchemaError():
                yield from self._delimiters(None, error.labels, settled)

    def _delimiters(
        self, target: Target | None, labels: Sequence[str], settled: Mapping[str, Value]
    ) -> Iterator[Guess]:
        """Signs by which the header falls into more columns of the schema than it does."""
        names = target.schema.names if target else ()
        agreed = _agreed(target, names) if target else 0
        if target is not None and 2 * agreed > len(names):
            return

        for sign in CANDIDATES:
            if not any(sign in label for label in labels):
                continue
            value = WRITTEN_TAB if sign == TAB else sign
            try:
                other = self.settling.otherwise(**settled, delimiter=value)
            except StatxError:
                continue
            if _agreed(other, names or other.schema.names) > agreed:
                yield Guess(DELIMITER.name, value, OTHER_DELIMITER.fill(value=value))


def _respelling(attempt: Attempt) -> Respelling | None:
    """The header as the schema spells it, where that alone makes most errors."""
    judging = attempt.judging
    if judging is None or not judging.header.tallies:
        return None

    schema = judging.target.schema
    pairing = pair_labels(judging.table.labels, schema)
    labels = list(judging.table.labels)
    for position in pairing.respelt:
        labels[position] = pairing.pairs[position].name

    now = _count(judging.header.tallies)
    mended = now - _count(match_header(tuple(labels), schema).tallies)
    delimiter = judging.table.reading.delimiter
    if len(pairing.respelt) < SEVERAL or not mended or not delimiter:
        return None

    guess = Guess("", "", OTHER_SPELLING.fill(ref=schema.ref))
    return Respelling(guess, delimiter.join(labels), mended)


def _count(tallies: Iterable[Tally]) -> int:
    """The errors among these."""
    return sum(tally.count for tally in tallies if tally.rule.severity is Severity.ERROR)


def _agreed(target: Target, names: tuple[str, ...]) -> int:
    """How many of its columns have these names."""
    return len(set(target.table.labels) & set(names))


def _header_below(judging: Judging) -> Iterator[Guess]:
    if judging.header.judgeable:
        return
    below = judging.table.title_lines(judging.target.schema.names)
    if below is not None:
        _, row = below
        yield _header_in(row)


def _header_in(row: int) -> Guess:
    return Guess(HEADER_ROW.name, row, HEADER_BELOW.fill(value=row))


def _wrong_encoding(target: Target) -> Iterator[Guess]:
    """Text in UTF-8 can be read as nearly anything else, and nearly nothing else as UTF-8."""
    encoding = target.table.reading.encoding
    if not encoding or encoding.startswith((UTF_8, *MARKED)):
        return
    yield _encoding(encoding, UTF_8)


def _encoding(was: str, value: str) -> Guess:
    sentence = OTHER_ENCODING if value.startswith(PROVABLE) else PERHAPS_ENCODING
    what = sentence.fill(
        was=was,
        value=value,
    )
    return Guess(ENCODING.name, value, what)


def _other_locale(judging: Judging) -> Iterator[Guess]:
    """The locale that would mend columns and break none."""
    for check in judging.checks:
        if isinstance(check, NumberStyleCheck):
            if check.file.mends():
                what = OTHER_LOCALE.fill(example=EXAMPLES[check.there])
                yield Guess(LOCALE.name, check.there, what)
            return
