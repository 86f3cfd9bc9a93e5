from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from hypothesis import given
from hypothesis import strategies as st

from statx.trust.allowed_signers import (
    Signer,
    TrustStore,
    parse_signers,
    parse_time,
    public_key_line,
)
from statx.trust.errors import BrokenTrustStoreError, LaxModeError, SignatureError
from statx.trust.sshsig import sign
from statx.trust.wire import pack_public_key
from tests.trust.programs import run

RELEASE, CLEARANCE = "statx-release", "statx-clearance"
MESSAGE = b"{}\n"
AT = datetime(2026, 11, 25, tzinfo=UTC)


def make_key(number: int) -> Ed25519PrivateKey:
    return Ed25519PrivateKey.from_private_bytes(bytes([number]) * 32)


def public_key(number: int) -> bytes:
    return pack_public_key(make_key(number).public_key().public_bytes_raw())


KEY = public_key_line(public_key(1))
OTHER_KEY = public_key_line(public_key(2))
LINE = f'rina@sumbar namespaces="statx-release" {KEY}'


def store_of(text: str) -> TrustStore:
    return TrustStore(tuple(parse_signers(text, Path("allowed_signers"))))


@pytest.mark.parametrize(
    ("text", "line"),
    [
        pytest.param(f'*@sumbar namespaces="{RELEASE}" {KEY}', 1, id="wildcard"),
        pytest.param(f'!rina@sumbar namespaces="{RELEASE}" {KEY}', 1, id="negated"),
        pytest.param(f'"rina@sumbar" namespaces="{RELEASE}" {KEY}', 1, id="quoted"),
        pytest.param(f'rina@sumbar,budi@sumbar namespaces="{RELEASE}" {KEY}', 1, id="two names"),
        pytest.param(f'rina namespaces="{RELEASE}" {KEY}', 1, id="no unit"),
        pytest.param(f'Rina@sumbar namespaces="{RELEASE}" {KEY}', 1, id="capitals"),
        pytest.param(f"rina@sumbar {KEY}", 1, id="may sign anything"),
        pytest.param(f'rina@sumbar namespaces="" {KEY}', 1, id="may sign nothing"),
        pytest.param(f'rina@sumbar namespaces="statx-*" {KEY}', 1, id="pattern of purposes"),
        pytest.param(f'rina@sumbar cert-authority,namespaces="a" {KEY}', 1, id="certificates"),
        pytest.param(f'rina@sumbar namespaces="a",until="20280101Z" {KEY}', 1, id="unknown option"),
        pytest.param(f'rina@sumbar namespaces="a",namespaces="b" {KEY}', 1, id="option twice"),
        pytest.param(
            f'rina@sumbar namespaces="a",valid-after="20280101" {KEY}', 1, id="local time"
        ),
        pytest.param(f'rina@sumbar namespaces="a",valid-after="20281301Z" {KEY}', 1, id="month 13"),
        pytest.param('rina@sumbar namespaces="a" ssh-rsa AAAAB3NzaC1yc2E=', 1, id="RSA key"),
        pytest.param('rina@sumbar namespaces="a" ssh-ed25519 AAAA', 1, id="cut key"),
        pytest.param('rina@sumbar namespaces="a"', 1, id="no key"),
        pytest.param("rina@sumbar", 1, id="a name alone"),
        pytest.param(f"# ok\n\n{LINE}\nbudi@jatim namespaces=a {OTHER_KEY}", 4, id="no quotes"),
        pytest.param(f'{LINE}\nbudi@sumbar namespaces="a" {KEY}', 2, id="one key, two names"),
    ],
)
def test_a_line_that_could_be_misread_refuses_the_store(text: str, line: int) -> None:
    with pytest.raises(BrokenTrustStoreError, match=f"line {line}:"):
        store_of(text)


def test_a_broken_list_of_revoked_keys_refuses_the_store(tmp_path: Path) -> None:
    (tmp_path / "allowed_signers").write_text(LINE)
    (tmp_path / "revoked_keys").write_text(f"{OTHER_KEY}\nssh-ed25519 ?\n")
    with pytest.raises(BrokenTrustStoreError, match="revoked_keys, line 2:"):
        TrustStore.read(tmp_path)


def test_a_store_that_is_no_text_says_on_which_line(tmp_path: Path) -> None:
    (tmp_path / "allowed_signers").write_bytes(LINE.encode() + b"\n\xff")
    with pytest.raises(BrokenTrustStoreError, match="line 2:"):
        TrustStore.read(tmp_path)


def test_a_store_that_others_can_write_is_refused(tmp_path: Path) -> None:
    store = tmp_path / "allowed_signers"
    store.write_text(LINE)
    store.chmod(0o664)
    with pytest.raises(LaxModeError, match="0664"):
        TrustStore.read(tmp_path)


def test_where_there_is_no_store_nobody_is_trusted(tmp_path: Path) -> None:
    assert TrustStore.read(tmp_path) == TrustStore()


