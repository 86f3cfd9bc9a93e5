"""Every error is raised with exactly the values that its sentence has gaps for.

All sentences can be listed, and below the command line none takes it for the only caller.
"""

from __future__ import annotations

import ast
import importlib
import inspect
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from statx.errors import StatxError
from statx.texts import as_flag
from tests.sentences import MAKERS, ROOT, gaps, named_options, parsed, sentences

SOURCES = sorted((ROOT / "statx").rglob("*.py"))
FLAG = re.compile(r"(?<![\w-])--[a-z]")
OF_OTHER_PROGRAMS = re.compile(r"`git [^`]*`")
COMMAND_LINE = "statx/cli/"


def all_errors() -> dict[str, type[StatxError]]:
    """Every error of statx by the name of its class."""
    for home in (ROOT / "statx").rglob("errors.py"):
        parts = home.relative_to(ROOT).with_suffix("").parts
        importlib.import_module(".".join(parts))

    errors = list(_below(StatxError))
    return {error.__name__: error for error in errors if error.__module__.startswith("statx.")}


def _below(base: type[StatxError]) -> Iterator[type[StatxError]]:
    for error in base.__subclasses__():
        yield error
        yield from _below(error)


ERRORS = all_errors()


def made_errors() -> Iterator[tuple[Path, ast.Call, type[StatxError]]]:
    """(file, call, class) of every place where an error is made by the name of its class."""
    for path in SOURCES:
        for node in ast.walk(parsed(path)):
            if isinstance(node, ast.Call):
                yield from ((path, node, error) for error in _classes_called(node.func))


def _classes_called(called: ast.expr) -> Iterator[type[StatxError]]:
    """The error class that an expression names; both where it chooses between two."""
    if isinstance(called, ast.IfExp):
        yield from _classes_called(called.body)
        yield from _classes_called(called.orelse)
    if isinstance(called, ast.Name) and called.id in ERRORS:
        yield ERRORS[called.id]


MADE = [
    pytest.param(path, call, error, id=f"{path.relative_to(ROOT).as_posix()}:{call.lineno}")
    for path, call, error in made_errors()
]


@pytest.mark.parametrize(("path", "call", "error"), MADE)
def test_an_error_is_given_exactly_what_its_sentence_has_gaps_for(
    path: Path, call: ast.Call, error: type[StatxError]
) -> None:
    assert not call.args
    own = parameters_of(error)
    assert given_to(call, path) - own == gaps(error.says.en) - own


def given_to(call: ast.Call, path: Path) -> set[str]:
    """The names of the values given to a call: written out, or by `**` of a dictionary near by."""
    names: set[str] = set()
    for keyword in call.keywords:
        names |= {keyword.arg} if keyword.arg else _keys_of(keyword.value, path)

    return names


def _keys_of(value: ast.expr, path: Path) -> set[str]:
    """The keys of the one dictionary that the file assigns to a name."""
    assert isinstance(value, ast.Name), "values in ** must stand in a dictionary with a name"
    dictionaries = [
        node.value
        for node in ast.walk(parsed(path))
        if isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) == value.id
    ]
    (dictionary,) = dictionaries
    assert isinstance(dictionary, ast.Dict)

    return {str(ast.literal_eval(key)) for key in dictionary.keys if key}


def parameters_of(error: type[StatxError]) -> set[str]:
    """What the class takes by itself, for its sentence or for who catches it: mypy holds those."""
    parameters = inspect.signature(error.__init__).parameters.values()
    return {each.name for each in parameters if each.kind is inspect.Parameter.KEYWORD_ONLY}


# ---- options -----------------------------------------------------------------------------------


def test_below_the_command_line_no_sentence_names_a_flag() -> None:
    naming = [
        each for each in sentences() if FLAG.search(OF_OTHER_PROGRAMS.sub("", each.id + each.en))
    ]
    assert [str(each) for each in naming if not each.file.startswith(COMMAND_LINE)] == []


