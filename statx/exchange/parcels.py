"""A draft that was cleared, released for one partner and ready to be sent."""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass
from pathlib import Path

from statx.exchange.correspondence import Correspondence
from statx.exchange.sending import Parcel
from statx.files import sha256_of
from statx.judging.reports import ReportOptions
from statx.package.clearing import clearance_folder
from statx.package.releasing import Delivery, Sender, release_draft
from statx.registry.catalog import Catalog
from statx.results.classification import Classification
from statx.results.report import Run


@dataclass(frozen=True, slots=True)
class Releasing:
    """By whom drafts are released, and how they are judged once more before that."""

    sender: Sender
    catalog: Catalog
    options: ReportOptions


def release_parcel(
    mail: Correspondence, draft: Path, releasing: Releasing
) -> tuple[Run, Parcel | None]:
    """(the verdict on the data, the release for the partner; None where the data does not pass).

    Raises NotClearedError, and what releasing raises.
    """
    sender = dataclasses.replace(releasing.sender, at=mail.at)
    delivery = Delivery(
        mail.partner.name,
        clearance_folder(draft),
        folder=mail.office.work,
        replace=True,
    )
    released = release_draft(draft, delivery, sender, releasing.catalog, releasing.options)
    release, path = released.release, released.path
    if release is None or path is None:
        return released.run, None

    return released.run, Parcel(
        path,
        sha256_of(path),
        release.name,
        release.version,
        release.content_id,
        is_encrypted=release.classification != Classification.PUBLIC.value,
    )
