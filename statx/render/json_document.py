"""How a JSON document for programs is written: readable letters, two spaces, one last newline."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence

_UNSAFE = re.compile(
    "[\x7f-\x9f\u00ad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ud800-\udfff"
    "\ufeff\ufff9-\uffff\U000e0000-\U000e0fff]|#(?=#\\[)"
)
"""What a terminal or a log would obey: controls, marks of direction, lone surrogates,
`##[error]`."""


def dump_document(document: Mapping[str, object] | Sequence[object]) -> str:
    """The document as text that every UTF-8 file can hold."""
    text = json.dumps(
        document,
        indent=2,
        ensure_ascii=False,
    )
    return _UNSAFE.sub(_escape, text) + "\n"


def _escape(match: re.Match[str]) -> str:
    """The same characters, spelt so that reading the document gives them back."""
    return "".join(f"\\u{unit:04x}" for unit in _utf16_units(match[0]))


def _utf16_units(character: str) -> Iterator[int]:
    encoded = character.encode("utf-16-be", "surrogatepass")
    for at in range(
        0,
        len(encoded),
        2,
    ):
        yield int.from_bytes(encoded[at : at + 2], "big")
