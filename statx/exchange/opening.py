"""How a package that arrived is opened: as any release is, and its refusal said for a receipt."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from pathlib import Path

from statx.errors import StatxError
from statx.exchange.errors import RefusedPackageError
from statx.exchange.receiving import Open, Opened
from statx.exchange.words import REFUSALS
from statx.package.opening import Examined, Reader, unpack
from statx.package.verifying import TrustedRelease
from statx.results.classification import Classification
from statx.results.report import Run

RenderReport = Callable[[Run], bytes]
"""The report on data that did not pass, as its sender gets it."""


def opener(reader: Reader, render_report: RenderReport) -> Open:
    """What opens packages for the unit of `reader`."""

    def open_release(file: Path, folder: Path) -> Opened:
        examined = _unpack(file, folder, reader)
        if not examined.run.valid or examined.trusted is None:
            raise RefusedPackageError.of(
                code="data",
                reason=REFUSALS["data"],
                report=render_report(examined.run),
            )

        return _opened(examined, examined.trusted)

    return open_release


def _unpack(file: Path, folder: Path, reader: Reader) -> Examined:
    """Refusals have a code; what our own disk or settings keep from opening has none."""
    try:
        return unpack(file, folder, reader)
    except StatxError as error:
        code = getattr(error, "code", "")
        if not code:
            raise
        raise RefusedPackageError.of(
            code=code,
            reason=error.text,
        ) from error


def _opened(examined: Examined, trusted: TrustedRelease) -> Opened:
    release = trusted.release
    used = [report.schema for report in examined.run.reports if report.schema is not None]
    schemas = {schema.ref.partition("@")[0] for schema in used}

    return Opened(
        release=hashlib.sha256(release.render()).hexdigest(),
        content=release.content_id,
        sender=release.sender,
        name=release.name,
        version=release.version,
        is_public=release.classification == Classification.PUBLIC.value,
        schemas=tuple(sorted(schemas)),
    )
