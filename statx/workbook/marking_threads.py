"""Threads of comments, as newer Excel has them: a marked cell with one gets a reply.

Newer Excel shows the thread and not the comment below it, so what is put there would not be read
(MS-XLSX 2.6.202 to 2.6.206).
"""

from __future__ import annotations

from collections.abc import Mapping
from uuid import NAMESPACE_URL, uuid5

from statx.workbook.elements import Element, Splices, escaped, quoted
from statx.workbook.marking_comments import Note, place_of
from statx.workbook.marking_sheet import CellPlace
from statx.workbook.marks import AUTHOR


def _number(words: str) -> str:
    return f"{{{str(uuid5(NAMESPACE_URL, words)).upper()}}}"


PERSON = _number(AUTHOR)
"""By which replies name who wrote them; always the same."""


def add_person(content: bytes, root: Element) -> bytes:
    """The list of persons with statx among them."""
    if any(each.attribute("id") == PERSON for each in root.children):
        return content

    splices = Splices(content)
    splices.append(
        root,
        f'<{root.prefix}person displayName="{AUTHOR}" id="{PERSON}" userId="{AUTHOR}"'
        ' providerId="None"/>',
    )
    return splices.done()


def reply(content: bytes, root: Element, notes: Mapping[CellPlace, Note]) -> bytes:
    """The threads of a sheet, ours answered; replies of an earlier run are left out."""
    splices = Splices(content)
    for each in root.each("threadedComment"):
        if each.attribute("personId") == PERSON:
            splices.remove(each)
        elif not each.attribute("parentId"):
            note = notes.get(place_of(each.attribute("ref")))
            if note is not None:
                splices.append(root, _reply_to(each, note))

    return splices.done()


def _reply_to(thread: Element, note: Note) -> str:
    """It bears the time of what it answers: the same run gives the same bytes."""
    tag, id_ = thread.name, thread.attribute("id")
    words = "\n\n".join(f"{strong}\n{rest}" for strong, rest in note.paragraphs)
    return (
        f"<{tag} ref={quoted(thread.attribute('ref'))} dT={quoted(thread.attribute('dT'))}"
        f' personId="{PERSON}" id="{_number(id_)}" parentId={quoted(id_)}>'
        f"<{thread.prefix}text>{escaped(words)}</{thread.prefix}text></{tag}>"
    )
