"""How numbers are written that are stored as text, and what they are: decimals, exact.

A group has three digits and no leading zero, as `0.125` in Indonesian style is most likely a
decimal point, and 125 would be wrong a thousandfold.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from decimal import Context, Decimal
from fractions import Fraction

EXACT = Context(prec=2100)
"""Twice the digits that a number may have before or behind its point, and some more."""
AS_EXCEL = Context(prec=15)
"""The digits that Excel shows; what it stores behind them is noise of its binary numbers."""
STYLES: Mapping[str, re.Pattern[str]] = {
    "": re.compile(r"-?\d+(?:\.\d+)?", re.ASCII),
    "id": re.compile(r"-?(?:[1-9]\d{0,2}(?:([. ])\d{3})(?:\1\d{3})*|\d+)(?:,\d+)?", re.ASCII),
    "en": re.compile(r"-?(?:[1-9]\d{0,2}(?:([, ])\d{3})(?:\1\d{3})*|\d+)(?:\.\d+)?", re.ASCII),
}
EXAMPLES = {"": "1234.56", "id": "1.234,56", "en": "1,234.56"}
_GROUPS = {"": "", "id": ". ", "en": ", "}
_BOTH_WAYS = re.compile(r"-?[1-9]\d{0,2}\.\d{3}", re.ASCII)
_MINUS = str.maketrans({"\u2212": "-", "\u2013": "-"})


def plain_number(text: str, style: str) -> str | None:
    """A number of that style as `1234.56`, its digits as they are; None where it is none.

    Where no style is said, what two of them read differently is none.
    """
    if not text.isascii():
        text = text.translate(_MINUS)
    if STYLES[style].fullmatch(text) is None:
        return None
    if not style:
        return None if _BOTH_WAYS.fullmatch(text) else text

    for sign in _GROUPS[style]:
        text = text.replace(sign, "")
    return text.replace(",", ".")


def looks_like_number(text: str) -> bool:
    """Whether some style reads it as a number."""
    text = text.translate(_MINUS)
    return any(style.fullmatch(text) for style in STYLES.values())


def percentage(stored: str) -> str:
    """A stored share as it is shown, 0.0542 as 5.42: of the digits that Excel keeps."""
    product = Decimal(stored).scaleb(2, EXACT)
    return written(AS_EXCEL.plus(product))


def scaled(number: str, factor: Decimal) -> str:
    """The product, exact and without zeros behind its last decimal."""
    product = EXACT.multiply(Decimal(number), factor)
    return written(product)


def written(number: Decimal) -> str:
    """A number in digits, without an exponent and without zeros behind its last decimal."""
    digits = format(number, "f")
    if "." in digits:
        digits = digits.rstrip("0").rstrip(".")
    return "0" if digits == "-0" else digits


def exact_factor(scale: Fraction) -> Decimal:
    """A factor that ends in decimals, as a decimal number."""
    return EXACT.divide(Decimal(scale.numerator), Decimal(scale.denominator))


def decimals_of(number: str) -> int:
    """How many digits stand behind its point."""
    _, _, behind = number.partition(".")
    return len(behind)
