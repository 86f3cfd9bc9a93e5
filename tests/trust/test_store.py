from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from statx.trust.allowed_signers import TrustStore
from statx.trust.errors import BrokenTrustStoreError, KnownKeyError
from statx.trust.pages import ROLES, KeyPage
from statx.trust.store import add_page, read_recipients
from tests.trust.test_allowed_signers import public_key

UNTIL = datetime(2028, 1, 1, tzinfo=UTC)
AGE = "age1" + "q" * 58


def page(number: int = 1, principal: str = "release@jatim", recipient: str = AGE) -> KeyPage:
    created = "2026-11-25T09:00:00Z"
    return KeyPage(principal, ROLES["release"], public_key(number), recipient, created)


def test_a_page_that_is_added_is_trusted_and_encrypted_to(tmp_path: Path) -> None:
    added = add_page(tmp_path / "trust", page(), UNTIL)
    assert TrustStore.read(tmp_path / "trust").signers == (added,)
    assert read_recipients(tmp_path / "trust") == {"jatim": AGE}


def test_what_stood_in_the_store_stays_as_it_was(tmp_path: Path) -> None:
    add_page(tmp_path, page(1))
    before = (tmp_path / "allowed_signers").read_text()
    (tmp_path / "allowed_signers").write_text(f"# agreed in Padang\n{before.rstrip()}")
    add_page(tmp_path, page(2, "release@kediri"))
    after = (tmp_path / "allowed_signers").read_text()
    assert after.startswith(f"# agreed in Padang\n{before}release@kediri ")


def test_a_new_age_key_takes_the_place_of_the_old_one(tmp_path: Path) -> None:
    newer = "age1" + "p" * 58
    add_page(tmp_path, page(1))
    add_page(tmp_path, page(2, recipient=newer))
    assert read_recipients(tmp_path) == {"jatim": newer}


@pytest.mark.parametrize("principal", ["release@jatim", "budi@jatim"])
def test_a_key_that_is_known_is_not_added_again(tmp_path: Path, principal: str) -> None:
    add_page(tmp_path, page())
    before = (tmp_path / "allowed_signers").read_bytes()
    with pytest.raises(KnownKeyError, match="release@jatim"):
        add_page(tmp_path, page(principal=principal))
    assert (tmp_path / "allowed_signers").read_bytes() == before


def test_nothing_is_added_to_a_broken_store(tmp_path: Path) -> None:
    (tmp_path / "recipients").write_text("jatim ssh-ed25519 AAAA\n")
    with pytest.raises(BrokenTrustStoreError, match="recipients, line 1:"):
        add_page(tmp_path, page())
    assert [path.name for path in tmp_path.iterdir()] == ["recipients"]
