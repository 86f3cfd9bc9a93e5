"""What look-ups answer about schemas, regions and checks, before anybody renders it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from statx.results.classification import Classification
from statx.results.findings import Finding, Rule
from statx.texts import Text

# ---- schemas -------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class SchemaEntry:
    """One schema of the registry."""

    name: str
    title: Text
    versions: tuple[str, ...]
    """Oldest first."""
    classification: Classification | None
    layer: str = ""
    """The folder of the registry to which it belongs; empty where there is one alone."""


@dataclass(frozen=True, slots=True)
class SchemaList:
    """All schemas of the registry, by name."""

    schemas: tuple[SchemaEntry, ...]


@dataclass(frozen=True, slots=True)
class FieldEntry:
    """One column of a schema, with the five parts of *Standar Data*; what is not said is empty."""

    name: str
    title: Text
    concept: str
    """*Konsep*."""
    definition: Text
    """*Definisi*."""
    classification: Text
    """*Klasifikasi*: the values that there may be, or the code list that has them."""
    measure: Text
    """*Ukuran*."""
    unit: Text
    """*Satuan*."""
    asks: tuple[Text, ...]
    """What a cell must be: its type first, then what constrains it."""
    form: Text
    """How it is written, where a pattern says so."""


@dataclass(frozen=True, slots=True)
class ReferenceEntry:
    """Cells of `fields` must stand in `reference_fields` of `resource`."""

    fields: tuple[str, ...]
    resource: str
    reference_fields: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class RuleEntry:
    """What must hold between the cells of a row."""

    title: Text
    formula: str


@dataclass(frozen=True, slots=True)
class TotalEntry:
    """What must hold between rows."""

    title: Text
    fields: tuple[str, ...]
    tolerance: Text


@dataclass(frozen=True, slots=True)
class SchemaSheet:
    """Everything a person must know to fill such a table."""

    ref: str
    title: Text
    description: Text
    classification: Classification | None
    period: str
    producer: str
    fields: tuple[FieldEntry, ...]
    primary_key: tuple[str, ...]
    foreign_keys: tuple[ReferenceEntry, ...]
    rules: tuple[RuleEntry, ...]
    totals: tuple[TotalEntry, ...]
    coverage: tuple[Text, ...]
    """Which regions must be there."""
    example: tuple[tuple[str, str], ...]
    """(field, cell) of a row that passes."""
    sources: tuple[str, ...]


# ---- regions -------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class RegionName:
    """A region that another one is told by."""

    name: str
    code: str
    """Kemendagri's."""


@dataclass(frozen=True, slots=True)
class TwinEntry:
    """What the same digits mean in the other code system."""

    code: str
    """As it is written in the region's own system."""
    system: str
    """The system in which it means another place: 'BPS' or 'Kemendagri'."""
    other: RegionName


@dataclass(frozen=True, slots=True)
class RegionSheet:
    """One region with both its codes."""

    name: str
    kind: str
    code: str
    """Kemendagri's."""
    bps: str
    """Empty where BPS's code is not known."""
    decree: str
    since: str
    parents: tuple[RegionName, ...]
    """The nearest first."""
    twins: tuple[TwinEntry, ...]
    begins: str = ""
    """First day of its code; empty where the history begins later."""
    ends: str = ""
    """Last day of its code; empty where that is in force."""
    successor: RegionName | None = None
    """What took its place."""


@dataclass(frozen=True, slots=True)
class RegionList:
    """Regions that a name or a code may mean."""

    regions: tuple[RegionSheet, ...]
    more: int = 0
    """How many more there are."""


@dataclass(frozen=True, slots=True)
class RefusedCode:
    """A region code that cannot be written in the other system."""

    column: str
    row: int
    """Of the first record that has it, as it is counted in the file."""
    rows: int
    """How many have it."""
    code: str
    name: str
    """What stands beside it; empty where no names are compared."""
    reason: Text


