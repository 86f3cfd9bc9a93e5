"""A small good package, and every way we know to make it hostile, with the code of its refusal.

`row` is the row of the threat table in the design. A hostile package is made from the bytes of the
good one. Where `announced` is set, the one who opens knows which content was announced.
"""

from __future__ import annotations

import hashlib
import io
import json
import stat
import struct
import tempfile
import warnings
import zipfile
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from statx.container.bag import write_container
from statx.container.descriptor import DESCRIPTOR
from statx.container.manifest import BAG_INFO, PAYLOAD_MANIFEST, TAG_MANIFEST
from statx.container.strict_json import write_json
from statx.container.zip_form import FIRST

Members = dict[str, bytes]
Spoil = Callable[[bytes], bytes]

DATA, SCHEMA = "data/padi.csv", "schema/padi.json"
ENTRY, LOCAL = 46, 30  # bytes of a directory entry and of a local header before the name
INFO = {"Source-Organization": "BPS Provinsi Contoh", "External-Identifier": "produksi-padi@1.0.0"}


@dataclass(frozen=True, slots=True)
class Hostile:
    """One hostile package."""

    row: int
    code: str
    spoil: Spoil
    announced: bool = False


def content() -> Members:
    """What the good package is sealed from."""
    resource = {"name": "padi", "path": DATA, "schema": SCHEMA}
    return {
        DESCRIPTOR: write_json(
            {"name": "produksi-padi", "version": "1.0.0", "resources": [resource]}
        ),
        DATA: b"kode,ton\n32.01,120\n32.02,75\n",
        SCHEMA: write_json(
            {"fields": [{"name": "kode", "type": "string"}, {"name": "ton", "type": "integer"}]}
        ),
        "docs/catatan.md": b"Angka sementara.\n",
    }


def good_package() -> bytes:
    """The bytes of the good package."""
    with tempfile.TemporaryDirectory() as folder:
        target = Path(folder, "paket.zip")
        write_container(content(), target, info=INFO)
        return target.read_bytes()