def test_below_the_command_line_no_error_is_given_a_flag() -> None:
    below = [call for path, call, _ in made_errors() if COMMAND_LINE not in path.as_posix()]
    assert [call.lineno for call in below if FLAG.search(ast.unparse(call))] == []


def test_an_option_that_a_sentence_names_is_one() -> None:
    flags = {as_flag(name, "") for each in sentences() for name in named_options(each.en)}
    assert len(flags) > 5
    assert flags - set(_flags_of_commands()) == set()


def _flags_of_commands() -> Iterator[str]:
    from statx.cli.app import program

    waiting = [program()]
    while waiting:
        command = waiting.pop()
        waiting += getattr(command, "commands", {}).values()
        for parameter in command.params:
            yield from parameter.opts


def test_a_sentence_with_an_option_alone_is_filled_where_it_stands() -> None:
    unfilled = [call.lineno for path in SOURCES for call in _unfilled(parsed(path))]
    assert unfilled == []


def _unfilled(tree: ast.Module) -> Iterator[ast.Call]:
    """Sentences that nobody is made to fill: with options and no other gap, and of no error."""
    filled = {id(child) for node in ast.walk(tree) for child in _filled_by_itself(node)}
    for node in ast.walk(tree):
        if (
            isinstance(node, ast.Call)
            and ast.unparse(node.func) in MAKERS
            and id(node) not in filled
        ):
            words = [
                ast.literal_eval(each.value) for each in node.keywords if _is_written(each.value)
            ]
            if any(named_options(each) and not gaps(each) for each in words):
                yield node


def _filled_by_itself(node: ast.AST) -> Iterator[ast.expr]:
    """`Text(…)` of `Text(…).fill()`, and of an error's `says = Text(…)`, which its making fills."""
    if isinstance(node, ast.Attribute) and node.attr == "fill":
        yield node.value
    if isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) == "says":
        yield node.value


def _is_written(value: ast.expr) -> bool:
    return isinstance(value, ast.Constant)


# ---- the list ----------------------------------------------------------------------------------


def test_the_walk_finds_where_errors_are_made() -> None:
    assert len({error for _, _, error in made_errors()}) > 50


FORBIDDEN = {
    r"penyandian|disandikan": "pengodean karakter; sandi is cryptography",
    r"\bbita\b": "byte",
    r"[Mm]estinya": "seharusnya",
    r"\bpekerja(nya)?\b": "worker",
    r"tanpa suara": "tanpa peringatan",
    r"satu kesalahan pun": "tanpa pesan kesalahan",
    r"tersesat|tertelan": "salah tempat; ikut terbaca sebagai satu sel",
    r"dikatakan": "dilaporkan",
    r"Disebut (dengan|oleh)": "Ditentukan dengan, Ditentukan dalam",
    r"^Tertulis$|Dalam berkas teks": "Isi sel; Letak",
    r"berarti wilayah lain": "menunjuk wilayah lain",
    r"dijembatani": "belum ada padanan kode BPS",
    r"Arti$|^Isian$": "Definisi; Tipe dan ketentuan",
    r"[Gg]anti berkas yang sudah ada": "timpa",
    r"yang sebenarnya": "data nyata",
    r"\b[Tt]aruh": "letakkan",
    r"tajuk": "baris nama kolom; title rows are judul",
    r"yang tertib": "yang sah",
    r"Tanpa kata-kata": "hanya tampilkan hasil",
    r"\b(SRC|DST|FILE|REV|SIZE|DIR)\b": "metavars have Indonesian names",
    r"[a-z]+\[\]|x>=": "typer's and python's own words",
}
"""A word that no Indonesian sentence has -> what stands instead. Each term has one word."""


@pytest.mark.parametrize("word", FORBIDDEN)
def test_each_term_has_one_word_in_indonesian(word: str) -> None:
    found = [each.id for each in sentences() if re.search(word, each.id) and each.id[0] != "⟨"]
    assert not found, FORBIDDEN[word]


def test_the_list_for_a_proof_reader_has_both_languages_of_every_sentence() -> None:
    listed = list(sentences())
    assert len(listed) > 250
    assert [each for each in listed if bool(each.id) != bool(each.en)] == []
