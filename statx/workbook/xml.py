"""The XML of a workbook, read element by element; whatever declares a DTD is refused.

Nothing is kept of an element that nobody asked for, so memory does not grow with the file.
"""

from __future__ import annotations

from typing import Protocol
from xml.parsers import expat

from statx.workbook import limits, words
from statx.workbook.archive import Archive
from statx.workbook.errors import DeclaredEntitiesError

Attributes = dict[str, str]

MAIN = (
    "http://schemas.openxmlformats.org/spreadsheetml/2006/main",
    "http://purl.oclc.org/ooxml/spreadsheetml/main",
)
"""The namespaces of a workbook's own elements: ECMA-376 transitional and ISO 29500 strict."""
SEPARATOR = " "
ENCODINGS = ("utf-8", "utf-16", "us-ascii", "iso-8859-1")
"""Those that the parser reads by itself; a workbook has one of the first two."""


class ElementReader(Protocol):
    """Whoever is told of each element."""

    def start(self, name: str, attributes: Attributes) -> None:
        """An element begins; its name is its namespace, a space and its local name."""

    def end(self, name: str) -> None:
        """It ends."""

    def text(self, words: str) -> None:
        """Text inside it, perhaps in several pieces."""


class LocalNames(dict[str, str]):
    """Name of an element -> its local name; empty for one of another namespace."""

    def __init__(self, namespaces: tuple[str, ...] = MAIN) -> None:
        super().__init__()
        self.namespaces = namespaces

    def __missing__(self, name: str) -> str:
        namespace, _, local = name.rpartition(SEPARATOR)
        self[name] = local if namespace in self.namespaces else ""
        return self[name]


def read_part(archive: Archive, part: str, reader: ElementReader) -> None:
    """Tell the reader of every element of a part, in order.

    Raises BrokenWorkbookError where it is no XML, DeclaredEntitiesError, WorkbookLimitError.
    """
    parser = _parser(archive, part, reader)
    fed = 0
    try:
        for chunk in archive.chunks(part):
            parser.Parse(chunk, False)
            fed += len(chunk)
            # What a tag needs is held until it ends.
            if fed - parser.CurrentByteIndex > limits.TAG.most:
                raise archive.beyond(part, limits.TAG)
        parser.Parse(b"", True)
    except expat.ExpatError as error:
        reason = words.NO_XML.fill(line=error.lineno)
        raise archive.broken(part, reason) from error


def local_attribute(attributes: Attributes, name: str) -> str:
    """The value of an attribute, whatever its namespace; empty where there is none."""
    for full, value in attributes.items():
        if full.rpartition(SEPARATOR)[2] == name:
            return value
    return ""


def is_true(value: str | None) -> bool:
    """A boolean of XML Schema."""
    return value in ("1", "true", "on")


def _parser(archive: Archive, part: str, reader: ElementReader) -> expat.XMLParserType:
    def refuse(*_declared: object) -> None:
        raise DeclaredEntitiesError(
            path=archive.path,
            part=part,
        )

    def refuse_encoding(_version: str, encoding: str | None, _standalone: int) -> None:
        if encoding is not None and encoding.lower() not in ENCODINGS:
            raise archive.broken(part, words.OTHER_ENCODING)

    parser = expat.ParserCreate(namespace_separator=SEPARATOR)
    parser.XmlDeclHandler = refuse_encoding
    parser.buffer_text = True
    parser.StartElementHandler = reader.start
    parser.EndElementHandler = reader.end
    parser.CharacterDataHandler = reader.text
    parser.StartDoctypeDeclHandler = refuse
    parser.EntityDeclHandler = refuse
    return parser
