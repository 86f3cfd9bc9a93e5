"""Help and wrong usage, in both languages, without a word of the library underneath."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import typer

from statx.cli.app import app
from statx.cli.data import Format

from .command import GOOD, Here, process

COMMANDS = [
    "",
    "validate",
    "convert",
    "pack",
    "verify",
    "unpack",
    "demo",
    "explain",
    "schema",
    "schema list",
    "schema show",
    "schema check",
    "region",
    "region find",
    "clearance",
    "clearance check",
    "key",
    "key new",
    "key show",
    "trust",
    "trust add",
    "trust list",
]
FORMATS = ", ".join(format_.value for format_ in Format)
ENGLISH = (
    "Usage:",
    "Options:",
    "Arguments:",
    "Show this",
    "[default",
    "[required]",
    "COMMAND",
    "list[",
    "<Path>",
)


def test_no_command_is_left_out() -> None:
    groups: dict[str, Any] = {"": typer.main.get_command(app)}
    groups |= {
        name: group for name, group in groups[""].commands.items() if hasattr(group, "commands")
    }
    assert set(COMMANDS) == {""} | {
        f"{group} {name}".strip() for group in groups for name in groups[group].commands
    }


@pytest.mark.parametrize("command", COMMANDS)
def test_every_help_has_examples(statx: Here, command: str) -> None:
    said = statx(*command.split(), "--help")
    assert (said.code, said.err) == (0, "")
    assert said.out.split("Examples:")[1].strip().startswith(f"statx {command}".strip())


@pytest.mark.parametrize("command", COMMANDS)
def test_every_help_is_indonesian_throughout(command: str) -> None:
    said = process(*command.split(), "--help", STATX_LANG="id")
    assert (said.code, "Contoh:" in said.out, "Pemakaian:" in said.out) == (0, True, True)
    assert not [word for word in ENGLISH if word in said.out]


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
            "convert a.csv", "DST is missing.", "DST belum disebutkan.", id="the second argument"
        ),
        pytest.param(
            "pack a.csv",
            "--output, -o is missing.",
            "--output, -o belum disebutkan.",
            id="an option",
        ),
        pytest.param(
            "validate a --limit x",
            "--limit must be a whole number, 0 or more, such as 20.",
            "--limit harus berupa bilangan bulat, 0 atau lebih, misalnya 20.",
            id="no number",
        ),
        pytest.param(
            "validate a --limit -1",
            "--limit must be a whole number, 0 or more, such as 20.",
            "--limit harus berupa bilangan bulat, 0 atau lebih, misalnya 20.",
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
        pytest.param("pack k.csv -o p.zip --name Ä", "--name", id="a name that is none"),
        pytest.param("pack k.csv -o p.zip --version 1", "--version", id="a version that is none"),
    ],
)
def test_an_option_that_cannot_apply_is_an_error(statx: Here, line: str, option: str) -> None:
    Path("k.csv").write_bytes(GOOD.read_bytes())
    statx("convert", "k.csv", "k.parquet")
    statx("pack", "k.csv", "-o", "k.zip")
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
