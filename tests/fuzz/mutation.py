"""Bytes and JSON made wrong: a little, at random, in the ways in which files are really damaged, and in a few worse."""

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


# ---- bytes -----------------------------------------------------------------------------------------


def mutated(data: bytes, random: Random, other: bytes = b"") -> bytes:
    """A few mutations in a row; `other` is what chunks are spliced in from."""
    for _ in range(random.choice((1, 1, 1, 2, 2, 3, 5, 8))):
        data = random.choice(BYTES)(data, random, other)[:LARGEST]
    return data


Mutation = Callable[[bytes, Random, bytes], bytes]


def _flip(data: bytes, random: Random, _other: bytes) -> bytes:
    if not data:
        return data
    at = random.randrange(len(data))
    return data[:at] + bytes([data[at] ^ (1 << random.randrange(8))]) + data[at + 1 :]


def _set(data: bytes, random: Random, _other: bytes) -> bytes:
    if not data:
        return data
    at = random.randrange(len(data))
    return data[:at] + bytes([random.choice((*NUMBERS, random.randrange(256)))]) + data[at + 1 :]


def _delete(data: bytes, random: Random, _other: bytes) -> bytes:
    start, end = _chunk(data, random)
    return data[:start] + data[end:]


def _duplicate(data: bytes, random: Random, _other: bytes) -> bytes:
    start, end = _chunk(data, random)
    times = random.choice((1, 1, 2, 3, 50, 3000))
    return (
        data[:end] + data[start:end] * min(times, 1 + LARGEST // max(1, end - start)) + data[end:]
    )


def _move(data: bytes, random: Random, _other: bytes) -> bytes:
    start, end = _chunk(data, random)
    rest = data[:start] + data[end:]
    at = random.randint(0, len(rest))
    return rest[:at] + data[start:end] + rest[at:]


def _splice(data: bytes, random: Random, other: bytes) -> bytes:
    start, end = _chunk(other, random)
    at = random.randint(0, len(data))
    return (
        data[:at] + other[start:end] + data[random.choice((at, min(len(data), at + end - start))) :]
    )


def _insert(data: bytes, random: Random, _other: bytes) -> bytes:
    at = random.choice((0, len(data), random.randint(0, len(data)), random.randint(0, len(data))))
    return data[:at] + random.choice(TOKENS) + data[at:]


def _cut(data: bytes, random: Random, _other: bytes) -> bytes:
    return data[: random.randint(0, len(data))]


def _encoded(data: bytes, random: Random, _other: bytes) -> bytes:
    encoding = random.choice(
        ("utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1252", "utf-8-sig", "utf-7")
    )
    return data.decode(errors="replace").encode(encoding, errors="replace")


def _newlines(data: bytes, random: Random, _other: bytes) -> bytes:
    return data.replace(b"\n", random.choice((b"\r\n", b"\r", b"\n\r", b"\n\n", b"\r\r\n", b"")))


def _delimiters(data: bytes, random: Random, _other: bytes) -> bytes:
    return data.replace(b",", random.choice((b";", b"\t", b"|", b",,", b'","', b"")))


def _number(data: bytes, random: Random, _other: bytes) -> bytes:
    """Four or eight bytes become an extreme number, as a length or an offset in a binary file would."""
    width = random.choice((4, 8))
    if len(data) < width:
        return data
    at = random.choice((random.randint(0, len(data) - width), max(0, len(data) - 2 * width)))
    number = random.choice(
        (0, 1, (1 << 31) - 1, 1 << 31, (1 << (8 * width)) - 1, random.getrandbits(8 * width))
    )
    return data[:at] + (number % (1 << (8 * width))).to_bytes(width, "little") + data[at + width :]


BYTES: Sequence[Mutation] = (
    _flip,
    _flip,
    _set,
    _set,
    _delete,
    _delete,
    _duplicate,
    _move,
    _splice,
    _splice,
    _insert,
    _insert,
    _insert,
    _cut,
    _encoded,
    _newlines,
    _delimiters,
    _number,
)


def _chunk(data: bytes, random: Random) -> tuple[int, int]:
    start = random.randint(0, len(data))
    return start, min(len(data), start + random.choice((1, 2, 4, 16, 64, 1000, 100_000)))


# ---- JSON ------------------------------------------------------------------------------------------


def rewritten(document: Any, random: Random) -> Any:  # noqa: ANN401  any JSON
    """A copy of a document, wrong in a place or several."""
    document = json.loads(json.dumps(document))
    for _ in range(random.choice((1, 1, 1, 2, 3, 6))):
        places = list(_places(document))
        if not places:
            return deepcopy(random.choice(VALUES))
        holder, key = random.choice(places)
        random.choice(JSON)(holder, key, document, random)
    return document


def _replace(holder: Any, key: Any, _document: Any, random: Random) -> None:  # noqa: ANN401
    holder[key] = deepcopy(
        random.choice(VALUES)
    )  # what stands in a document may be mutated further


def _remove(holder: Any, key: Any, _document: Any, _random: Random) -> None:  # noqa: ANN401
    del holder[key]


def _double(holder: Any, key: Any, _document: Any, _random: Random) -> None:  # noqa: ANN401
    if isinstance(holder, list):
        holder.insert(key, holder[key])
    else:
        holder[f"{key}2"] = holder[key]


def _swap(holder: Any, key: Any, document: Any, random: Random) -> None:  # noqa: ANN401
    """The value of another place, as a copy: a document must not hold itself."""
    other, there = random.choice(list(_places(document)))
    holder[key] = json.loads(json.dumps(other[there]))


def _rename(holder: Any, key: Any, document: Any, random: Random) -> None:  # noqa: ANN401
    if isinstance(holder, dict):
        names = [there for _, there in _places(document) if isinstance(there, str)]
        holder[random.choice([*names, "", "type", "constraints", "missingValues"])] = holder.pop(
            key
        )


def _wrap(holder: Any, key: Any, _document: Any, random: Random) -> None:  # noqa: ANN401
    holder[key] = random.choice(
        ([holder[key]], {"value": holder[key]}, [holder[key]] * 3, str(holder[key]))
    )


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
        keys = (
            holder
            if isinstance(holder, dict)
            else range(len(holder))
            if isinstance(holder, list)
            else ()
        )
        for key in keys:
            yield holder, key
            waiting.append(holder[key])
