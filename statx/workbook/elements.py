"""Where the elements of an XML part stand, so that bytes can be put between them.

Nothing is written anew: what is not touched keeps every byte, with its prefixes, its order and what
only its own program understands (`mc:Ignorable`). The rules:

* expat says first that a part is well-formed and has no DTD; after that, outside of comments, CDATA
  and instructions, each `<` begins a tag, and `TAG` finds its end.
* Those three are blanked in a copy of the same length, where the tags are looked for; bytes go into
  the original.
* What is put in is ASCII, other letters as their numbers: so it is right in every encoding that has
  ASCII. UTF-16, which no spreadsheet writes, is refused.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from xml.parsers import expat
from xml.sax.saxutils import escape, unescape

from statx.workbook import limits

_ATTRIBUTE = rb"""([^\s=/>]+)\s*=\s*(?:"([^"]*)"|'([^']*)')"""
TAG = re.compile(rb"<(/?)([^\s/>]+)((?:\s+" + _ATTRIBUTE + rb")*)\s*(/?)>")
_ATTRIBUTES = re.compile(_ATTRIBUTE)
_NOT_TAGS = re.compile(rb"<!--.*?-->|<!\[CDATA\[.*?\]\]>|<\?.*?\?>", re.DOTALL)
_QUOTES = {'"': "&quot;", "\n": "&#10;", "\t": "&#9;", "\r": "&#13;"}
_WORDS = {"&quot;": '"', "&apos;": "'"}
_NUMBERED = re.compile(r"&#(?:x([0-9a-fA-F]+)|([0-9]+));")
_WIDE = (b"\xff\xfe", b"\xfe\xff")
_UNWRITABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
"""What no XML can hold."""
_ESCAPED = re.compile("_(?=x[0-9a-fA-F]{4}_)")
"""What a spreadsheet would take for such a character, written by its number."""


class ForbiddenXmlError(ValueError):
    """A part has a DTD."""


@dataclass(slots=True)
class Element:
    """One element, by where it stands in the bytes of its part."""

    name: str
    """As it is written, with its prefix: `x:row`."""
    attributes: dict[str, str]
    start: int
    """Where its first tag begins."""
    inside: int
    """Where its content begins."""
    close: int = 0
    """Where its last tag begins; its end where it has but one."""
    end: int = 0
    """Behind it."""
    is_empty: bool = False
    """Whether it has one tag alone: `<row/>`."""
    children: list[Element] = field(default_factory=list)

    @property
    def local(self) -> str:
        """The name without its prefix."""
        return self.name.rpartition(":")[2]

    @property
    def prefix(self) -> str:
        """With its colon: `x:`, or nothing."""
        return self.name[: len(self.name) - len(self.local)]

    def attribute(self, local: str) -> str:
        """An attribute by its name without a prefix; empty where there is none."""
        for name, value in self.attributes.items():
            if name.rpartition(":")[2] == local:
                return value
        return ""

    def child(self, local: str) -> Element | None:
        """The first child of that name."""
        return next(self.each(local), None)

    def each(self, local: str) -> Iterator[Element]:
        """The children of that name."""
        return (child for child in self.children if child.local == local)

    def all(self, local: str) -> Iterator[Element]:
        """Every element of that name inside it, at any depth."""
        for child in self.children:
            if child.local == local:
                yield child
            yield from child.all(local)


def read_elements(content: bytes, skipped: str = "") -> Element:
    """The root of a part. What stands inside an element called `skipped` is not looked at.

    ForbiddenXmlError where it has a DTD, ValueError where it is no XML.
    """
    _check(content)
    tags = _without_comments(content)
    above: list[Element] = []
    at = 0

    while tag := TAG.search(tags, at):
        at = tag.end()
        if tag[1]:
            element = above.pop()
            element.close, element.end = tag.span()
            if not above:
                return element
            continue

        element = _opened(tag)
        if above:
            above[-1].children.append(element)
        if len(above) > limits.DEPTH.most:
            raise ValueError("elements inside each other")
        if not element.is_empty:
            above.append(element)
        elif not above:
            return element
        if element.local == skipped and not element.is_empty:
            at = tags.index(f"</{element.name}".encode(), at)

    raise ValueError("no element")


