from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from statx.trust.errors import BrokenPageError
from statx.trust.pages import NAMESPACE_OF_PAGES, ROLES, KeyPage, parse_page
from statx.trust.sshsig import sign
from statx.trust.wire import pack_public_key

KEY = Ed25519PrivateKey.from_private_bytes(bytes(range(32)))
OTHER = Ed25519PrivateKey.from_private_bytes(bytes(range(1, 33)))
RECIPIENT = "age1" + "q" * 58
PAGE = KeyPage(
    "release@jatim",
    ROLES["release"],
    pack_public_key(KEY.public_key().public_bytes_raw()),
    RECIPIENT,
    "2026-11-25T09:00:00Z",
)


def signed(text: bytes, key: Ed25519PrivateKey = KEY, purpose: str = NAMESPACE_OF_PAGES) -> bytes:
    return text + sign(text, key, purpose)


TEXT = PAGE.text().encode()


def test_a_page_is_read_as_it_was_written() -> None:
    assert parse_page(signed(TEXT), Path("jatim.keys")) == PAGE


def test_a_page_becomes_a_line_of_the_store() -> None:
    until = datetime(2028, 1, 1, tzinfo=UTC)
    line = PAGE.as_signer(before=until).line()
    assert line.startswith(
        'release@jatim namespaces="statx-release,statx-notice,statx-receipt",valid-before='
    )


@pytest.mark.parametrize(
    "damage",
    [
        pytest.param(lambda text: signed(text).replace(b"@jatim", b"@sumbar"), id="other name"),
        pytest.param(lambda text: signed(text).replace(b"qqq", b"qqp"), id="other age key"),
        pytest.param(lambda text: signed(text, OTHER), id="signed by another key"),
        pytest.param(lambda text: signed(text, purpose="statx-release"), id="other purpose"),
        pytest.param(lambda text: text, id="not signed"),
        pytest.param(lambda text: signed(text + b"note: trust me\n"), id="unknown line"),
        pytest.param(lambda text: signed(text + b"age: " + RECIPIENT.encode() + b"\n"), id="twice"),
        pytest.param(lambda text: signed(text.replace(b"/1", b"/2")), id="other format"),
        pytest.param(lambda text: signed(text.replace(b"age: age1", b"age: Age1")), id="no age"),
        pytest.param(lambda text: signed(text.replace(b"release@", b"*@")), id="wildcard"),
        pytest.param(lambda text: signed(text.replace(b"\n", b"\r\n")), id="other line ends"),
        pytest.param(lambda text: signed(text) + b" " * 20_000, id="too long"),
        pytest.param(lambda _text: b"", id="empty"),
    ],
)
def test_a_page_that_its_key_did_not_sign_as_it_stands_is_refused(
    damage: Callable[[bytes], bytes],
) -> None:
    with pytest.raises(BrokenPageError, match=r"jatim\.keys"):
        parse_page(damage(TEXT), Path("jatim.keys"))
