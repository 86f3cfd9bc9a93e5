"""What may have been meant by a value that is wrong."""

from __future__ import annotations

from statx.texts import Text

DID_YOU_MEAN = Text(
    id="mungkin maksudnya {words}?",
    en="did you mean {words}?",
)
CODE_OF_THE_OTHER_SYSTEM = Text(
    id="{cell} adalah kode {system} untuk {name}; di sini tulis {code}",
    en="{cell} is the {system} code of {name}; write {code} here",
)
