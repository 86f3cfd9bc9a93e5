"""Two provinces and an office inside one of them: one export, several recipients, other rights."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from statx.trust.store import RECIPIENTS_NAME
from tests.exchange.conftest import EXPORT, Units, add_exports, states
from tests.package.world import make_unit

THREE = EXPORT.replace('["sumbar"]', '["sumbar", "dinsos"]')
PRIVATE = 'classification = "terbatas"\n'


@pytest.fixture
def three(units: Units, jatim: Path) -> Units:
    """jatim exports to sumbar, and to dinsos, which is new."""
    make_unit(units.world, "dinsos")
    units.settle("dinsos", "jatim")
    units.settle("jatim", "sumbar", "dinsos")
    add_exports(jatim, THREE)
    return units


def approve(three: Units, audience: str) -> None:
    draft = three.statx.folder / "jatim" / "exchange" / "drafts" / "kemiskinan-1.0.0.zip"
    three.world.approve(draft, audience=audience)


def test_one_export_goes_to_two_units_each_with_its_release_and_its_receipt(three: Units) -> None:
    jatim, box = three.statx.folder / "jatim", three.statx.folder / "box"
    waiting = three.at("jatim", "export")
    assert waiting.err.count("--for sumbar --for dinsos") == 2

    approve(three, "sumbar dinsos")
    three.at("jatim", "export", "-q")
    assert states(jatim) == [("sent", "1.0.0", 0)] * 2
    payloads = {path.read_bytes() for path in box.glob("jatim-to-*/payload/*")}
    assert len(payloads) == 2

    taken = [three.at(unit, "receive").code for unit in ("sumbar", "dinsos")]
    closed = three.at("jatim", "export")
    assert (taken, closed.code, states(jatim)) == ([0, 0], 0, [("unchanged", "1.0.0", 0)] * 2)
    receipts = [json.loads(path.read_bytes()) for path in box.glob("*-to-jatim/receipt/*.json")]
    assert {(each["from"], each["result"]) for each in receipts} == {
        ("sumbar", "accepted"),
        ("dinsos", "accepted"),
    }
    assert len({each["release"] for each in receipts}) == 2


def test_what_one_unit_cannot_get_the_other_gets(three: Units) -> None:
    jatim = three.statx.folder / "jatim"
    add_exports(jatim, THREE + PRIVATE)
    three.at("jatim", "export", "-q")
    approve(three, "sumbar dinsos")
    keys = three.world.trust / RECIPIENTS_NAME
    known = keys.read_text().splitlines(keepends=True)
    keys.write_text("".join(line for line in known if not line.startswith("dinsos ")))

    said = three.at("jatim", "export")
    assert states(jatim) == [("failed", "1.0.0", 2), ("sent", "1.0.0", 0)]
    assert (said.code, "✗ kemiskinan 1.0.0 → dinsos: failed." in said.out) == (2, True)
    assert "statx trust add" in said.err


def test_what_its_sender_may_not_send_is_refused_and_its_sender_hears_why(units: Units) -> None:
    settings = units.statx.folder / "sumbar" / "statx.toml"
    settings.write_text(f'{settings.read_text()}schemas = ["pertanian_padi"]\n')
    units.at("jatim", "send", units.approved().name, "--to", "sumbar")

    refused, closed = units.at("sumbar", "receive"), units.at("jatim", "send")
    assert (refused.code, "its sender may not send kemiskinan" in refused.err) == (5, True)
    assert "sumbar rejected kemiskinan 1.0.0 (number 1): not-entitled." in closed.err
