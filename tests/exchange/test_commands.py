"""Two units on one machine, as each of them types."""

from __future__ import annotations

import pytest

from statx.exchange.office import hold_lock
from tests.exchange.conftest import Units


def test_a_package_goes_to_and_fro_and_ends_with_a_receipt(units: Units) -> None:
    draft = units.approved()
    sent = units.at("jatim", "send", draft.name, "--to", "sumbar")
    taken = units.at("sumbar", "receive")
    closed = units.at("jatim", "send")
    assert [sent.code, taken.code, closed.code] == [0, 0, 0]
    assert "lies in the mailbox for sumbar (number 1)" in sent.err
    assert "kemiskinan 1.0.0 of jatim was taken into" in taken.err
    assert "sumbar accepted kemiskinan 1.0.0 (number 1)" in closed.err
    assert len(list((units.statx.folder / "sumbar/exchange/inbox").glob("*/data/*.csv"))) == 2


def test_what_nobody_approved_is_not_sent(units: Units) -> None:
    draft = units.draft()
    sent = units.at("jatim", "send", draft.name, "--to", "sumbar")
    assert (sent.code, list((units.statx.folder / "box").iterdir())) == (6, [])


def test_a_package_is_not_sent_twice(units: Units) -> None:
    draft = units.approved()
    for _ in range(2):
        sent = units.at("jatim", "send", draft.name, "--to", "sumbar")
    assert (sent.code, "it is not sent twice" in sent.err) == (0, True)
    assert len(list((units.statx.folder / "box").glob("*/notice/*.json"))) == 1


def test_a_mailbox_that_is_away_is_tried_again_later(units: Units) -> None:
    draft = units.approved()
    (units.statx.folder / "box").rename(units.statx.folder / "away")
    sent = units.at("jatim", "send", draft.name, "--to", "sumbar")
    assert (sent.code, "mount it" in sent.err) == (75, True)


def test_a_second_run_says_that_another_is_at_work(units: Units) -> None:
    units.at("jatim", "send")
    with hold_lock(units.statx.folder / "jatim" / "exchange") as is_alone:
        said = units.at("jatim", "send")
    assert is_alone
    assert (said.code, "Another run is at work" in said.err) == (0, True)


def test_status_says_what_is_on_its_way(units: Units) -> None:
    draft = units.approved()
    units.at("jatim", "send", draft.name, "--to", "sumbar")
    said = units.at("jatim", "status", "--lang", "id")
    assert said.code == 0
    assert "dikirim   1 di perjalanan · 0 diterima · 0 ditolak" in said.out


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("send", "x.zip"), "name drafts and who gets them together"),
        (("send", "x.zip", "--to", "bali"), "[unit.bali]"),
        (("receive", "--unit", "bali"), "[unit.bali]"),
    ],
    ids=["nobody named", "nobody known", "nobody to hear from"],
)
def test_a_wrong_option_says_what_to_write(
    units: Units, arguments: tuple[str, ...], words: str
) -> None:
    said = units.at("jatim", *arguments)
    assert (said.code, words in said.err) == (2, True)