def unzipped(package: bytes) -> Members:
    """The members as the standard library sees them."""
    with zipfile.ZipFile(io.BytesIO(package)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def zipped(members: Iterable[tuple[str, bytes]], **attributes: Any) -> bytes:  # noqa: ANN401
    """A zip in the one form; the attributes of `zipfile.ZipInfo` are those of the last member."""
    buffer, members = io.BytesIO(), sorted(members, key=_rank)
    with warnings.catch_warnings(), zipfile.ZipFile(buffer, "w") as archive:
        warnings.simplefilter("ignore", UserWarning)  # of a name twice
        for number, (name, body) in enumerate(members, start=1):
            last = attributes if number == len(members) else {}
            archive.writestr(_info(name, last), body)
    return buffer.getvalue()


def relisted(members: Members) -> Members:
    """The same members with lists of hashes that fit them."""
    payload = {name: body for name, body in members.items() if name.startswith("data/")}
    tags = {
        name: body for name, body in members.items() if name not in payload and name != TAG_MANIFEST
    }
    tags[PAYLOAD_MANIFEST] = _list(payload)
    return {**payload, **tags, TAG_MANIFEST: _list(tags)}


def _rank(member: tuple[str, bytes]) -> tuple[int, str]:
    name = member[0]
    return (FIRST.index(name) if name in FIRST else len(FIRST), name)


def _info(name: str, attributes: dict[str, Any]) -> zipfile.ZipInfo:
    info = zipfile.ZipInfo(name, date_time=(1980, 1, 1, 0, 0, 0))
    info.create_system, info.external_attr = 3, (stat.S_IFREG | 0o644) << 16
    info.compress_type = zipfile.ZIP_DEFLATED
    for key, value in attributes.items():
        setattr(info, key, value)
    return info


def _list(members: Members) -> bytes:
    lines = (f"{hashlib.sha256(members[name]).hexdigest()}  {name}\n" for name in sorted(members))
    return "".join(lines).encode()


# ---- ways to spoil ------------------------------------------------------------------------------


def _with(changes: Members) -> Spoil:
    """Members put in or replaced, the lists of hashes left as they were."""
    return lambda package: zipped({**unzipped(package), **changes}.items())


def _without(name: str) -> Spoil:
    return lambda package: zipped(item for item in unzipped(package).items() if item[0] != name)


def _listing(changes: Members) -> Spoil:
    """Members put in or replaced, and listed with their hashes."""
    return lambda package: zipped(relisted({**unzipped(package), **changes}).items())


def _unlisting(name: str) -> Spoil:
    def spoil(package: bytes) -> bytes:
        members = unzipped(package)
        del members[name]
        return zipped(relisted(members).items())

    return spoil


def _also(name: str, body: bytes = b"x\n", **attributes: Any) -> Spoil:  # noqa: ANN401
    """One more member, the last by its name, which may be one that is there already."""
    return lambda package: zipped([*unzipped(package).items(), (name, body)], **attributes)


def _descriptor(**changes: object) -> Spoil:
    def spoil(package: bytes) -> bytes:
        members = unzipped(package)
        descriptor = {**json.loads(members[DESCRIPTOR]), **changes}
        return zipped(relisted({**members, DESCRIPTOR: write_json(descriptor)}).items())

    return spoil


def _resource(**changes: object) -> Spoil:
    return _descriptor(resources=[{"name": "padi", "path": DATA, "schema": SCHEMA, **changes}])


def _tag_list(change: Callable[[bytes], bytes]) -> Spoil:
    def spoil(package: bytes) -> bytes:
        members = unzipped(package)
        return zipped({**members, TAG_MANIFEST: change(members[TAG_MANIFEST])}.items())

    return spoil


def _entry(offset: int, form: str, value: int) -> Spoil:
    """Another number in the directory entry of the data, `offset` bytes from its begin."""
    return lambda package: _patched(
        package, package.rindex(DATA.encode()) - ENTRY + offset, form, value
    )


def _header(offset: int, form: str, value: int) -> Spoil:
    """Another number in the local header of the data."""
    return lambda package: _patched(
        package, package.index(DATA.encode()) - LOCAL + offset, form, value
    )


def _both(*spoils: Spoil) -> Spoil:
    def spoil(package: bytes) -> bytes:
        for each in spoils:
            package = each(package)
        return package

    return spoil


def _patched(package: bytes, position: int, form: str, value: int) -> bytes:
    patch = struct.pack(form, value)
    return package[:position] + patch + package[position + len(patch) :]


def _size_of_data(size: int) -> Spoil:
    """Both headers declare `size` bytes for the data."""
    return _both(_entry(24, "<I", size), _header(22, "<I", size))


def _with_gap(package: bytes) -> bytes:
    """Four bytes between the last member and the directory."""
    end = len(package) - 22
    start = struct.unpack_from("<I", package, end + 16)[0]
    moved = package[:start] + b"\0\0\0\0" + package[start:]
    return _patched(moved, end + 4 + 16, "<I", start + 4)


def _overlapping(package: bytes) -> bytes:
    """The last member's entry points at the first member."""
    return _patched(package, package.rindex(b"PK\x01\x02") + 42, "<I", 0)


def _in_other_order(package: bytes) -> bytes:
    buffer, members = io.BytesIO(), unzipped(package)
    with zipfile.ZipFile(buffer, "w") as archive:
        for name in reversed(members):
            archive.writestr(_info(name, {}), members[name])
    return buffer.getvalue()


def _renamed_in_header(package: bytes) -> bytes:
    return package.replace(DATA.encode(), b"data/padi.CSV", 1)


def _commented(package: bytes) -> bytes:
    return package[:-2] + b"\x02\x00hi"


def _link(kind: int) -> int:
    return (kind | 0o644) << 16


def _repeated(number: int) -> Spoil:
    def spoil(package: bytes) -> bytes:
        return zipped(
            {**unzipped(package), **{f"data/{each}.csv": b"" for each in range(number)}}.items()
        )

    return spoil


_UNOFFICIAL = "https://contoh.example/padi.json"
_EXTRA = struct.pack("<HHI", 0x7075, 4, 0)

HOSTILE: dict[str, Hostile] = {
    "one digit of the data changed": Hostile(
        1, "hash", _with({DATA: b"kode,ton\n32.01,120\n32.02,76\n"})
    ),
    "data changed and listed anew": Hostile(
        2, "content", _listing({DATA: b"kode,ton\n"}), announced=True
    ),
    "schema substituted": Hostile(3, "hash", _with({SCHEMA: b'{"fields": []}\n'})),
    "descriptor substituted": Hostile(3, "hash", _with({DESCRIPTOR: b"{}\n"})),
    "list of the data substituted": Hostile(
        3, "hash", _with({PAYLOAD_MANIFEST: b"0" * 64 + f"  {DATA}\n".encode()})
    ),
    # the set of members
    "one more file in data": Hostile(24, "unlisted", _with({"data/lain.csv": b"x\n"})),
    "one more file beside data": Hostile(24, "unlisted", _with({"lain.txt": b"x\n"})),
    "a clearance without a release": Hostile(
        24, "unlisted", _with({"clearance/budi@contoh.json": b"{}\n"})
    ),
    "a release of no format": Hostile(10, "format", _with({"release.json": b"{}\n"})),
    "a release of another classification": Hostile(
        11, "classification", _with({"release.json": b'{"format": "statx-release/1"}\n'})
    ),
    "a clearance listed as content": Hostile(
        24, "manifest", _listing({"clearance/budi@contoh.json": b"{}\n"})
    ),
    "data missing": Hostile(24, "missing", _without(DATA)),
    "tag manifest missing": Hostile(24, "missing", _without(TAG_MANIFEST)),
    "bagit.txt missing and not listed": Hostile(24, "missing", _unlisting("bagit.txt")),
    "another BagIt": Hostile(24, "content", _listing({"bagit.txt": b"BagIt-Version: 0.97\n"})),
    "listed but no resource": Hostile(25, "unlisted", _listing({"data/lain.csv": b"x\n"})),
    "a schema that nobody refers to": Hostile(25, "unlisted", _listing({"schema/x.json": b"{}\n"})),
    # what has no place in a package, though it is listed
    "settings": Hostile(17, "name", _listing({"statx.toml": b'registry = "x"\n'})),
    "data to be fetched": Hostile(17, "name", _listing({"fetch.txt": b"https://x 1 data/x\n"})),
    "a program": Hostile(17, "name", _listing({"setup.py": b"print()\n"})),
    "a second list": Hostile(17, "name", _listing({"manifest-md5.txt": b"\n"})),
    "a second list of lists": Hostile(17, "name", _listing({"tagmanifest-md5.txt": b"\n"})),
    "settings beside the schemas": Hostile(25, "unlisted", _listing({"schema/statx.toml": b"\n"})),
    "another sum": Hostile(17, "content", _listing({BAG_INFO: b"Payload-Oxum: 29.1\n"})),
    "no sum": Hostile(17, "content", _listing({BAG_INFO: b"Contact-Name: x\n"})),
    "two sums": Hostile(
        17, "content", _listing({BAG_INFO: b"Payload-Oxum: 28.1\npayload-oxum: 28.1\n"})
    ),
    # the lists
    "list without its last line end": Hostile(24, "manifest", _tag_list(lambda body: body[:-1])),
    "list not sorted": Hostile(
        24, "manifest", _tag_list(lambda body: b"\n".join([*body.split(b"\n")[-2::-1], b""]))
    ),
    "list with a line twice": Hostile(
        24, "manifest", _tag_list(lambda body: body[: body.index(b"\n") + 1] + body)
    ),
    "list in upper case": Hostile(24, "manifest", _tag_list(bytes.upper)),
    "list with DOS line ends": Hostile(
        24, "manifest", _tag_list(lambda body: body.replace(b"\n", b"\r\n"))
    ),
    "list beyond ASCII": Hostile(
        24, "manifest", _tag_list(lambda body: body.replace(b"schema", "schemá".encode()))
    ),
    "list with a path upwards": Hostile(
        29, "name", _tag_list(lambda body: b"0" * 64 + b"  ../lain\n" + body)
    ),
    "list larger than a list may be": Hostile(
        33, "limit", _tag_list(lambda body: bytes(range(256)) * 4097 + body)
    ),
    # the descriptor
    "schema at a URL": Hostile(26, "reference", _resource(schema=_UNOFFICIAL)),
    "data at a URL": Hostile(26, "reference", _resource(path="https://contoh.example/padi.csv")),
    "one data file of two at a URL": Hostile(26, "reference", _resource(path=[DATA, _UNOFFICIAL])),
    "dialect at a URL": Hostile(26, "reference", _resource(dialect=_UNOFFICIAL)),
    "JSON schema at a URL": Hostile(26, "reference", _resource(jsonschema=_UNOFFICIAL)),
    "profile at a URL": Hostile(26, "reference", _descriptor(profile=_UNOFFICIAL)),
    "$schema at a URL": Hostile(26, "reference", _descriptor(**{"$schema": _UNOFFICIAL})),
    "profile of a resource at a URL": Hostile(26, "reference", _resource(profile=_UNOFFICIAL)),
    "profile of a schema at a URL": Hostile(
        26, "reference", _resource(schema={"$schema": _UNOFFICIAL})
    ),
    "profile that only begins like ours": Hostile(
        26, "reference", _descriptor(profile="https://datapackage.org.contoh.example/p.json")
    ),
    "more data by another key": Hostile(26, "reference", _resource(extrapaths=[_UNOFFICIAL])),
    "data by the key of old": Hostile(26, "reference", _resource(url=_UNOFFICIAL)),
    "another loader": Hostile(26, "reference", _resource(scheme="remote")),
    "data in place": Hostile(26, "reference", _resource(data=[["kode"], ["32.01"]])),
    "data upwards": Hostile(27, "reference", _resource(path="../padi.csv")),
    "data at an absolute path": Hostile(27, "reference", _resource(path="/etc/hostname")),
    "data outside data/": Hostile(27, "reference", _resource(path=SCHEMA)),
    "data that is not there": Hostile(27, "reference", _resource(path="data/lain.csv")),
    "no data at all": Hostile(27, "reference", _resource(path=[])),
    "schema upwards": Hostile(27, "reference", _resource(schema="../padi.json")),
    "descriptor without a name": Hostile(28, "content", _descriptor(name="")),
    "descriptor without a version": Hostile(28, "content", _descriptor(version=None)),
    "descriptor without resources": Hostile(28, "content", _descriptor(resources=[])),
    "resource by reference": Hostile(28, "content", _descriptor(resources=[_UNOFFICIAL])),
    # names
    "upwards": Hostile(29, "name", _also("../lain.txt")),
    "upwards from within": Hostile(29, "name", _also("schema/../../lain.txt")),
    "absolute": Hostile(29, "name", _also("/tmp/lain.txt")),  # noqa: S108
    "backslash": Hostile(29, "name", _also("schema\\..\\lain.txt")),
    "drive": Hostile(29, "name", _also("C:lain.txt")),
    "dot segment": Hostile(29, "name", _also("./lain.txt")),
    "empty segment": Hostile(29, "name", _also("schema//lain.txt")),
    "hidden": Hostile(29, "name", _also("schema/.lain")),
    "dot at the end": Hostile(29, "name", _also("schema/lain.")),
    "space": Hostile(29, "name", _also("schema/la in")),
    "line end": Hostile(29, "name", _also("schema/lain\n")),
    "segment of 101": Hostile(29, "name", _also("schema/" + "a" * 101)),
    "name of 201": Hostile(29, "name", _also("/".join(["a" * 66] * 3) + "a")),
    "device": Hostile(30, "name", _also("schema/con.json")),
    "device in upper case": Hostile(30, "name", _also("schema/LPT1")),
    "Cyrillic look-alike": Hostile(30, "name", _also("schema/p\u0430di.json")),
    "not even UTF-8": Hostile(
        30, "name", lambda package: package.replace(b"data/padi", b"data/pa\xffi")
    ),
    # kinds
    "symbolic link": Hostile(
        31, "zip-special", _also("z", b"/etc/hostname", external_attr=_link(stat.S_IFLNK))
    ),
    "FIFO": Hostile(31, "zip-special", _also("z", external_attr=_link(stat.S_IFIFO))),
    "folder": Hostile(31, "zip-special", _also("z/", b"", external_attr=_link(stat.S_IFDIR))),
    "folder as DOS says it": Hostile(31, "zip-special", _also("z/", b"", external_attr=0x10)),
    # one place for two
    "same name twice": Hostile(32, "duplicate", _also("schema/padi.json")),
    "same name in upper case": Hostile(32, "duplicate", _also("schema/PADI.json")),
    "file where a folder is": Hostile(32, "duplicate", _also("schema")),
    "file where a folder is, in upper case": Hostile(32, "duplicate", _also("SCHEMA")),
    # sizes
    "bomb": Hostile(33, "limit", _listing({DATA: bytes(4 << 20)})),
    "less declared than there is": Hostile(33, "limit", _size_of_data(9)),
    "more declared than there is": Hostile(33, "zip", _size_of_data(99)),
    "too many members": Hostile(33, "limit", _repeated(2000)),
    # readers that would disagree
    "bytes before": Hostile(34, "zip", lambda package: b"#!/bin/sh\n" + package),
    "a byte after": Hostile(34, "zip", lambda package: package + b"\n"),
    "two zips": Hostile(34, "zip", lambda package: package + package),
    "comment": Hostile(34, "zip", _commented),
    "gap": Hostile(34, "zip", _with_gap),
    "overlap": Hostile(34, "zip", _overlapping),
    "other order": Hostile(34, "zip", _in_other_order),
    "other name in the local header": Hostile(34, "zip", _renamed_in_header),
    "other CRC in both": Hostile(34, "zip", _both(_entry(16, "<I", 1), _header(14, "<I", 1))),
    "other CRC in the local header": Hostile(34, "zip", _header(14, "<I", 1)),
    "other size in the local header": Hostile(34, "zip", _header(22, "<I", 9)),
    "other method": Hostile(34, "zip", _also("z", compress_type=zipfile.ZIP_BZIP2)),
    "stored what should be deflated": Hostile(
        34, "zip", _also("z", compress_type=zipfile.ZIP_STORED)
    ),
    "encrypted": Hostile(34, "zip", _both(_entry(8, "<H", 1), _header(6, "<H", 1))),
    "size after the data": Hostile(34, "zip", _both(_entry(8, "<H", 8), _header(6, "<H", 8))),
    "extra field": Hostile(34, "zip", _also("z", extra=_EXTRA)),
    "comment of a member": Hostile(34, "zip", _also("z", comment=b"hi")),
    "other date": Hostile(34, "zip", _also("z", date_time=(2026, 1, 1, 0, 0, 0))),
    "executable": Hostile(34, "zip", _also("z", external_attr=(stat.S_IFREG | 0o755) << 16)),
    "on another disk": Hostile(34, "zip", _entry(34, "<H", 1)),
    "zip64 without need": Hostile(34, "zip", _entry(24, "<I", 0xFFFFFFFF)),
    "directory elsewhere": Hostile(
        34, "zip", lambda package: _patched(package, len(package) - 6, "<I", 0xFFFFFFFF)
    ),
    # not a zip
    "cut in the end record": Hostile(35, "zip", lambda package: package[:-1]),
    "cut in a member": Hostile(35, "zip", lambda package: package[: len(package) // 3]),
    "cut to an end record": Hostile(35, "zip", lambda package: package[-22:]),
    "empty": Hostile(35, "zip", lambda _: b""),
    "empty zip": Hostile(35, "zip", lambda _: zipped([])),
    "no zip": Hostile(35, "zip", lambda _: b"kode,ton\n" * 100),
    # JSON
    "a key twice": Hostile(36, "json", _listing({DESCRIPTOR: b'{"name": "a", "name": "b"}\n'})),
    "NaN": Hostile(36, "json", _listing({DESCRIPTOR: b'{"name": NaN}\n'})),
    "infinite": Hostile(36, "json", _listing({DESCRIPTOR: b'{"name": 1e999}\n'})),
    "byte order mark": Hostile(36, "json", _listing({DESCRIPTOR: b"\xef\xbb\xbf{}\n"})),
    "not UTF-8": Hostile(36, "json", _listing({DESCRIPTOR: b'{"name": "\xff"}\n'})),
    "half a character": Hostile(36, "json", _listing({DESCRIPTOR: b'{"name": "\\ud800"}\n'})),
    "no object": Hostile(36, "json", _listing({DESCRIPTOR: b"[]\n"})),
    "no JSON": Hostile(36, "json", _listing({DESCRIPTOR: b"name: padi\n"})),
    "nested without end": Hostile(36, "json", _listing({DESCRIPTOR: b"[" * 500_000})),
    "a number without end": Hostile(36, "json", _listing({DESCRIPTOR: b"9" * 5000})),
}
