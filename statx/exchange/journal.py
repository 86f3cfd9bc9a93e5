"""What a unit has sent and taken: on its own disk, and there before anything is published.

SQLite with a write-ahead log, each step one transaction that is on the disk before the next begins
(`synchronous=FULL`). What a letter says, to the byte, is fixed here once: a later run publishes the
same bytes, and signs nothing twice.
"""

from __future__ import annotations

import contextlib
import sqlite3
from collections.abc import Iterable, Iterator
from pathlib import Path

from statx.exchange.errors import JournalError
from statx.exchange.records import Alarm, Drafted, Received, Sent

NAME = "journal.sqlite"
FORM = 1
"""Version of the tables; a journal of another form is not touched."""
PATIENCE = 30
"""Seconds to wait for another process that is writing, such as one that shows the status."""


_TABLES = """
create table sent(
    partner text not null, number integer not null,
    name text not null, version text not null, content text not null,
    payload text not null, size integer not null,
    notice blob not null, signature blob not null,
    state text not null, prepared_at text not null, closed_at text not null default '',
    code text not null default '', receipt blob not null default x'',
    primary key(partner, number));
create index sent_payloads on sent(payload);
create index sent_versions on sent(partner, name, version);
create index sent_open on sent(partner, number) where state in ('prepared', 'announced');
create table received(
    partner text not null, number integer not null, notice_sha256 text not null primary key,
    notice blob not null, state text not null,
    seen_at text not null, done_at text not null default '', code text not null default '',
    name text not null default '', version text not null default '',
    content text not null default '',
    receipt blob not null default x'', receipt_signature blob not null default x'',
    report blob not null default x'');
create unique index one_notice_a_number on received(partner, number) where state <> 'conflict';
create table accepted(
    partner text not null, name text not null, version text not null, content text not null,
    notice_sha256 text not null,
    primary key(partner, name, version));
create table alarm(
    partner text not null, kind text not null, detail text not null, at text not null,
    seen_at text not null default '',
    primary key(partner, kind, detail));
create table drafted(
    name text not null, version text not null, content text not null, file text not null,
    at text not null,
    primary key(name, version));
create table contact(partner text not null primary key, at text not null);
"""


