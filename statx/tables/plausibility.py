"""Texts that Frictionless reads and nobody should rely on: refused, or accepted as unusual.

Refused is where it would find a wrong number in silence: grouping of digits that is none, years and
months that are no years and months. Unusual is what it reads rightly and a spreadsheet or another
program may not.
"""

from __future__ import annotations

import re

from statx.registry.fields import Field

AROUND_NUMBER = r"((^[^-\d]*)|(\D*$))"
"""What Frictionless takes away where a number need not be bare: `Rp 1000`, `95%`."""
LONGEST_NUMBER = 2000
"""Characters, with grouping and whatever may stand around a number."""
USUAL = {
    "integer": r"-?(0|[1-9][0-9]*)",
    "number": r"-?(0|[1-9][0-9]*)(\.[0-9]+)?",
    "date": r"[0-9]{4}-[0-9]{2}-[0-9]{2}",
}


def is_plausible(text: str, field: Field) -> bool:
    """Whether what Frictionless reads in this text can be trusted."""
    match field.type:
        case "number" | "integer":
            return len(text) <= LONGEST_NUMBER and _is_grouped_rightly(text, field)
        case "year":
            return bool(re.fullmatch(r"[0-9]{4}", text))
        case "yearmonth":
            return bool(re.fullmatch(r"[0-9]{4}-[0-9]{2}", text))
    return True


def without_grouping(text: str, field: Field) -> str:
    """Frictionless's integer knows no groups; they were found right before."""
    if field.type == "integer" and field.group_char:
        return text.replace(field.group_char, "")
    return text


def is_unusual(text: str, field: Field) -> bool:
    """Whether another program may read this text otherwise, or not at all."""
    if field.type not in USUAL or not field.bare_number:
        return False
    if field.format not in ("default", "any"):
        return False

    plain = text.replace(field.group_char, "") if field.group_char else text
    plain = plain.replace(field.decimal_char, ".")
    return not re.fullmatch(USUAL[field.type], plain)


def _is_grouped_rightly(text: str, field: Field) -> bool:
    """Digits grouped by three or not at all, and no group mark behind the decimal mark.

    `1.5` is no 15.
    """
    if not field.group_char:
        return True

    number = text.strip()
    if not field.bare_number:
        number = re.sub(AROUND_NUMBER, "", number)
    if field.group_char not in number:
        return True

    group = re.escape(field.group_char)
    fraction = ""
    if field.type == "number":
        fraction = rf"({re.escape(field.decimal_char)}[0-9]+)?"
    # A first group of zero is none: 0.125 in Indonesian style is a decimal point gone astray.
    whole = rf"[1-9][0-9]{{0,2}}({group}[0-9]{{3}})+"
    return bool(re.fullmatch(rf"[+-]?{whole}{fraction}", number))
