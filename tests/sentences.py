"""Every sentence that statx can say, read from its source.

For the proof-reader's list and for tests.

A sentence is a call of `Text` (or of `helped`, which makes one for a command's help) with both
languages written out. Only the source is read; nothing is run.
"""

from __future__ import annotations

import ast
import string
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parents[1]
MAKERS = ("Text", "helped")
"""Functions whose arguments are one sentence: `id` in Indonesian, `en` in English."""
COMPUTED = "⟨"
"""What words that the program puts together begin with in the list."""
OPTION = "options."
"""What the name of an option stands behind in braces."""


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence in both languages, with the place where it is written."""

    file: str
    """Path from the root of the repository, with forward slashes."""
    line: int
    id: str
    en: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line}\n  id  {self.id}\n  en  {self.en}"


@cache
def sentences() -> tuple[Sentence, ...]:
    """All sentences of statx, file by file, from the top of each to its end."""
    files = sorted((ROOT / "statx").rglob("*.py"))
    return tuple(sentence for path in files for sentence in _sentences_of(path))


def _sentences_of(path: Path) -> Iterator[Sentence]:
    calls = [node for node in ast.walk(parsed(path)) if isinstance(node, ast.Call)]
    calls.sort(key=lambda call: call.lineno)
    file = path.relative_to(ROOT).as_posix()

    for call in calls:
        if _called_name(call) in MAKERS:
            indonesian, english = _languages_of(call)
            if indonesian is not None and english is not None:
                yield Sentence(file, call.lineno, _written(indonesian), _written(english))


@cache
def parsed(path: Path) -> ast.Module:
    """The syntax tree of a source file."""
    return ast.parse(path.read_text(encoding="utf-8"))


def _called_name(call: ast.Call) -> str:
    return call.func.id if isinstance(call.func, ast.Name) else ""


def _languages_of(call: ast.Call) -> tuple[ast.expr | None, ast.expr | None]:
    """The expressions for Indonesian and English, given by position or by name."""
    by_name = {keyword.arg: keyword.value for keyword in call.keywords}
    by_position = dict(zip(("id", "en"), call.args, strict=False))
    arguments = by_position | by_name

    return arguments.get("id"), arguments.get("en")


def _written(expression: ast.expr) -> str:
    """The words as they stand; what the program puts together is shown as its code in ⟨⟩."""
    if isinstance(expression, ast.Constant):
        return str(expression.value)
    return f"{COMPUTED}{ast.unparse(expression)}⟩"


def gaps(sentence: str) -> set[str]:
    """The names in braces that `Text.fill` has to be given a value for."""
    names: set[str] = set()
    for _, name, value, _ in string.Formatter().parse(sentence):
        if name and not name.startswith(OPTION):
            names.add(name)

        # An option's value may be a gap in a gap.
        names |= gaps(value or "")
    return names


def named_options(sentence: str) -> set[str]:
    """The options that a sentence names."""
    fields = (name for _, name, _, _ in string.Formatter().parse(sentence))
    return {name.removeprefix(OPTION) for name in fields if name and name.startswith(OPTION)}
