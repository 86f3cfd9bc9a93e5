"""How a JSON document for programs is written: readable letters, two spaces, one last newline."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence


def dump_document(document: Mapping[str, object] | Sequence[object]) -> str:
    """The document as text that every UTF-8 file can hold."""
    text = json.dumps(document, indent=2, ensure_ascii=False)

    # A file name that is no Unicode can be said in JSON, but not in UTF-8: it is escaped.
    encoded = text.encode("utf-8", "backslashreplace")
    return encoded.decode("utf-8") + "\n"
