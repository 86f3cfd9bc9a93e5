"""Help and wrong usage, in both languages, without a word of the library underneath."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from statx.cli.app import COMMANDS as MODULES
from statx.cli.app import program
from statx.cli.data import Format
from statx.cli.metavars import METAVARS
from statx.errors import EXIT_CODES

from .command import GOOD, Here, environment


def all_commands() -> dict[str, Any]:
    """Every command and group as typer has it, by what is typed."""
    whole = program()
    found = {"": whole}
    for name, command in whole.commands.items():
        found[name] = command
        inside = getattr(command, "commands", {})
        found |= {f"{name} {below}": each for below, each in inside.items()}
    return found


COMMANDS = sorted(all_commands())
FORMATS = ", ".join(format_.value for format_ in Format)
ENGLISH = (
    "Usage:",
    "Options:",
    "Show this",
    "[default",
    "required]",
    "list[",
    "<Path>",
    "x>=",
)
INDONESIAN_HELP = """
from statx.cli.app import run

for command in {commands!r}:
    run([*command.split(), "--help"])
    print({mark!r})
"""
"""A program that shows the help of all commands, since its language is settled at the start."""
MARK = "=" * 20


@pytest.mark.parametrize("columns", ["40", "80"])
@pytest.mark.parametrize("command", COMMANDS)
def test_every_help_has_examples_that_can_be_copied(
    statx: Here, monkeypatch: pytest.MonkeyPatch, command: str, columns: str
) -> None:
    monkeypatch.setenv("COLUMNS", columns)
    said = statx(*command.split(), "--help")
    page, _, examples = said.out.partition("Examples:\n")
    assert (said.code, said.err) == (0, "")
    assert examples.strip().startswith(f"statx {command}".strip())
    assert [line for line in examples.splitlines() if len(line) > 80] == []
    assert [line for line in page.splitlines() if len(line) > int(columns)] == []


def test_every_help_is_indonesian_throughout() -> None:
    program = INDONESIAN_HELP.format(commands=COMMANDS, mark=MARK)
    done = subprocess.run(
        [sys.executable, "-c", program],
        env=environment(STATX_LANG="id"),
        capture_output=True,
        text=True,
        check=True,
    )
    pages = dict(zip(COMMANDS, done.stdout.split(MARK), strict=False))
    assert {name for name, page in pages.items() if "Contoh:" not in page} == set()
    assert {name for name, page in pages.items() if "Pemakaian:" not in page} == set()
    assert {word for word in ENGLISH if word in done.stdout} == set()


@pytest.mark.parametrize("command", COMMANDS)
def test_every_metavar_has_a_name_in_both_languages(command: str) -> None:
    parameters = all_commands()[command].params
    metavars = {str(each.metavar or "") for each in parameters}
    words = {word for metavar in metavars for word in re.findall(r"[A-Z][A-Z-]*", metavar)}
    assert words - set(METAVARS) <= {"SHA", "X"}


def test_the_help_of_the_program_says_how_a_run_can_end(statx: Here) -> None:
    page = statx("--help").out
    assert {str(code) for code in EXIT_CODES} <= set(re.findall(r"^  (\d+) ", page, re.MULTILINE))
    assert {"STATX_LANG", "NO_COLOR", "FORCE_COLOR"} <= set(page.split())


@pytest.mark.parametrize("command", ["", "schema", "region"])
def test_a_group_without_a_command_shows_its_help_and_is_not_green(
    statx: Here, command: str
) -> None:
    said = statx(*command.split())
    assert (said.code, said.out, said.err.startswith("Usage: statx")) == (2, "", True)


@pytest.mark.parametrize(
    ("line", "en", "id"),
    [
        pytest.param("validate", "DATA… is missing.", "DATA… belum disebutkan.", id="an argument"),
        pytest.param(
            "convert a.csv", "DST is missing.", "TUJUAN belum disebutkan.", id="the second argument"
        ),
        pytest.param(
            "validate a --limit x",
            "--limit must be a whole number, 0 or more.",
            "--limit harus berupa bilangan bulat, 0 atau lebih.",
            id="no number",
        ),
        pytest.param(
            "validate a --limit -1",
            "--limit must be a whole number, 0 or more.",
            "--limit harus berupa bilangan bulat, 0 atau lebih.",
            id="a number below",
        ),
        pytest.param(
            "validate a --limit",
            "The value for --limit is missing.",
            "Nilai untuk --limit belum disebutkan.",
            id="no value",
        ),
        pytest.param(
            "validate a --quiet=1",
            "--quiet takes no value.",
            "--quiet tidak memakai nilai.",
            id="a value too many",
        ),
        pytest.param(
            "validate a --format yml",
            f"The value for --format, -f must be one of: {FORMATS}.",
            f"Nilai untuk --format, -f harus salah satu dari: {FORMATS}.",
            id="no such choice",
        ),
        pytest.param(
            "validate a --limt 3",
            "There is no option --limt. Did you mean --limit?",
            "Pilihan --limt tidak ada. Mungkin maksudnya --limit?",
            id="an option misspelt",
        ),
        pytest.param(
            "validate a -z", "There is no option -z.", "Pilihan -z tidak ada.", id="no such letter"
        ),
        pytest.param(
            "validat a",
            "There is no command validat. Did you mean validate?",
            "Perintah validat tidak ada. Mungkin maksudnya validate?",
            id="a command misspelt",
        ),
        pytest.param(
            "xyz", "There is no command xyz.", "Perintah xyz tidak ada.", id="no such command"
        ),
        pytest.param(
            "schema lst",
            "There is no command lst. Did you mean list?",
            "Perintah lst tidak ada. Mungkin maksudnya list?",
            id="a command of a group",
        ),
        pytest.param(
            "convert a b c",
            "c: more than this command asks for.",
            "c: lebih banyak daripada yang diminta perintah ini.",
            id="an argument too many",
        ),
    ],
)
def test_wrong_usage_is_one_sentence_and_where_the_help_is(
    statx: Here,
    line: str,
    en: str,
    id: str,  # noqa: A002
) -> None:
    english = statx(*line.split())
    indonesian = statx("--lang", "id", *line.split())
    assert (english.code, english.err.splitlines()[0], english.out) == (2, en, "")
    assert (indonesian.code, indonesian.err.splitlines()[0], indonesian.out) == (2, id, "")
    assert indonesian.err.splitlines()[1].startswith("Lihat: statx")
    assert "  " not in english.err


@pytest.mark.parametrize(
    ("line", "option"),
    [
        pytest.param(
            "validate k.parquet --delimiter ;", "--delimiter", id="a delimiter for Parquet"
        ),
        pytest.param(
            "validate k.parquet --encoding utf-8", "--encoding", id="an encoding for Parquet"
        ),
        pytest.param("validate k.zip --schema kemiskinan", "--schema", id="a schema for a package"),
        pytest.param("validate k.csv --delimiter ;;", "--delimiter", id="two characters"),
        pytest.param("validate k.csv --delimiter x", "--delimiter", id="a letter"),
        pytest.param("pack k.csv --draft -o p.zip --name Ä", "--name", id="a name that is none"),
        pytest.param(
            "pack k.csv --draft -o p.zip --version 1", "--version", id="a version that is none"
        ),
    ],
)
def test_an_option_that_cannot_apply_is_an_error(statx: Here, line: str, option: str) -> None:
    Path("k.csv").write_bytes(GOOD.read_bytes())
    statx("convert", "k.csv", "k.parquet")
    statx("pack", "k.csv", "--draft", "-o", "k.zip")
    said = statx(*line.split())
    assert (said.code, f"{option} does not apply here" in said.out + said.err) == (2, True)


@pytest.mark.parametrize(
    ("line", "environment", "settings", "language"),
    [
        pytest.param("--lang id validate", {}, "", "id", id="--lang before the command"),
        pytest.param("validate --lang id", {}, "", "id", id="--lang behind it"),
        pytest.param(
            "validate --lang=en", {"STATX_LANG": "id"}, "", "en", id="--lang before STATX_LANG"
        ),
        pytest.param(
            "validate", {"STATX_LANG": "id"}, 'lang = "en"', "id", id="STATX_LANG before statx.toml"
        ),
        pytest.param(
            "validate",
            {"LC_ALL": "en_US.UTF-8"},
            'lang = "id"',
            "id",
            id="statx.toml before the locale",
        ),
        pytest.param("validate", {"LC_ALL": "id_ID.UTF-8"}, "", "id", id="the locale"),
        pytest.param("validate", {"LC_ALL": "de_DE.UTF-8"}, "", "en", id="else English"),
    ],
)
def test_the_language_is_settled_in_this_order(
    statx: Here,
    monkeypatch: pytest.MonkeyPatch,
    line: str,
    environment: dict[str, str],
    settings: str,
    language: str,
) -> None:
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    if settings:
        Path("statx.toml").write_text(settings, encoding="utf-8")
    passes = {"id": "lolos", "en": "passes"}
    missing = {"id": "belum disebutkan", "en": "is missing"}
    assert missing[language] in statx(*line.split()).err
    assert passes[language] in statx(*line.split(), str(GOOD)).out


@pytest.mark.parametrize("module", MODULES)
def test_a_module_mounts_the_commands_that_are_listed_for_it(module: str) -> None:
    assert tuple(program((module,)).commands) == MODULES[module]
