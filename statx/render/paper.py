"""Lines on a terminal: marks, styles, columns, and a width beyond which nothing runs.

All that comes from a file is escaped and never read as markup; without colour the marks and the
words carry everything.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from statx.render.options import RenderOptions
from statx.texts import Text, clean, clean_lines, plain, verbatim

if TYPE_CHECKING:
    from rich.console import Console, RenderableType
    from rich.table import Table
    from rich.text import Text as Styled

UNBROKEN = "\N{OPEN BOX}"
"""Stands for a space until lines are broken: rich breaks at a no-break space, too."""
_AMOUNT = re.compile(r"(?<=\d) (?=[^\W\d])")
QUIET, STRONG, HINT, REMEDY = "dim", "bold", "cyan", "green"


@dataclass(frozen=True, slots=True)
class Mark:
    """A sign in front of a line, and the style of both."""

    sign: str
    style: str


GOOD = Mark("✓", "bold green")
BAD = Mark("✗", "bold red")
CARE = Mark("!", "yellow")
NEXT = Mark("→", REMEDY)


@dataclass(frozen=True, slots=True)
class Paper:
    """What lines are made of, in one language and width."""

    options: RenderOptions
    width: int

    def print(self, parts: Iterable[RenderableType]) -> str:
        """The parts as text, no line ending in blanks."""
        lines = [line.rstrip(" ") for line in self.draw(parts).splitlines()]
        text = "".join(f"{line}\n" for line in lines)
        return text.replace(UNBROKEN, " ")

    def draw(self, parts: Iterable[RenderableType]) -> str:
        """The parts as text, as wide as the paper."""
        sheet = io.StringIO()
        console = self._console(sheet)
        for part in parts:
            console.print(part, crop=False)

        return sheet.getvalue()

    def styled(self, words: Text | str, style: str = "") -> Styled:
        """Words in the page's language, cleaned."""
        from rich.text import Text as Styled

        if isinstance(words, Text):
            shown = self._sign(clean_lines(words.say(self.options.language)))
        else:
            shown = clean(words)

        return Styled(
            shown,
            style=style,
            overflow="fold",
        )

    def line(self, *parts: Styled | str) -> Styled:
        """Several parts behind each other."""
        line = self.styled("")
        for part in parts:
            line.append(part)

        return line

    def marked(self, mark: Mark, line: RenderableType) -> RenderableType:
        """A line behind its mark."""
        row = self.grid(mark=1)
        row.add_row(self.mark(mark), line)
        return row

    def mark(self, mark: Mark, margin: str = "") -> Styled:
        """The mark itself, behind a margin."""
        return self.styled(verbatim(f"{margin}{mark.sign}"), mark.style)

    def command(self, words: str) -> RenderableType:
        """A command on a line of its own, however long it is: it is there to be copied."""
        from rich.console import Group

        line = self.styled(verbatim(f"  {NEXT.sign} "), NEXT.style)
        line.append(self.styled(words))
        line.no_wrap = True
        line.overflow = "ignore"
        return Group(line)  # alone, it would lose what was just said

    def rule(self) -> Styled:
        """A line from edge to edge."""
        return self.styled(verbatim("─" * self.width), QUIET)

    def indented(self, part: RenderableType) -> RenderableType:
        """A part that stands where a marked line stands, without a mark."""
        row = self.grid(mark=1)
        row.add_row("", part)
        return row

    def inset(self, part: RenderableType, columns: int = 2) -> RenderableType:
        """A part that stands so many columns from the edge, in all its lines."""
        from rich.padding import Padding

        return Padding(part, (0, 0, 0, columns))

    def facts(
        self, facts: Iterable[tuple[Text, Styled]], labels: Iterable[Text]
    ) -> Iterator[RenderableType]:
        """Labels and what they label, as wide as the longest of all `labels`."""
        longest = max(len(label.say(self.options.language)) for label in labels)
        for number, (label, fact) in enumerate(facts):
            if not number:
                yield ""

            row = self.grid(
                mark=1,
                label=longest + 1,
            )
            row.add_row("", self.styled(label, QUIET), fact)
            yield row

    def grid(self, **widths: int) -> Table:
        """Columns of these widths and one for the rest; numbers to the right."""
        from rich.table import Table

        grid = Table.grid(padding=(0, 1, 0, 0))
        for name, width in widths.items():
            justify = "right" if name == "number" else "left"
            grid.add_column(
                width=width,
                no_wrap=True,
                justify=justify,  # type: ignore[arg-type]  # rich wants literals
            )

        grid.add_column(overflow="fold")
        return grid

    def _sign(self, words: str) -> str:
        """Our own words; what came out of a file is shown as it is, or as its number."""
        return plain(words) if self.options.plain else words

    def _console(self, file: io.StringIO) -> Console:
        from rich.console import Console

        color = self.options.color
        return Console(
            file=file,
            width=self.width,
            height=100,
            force_terminal=color,
            no_color=not color,
            color_system="standard" if color else None,
            markup=False,
            highlight=False,
            emoji=False,
            legacy_windows=False,
            _environ={},  # whether there is colour, and how wide it is, was decided by the caller
        )


def unbroken(line: Text) -> Text:
    """A line of parts, separated by ' · ', that breaks between them and not inside."""
    return Text(
        id=_unbroken(line.id),
        en=_unbroken(line.en),
    )


def amounts_unbroken(line: Text) -> Text:
    """A line in which no number is parted from what it counts."""
    return Text(
        id=_AMOUNT.sub(UNBROKEN, line.id),
        en=_AMOUNT.sub(UNBROKEN, line.en),
    )


def _unbroken(line: str) -> str:
    between = f"{UNBROKEN}·{UNBROKEN}"
    return line.replace(" ", UNBROKEN).replace(between, f"{UNBROKEN}· ")
