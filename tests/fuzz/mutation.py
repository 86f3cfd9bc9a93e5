"""Bytes and JSON made wrong: a little, at random, as files are really damaged.

And in a few worse ways.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from copy import deepcopy
from random import Random
from typing import Any

LARGEST = 1 << 20
"""Bytes of a mutated file; larger ones cost time and find nothing more."""
TOKENS: tuple[bytes, ...] = (
    b'"',
    b'""',
    b'"""',
    b"'",
    b"\n",
    b"\r",
    b"\r\n",
    b"\n\n\n",
    b"\0",
    b"\xef\xbb\xbf",
    b"\xff\xfe",
    b"\xfe\xff",
    b",",
    b";",
    b"\t",
    b"|",
    b",,,,,,,,",
    b"\\",
    b"\x1a",
    b"\x7f",
    b"\xc3\x28",
    b"\xed\xa0\x80",
    b"\xf4\x90\x80\x80",
    b"\xe2\x80\xa8",
    b"\xc2\xa0",
    b"NaN",
    b"-inf",
    b"1e999999999",
    b"-0",
    b"9" * 40,
    b"0x1F",
    b"1_000",
    b"\xd9\xa3",
    b"0000-00-00",
    b"9999-12-31",
    b"24:00:00",
    b"P1Y",
    b"{" * 2000,
    b"[" * 20000,
    b"a" * 70000,
    b"PAR1",
    b"PK\x03\x04",
    b'<!DOCTYPE a [<!ENTITY b "c">]>',
    b"&b;",
    b"<c>",
    b'<c r="XFD1048577"><v>1</v></c>',
    b'<mergeCell ref="A1:XFD1048576"/>',
)
NUMBERS = (0, 1, 0x7F, 0x80, 0xFF)
VALUES: tuple[Any, ...] = (
    None,
    True,
    False,
    0,
    -1,
    1.5,
    10**30,
    1e308,
    float("nan"),
    float("inf"),
    "",
    " ",
    "a",
    "\ud800",
    "\0",
    "../x",
    "http://example.test/x",
    "%",
    "%d%",
    "(",
    "(a+)+$",
    "a{1,100000}",
    "{x}",
    "{0}",
    "default",
    "any",
    "integer",
    "list",
    "x" * 5000,
    [],
    {},
    [[]],
    [None],
    ["", ""],
    {"": ""},
    {"value": None},
    {"value": "x", "label": 1},
)


# ---- bytes -------------------------------------------------------------------------------------

Mutation = Callable[[bytes, Random, bytes], bytes]
"""(data, chance, another file) -> the data, wrong in one way"""


def mutated(data: bytes, random: Random, other: bytes = b"") -> bytes:
    """A few mutations in a row; `other` is what chunks are spliced in from."""
    for _ in range(random.choice((1, 1, 1, 2, 2, 3, 5, 8))):
        mutate = random.choice(BYTES)
        data = mutate(data, random, other)[:LARGEST]

    return data


def _flip_bit(data: bytes, random: Random, _other: bytes) -> bytes:
    if not data:
        return data
    at = random.randrange(len(data))
    flipped = data[at] ^ (1 << random.randrange(8))

    return data[:at] + bytes([flipped]) + data[at + 1 :]


def _set_byte(data: bytes, random: Random, _other: bytes) -> bytes:
    if not data:
        return data
    at = random.randrange(len(data))
    byte = random.choice((*NUMBERS, random.randrange(256)))

    return data[:at] + bytes([byte]) + data[at + 1 :]


def _delete_chunk(data: bytes, random: Random, _other: bytes) -> bytes:
    start, end = _chunk(data, random)
    return data[:start] + data[end:]


def _repeat_chunk(data: bytes, random: Random, _other: bytes) -> bytes:
    start, end = _chunk(data, random)
    times = random.choice((1, 1, 2, 3, 50, 3000))
    most = 1 + LARGEST // max(1, end - start)

    return data[:end] + data[start:end] * min(times, most) + data[end:]


def _move_chunk(data: bytes, random: Random, _other: bytes) -> bytes:
    start, end = _chunk(data, random)
    rest = data[:start] + data[end:]
    at = random.randint(0, len(rest))

    return rest[:at] + data[start:end] + rest[at:]


def _splice(data: bytes, random: Random, other: bytes) -> bytes:
    """A chunk of the other file, put between or over what is there."""
    start, end = _chunk(other, random)
    at = random.randint(0, len(data))
    overwritten = min(len(data), at + end - start)
    on = random.choice((at, overwritten))

    return data[:at] + other[start:end] + data[on:]


def _insert_token(data: bytes, random: Random, _other: bytes) -> bytes:
    at = random.choice((0, len(data), random.randint(0, len(data)), random.randint(0, len(data))))
    return data[:at] + random.choice(TOKENS) + data[at:]


