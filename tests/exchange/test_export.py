"""The nightly run, as cron starts it."""

from __future__ import annotations

import json
import os
import shutil
from pathlib import Path

import pytest

from statx.exchange.drafting import next_version
from tests.cli.command import BAD
from tests.exchange.conftest import EXPORT, Units, add_exports, states
from tests.intake.sample_workbooks import FOLDER


def change(folder: Path) -> None:
    """One row less: other content that passes as well."""
    path = folder / "data" / "kemiskinan.csv"
    path.write_text("".join(path.read_text().splitlines(keepends=True)[:-1]))


def test_an_export_waits_is_sent_and_is_left_alone_until_its_data_changes(
    units: Units, jatim: Path
) -> None:
    seen = []

    def run() -> None:
        units.at("jatim", "export", "-q")
        seen.extend(states(jatim))

    run()
    units.world.approve(jatim / "exchange" / "drafts" / "kemiskinan-1.0.0.zip")
    run()
    run()
    units.at("sumbar", "receive")
    run()
    os.utime(jatim / "data" / "kemiskinan.csv")
    run()
    change(jatim)
    run()
    assert seen == [
        ("waiting", "1.0.0", 0),
        ("sent", "1.0.0", 0),
        ("on-the-way", "1.0.0", 0),
        ("unchanged", "1.0.0", 0),
        ("unchanged", "1.0.0", 0),
        ("waiting", "1.1.0", 0),
    ]


@pytest.mark.parametrize(
    ("more", "code", "words"),
    [
        ('approval = "required"\n', 6, "Have somebody else approve it"),
        ("min_rows = 1000\n", 4, "at least 1000 are wanted"),
        ("newer_than_days = 1\n", 4, "days old, 1 at most are allowed"),
    ],
    ids=["no approval", "too few rows", "a source that stopped changing"],
)
def test_what_an_entry_does_not_allow_is_not_sent(
    units: Units, jatim: Path, more: str, code: int, words: str
) -> None:
    add_exports(jatim, EXPORT + more)
    os.utime(jatim / "data" / "kemiskinan.csv", (1_700_000_000, 1_700_000_000))
    said = units.at("jatim", "export")
    assert (said.code, words in said.err) == (code, True)
    assert not (units.statx.folder / "box" / "jatim-to-sumbar" / "notice").exists()


def test_one_that_fails_does_not_keep_the_others_from_going_on(units: Units, jatim: Path) -> None:
    shutil.copy(BAD, jatim / "bad.csv")
    missing = EXPORT.replace("kemiskinan", "none").replace("data/*", "none/*")
    failing = EXPORT.replace("kemiskinan", "bad").replace("data/*", "bad")
    add_exports(jatim, missing + failing + EXPORT)
    said = units.at("jatim", "export")
    assert said.code == 4
    assert states(jatim) == [("failed", "", 4), ("failed", "", 1), ("waiting", "1.0.0", 0)]


def test_a_dry_run_says_what_would_be_done_and_writes_nothing(units: Units, jatim: Path) -> None:
    said = units.at("jatim", "export", "--dry-run")
    assert (said.code, said.out) == (0, "… kemiskinan 1.0.0 → sumbar: waits for approval.\n")
    assert not (jatim / "exchange" / "drafts").exists()
    assert not (jatim / "exchange" / "runs").exists()


def test_the_hook_hears_facts_and_no_data(units: Units, jatim: Path) -> None:
    script = jatim / "notify.sh"
    script.write_text("#!/bin/sh\nenv | grep ^STATX_ | sort > heard\n")
    script.chmod(0o700)
    add_exports(jatim, 'hook = ["./notify.sh"]\n' + EXPORT)
    units.at("jatim", "export")
    heard = dict(line.split("=", 1) for line in (jatim / "heard").read_text().splitlines())
    assert heard.pop("STATX_PATH").endswith("drafts/kemiskinan-1.0.0.zip")
    assert heard == {
        "STATX_EVENT": "waiting",
        "STATX_UNIT": "sumbar",
        "STATX_NAME": "kemiskinan",
        "STATX_VERSION": "1.0.0",
    }


def test_a_name_that_no_export_has_names_those_there_are(units: Units, jatim: Path) -> None:
    assert jatim.is_dir()
    said = units.at("jatim", "export", "kemiskina")
    assert (said.code, "There are: kemiskinan." in said.err) == (2, True)


def test_new_content_of_a_known_form_counts_the_middle_number_up() -> None:
    assert next_version("1.9.0") == "1.10.0"


def test_an_export_may_start_from_a_workbook_and_records_what_it_was_made_of(
    units: Units, jatim: Path
) -> None:
    kind = FOLDER / "bps-dua-bulan"
    shutil.copy(kind / "sumber.csv", jatim / "data" / "unduhan.csv")
    shutil.copy(kind / "resep.toml", jatim / "r.toml")
    add_exports(jatim, EXPORT.replace("data/*.csv", "data/unduhan.csv") + 'recipe = "r.toml"\n')
    assert units.at("jatim", "export").code == 0

    (record,) = (jatim / "exchange" / "runs").glob("*.json")
    (sheet,) = json.loads(record.read_text(encoding="utf-8"))["exports"][0]["sheets"]
    assert sheet["account"]["keys"] > 0
    lineage = Path(sheet["lineage"]).read_text(encoding="utf-8")
    assert "kode_wilayah,unduhan.csv,,A" in lineage
