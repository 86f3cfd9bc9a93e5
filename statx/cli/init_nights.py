"""What runs statx every night: lines for crontab, units for systemd."""

from __future__ import annotations

import shlex
import sys
from collections.abc import Sequence
from pathlib import Path

from statx.cli.session import Session
from statx.texts import Text

LOG = "statx.log"
"""Where a nightly run writes its lines, beside statx.toml."""


def crontab(folder: Path, session: Session) -> str:
    """Lines for `crontab`: exports at night, what arrived every hour."""
    lines = [
        CRON.say(session.language),
        "LC_ALL=C.UTF-8",
        f"15 1 * * * {command_line(folder, 'export')}",
        f"45 * * * * {command_line(folder, 'receive')}",
    ]
    return "\n".join(lines) + "\n"


def command_line(folder: Path, command: str) -> str:
    """What a shell runs: in the folder, quiet, with one line for the log."""
    words = shlex.join([*_statx(), command, "-q", "--log", "text"])
    # In a crontab a % ends the command.
    return f"cd {shlex.quote(str(folder))} && {words} >> {LOG} 2>&1".replace("%", r"\%")


def systemd_units(folder: Path) -> str:
    """A service and its timer, for ~/.config/systemd/user."""
    receive, export = (_systemd_line([*_statx(), each, "-q"]) for each in ("receive", "export"))
    lines = [
        "# ~/.config/systemd/user/statx.service",
        "[Unit]",
        "Description=statx: export and receive",
        "",
        "[Service]",
        "Type=oneshot",
        f"WorkingDirectory={str(folder).replace('%', '%%')}",
        "Environment=LC_ALL=C.UTF-8",
        # What could not be received keeps nothing from being sent.
        f"ExecStart=-{receive}",
        f"ExecStart={export}",
        "",
        "# ~/.config/systemd/user/statx.timer",
        "[Unit]",
        "Description=statx every night",
        "",
        "[Timer]",
        "OnCalendar=*-*-* 01:15:00",
        "Persistent=true",
        "",
        "[Install]",
        "WantedBy=timers.target",
    ]
    return "\n".join(lines) + "\n"


CRON = Text(
    id="# statx: ekspor setiap malam, terima setiap jam",
    en="# statx: export every night, receive every hour",
)


def _statx() -> list[str]:
    return [sys.executable, "-m", "statx"]


def _systemd_line(words: Sequence[str]) -> str:
    """As systemd quotes: % is doubled, words with blanks in quotes."""
    quoted = [f'"{word}"' if " " in word else word for word in words]
    return " ".join(quoted).replace("%", "%%")
