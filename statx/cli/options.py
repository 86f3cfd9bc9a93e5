"""The options that several commands share, each said once.

Help speaks the language of the start. The options on data are in `statx.options`.
"""

from __future__ import annotations

import os
import sys
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from statx.cli.errors import EmptyNameError
from statx.cli.session import start_language
from statx.texts import Text

LANGUAGE = start_language(sys.argv[1:], os.environ)


def helped(id: str, en: str) -> str:  # noqa: A002  the language's own code
    """Help in the language of the start."""
    return Text(
        id=id,
        en=en,
    ).say(LANGUAGE)


GENERAL = helped("Umum", "General")
INPUT = helped("Masukan", "Input")
OUTPUT = helped("Keluaran", "Output")
CI = helped("CI dan log", "CI and logs")
LARGE = helped("Data besar", "Large data")
UNIT = helped("Unit dan kunci", "Unit and keys")
GROUPS = (INPUT, OUTPUT, CI, LARGE, UNIT, GENERAL)
"""What options are listed under in help, in this order."""


class Lang(StrEnum):
    """The languages."""

    id = "id"
    en = "en"


class FailOn(StrEnum):
    """What fails the data."""

    error = "error"
    warning = "warning"
    new = "new"


LangOption = Annotated[
    Lang | None,
    typer.Option(
        "--lang",
        rich_help_panel=GENERAL,
        help=helped("Bahasa: id atau en.", "Language: id or en."),
    ),
]
QuietOption = Annotated[
    int,
    typer.Option(
        "--quiet",
        "-q",
        rich_help_panel=OUTPUT,
        count=True,
        show_default=False,
        metavar="",
        help=helped(
            "Hanya tampilkan yang tidak lolos; -qq tidak menampilkan apa-apa.",
            "Show only what does not pass; -qq shows nothing.",
        ),
    ),
]
FullOption = Annotated[
    bool,
    typer.Option(
        "--full",
        rich_help_panel=OUTPUT,
        help=helped(
            "Laporan selengkapnya: semua jenis temuan, cara membaca, dan yang diperiksa.",
            "The whole report: every kind of finding, how it was read, what was checked.",
        ),
    ),
]
RegistryOption = Annotated[
    list[str] | None,
    typer.Option(
        "--registry",
        rich_help_panel=INPUT,
        metavar="DIR",
        help=helped(
            "Folder registri skema lain; boleh berulang, yang terdekat dahulu, statx untuk"
            " yang bawaan.",
            "Another registry of schemas; may be repeated, the nearest first, statx for the one"
            " that comes with it.",
        ),
    ),
]
ForceOption = Annotated[
    bool,
    typer.Option(
        "--force",
        rich_help_panel=OUTPUT,
        help=helped("Timpa berkas yang sudah ada.", "Replace a file that exists."),
    ),
]
MarkedOption = Annotated[
    Path | None,
    typer.Option(
        "--marked",
        rich_help_panel=OUTPUT,
        metavar="FILE",
        help=helped(
            "Tulis buku kerja Excel asalnya dengan sel salah berwarna, komentar, dan daftar"
            " temuan; dari CSV dibuat yang baru.",
            "Write the Excel workbook it came from with wrong cells coloured, comments and a"
            " list of findings; of CSV a new one.",
        ),
    ),
]
LimitOption = Annotated[
    int | None,
    typer.Option(
        "--limit",
        rich_help_panel=OUTPUT,
        min=0,
        metavar="N",
        help=helped(
            "Cantumkan paling banyak N temuan per berkas, dalam bentuk apa pun; 0 semuanya."
            " Jumlahnya selalu tepat.",
            "List at most N findings per file, in every format; 0 lists all. Counts are always"
            " exact.",
        ),
    ),
]
ClusterOption = Annotated[
    str,
    typer.Option(
        "--cluster",
        rich_help_panel=LARGE,
        metavar="ADDRESS",
        help=helped(
            "Kerjakan di klaster dask.distributed yang sudah ada, misalnya tcp://10.0.0.5:8786.",
            "Work on a dask.distributed cluster that is there, such as tcp://10.0.0.5:8786.",
        ),
    ),
]
MemoryOption = Annotated[
    str,
    typer.Option(
        "--memory",
        rich_help_panel=LARGE,
        metavar="SIZE",
        help=helped(
            "Memori untuk tiap kunci, misalnya 512M atau 2G (bawaan 256M); lebih dari itu memakai"
            " berkas sementara.",
            "Memory for each key, such as 512M or 2G (256M unless said); beyond it temporary files"
            " are used.",
        ),
    ),
]
SinceOption = Annotated[
    str | None,
    typer.Option(
        "--changed-since",
        rich_help_panel=CI,
        metavar="REV",
        help=helped(
            "Periksa hanya data yang tersentuh perubahan sejak revisi git ini, dan tandai temuan"
            " yang baru.",
            "Judge only what changed since this git revision, and mark the findings that are new.",
        ),
    ),
]
FailOnOption = Annotated[
    FailOn,
    typer.Option(
        "--fail-on",
        rich_help_panel=CI,
        help=helped(
            "Yang membuat data tidak lolos: kesalahan, peringatan juga, atau hanya kesalahan baru.",
            "What fails the data: errors, warnings as well, or new errors only.",
        ),
    ),
]
ReportOption = Annotated[
    list[str] | None,
    typer.Option(
        "--report",
        rich_help_panel=CI,
        metavar="FORMAT=FILE",
        help=helped(
            "Tulis satu laporan lagi ke berkas, misalnya sarif=statx.sarif; boleh berulang.",
            "Write one more report to a file, such as sarif=statx.sarif; may be repeated.",
        ),
    ),
]


class AnswerForm(StrEnum):
    """How a look-up answers."""

    text = "text"
    json = "json"


AnswerOption = Annotated[
    AnswerForm,
    typer.Option(
        "--format",
        "-f",
        rich_help_panel=OUTPUT,
        help=helped(
            "Bentuk jawaban: untuk orang atau untuk program.",
            "How it is answered: for people or for programs.",
        ),
    ),
]


def named_path(words: str) -> Path:
    """A path as it is typed; an empty one is a slip, never the working folder."""
    if not words:
        raise EmptyNameError
    return Path(words)


ExcludeOption = Annotated[
    list[str] | None,
    typer.Option(
        "--exclude",
        rich_help_panel=INPUT,
        metavar="PATTERN",
        help=helped(
            "Lewati berkas seperti ini di dalam folder, misalnya '*.xlsx'; boleh berulang.",
            "Leave files like this out of folders, such as '*.xlsx'; may be repeated.",
        ),
    ),
]
DataArgument = Annotated[
    list[Path],
    typer.Argument(
        metavar="DATA…",
        parser=named_path,
        show_default=False,
        help=helped(
            "Berkas CSV atau Parquet, folder, datapackage.json, paket .zip, pola seperti"
            " 'data/*.csv', atau - untuk masukan standar.",
            "CSV or Parquet files, folders, a datapackage.json, a package (.zip), a pattern such"
            " as 'data/*.csv', or - for standard input.",
        ),
    ),
]


def examples(*lines: str) -> str:
    """The examples at the end of a command's help."""
    return "\n".join(lines)
