"""What a working folder says of its first file of data.

One of the registry's schemas where the file has its columns; else, of a plain table, a draft from
all its rows; else a recipe that a person confirms.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from statx.cli.init_files import BY_FILE, EDITOR, Value
from statx.cli.session import Session
from statx.errors import OptionError, StatxError, UnreadableError
from statx.options import LOCALE, SCHEMA, SHEET, DataOptions
from statx.texts import Text, count

if TYPE_CHECKING:
    from statx.sources.settling import UnjudgedTable

SCHEMAS = "skema"
"""The folder of the unit's own drafts."""
RECIPE_SUFFIX = ".recipe.toml"
LEFT_OUT = (SCHEMA.name, "recipe")

INSIDE = Text(
    id="{path} tidak berada di folder ini; letakkan datanya di bawahnya.",
    en="{path} does not lie in this folder; put the data below it.",
)
IN_REGISTRY = Text(
    id="{path}: kolomnya kolom skema {ref} di registri.",
    en="{path}: its columns are those of the registry's schema {ref}.",
)
DRAFTED = Text(
    id="{path}: skemanya dirancang dari {rows} baris; {n} hal masih TODO.",
    en="{path}: its schema is a draft from {rows} rows; {n} places are still TODO.",
)
IN_INDONESIAN = Text(
    id='{path}: angkanya hanya terbaca sebagai 1.234,56; locale = "id".',
    en='{path}: its numbers can only be read as 1.234,56; locale = "id".',
)
PROPOSED = Text(
    id="{path} bukan tabel biasa; resepnya diusulkan dan menunggu persetujuan (confirmed).",
    en="{path} is no plain table; a recipe is proposed and waits to be confirmed (confirmed).",
)


@dataclass(frozen=True, slots=True)
class FirstData:
    """The first dataset, the files that it needs, and what to do next."""

    dataset: Mapping[str, Value]
    files: Mapping[Path, str]
    remarks: tuple[Text, ...]
    next: tuple[str, ...]
    """Commands."""


def settle_data(session: Session, path: Path, options: DataOptions) -> FirstData:
    """How the file is judged from now on. Raises what keeps it from being read."""
    inside = _inside(path)
    said: dict[str, Value] = {name: value for name, value in options.values if name not in LEFT_OUT}
    settled = {"files": inside, **said}
    validate = f"statx validate {inside}"
    if options[SCHEMA]:
        return FirstData({**settled, "schema": options[SCHEMA]}, {}, (), (validate,))

    from statx.sources.settling import open_unjudged

    try:
        opened = open_unjudged(path, options, session.config)
        fitting = session.catalog.with_header(opened.table.labels)
        if len(fitting) == 1:
            ref = fitting[0].name
            remark = IN_REGISTRY.fill(path=inside, ref=ref)
            return FirstData({**settled, "schema": ref}, {}, (remark,), (validate,))
        draft = _drafted(session, opened, path, options, settled)
    except UnreadableError as error:
        return _proposed(session, path, options, settled, error)

    return draft or _proposed(session, path, options, settled, None)


def _inside(path: Path) -> str:
    """The path from the working folder."""
    try:
        return path.resolve().relative_to(Path.cwd().resolve()).as_posix()
    except ValueError:
        raise OptionError(option="--data", reason=INSIDE.fill(path=path)) from None


def _drafted(
    session: Session,
    opened: UnjudgedTable,
    path: Path,
    options: DataOptions,
    settled: Mapping[str, Value],
) -> FirstData | None:
    """A draft of a schema; None where the file is no plain table."""
    from statx.intake.inference import infer
    from statx.intake.inference.draft import schema_name
    from statx.judging.workers import Threads
    from statx.sources.settling import open_unjudged

    name = schema_name(opened.name)
    threads = Threads(session.workers)
    inferred = infer([opened], name, session.catalog, threads)
    remarks: list[Text] = []
    if inferred.is_in_other_locale and not options[LOCALE]:
        settled = {**settled, "locale": "id"}
        again = open_unjudged(path, options.replaced(locale="id"), session.config)
        inferred = infer([again], name, session.catalog, threads)
        remarks.append(IN_INDONESIAN.fill(path=path))
    if inferred.misshapen:
        return None

    schema = Path(SCHEMAS, f"{name}.json")
    drafted = DRAFTED.fill(
        path=path,
        rows=count(inferred.rows),
        n=count(inferred.open_places),
    )
    written = inferred.text_for_editors(f"../{EDITOR}/{BY_FILE['schema']}")
    return FirstData(
        {**settled, "schema": schema.as_posix()},
        {schema: written},
        (*remarks, drafted, *inferred.remarks),
        (f"statx validate {settled['files']}", f"statx schema check --strict {schema.as_posix()}"),
    )


def _proposed(
    session: Session,
    path: Path,
    options: DataOptions,
    settled: Mapping[str, Value],
    error: StatxError | None,
) -> FirstData:
    """A recipe for a sheet that is no plain table; raises why it is none where there is none."""
    from statx.intake.proposal.errors import NothingLikeATableError
    from statx.intake.proposal.opening import open_sheets
    from statx.intake.proposal.proposing import Proposer

    proposer = Proposer(session.catalog.schemas(), session.catalog.regions)
    try:
        proposal = proposer.propose(
            open_sheets(path),
            path.name,
            {"sheet": options[SHEET]} if options[SHEET] else {},
            session.language,
        )
    except NothingLikeATableError as nothing:
        raise error or nothing from None

    recipe = path.with_name(path.name + RECIPE_SUFFIX)
    checked_by = os.path.relpath(Path(EDITOR, BY_FILE["recipe"]), recipe.parent)
    text = f"#:schema {Path(checked_by).as_posix()}\n{proposal.toml(session.language)}"
    inside = _inside(recipe)
    return FirstData(
        {**settled, "recipe": inside},
        {Path(inside): text},
        (PROPOSED.fill(path=path),),
        (f"statx tidy {settled['files']} --recipe {inside}",),
    )