@dataclass(frozen=True, slots=True)
class RecodingSheet:
    """What became of the codes of a file."""

    path: str
    written: str
    """The copy; empty where it was refused."""
    source: str
    """The code system: `Kemendagri`."""
    target: str
    columns: tuple[str, ...]
    cells: int
    """How many were rewritten."""
    refused: tuple[RefusedCode, ...]


# ---- checks --------------------------------------------------------------------------------------


class CheckGroup(Enum):
    """Whom a check is about."""

    FILES = "files"
    """Files that cannot be read."""
    TABLES = "tables"
    """Every table, as its schema asks."""
    SCHEMAS = "schemas"
    """Rules and totals of single schemas."""
    SHEETS = "sheets"
    """Sheets that a recipe makes a table of."""
    RELEASES = "releases"
    """Every table that is about to be released, as its schema declares."""


@dataclass(frozen=True, slots=True)
class CheckSheet:
    """One check, told by the sample that breaks it."""

    code: str
    group: CheckGroup
    fails: bool
    """Whether the data does not pass for it, or it is only said."""
    says: Text
    why: Text
    """What goes wrong later where it is let pass."""
    schema: str
    """`name@version` that judged the sample."""
    sample: str
    """The sample's path below `samples/`; empty where it would be too large to keep."""
    labels: tuple[str, ...]
    """The sample's header."""
    rule: Rule | None
    """None of a file that cannot be read."""
    finding: Finding | None


@dataclass(frozen=True, slots=True)
class CheckList:
    """All checks, by code."""

    checks: tuple[CheckSheet, ...]


# ---- versions ------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class VersionSheet:
    """What judges here: statx, what it stands on, and the agreements it knows."""

    statx: str
    python: str
    pyarrow: str
    frictionless: str
    registries: tuple[str, ...]
    """The folders of the registry, the nearest first."""
    schemas: tuple[str, ...]
    """`name@version` of every schema in its newest version."""


# ---- trust ---------------------------------------------------------------------------------------


class Standing(Enum):
    """Whether a key is believed at the moment."""

    HOLDS = "holds"
    REVOKED = "revoked"
    OUTSIDE = "outside-validity"


@dataclass(frozen=True, slots=True)
class SignerEntry:
    """One key of the store of trust."""

    principal: str
    signs: tuple[str, ...]
    """For what."""
    validity: Text
    fingerprint: str
    recipient: str
    """The age key of its unit; empty where none is known."""
    standing: Standing


@dataclass(frozen=True, slots=True)
class TrustList:
    """Whose signatures are believed."""

    signers: tuple[SignerEntry, ...]


# ---- the exchange --------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class UnitStatus:
    """How things stand with one other unit."""

    unit: str
    last_contact: str
    """When something new of it was read, `2026-11-25T09:00:00Z`; empty: never."""
    on_the_way: int
    """Packages that it has not answered yet."""
    overdue: int
    """Of these, those that wait for longer than was agreed."""
    accepted: int
    """Packages that it took."""
    rejected: int
    """Packages that it refused and that were not sent again."""
    waiting: int
    """Packages that it announced and whose files are not here yet."""
    taken: int
    """Packages of it that were taken here."""
    refused: int
    """Packages of it that were refused here."""
    to_do: tuple[Text, ...]
    """What a person must look into, and how."""


@dataclass(frozen=True, slots=True)
class ExchangeStatus:
    """How things stand with all other units."""

    units: tuple[UnitStatus, ...]


class Health(Enum):
    """How something that a unit needs is found."""

    GOOD = "good"
    NOTE = "note"
    BAD = "bad"


@dataclass(frozen=True, slots=True)
class CheckupLine:
    """One thing that was looked at: what it is, and the remedy where it is not well."""

    health: Health
    says: Text


@dataclass(frozen=True, slots=True)
class Checkup:
    """All that a unit needs, as it was found."""

    lines: tuple[CheckupLine, ...]


Sheet = (
    SchemaList
    | SchemaSheet
    | RegionSheet
    | RegionList
    | RecodingSheet
    | CheckSheet
    | CheckList
    | VersionSheet
    | TrustList
    | ExchangeStatus
    | Checkup
)
