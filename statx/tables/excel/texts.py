"""A cell of a workbook as the text that a CSV file would hold of it, under the field of its column.

A stored number has no decimal sign and a stored day no format: they are written as the field wants
them. What is stored as another kind than the field's type keeps the text it has, and is judged.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from datetime import date, datetime, time

from statx.registry.fields import Field
from statx.workbook.sheets import CellKind, SheetCell

ToText = Callable[[SheetCell], str]
ANY_FORMAT = ("default", "any")


def to_text(field: Field | None) -> ToText:
    """How the cells of a column are written that is judged as this field; None for no field."""
    match field.type if field is not None else "":
        case "number" if field is not None and field.decimal_char != ".":
            return _with_decimal_sign(field.decimal_char)
        case "date" | "datetime" | "time" if field is not None:
            return _in_format(field)
        case "boolean" if field is not None:
            return _with_words(field)
        case _:
            return _as_stored


def _as_stored(cell: SheetCell) -> str:
    return cell.text


def _with_decimal_sign(sign: str) -> ToText:
    def text_of(cell: SheetCell) -> str:
        if cell.kind is CellKind.NUMBER:
            return cell.text.replace(".", sign)
        return cell.text

    return text_of


def _in_format(field: Field) -> ToText:
    """Days and times as the field's format has them; a moment is no day, and stays as it is."""

    def text_of(cell: SheetCell) -> str:
        if cell.kind is not CellKind.DATE:
            return cell.text
        if field.format in ANY_FORMAT:
            is_day = field.type == "datetime" and "T" not in cell.text and "-" in cell.text
            return f"{cell.text}T00:00:00" if is_day else cell.text

        with suppress(ValueError):
            return _parsed(cell.text, field.type).strftime(field.format)
        return cell.text

    return text_of


def _parsed(text: str, kind: str) -> date | datetime | time:
    """ValueError where the text is of another kind."""
    match kind:
        case "date":
            return date.fromisoformat(text)
        case "time":
            return time.fromisoformat(text)
        case _:
            return datetime.fromisoformat(text)


def _with_words(field: Field) -> ToText:
    """TRUE and FALSE by the words that the field has for them."""
    words = {
        "TRUE": field.descriptor.get("trueValues", ("TRUE",)),
        "FALSE": field.descriptor.get("falseValues", ("FALSE",)),
    }

    def text_of(cell: SheetCell) -> str:
        if cell.kind is not CellKind.BOOLEAN or cell.text in words[cell.text]:
            return cell.text
        return str(words[cell.text][0])

    return text_of
