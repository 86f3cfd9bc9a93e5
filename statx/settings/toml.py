"""What is wrong with a TOML file, said in both languages.

`tomllib` says it in English, with the place in the words of its message.
"""

from __future__ import annotations

import re

from statx.texts import Text, verbatim

_MESSAGE = re.compile(r"(.*) \(at line (\d+), column (\d+)\)")
FAULT_AT = Text(
    id='baris {line}, kolom {column}: bukan TOML (kunci = "nilai", teks diapit petik): {reason}',
    en='line {line}, column {column}: no TOML (key = "value", texts in quotes): {reason}',
)
FAULT = Text(
    id='bukan TOML yang lengkap (kunci = "nilai", teks diapit petik): {reason}',
    en='no complete TOML (key = "value", texts in quotes): {reason}',
)


def toml_fault(error: ValueError | RecursionError) -> Text:
    """What is wrong, and where, without a full stop. `error` is what `tomllib` raised."""
    message = _MESSAGE.fullmatch(str(error))
    if message is None:
        return FAULT.fill(reason=verbatim(error))

    reason, line, column = message.groups()
    return FAULT_AT.fill(
        line=line,
        column=column,
        reason=verbatim(reason),
    )