def _cut_off(data: bytes, random: Random, _other: bytes) -> bytes:
    return data[: random.randint(0, len(data))]


def _recode(data: bytes, random: Random, _other: bytes) -> bytes:
    encoding = random.choice(ENCODINGS)
    text = data.decode(errors="replace")

    return text.encode(encoding, errors="replace")


def _change_newlines(data: bytes, random: Random, _other: bytes) -> bytes:
    newline = random.choice((b"\r\n", b"\r", b"\n\r", b"\n\n", b"\r\r\n", b""))
    return data.replace(b"\n", newline)


def _change_delimiters(data: bytes, random: Random, _other: bytes) -> bytes:
    delimiter = random.choice((b";", b"\t", b"|", b",,", b'","', b""))
    return data.replace(b",", delimiter)


def _put_extreme_number(data: bytes, random: Random, _other: bytes) -> bytes:
    """In place of four or eight bytes, as a length or an offset in a binary file would be."""
    width = random.choice((4, 8))
    if len(data) < width:
        return data

    anywhere = random.randint(0, len(data) - width)
    near_end = max(0, len(data) - 2 * width)
    at = random.choice((anywhere, near_end))
    largest = (1 << (8 * width)) - 1
    extremes = (0, 1, (1 << 31) - 1, 1 << 31, largest, random.getrandbits(8 * width))
    number = random.choice(extremes) & largest

    return data[:at] + number.to_bytes(width, "little") + data[at + width :]


ENCODINGS = ("utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1252", "utf-8-sig", "utf-7")
BYTES: Sequence[Mutation] = (
    _flip_bit,
    _flip_bit,
    _set_byte,
    _set_byte,
    _delete_chunk,
    _delete_chunk,
    _repeat_chunk,
    _move_chunk,
    _splice,
    _splice,
    _insert_token,
    _insert_token,
    _insert_token,
    _cut_off,
    _recode,
    _change_newlines,
    _change_delimiters,
    _put_extreme_number,
)
"""One that stands here twice is tried twice as often."""


def _chunk(data: bytes, random: Random) -> tuple[int, int]:
    """(start, end) of some of the data."""
    start = random.randint(0, len(data))
    size = random.choice((1, 2, 4, 16, 64, 1000, 100_000))

    return start, min(len(data), start + size)


# ---- JSON --------------------------------------------------------------------------------------


def rewritten(document: Any, random: Random) -> Any:  # noqa: ANN401  any JSON
    """A copy of a document, wrong in a place or several."""
    document = _copy(document)
    for _ in range(random.choice((1, 1, 1, 2, 3, 6))):
        places = list(_places(document))
        if not places:
            return deepcopy(random.choice(VALUES))
        holder, key = random.choice(places)
        rewrite = random.choice(JSON)
        rewrite(holder, key, document, random)

    return document


def _copy(document: Any) -> Any:  # noqa: ANN401  any JSON
    return json.loads(json.dumps(document))


def _replace(holder: Any, key: Any, _document: Any, random: Random) -> None:  # noqa: ANN401
    value = random.choice(VALUES)
    holder[key] = deepcopy(value)  # what stands in a document may be mutated further


def _remove(holder: Any, key: Any, _document: Any, _random: Random) -> None:  # noqa: ANN401
    del holder[key]


def _double(holder: Any, key: Any, _document: Any, _random: Random) -> None:  # noqa: ANN401
    if isinstance(holder, list):
        holder.insert(key, holder[key])
    else:
        holder[f"{key}2"] = holder[key]


def _swap(holder: Any, key: Any, document: Any, random: Random) -> None:  # noqa: ANN401
    """The value of another place, as a copy: a document must not hold itself."""
    other, place = random.choice(list(_places(document)))
    holder[key] = _copy(other[place])


def _rename(holder: Any, key: Any, document: Any, random: Random) -> None:  # noqa: ANN401
    if not isinstance(holder, dict):
        return
    names = [name for _, name in _places(document) if isinstance(name, str)]
    name = random.choice([*names, "", "type", "constraints", "missingValues"])
    holder[name] = holder.pop(key)


def _wrap(holder: Any, key: Any, _document: Any, random: Random) -> None:  # noqa: ANN401
    value = holder[key]
    holder[key] = random.choice(([value], {"value": value}, [value] * 3, str(value)))


JSON: Sequence[Callable[[Any, Any, Any, Random], None]] = (
    _replace,
    _replace,
    _remove,
    _double,
    _swap,
    _rename,
    _wrap,
)


def _places(document: Any) -> Any:  # noqa: ANN401
    """(holder, key) of every value in a document."""
    waiting = [document]
    while waiting:
        holder = waiting.pop()
        for key in _keys(holder):
            yield holder, key
            waiting.append(holder[key])


def _keys(holder: Any) -> Any:  # noqa: ANN401
    if isinstance(holder, dict):
        return holder
    return range(len(holder)) if isinstance(holder, list) else ()
