"""The command of statx.toml that hears of what happened: facts, never data.

    hook = ["./notify.sh"]

It gets STATX_EVENT (taken, refused, accepted, rejected, waiting, alarm) and what is known beside it
in STATX_UNIT, STATX_NAME, STATX_VERSION, STATX_CODE and STATX_PATH. The same event may come twice,
where a run was killed: whoever acts on it looks at name and version. What becomes of it changes no
exit code.
"""

from __future__ import annotations

import os
import subprocess

from statx.cli.session import Session
from statx.texts import Text

PATIENCE = 60
"""Seconds that a hook may take."""
FAILED_HOOK = Text(
    id="! hook {command} gagal ({reason}); hasil pertukaran tidak berubah.",
    en="! the hook {command} failed ({reason}); the exchange is as it was.",
)


def call_hook(session: Session, event: str, **facts: object) -> None:
    """Tell the hook, where there is one."""
    config = session.config
    if not config.hook:
        return

    environment = {f"STATX_{name.upper()}": str(value) for name, value in facts.items()}
    try:
        subprocess.run(  # noqa: S603  the unit's own command, from its own statx.toml
            config.hook,
            cwd=config.folder,
            env={**os.environ, **environment, "STATX_EVENT": event},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            timeout=PATIENCE,
            check=True,
        )
    except (OSError, subprocess.SubprocessError) as error:
        session.say(FAILED_HOOK.fill(command=config.hook[0], reason=error))