VALID = 'valid-after="20260101Z",valid-before="20261231Z"'


@pytest.mark.parametrize(
    ("text", "principal", "at", "code"),
    [
        pytest.param(f'rina@sumbar namespaces="{RELEASE}" {KEY}', "rina@sumbar", AT, "", id="good"),
        pytest.param(
            f'rina@sumbar namespaces="{CLEARANCE}" {KEY}\nrina@sumbar namespaces="{RELEASE}" {KEY}',
            "rina@sumbar",
            AT,
            "",
            id="a line for each purpose",
        ),
        pytest.param("", "rina@sumbar", AT, "unknown-key", id="nobody is trusted"),
        pytest.param(
            f'rina@sumbar namespaces="{RELEASE}" {OTHER_KEY}',
            "rina@sumbar",
            AT,
            "unknown-key",
            id="another key of that name",
        ),
        pytest.param(
            f'budi@sumbar namespaces="{RELEASE}" {KEY}',
            "rina@sumbar",
            AT,
            "principal",
            id="somebody else",
        ),
        pytest.param(
            f'rina@sumbar namespaces="{CLEARANCE}" {KEY}',
            "rina@sumbar",
            AT,
            "role",
            id="trusted for another purpose",
        ),
        pytest.param(
            f'rina@sumbar namespaces="{RELEASE}",{VALID} {KEY}',
            "rina@sumbar",
            datetime(2025, 12, 31, 23, 59, 59, tzinfo=UTC),
            "validity",
            id="too early",
        ),
        pytest.param(
            f'rina@sumbar namespaces="{RELEASE}",{VALID} {KEY}',
            "rina@sumbar",
            datetime(2026, 12, 31, 0, 0, 1, tzinfo=UTC),
            "validity",
            id="too late",
        ),
    ],
)
def test_who_may_sign_what_and_when(text: str, principal: str, at: datetime, code: str) -> None:
    signature = sign(MESSAGE, make_key(1), RELEASE)
    assert refusal_of(store_of(text), signature, principal, at) == code


def refusal_of(store: TrustStore, signature: bytes, principal: str, at: datetime) -> str:
    try:
        store.verify(
            MESSAGE,
            signature,
            namespace=RELEASE,
            principal=principal,
            at=at,
            subject="release.json",
        )
    except SignatureError as error:
        return error.code
    return ""


def test_a_revoked_key_is_refused_while_it_is_still_valid(tmp_path: Path) -> None:
    (tmp_path / "allowed_signers").write_text(LINE)
    (tmp_path / "revoked_keys").write_text(f"{KEY} lost in Padang\n")
    signature = sign(MESSAGE, make_key(1), RELEASE)
    assert refusal_of(TrustStore.read(tmp_path), signature, "rina@sumbar", AT) == "revoked"


SECONDS = st.datetimes(datetime(2000, 1, 1), datetime(2099, 1, 1)).map(  # noqa: DTZ001  the zone follows
    lambda moment: moment.replace(microsecond=0, tzinfo=UTC)
)
SIGNERS = st.builds(
    Signer,
    principal=st.sampled_from(["rina@sumbar", "a.b-c@jatim"]),
    namespaces=st.lists(st.sampled_from([RELEASE, CLEARANCE, "x"]), min_size=1).map(tuple),
    public_key=st.just(public_key(1)),
    valid_after=st.none() | SECONDS,
    valid_before=st.none() | SECONDS,
    comment=st.sampled_from(["", "Kepala Bidang", "diskominfo 2026"]),
)


@given(SIGNERS)
def test_a_line_that_is_written_is_read_as_the_same_signer(signer: Signer) -> None:
    assert store_of(signer.line()).signers == (signer,)


@pytest.mark.parametrize(
    ("at", "accepted"),
    [
        ("20260601Z", True),
        ("20251231Z", False),
        ("20261231Z", True),
        ("20261231000001Z", False),
    ],
    ids=["within", "before", "at its end", "after"],
)
def test_ssh_keygen_reads_the_store_as_we_do(tmp_path: Path, at: str, accepted: bool) -> None:
    text = f'rina@sumbar namespaces="{RELEASE}",{VALID} {KEY}\n'
    (tmp_path / "allowed_signers").write_text(text)
    signature = sign(MESSAGE, make_key(1), RELEASE)
    (tmp_path / "x.sig").write_bytes(signature)
    options = ["-Y", "verify", "-f", tmp_path / "allowed_signers", "-I", "rina@sumbar"]
    options += ["-n", RELEASE, "-s", tmp_path / "x.sig", "-O", f"verify-time={at}"]

    moment = parse_time(at)
    assert moment is not None
    ours = refusal_of(store_of(text), signature, "rina@sumbar", moment) == ""
    theirs = run("ssh-keygen", *options, input=MESSAGE).returncode == 0
    assert (ours, theirs) == (accepted, accepted)
