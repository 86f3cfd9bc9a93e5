"""Where a unit keeps its keys, whom it trusts, and what it sent and received.

An option says; else statx.toml, from its own folder; else the user's own folders (XDG).
"""

from __future__ import annotations

import os
from pathlib import Path

from statx.cli.session import Session


def key_folder(session: Session, option: Path | None) -> Path:
    """The folder of the unit's own keys."""
    return option or _of_config(session, session.config.keys) or config_folder() / "keys"


def trust_folder(session: Session, option: Path | None) -> Path:
    """The folder that says who is trusted."""
    return option or _of_config(session, session.config.trust) or config_folder() / "trust"


def exchange_folder(session: Session, option: Path | None) -> Path:
    """The folder of the exchange: journal, inbox and what is on its way."""
    return option or _of_config(session, session.config.exchange) or data_folder() / "exchange"


def config_folder() -> Path:
    """The user's own folder of statx: `$XDG_CONFIG_HOME/statx`, else `~/.config/statx`."""
    base = os.environ.get("XDG_CONFIG_HOME")
    return Path(base or Path.home() / ".config") / "statx"


def data_folder() -> Path:
    """Where statx keeps its data: `$XDG_DATA_HOME/statx`, else `~/.local/share/statx`."""
    base = os.environ.get("XDG_DATA_HOME")
    return Path(base or Path.home() / ".local" / "share") / "statx"


def _of_config(session: Session, named: str) -> Path | None:
    return session.config.folder / named if named else None