@dataclass
class Splices:
    """Changes to a part, gathered and then done at once."""

    content: bytes
    changes: list[tuple[int, int, str]] = field(default_factory=list)
    """(from, to, what stands there afterwards)"""
    opened: dict[int, tuple[Element, list[str]]] = field(default_factory=dict)
    """Start -> an element that had one tag alone, and what it holds now."""

    def insert(self, at: int, xml: str) -> None:
        """Put this there; behind what was put there before."""
        self.changes.append((at, at, xml))

    def remove(self, element: Element) -> None:
        """Leave an element out."""
        self.changes.append((element.start, element.end, ""))

    def append(self, element: Element, xml: str) -> None:
        """Put this last into an element."""
        if not element.is_empty:
            self.insert(element.close, xml)
            return

        self.opened.setdefault(element.start, (element, []))[1].append(xml)

    def place(self, parent: Element, local: str, xml: str, order: Sequence[str]) -> None:
        """Put a new element called `local` where it belongs among the children of another."""
        behind = order[order.index(local) + 1 :]
        for child in parent.children:
            if _local_inside(child) in behind:
                self.insert(child.start, xml)
                return

        self.append(parent, xml)

    def prepend(self, element: Element, xml: str) -> None:
        """Put this first into an element."""
        if element.is_empty:
            self.append(element, xml)
        else:
            self.insert(element.inside, xml)

    def set(self, element: Element, name: str, value: str) -> None:
        """Give an attribute another value, or give it to an element that has it not."""
        named = len(element.name) + 1 + element.start
        for attribute in _ATTRIBUTES.finditer(self.content, named, element.inside):
            if attribute[1].decode() == name:
                self.changes.append((*attribute.span(), f"{name}={quoted(value)}"))
                return

        self.insert(named, f" {name}={quoted(value)}")

    def done(self) -> bytes:
        """The part with all changes; none may reach into another."""
        pieces = []
        at = 0
        changes = [*self.changes, *self._openings()]
        for start, end, xml in sorted(changes, key=_place):
            pieces += [self.content[at:start], xml.encode("ascii", "xmlcharrefreplace")]
            at = end

        pieces.append(self.content[at:])
        return b"".join(pieces)

    @property
    def is_empty(self) -> bool:
        """Whether nothing is to be changed."""
        return not self.changes and not self.opened

    def _openings(self) -> Iterator[tuple[int, int, str]]:
        for element, inside in self.opened.values():
            last = self.content.rindex(b"/", element.start, element.end)
            yield last, element.end, f">{''.join(inside)}</{element.name}>"


def quoted(value: str) -> str:
    """A value of an attribute, between quotes."""
    return f'"{escape(_UNWRITABLE.sub("?", value), _QUOTES)}"'


def escaped(text: str) -> str:
    """Text of a cell or a comment: what XML cannot hold is written as spreadsheets write it.

    `_x0001_`; a text that only looks so stays one (ECMA-376 part 1, 22.9.2.19, ST_Xstring).
    """
    text = _ESCAPED.sub("_x005F_", text)
    text = _UNWRITABLE.sub(lambda letter: f"_x{ord(letter[0]):04X}_", text)
    return escape(text, {"\r": "_x000D_"})


def _check(content: bytes) -> None:
    if content.startswith(_WIDE):
        raise ValueError("UTF-16")

    parser = expat.ParserCreate()
    parser.StartDoctypeDeclHandler = _refuse_doctype
    try:
        parser.Parse(content, True)
    except (expat.ExpatError, LookupError) as error:
        raise ValueError(str(error)) from error


def _refuse_doctype(*_: object) -> None:
    raise ForbiddenXmlError


def _without_comments(content: bytes) -> bytes:
    """The same with blanks for whatever holds `<` and is no tag; mostly there is nothing."""
    if b"<!" in content or b"<?" in content[1:]:
        return _NOT_TAGS.sub(lambda found: b" " * len(found[0]), content)
    return content


def _opened(tag: re.Match[bytes]) -> Element:
    attributes = {}
    for name, double, single in _ATTRIBUTES.findall(tag[3]):
        attributes[name.decode()] = _meant((double or single).decode("utf-8", "replace"))

    element = Element(tag[2].decode(), attributes, tag.start(), tag.end())
    if tag[tag.re.groups]:
        element.is_empty = True
        element.close = element.end = tag.end()
    return element


def _meant(value: str) -> str:
    """A value as it is meant, where letters stand as their names or numbers."""
    if "&" not in value:
        return value

    value = _NUMBERED.sub(_letter, value)
    return unescape(value, _WORDS)


def _letter(number: re.Match[str]) -> str:
    """Of `&` its name, as what follows it was none."""
    code = int(number[1], 16) if number[1] else int(number[2])
    return "&amp;" if code == ord("&") else chr(code)


def _local_inside(element: Element) -> str:
    """Of a choice between programs what it is a choice of (ECMA-376 part 3, 9.3)."""
    while element.local in ("AlternateContent", "Choice", "Fallback") and element.children:
        element = element.children[0]
    return element.local


def _place(change: tuple[int, int, str]) -> tuple[int, int]:
    start, end, _ = change
    return start, end
