"""`statx region recode` as it is typed."""

from __future__ import annotations

import json

from .command import Here

TABLE = "kode_wilayah,nama_wilayah\n1302,Kabupaten Pesisir Selatan\n"


def test_a_copy_has_the_other_codes(statx: Here) -> None:
    (statx.folder / "bps.csv").write_text(TABLE)
    said = statx("region", "recode", "bps.csv", "k.csv", "--from", "bps", "--to", "kemendagri")
    assert (said.code, (statx.folder / "k.csv").read_text()) == (0, TABLE.replace("1302", "13.01"))


def test_nothing_is_written_where_a_code_is_refused(statx: Here) -> None:
    (statx.folder / "bps.csv").write_text(TABLE + "1399,Entah\n")
    line = ("region", "recode", "bps.csv", "k.csv", "--from", "bps", "--to", "kemendagri")
    said, listed = statx(*line), statx(*line, "--format", "json")

    assert (said.code, listed.code, statx.names()) == (1, 1, {"bps.csv"})
    assert "1399          is no BPS code that is known" in said.out
    assert json.loads(listed.out)["refused"][0]["row"] == 3


def test_one_system_is_no_other(statx: Here) -> None:
    (statx.folder / "bps.csv").write_text(TABLE)
    said = statx("region", "recode", "bps.csv", "k.csv", "--from", "bps", "--to", "bps")
    itself = statx(
        *("region", "recode", "bps.csv", "bps.csv", "--force"),
        *("--from", "bps", "--to", "kemendagri"),
    )
    assert (said.code, itself.code) == (2, 2)
