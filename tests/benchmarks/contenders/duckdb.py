"""duckdb: the checks of the schema written as SQL, on a typed read and on a read as text."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from tests.benchmarks.contenders.contender import Answer, Contender
from tests.benchmarks.given import Descriptor, Given, constraints

TYPES = {
    "string": "VARCHAR",
    "integer": "BIGINT",
    "number": "DOUBLE",
    "date": "DATE",
    "datetime": "TIMESTAMP",
}
CHECKS = {
    "minimum": "{name} < {limit}",
    "maximum": "{name} > {limit}",
    "minLength": "length({name}) < {limit}",
    "maxLength": "length({name}) > {limit}",
    "pattern": "NOT regexp_full_match({name}, {limit})",
    "enum": "{name} NOT IN {limit}",
}
REQUIRED = "{name} IS NULL"
UNREAD = "{name} IS NOT NULL AND TRY_CAST({name} AS {type}) IS NULL"


def typed(given: Given) -> Answer:
    """A read with the declared types; rows that do not fit are set aside as rejects."""
    database = _unordered(given)
    faults = _sum(fault for field in given.fields() for fault in _faults(field, _name(field)))
    _keep(database, f"*, {faults} AS faults", _csv(given, typed=True))
    return Answer(
        errors=_found(database, given) + _number(database, "SELECT count(*) FROM reject_errors")
    )


def as_text(given: Given) -> Answer:
    """A read as text; each cell is then cast by TRY_CAST."""
    database = _unordered(given)
    fields = given.fields()
    faults = _sum(
        fault for field in fields for fault in (*_unread(field), *_faults(field, _cast(field)))
    )
    wanted = {*given.key(), given.referring()}
    kept = "".join(
        f"{_cast(field)} AS {_name(field)}, " for field in fields if field["name"] in wanted
    )
    _keep(database, f"{kept}{faults} AS faults", _csv(given, typed=False))
    return Answer(errors=_found(database, given))


def convert(given: Given) -> Answer:
    """COPY, without keeping the table."""
    database = _database(given)
    source, result = _csv(given, typed=True, rejects=False), _literal(str(given.result))
    database.execute(
        f"COPY (SELECT * FROM {source}) TO {result} (FORMAT parquet, COMPRESSION zstd)"  # noqa: S608  our own names
    )
    return Answer()


def _database(given: Given) -> Any:  # noqa: ANN401  may not be installed
    import duckdb

    database = duckdb.connect()
    database.execute("SET enable_progress_bar = false")
    database.execute(f"SET temp_directory = {_literal(str(given.folder / 'duckdb'))}")
    return database


def _unordered(given: Given) -> Any:  # noqa: ANN401  may not be installed
    """To count errors, the order of rows need not be kept."""
    database = _database(given)
    database.execute("SET preserve_insertion_order = false")
    return database


def _csv(given: Given, *, typed: bool, rejects: bool = True) -> str:
    columns = {
        field["name"]: TYPES[field["type"] if typed else "string"] for field in given.fields()
    }
    declared = ", ".join(f"{_literal(name)}: {_literal(kind)}" for name, kind in columns.items())
    options = "auto_detect = false, header = true, delim = ',', quote = '\"', escape = '\"'"
    aside = ", store_rejects = true, rejects_limit = 0" if typed and rejects else ""
    return f"read_csv({_literal(str(given.table))}, columns = {{{declared}}}, {options}{aside})"


def _keep(database: Any, columns: str, source: str) -> None:  # noqa: ANN401  may not be installed
    """The table that the counts are made of.

    In texts alone its parallel reader may mistake where a record begins.
    """
    import duckdb

    query = f"CREATE TABLE judged AS SELECT {columns} FROM {source}"  # noqa: S608  our own names
    try:
        database.execute(query)
    except duckdb.InvalidInputException:
        database.execute(query.removesuffix(")") + ", parallel = false)")


def _unread(field: Descriptor) -> list[str]:
    """The condition that a cell is not of its type; any text is a string."""
    return (
        []
        if field["type"] == "string"
        else [UNREAD.format(name=_name(field), type=TYPES[field["type"]])]
    )


def _faults(field: Descriptor, value: str) -> Iterator[str]:
    """What is wrong with a field's value, as conditions.

    Whether it is there is asked of the cell as read.
    """
    for name, limit in constraints(field).items():
        if name == "required":
            yield REQUIRED.format(name=_name(field))
        else:
            yield CHECKS[name].format(name=value, limit=_literal(limit))


def _found(database: Any, given: Given) -> int:  # noqa: ANN401  may not be installed
    """Errors of cells, of the key and of the foreign key."""
    found = _number(database, "SELECT sum(faults) FROM judged")
    if given.key():
        key = ", ".join(f'"{name}"' for name in given.key())
        repeated = f"SELECT count(*) - 1 AS more FROM judged GROUP BY {key} HAVING count(*) > 1"  # noqa: S608  our own names
        found += _number(database, f"SELECT sum(more) FROM ({repeated})")  # noqa: S608  our own names
    if given.referring():
        codes = f"read_csv({_literal(str(given.codes))}, all_varchar = true)"
        matched = f'codes.kode = judged."{given.referring()}"'
        found += _number(
            database,
            f"SELECT count(*) FROM judged ANTI JOIN {codes} AS codes ON {matched}",  # noqa: S608  our own names
        )
    return found


def _number(database: Any, query: str) -> int:  # noqa: ANN401  may not be installed
    return int(database.execute(query).fetchone()[0] or 0)


def _sum(conditions: Iterator[str]) -> str:
    return _added([f"coalesce(({each})::BIGINT, 0)" for each in conditions])


def _added(terms: list[str]) -> str:
    """Half and half: planning a chain of three hundred sums takes duckdb seconds."""
    if len(terms) < 2:
        return "".join(terms) or "0"
    half = len(terms) // 2
    return f"({_added(terms[:half])} + {_added(terms[half:])})"


def _name(field: Descriptor) -> str:
    return f'"{field["name"]}"'


def _cast(field: Descriptor) -> str:
    return (
        _name(field)
        if field["type"] == "string"
        else f"TRY_CAST({_name(field)} AS {TYPES[field['type']]})"
    )


def _literal(value: object) -> str:
    if isinstance(value, list):
        return f"({', '.join(map(_literal, value))})"
    return "'" + value.replace("'", "''") + "'" if isinstance(value, str) else str(value)


PACKAGES = ("duckdb",)
TYPED = Contender(
    "duckdb, typed",
    typed,
    PACKAGES,
    "rows of a wrong shape; what else is wrong in a row with a cell of a wrong type",
)
AS_TEXT = Contender(
    "duckdb, as text",
    as_text,
    PACKAGES,
    "rows of a wrong shape; takes 1_0, 1.5 and 0x1F for integers",
)
CONVERT = Contender("duckdb", convert, PACKAGES, "anything but the types")
