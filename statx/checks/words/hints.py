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
REMOVED = Text(
    id="{code} {name} tidak ada lagi sejak {since} ({decree})",
    en="{code} {name} is no more since {since} ({decree})",
)
REPLACED = Text(
    id="{code} {name} tidak ada lagi sejak {since} ({decree}); penggantinya {successor}",
    en="{code} {name} is no more since {since} ({decree}); its successor is {successor}",
)