class Journal:
    """An open journal. Every method that changes something is one transaction."""

    def __init__(self, database: sqlite3.Connection, path: Path) -> None:
        self._database = database
        self._path = path

    # ---- what was sent ---------------------------------------------------------------------------

    def sent_to(self, partner: str) -> list[Sent]:
        """All that was sent to a partner, by number."""
        rows = self._rows("select * from sent where partner = ? order by number", partner)
        return [Sent(**row) for row in rows]

    def open_to(self, partner: str) -> list[Sent]:
        """What a partner has not answered yet, by number."""
        query = (
            "select * from sent where partner = ? and state in ('prepared', 'announced')"
            " order by number"
        )
        return [Sent(**row) for row in self._rows(query, partner)]

    def sent_versions(self, partner: str, name: str, version: str) -> list[Sent]:
        """Each time this version was sent to a partner."""
        query = "select * from sent where partner = ? and name = ? and version = ?"
        return [Sent(**row) for row in self._rows(query, partner, name, version)]

    def last_sent_to(self, partner: str) -> Sent | None:
        """The newest; the next notice names it."""
        query = "select * from sent where partner = ? order by number desc limit 1"
        for row in self._rows(query, partner):
            return Sent(**row)

        return None

    def add_sent(self, sent: Sent) -> None:
        """What will be published, fixed for ever."""
        self._insert("sent", sent)

    def mark_announced(self, sent: Sent) -> None:
        """Its notice lies in the mailbox."""
        self._change(
            "update sent set state = 'announced' where partner = ? and number = ?"
            " and state = 'prepared'",
            sent.partner,
            sent.number,
        )

    def close_sent(self, sent: Sent) -> None:
        """The partner's receipt is here, and with it the end of this delivery."""
        self._change(
            "update sent set state = ?, code = ?, receipt = ?, closed_at = ?"
            " where partner = ? and number = ?",
            sent.state,
            sent.code,
            sent.receipt,
            sent.closed_at,
            sent.partner,
            sent.number,
        )

    def open_payloads(self) -> frozenset[str]:
        """What must stay in the spool."""
        query = "select payload from sent where state in ('prepared', 'announced')"
        return frozenset(row["payload"] for row in self._rows(query))

    def closed_payloads(self, partner: str, payloads: Iterable[str]) -> list[str]:
        """Those of `payloads` that went to a partner, who has answered each time."""
        query = "select 1 from sent where partner = ? and payload = ?"
        still_open = self.open_payloads()
        return [
            payload
            for payload in payloads
            if payload not in still_open and self._rows(query, partner, payload)
        ]

    def known_payloads(self, payloads: Iterable[str]) -> frozenset[str]:
        """Those of `payloads` that were sent to anybody."""
        query = "select 1 from sent where payload = ?"
        return frozenset(payload for payload in payloads if self._rows(query, payload))

    # ---- what was received -----------------------------------------------------------------------

    def received_from(self, partner: str) -> list[Received]:
        """All notices of a partner, by number."""
        rows = self._rows("select * from received where partner = ? order by number", partner)
        return [Received(**row) for row in rows]

    def waiting_from(self, partner: str) -> list[Received]:
        """What is not decided on yet, by number."""
        query = "select * from received where partner = ? and state = 'seen' order by number"
        return [Received(**row) for row in self._rows(query, partner)]

    def waiting_notices(self) -> frozenset[str]:
        """SHA-256 of each notice, of whomever, that is not decided on yet."""
        rows = self._rows("select notice_sha256 from received where state = 'seen'")
        return frozenset(row["notice_sha256"] for row in rows)

    def answered_notices(self, partner: str) -> list[str]:
        """SHA-256 of each notice that was decided on, by number: each has its receipt."""
        query = (
            "select notice_sha256 from received where partner = ? and state = 'done'"
            " order by number"
        )
        return [row["notice_sha256"] for row in self._rows(query, partner)]

    def received(self, notice_sha256: str) -> Received:
        """A notice that is known."""
        (row,) = self._rows("select * from received where notice_sha256 = ?", notice_sha256)
        return Received(**row)

    def notice_of(self, partner: str, number: int) -> Received | None:
        """The notice of this number that counts; None where none was seen."""
        query = "select * from received where partner = ? and number = ? and state <> 'conflict'"
        for row in self._rows(query, partner, number):
            return Received(**row)

        return None

    def known_notices(self, partner: str) -> frozenset[str]:
        """SHA-256 of each notice of a partner that was seen."""
        query = "select notice_sha256 from received where partner = ?"
        return frozenset(row["notice_sha256"] for row in self._rows(query, partner))

    def add_received(self, received: Received) -> None:
        """A notice whose signature is good."""
        self._insert("received", received)

    def accepted_content(self, partner: str, name: str, version: str) -> tuple[str, str] | None:
        """(content id, SHA-256 of the notice) of a version that was taken; None where none was."""
        query = (
            "select content, notice_sha256 from accepted where partner=? and name=? and version=?"
        )
        for row in self._rows(query, partner, name, version):
            return row["content"], row["notice_sha256"]

        return None

    def close_received(self, received: Received, *, is_new: bool) -> None:
        """The decision, the version that was taken and the bytes of the receipt, all or none."""
        with self._transaction() as database:
            database.execute(
                "update received set state = ?, done_at = ?, code = ?, name = ?, version = ?,"
                " content = ?, receipt = ?, receipt_signature = ?, report = ?"
                " where notice_sha256 = ?",
                (
                    received.state,
                    received.done_at,
                    received.code,
                    received.name,
                    received.version,
                    received.content,
                    received.receipt,
                    received.receipt_signature,
                    received.report,
                    received.notice_sha256,
                ),
            )
            if is_new:
                database.execute(
                    "insert or ignore into accepted values(?, ?, ?, ?, ?)",
                    (
                        received.partner,
                        received.name,
                        received.version,
                        received.content,
                        received.notice_sha256,
                    ),
                )

    # ---- exports ---------------------------------------------------------------------------------

    def last_draft(self, name: str) -> Drafted | None:
        """The newest draft of an export."""
        query = "select * from drafted where name = ? order by rowid desc limit 1"
        for row in self._rows(query, name):
            return Drafted(**row)

        return None

    def first_draft_at(self, name: str) -> str:
        """When an export was first prepared; empty where it never was."""
        (row,) = self._rows("select min(at) as at from drafted where name = ?", name)
        return str(row["at"] or "")

    def add_draft(self, drafted: Drafted) -> None:
        """A draft lies there, to be approved."""
        self._insert("drafted", drafted)

    def last_accepted_at(self, partner: str, name: str) -> str:
        """When a partner last took a version of a package; empty where it never did."""
        query = (
            "select max(closed_at) as at from sent where partner = ? and name = ?"
            " and state = 'accepted'"
        )
        (row,) = self._rows(query, partner, name)
        return str(row["at"] or "")

    def last_accepted_version(self, name: str) -> str:
        """The newest version of a package that anybody took; empty where nobody took one."""
        query = (
            "select version from sent where name = ? and state = 'accepted'"
            " order by closed_at desc, number desc limit 1"
        )
        for row in self._rows(query, name):
            return str(row["version"])
        return ""

    # ---- alarms and contacts ---------------------------------------------------------------------

    def alarms(self) -> list[Alarm]:
        """What happened that should not and nobody has seen yet, oldest first."""
        query = (
            "select partner, kind, detail, at from alarm where seen_at = ''"
            " order by at, kind, detail"
        )
        return [Alarm(**row) for row in self._rows(query)]

    def acknowledge_alarms(self, partner: str, at: str) -> None:
        """A person has seen a partner's alarms: met again, they are not raised again."""
        statement = "update alarm set seen_at = ? where partner = ? and seen_at = ''"
        self._change(statement, at, partner)

    def raise_alarm(self, alarm: Alarm) -> None:
        """Once: the same alarm again changes nothing."""
        self._change(
            "insert or ignore into alarm(partner, kind, detail, at) values(?, ?, ?, ?)",
            alarm.partner,
            alarm.kind,
            alarm.detail,
            alarm.at,
        )

    def last_contact(self, partner: str) -> str:
        """When something new of a partner was read; empty where nothing ever was."""
        for row in self._rows("select at from contact where partner = ?", partner):
            return str(row["at"])

        return ""

    def note_contact(self, partner: str, at: str) -> None:
        """Something new of a partner was read, and its signature is good."""
        self._change("insert or replace into contact values(?, ?)", partner, at)

    def latest_moment(self) -> str:
        """The latest moment that anything was written at; empty in a new journal."""
        query = (
            "select max(at) as at from (select max(prepared_at) as at from sent"
            " union select max(closed_at) from sent union select max(seen_at) from received"
            " union select max(done_at) from received)"
        )
        (row,) = self._rows(query)
        return str(row["at"] or "")

    # ---- sqlite ----------------------------------------------------------------------------------

    def _rows(self, query: str, *values: object) -> list[sqlite3.Row]:
        with self._speaking():
            return self._database.execute(query, values).fetchall()

    def _change(self, statement: str, *values: object) -> None:
        with self._transaction() as database:
            database.execute(statement, values)

    def _insert(self, table: str, row: Sent | Received | Drafted) -> None:
        names = row.__slots__
        marks = ", ".join("?" for _ in names)
        statement = f"insert into {table}({', '.join(names)}) values({marks})"
        self._change(statement, *(getattr(row, name) for name in names))

    @contextlib.contextmanager
    def _transaction(self) -> Iterator[sqlite3.Connection]:
        with self._speaking():
            self._database.execute("begin immediate")
            try:
                yield self._database
            except BaseException:
                self._database.execute("rollback")
                raise
            self._database.execute("commit")

    @contextlib.contextmanager
    def _speaking(self) -> Iterator[None]:
        try:
            yield
        except sqlite3.Error as error:
            raise JournalError(
                path=self._path,
                reason=error,
            ) from error


@contextlib.contextmanager
def open_journal(folder: Path) -> Iterator[Journal]:
    """The journal of a unit's folder, made where there is none. Raises JournalError."""
    path = folder / NAME
    try:
        database = sqlite3.connect(path, timeout=PATIENCE, isolation_level=None)
    except sqlite3.Error as error:
        raise JournalError(
            path=path,
            reason=error,
        ) from error

    with contextlib.closing(database):
        _prepare(database, path)
        yield Journal(database, path)


def _prepare(database: sqlite3.Connection, path: Path) -> None:
    database.row_factory = sqlite3.Row
    try:
        database.execute("pragma journal_mode = wal")
        database.execute("pragma synchronous = full")
        form = database.execute("pragma user_version").fetchone()[0]
        if form == 0:
            database.executescript(
                f"begin immediate; {_TABLES} pragma user_version = {FORM}; commit;"
            )
    except sqlite3.Error as error:
        raise JournalError(
            path=path,
            reason=error,
        ) from error

    if form not in (0, FORM):
        raise JournalError(
            path=path,
            reason=f"user_version {form}",
        )
