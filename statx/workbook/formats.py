"""Number formats: what a workbook shows of a number, and whether that is a day or a time.

The formats without a text of their own are those of ECMA-376 part 1, 18.8.30.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from statx.workbook import limits
from statx.workbook.archive import Archive
from statx.workbook.xml import Attributes, LocalNames, read_part

BUILT_IN = {
    1: "0",
    2: "0.00",
    3: "#,##0",
    4: "#,##0.00",
    9: "0%",
    10: "0.00%",
    11: "0.00E+00",
    12: "# ?/?",
    13: "# ??/??",
    14: "mm-dd-yy",
    15: "d-mmm-yy",
    16: "d-mmm",
    17: "mmm-yy",
    18: "h:mm AM/PM",
    19: "h:mm:ss AM/PM",
    20: "h:mm",
    21: "h:mm:ss",
    22: "m/d/yy h:mm",
    37: "#,##0_);(#,##0)",
    38: "#,##0_);[Red](#,##0)",
    39: "#,##0.00_);(#,##0.00)",
    40: "#,##0.00_);[Red](#,##0.00)",
    45: "mm:ss",
    46: "[h]:mm:ss",
    47: "mmss.0",
    48: "##0.0E+0",
    49: "@",
    # Days of East Asian calendars, which each program shows in its own way.
    **dict.fromkeys((*range(27, 37), *range(50, 59)), "yyyy/m/d"),
}

_GENERAL = "general"
_ELAPSED = re.compile(r"\[(h+|m+|s+)\]", re.IGNORECASE)
_NOT_SHOWN = re.compile(r'"[^"]*"|\[[^\]]*\]|\\.|_.|\*.')
"""Texts, colours, conditions and blanks, in which letters mean nothing."""
_DATE_SIGNS = re.compile(r"[dmyhs]", re.IGNORECASE)
_LOCAL = LocalNames()


@dataclass(frozen=True, slots=True)
class NumberFormat:
    """How the numbers of some cells are shown."""

    code: str = ""
    """Empty for General."""
    is_date: bool = False
    is_elapsed: bool = False
    """Whether it counts hours beyond a day: `[h]:mm`."""

    @classmethod
    def parse(cls, code: str) -> NumberFormat:
        """What a format code means: its first section, which positive numbers take."""
        if code.lower() == _GENERAL:
            return cls()

        first = code.split(";", maxsplit=1)[0]
        is_elapsed = _ELAPSED.search(first) is not None
        shown = _NOT_SHOWN.sub("", first)
        is_date = is_elapsed or _has_date_signs(shown)
        return cls(code, is_date, is_elapsed)


GENERAL = NumberFormat()


def read_formats(archive: Archive, part: str) -> tuple[NumberFormat, ...]:
    """The number format of each style of cells, in their order."""
    styles = _Styles(archive, part)
    read_part(archive, part, styles)
    return tuple(styles.formats())


def _has_date_signs(shown: str) -> bool:
    if shown.lower().startswith(_GENERAL):
        return False
    return _DATE_SIGNS.search(shown) is not None


class _Styles:
    """The formats that have a text, and which of all formats each style takes."""

    def __init__(self, archive: Archive, part: str) -> None:
        self.archive = archive
        self.part = part
        self.codes = dict(BUILT_IN)
        self.of_styles: list[int] = []
        self.inside = ""

    def start(self, name: str, attributes: Attributes) -> None:
        local = _LOCAL[name]
        if local in ("numFmts", "cellXfs"):
            self.inside = local
        elif local == "numFmt" and self.inside == "numFmts":
            self.codes[_number(attributes.get("numFmtId"))] = attributes.get("formatCode", "")
        elif local == "xf" and self.inside == "cellXfs":
            self.of_styles.append(_number(attributes.get("numFmtId")))
        if max(len(self.codes), len(self.of_styles)) > limits.STYLES.most:
            raise self.archive.beyond(self.part, limits.STYLES)

    def end(self, name: str) -> None:
        if _LOCAL[name] in ("numFmts", "cellXfs"):
            self.inside = ""

    def text(self, words: str) -> None:
        """Styles say all in attributes."""

    def formats(self) -> list[NumberFormat]:
        by_number = {number: NumberFormat.parse(code) for number, code in self.codes.items()}
        return [by_number.get(number, GENERAL) for number in self.of_styles]


def _number(value: str | None) -> int:
    """The number of a format; 0, which is General, where there is none."""
    return int(value) if value and value.isdecimal() and len(value) < 10 else 0  # noqa: PLR2004  digits
