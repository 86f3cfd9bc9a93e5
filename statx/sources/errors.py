"""What keeps a table, or the schema that judges it, from being settled."""

from __future__ import annotations

from statx.container.errors import MEND_AND_SEND
from statx.errors import UNTRUSTED, NothingCheckedError, StatxError, UsageError
from statx.texts import Text


class NotOneTableError(UsageError):
    says = Text(
        id="{path} adalah folder. Sebutkan satu berkas.",
        en="{path} is a folder. Name one file.",
    )


class NoSchemaError(NothingCheckedError):
    says = Text(
        id=(
            "{path}: tidak ada skema dengan tajuk kolom ini ({labels}). Sebutkan skemanya dengan"
            " --schema; {near}."
        ),
        en="{path}: no schema has this header ({labels}). Name one with --schema; {near}.",
    )


class AmbiguousSchemaError(NothingCheckedError):
    says = Text(
        id="{path}: lebih dari satu skema cocok ({candidates}). Pilih dengan --schema.",
        en="{path}: more than one schema fits ({candidates}). Choose with --schema.",
    )


class SchemaNotAgreedError(StatxError):
    exit_code = UNTRUSTED
    says = (
        Text(
            id=(
                "{path} membawa skema {schema} yang isinya bukan skema yang disepakati dengan nama"
                " itu."
            ),
            en="{path} carries a schema {schema} that is not the one agreed under that name.",
        )
        + MEND_AND_SEND
    )
