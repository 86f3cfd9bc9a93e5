"""`statx demo`: the main job from end to end, on real figures, in commands that anyone can type."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from statx.cli.errors import DemoError
from statx.cli.help import Command
from statx.cli.options import LangOption, examples, helped
from statx.cli.session import Session
from statx.texts import Text

if TYPE_CHECKING:
    from collections.abc import Iterator

SAMPLES = {
    "penduduk_sumbar.csv": "kependudukan_penduduk/good/sumatera_barat_2024_s2.csv",
    "penduduk_jatim.csv": "kependudukan_penduduk/good/jawa_timur_2024_s2.csv",
    "kode_tertukar.csv": "kependudukan_penduduk/bad/code-system.csv",
}


@dataclass(frozen=True, slots=True)
class Step:
    """One command, the exit code it must end with, and what to look at."""

    command: tuple[str, ...]
    exit_code: int
    look: Text


STEPS = (
    Step(
        ("validate", "penduduk_sumbar.csv"),
        0,
        Text(
            id=(
                "Angka penduduk Sumatera Barat yang sebenarnya (Dukcapil, semester II 2024)"
                " diperiksa terhadap skema bersama. Perhatikan baris terakhir: apa saja yang"
                " diperiksa."
            ),
            en=(
                "The real population figures of Sumatera Barat (Dukcapil, second half of 2024) are"
                " judged against the shared schema. Look at the last line: it says what was"
                " checked."
            ),
        ),
    ),
    Step(
        ("validate", "kode_tertukar.csv"),
        1,
        Text(
            id=(
                "Berkas ini memakai kode BPS di kolom kode Kemendagri. Setiap kodenya ada dalam"
                " daftar, tetapi berarti kabupaten lain; hanya nama di sampingnya yang"
                " mengungkapnya. Kode keluarnya 1."
            ),
            en=(
                "This file has BPS codes in the column of Kemendagri codes. Each of them exists,"
                " and means another regency; only the name beside it tells. The exit code is 1."
            ),
        ),
    ),
    Step(
        ("convert", "penduduk_sumbar.csv", "penduduk_sumbar.parquet"),
        0,
        Text(
            id=(
                "CSV menjadi Parquet, bertipe menurut skema. Sidik jari isinya tidak bergantung"
                " pada formatnya."
            ),
            en=(
                "CSV becomes Parquet, typed by the schema. The content hash does not depend on the"
                " format."
            ),
        ),
    ),
    Step(
        ("convert", "penduduk_sumbar.parquet", "kembali.csv"),
        0,
        Text(
            id=(
                "Dan kembali lagi, tanpa --schema: sidik jarinya sama, dan berkasnya sama sampai ke"
                " byte."
            ),
            en="And back, without --schema: the same hash, and the same file to the byte.",
        ),
    ),
    Step(
        (
            "pack",
            "penduduk_sumbar.csv",
            "penduduk_jatim.csv",
            "--draft",
            "--output",
            "penduduk-1.0.0.zip",
        ),
        0,
        Text(
            id="Kedua provinsi dalam satu paket, bersama skema dan daftar kodenya.",
            en="Both provinces in one package, with the schema and its code list.",
        ),
    ),
    Step(
        ("verify", "penduduk-1.0.0.zip", "--draft"),
        0,
        Text(
            id=(
                "Di sisi penerima: setiap byte diperiksa, lalu datanya dinilai sekali lagi, baru"
                " paketnya dibuka."
            ),
            en=(
                "On the other side: every byte is checked and the data judged again before the"
                " package is opened."
            ),
        ),
    ),
)


def mount(app: typer.Typer) -> None:
    """Put the command into the app."""
    app.command(
        cls=Command,
        help=helped(
            "Peragakan pekerjaan utama pada angka yang sebenarnya, dari awal sampai akhir.",
            "Show the main job on real figures, from end to end.",
        ),
        epilog=examples("statx demo", "statx demo --keep coba"),
    )(demo)


def demo(
    keep: Annotated[
        Path | None,
        typer.Option(
            "--keep",
            metavar="DIR",
            help=helped(
                "Kerjakan di folder baru ini dan tinggalkan hasilnya.",
                "Work in this new folder and leave the results there.",
            ),
        ),
    ] = None,
    lang: LangOption = None,
) -> None:
    """Run every step and say what to look at."""
    session = Session.open(lang)
    with _folder(keep) as folder:
        for name, sample in SAMPLES.items():
            shutil.copyfile(_samples() / sample, folder / name)
        for number, step in enumerate(STEPS, start=1):
            _run(
                step,
                number,
                folder,
                session,
            )
        _compare(folder, session)
    session.say(KEPT.fill(path=keep) if keep else GONE)


STEP = Text(
    id="\n── {n}/{all}  {look}\n$ statx {command}\n",
    en="\n── {n}/{all}  {look}\n$ statx {command}\n",
)
SAME = Text(
    id="\n✓ penduduk_sumbar.csv dan kembali.csv sama sampai ke byte.",
    en="\n✓ penduduk_sumbar.csv and kembali.csv are the same to the byte.",
)
KEPT = Text(
    id="✓ Selesai. Hasilnya ada di {path}.",
    en="✓ Done. The results are in {path}.",
)
GONE = Text(
    id="✓ Selesai. Tidak ada yang ditinggalkan; dengan --keep DIR hasilnya disimpan.",
    en="✓ Done. Nothing was left behind; with --keep DIR the results stay.",
)


@contextmanager
def _folder(keep: Path | None) -> Iterator[Path]:
    from statx.files import atomic_folder, scratch_folder

    place = scratch_folder() if keep is None else atomic_folder(keep)
    with place as folder:
        yield folder


def _samples() -> Path:
    from statx.registry.catalog import shipped

    return shipped("samples")


def _run(step: Step, number: int, folder: Path, session: Session) -> None:
    """As a user would: a process of its own, in that folder."""
    command = " ".join(step.command)
    print(
        STEP.fill(
            n=number,
            all=len(STEPS),
            look=step.look,
            command=command,
        ).say(session.language),
        flush=True,
    )
    environment = {**os.environ, "STATX_LANG": session.language}
    environment["PYTHONPATH"] = os.pathsep.join(path for path in sys.path if path)
    done = subprocess.run(  # noqa: S603  our own command
        [sys.executable, "-m", "statx", *step.command], cwd=folder, env=environment, check=False
    )
    if done.returncode != step.exit_code:
        raise DemoError(
            command=f"statx {command}",
            expected=step.exit_code,
            found=done.returncode,
        )


def _compare(folder: Path, session: Session) -> None:
    if (folder / "penduduk_sumbar.csv").read_bytes() != (folder / "kembali.csv").read_bytes():
        raise DemoError(
            command="cmp penduduk_sumbar.csv kembali.csv",
            expected=0,
            found=1,
        )
    print(SAME.say(session.language), flush=True)
