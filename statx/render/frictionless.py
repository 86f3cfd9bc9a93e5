"""The words of frictionless-py 5.21 about each type of error, and statx's about its own types.

A report is read by programs that know Frictionless, so these words are English and stay as
Frictionless writes them, its slips included. A type that stands in neither table gets plain words
made from its name: a new check needs no edit here.
"""

from __future__ import annotations

from dataclasses import dataclass

NONE: tuple[str, ...] = ()
FILE = ("#file",)
TABLE = ("#table",)
HEADER = ("#table", "#header")
LABEL = ("#table", "#header", "#label")
ROW = ("#table", "#row")
CELL = ("#table", "#row", "#cell")


@dataclass(frozen=True, slots=True)
class Words:
    """What is said of every error of one type, and the template of its message."""

    title: str
    description: str
    template: str
    tags: tuple[str, ...]


FRICTIONLESS: dict[str, Words] = {
    "byte-count": Words(
        "Byte Count Error",
        "This error can happen if the data is corrupted.",
        "The data source does not match the expected byte count: {note}",
        FILE,
    ),
    "file-error": Words(
        "File Error",
        "There is a file error.",
        "General file error: {note}",
        FILE,
    ),
    "hash-count": Words(
        "Hash Count Error",
        "This error can happen if the data is corrupted.",
        "The data source does not match the expected hash count: {note}",
        FILE,
    ),
    "deviated-cell": Words(
        "Deviated cell",
        "The cell is deviated.",
        "There is a possible error because the cell is deviated: {note}",
        TABLE,
    ),
    "deviated-value": Words(
        "Deviated Value",
        "The value is deviated.",
        "There is a possible error because the value is deviated: {note}",
        TABLE,
    ),
    "field-count": Words(
        "Field Count Error",
        "This error can happen if the data is corrupted.",
        "The data source does not match the expected field count: {note}",
        TABLE,
    ),
    "required-value": Words(
        "Required Value",
        "The required values are missing.",
        "Required values not found: {note}",
        TABLE,
    ),
    "row-count": Words(
        "Row Count Error",
        "This error can happen if the data is corrupted.",
        "The data source does not match the expected row count: {note}",
        TABLE,
    ),
    "table-dimensions": Words(
        "Table dimensions error",
        "This error can happen if the data is corrupted.",
        "The data source does not have the required dimensions: {note}",
        TABLE,
    ),
    "table-error": Words(
        "Table Error",
        "There is a table error.",
        "General table error: {note}",
        TABLE,
    ),
    "blank-header": Words(
        "Blank Header",
        "This header is empty. A header should contain at least one value.",
        "Header is completely blank",
        HEADER,
    ),
    "header-error": Words(
        "Header Error",
        "Cell Error",
        "Cell Error",
        HEADER,
    ),
    "unmatched-header": Words(
        "Unmatched Header",
        'With "fieldsMatch" set to "partial", the header must contain at least one of the fields'
        " defined in the schema.",
        "None of the fields defined in the schema is present in the header",
        HEADER,
    ),
    "blank-label": Words(
        "Blank Label",
        "A label in the header row is missing a value. Label should be provided and not be blank.",
        'Label in the header in field at position "{fieldNumber}" is blank',
        LABEL,
    ),
    "duplicate-label": Words(
        "Duplicate Label",
        "Two columns in the header row have the same value. Column names should be unique.",
        'Label "{label}" in the header at position "{fieldNumber}" is duplicated to a label:'
        " {note}",
        LABEL,
    ),
    "extra-label": Words(
        "Extra Label",
        "The header of the data source contains label that does not exist in the provided schema.",
        'There is an extra label "{label}" in header at position "{fieldNumber}"',
        LABEL,
    ),
    "incorrect-label": Words(
        "Incorrect Label",
        "One of the data source header does not match the field name defined in the schema.",
        'Label "{label}" in field {fieldName} at position "{fieldNumber}" does not match the field'
        " name in the schema",
        LABEL,
    ),
    "label-error": Words(
        "Label Error",
        "Label Error",
        "Label Error",
        LABEL,
    ),
    "missing-label": Words(
        "Missing Label",
        "Based on the schema there should be a label that is missing in the data's header.",
        'There is a missing label in the header\'s field "{fieldName}" at position "{fieldNumber}"',
        LABEL,
    ),
    "blank-row": Words(
        "Blank Row",
        "This row is empty. A row should contain at least one value.",
        'Row at position "{rowNumber}" is completely blank',
        ROW,
    ),
    "duplicate-row": Words(
        "Duplicate Row",
        "The row is duplicated.",
        "Row at position {rowNumber} is duplicated: {note}",
        ROW,
    ),
    "foreign-key": Words(
        "ForeignKey Error",
        "Values in the foreign key fields should exist in the reference table",
        'Row at position "{rowNumber}" violates the foreign key: {note}',
        ROW,
    ),
    "primary-key": Words(
        "PrimaryKey Error",
        "Values in the primary key fields should be unique for every row",
        'Row at position "{rowNumber}" violates the primary key: {note}',
        ROW,
    ),
    "row-constraint": Words(
        "Row Constraint",
        "The value does not conform to the row constraint.",
        "The row at position {rowNumber} has an error: {note}",
        ROW,
    ),
    "row-error": Words(
        "Row Error",
        "Row Error",
        "Row Error",
        ROW,
    ),
    "ascii-value": Words(
        "Ascii Value",
        "The cell contains non-ascii characters.",
        "The cell {cell} in row at position {rowNumber} and field {fieldName} at position"
        " {fieldNumber} has an error: {note}",
        CELL,
    ),
    "cell-error": Words(
        "Cell Error",
        "Cell Error",
        "Cell Error",
        CELL,
    ),
    "constraint-error": Words(
        "Constraint Error",
        "A field value does not conform to a constraint.",
        'The cell "{cell}" in row at position "{rowNumber}" and field "{fieldName}" at position '
        '"{fieldNumber}" does not conform to a constraint: {note}',
        CELL,
    ),
    "extra-cell": Words(
        "Extra Cell",
        "This row has more values compared to the header row (the first row in the data source). A"
        " key concept is that all the rows in tabular data must have the same number of columns.",
        'Row at position "{rowNumber}" has an extra value in field at position "{fieldNumber}"',
        CELL,
    ),
    "forbidden-value": Words(
        "Forbidden Value",
        "The value is forbidden.",
        "The cell {cell} in row at position {rowNumber} and field {fieldName} at position"
        " {fieldNumber} has an error: {note}",
        CELL,
    ),
    "missing-cell": Words(
        "Missing Cell",
        "This row has less values compared to the header row (the first row in the data source). A"
        " key concept is that all the rows in tabular data must have the same number of columns.",
        'Row at position "{rowNumber}" has a missing cell in field "{fieldName}" at position'
        ' "{fieldNumber}"',
        CELL,
    ),
    "sequential-value": Words(
        "Sequential Value",
        "The value is not sequential.",
        "The cell {cell} in row at position {rowNumber} and field {fieldName} at position"
        " {fieldNumber} has an error: {note}",
        CELL,
    ),
    "truncated-value": Words(
        "Truncated Value",
        "The value is possible truncated.",
        "The cell {cell} in row at position {rowNumber} and field {fieldName} at position"
        " {fieldNumber} has an error: {note}",
        CELL,
    ),
    "type-error": Words(
        "Type Error",
        "The value does not match the schema type and format for this field.",
        'Type error in the cell "{cell}" in row "{rowNumber}" and field "{fieldName}" at position '
        '"{fieldNumber}": {note}',
        CELL,
    ),
    "unique-error": Words(
        "Unique Error",
        "This field is a unique field but it contains a value that has been used in another row.",
        'Row at position "{rowNumber}" has unique constraint violation in field "{fieldName}" at '
        'position "{fieldNumber}": {note}',
        CELL,
    ),
    "compression-error": Words(
        "Compression Error",
        "Data reading error because of a decompression problem.",
        "The data source could not be successfully decompressed: {note}",
        NONE,
    ),
    "data-error": Words(
        "Data Error",
        "There is a data error.",
        "Data error: {note}",
        NONE,
    ),
    "dialect-error": Words(
        "Dialect Error",
        "Provided dialect is not valid.",
        "Dialect is not valid: {note}",
        NONE,
    ),
    "encoding-error": Words(
        "Encoding Error",
        "Data reading error because of an encoding problem.",
        "The data source could not be successfully decoded: {note}",
        NONE,
    ),
    "field-error": Words(
        "Field Error",
        "Provided field is not valid.",
        "Field is not valid: {note}",
        NONE,
    ),
    "format-error": Words(
        "Format Error",
        "Data reading error because of incorrect format.",
        "The data source could not be successfully parsed: {note}",
        NONE,
    ),
    "package-error": Words(
        "Package Error",
        "A validation cannot be processed.",
        "The data package has an error: {note}",
        NONE,
    ),
    "resource-error": Words(
        "Resource Error",
        "A validation cannot be processed.",
        "The data resource has an error: {note}",
        NONE,
    ),
    "schema-error": Words(
        "Schema Error",
        "Provided schema is not valid.",
        "Schema is not valid: {note}",
        NONE,
    ),
    "scheme-error": Words(
        "Scheme Error",
        "Data reading error because of incorrect scheme.",
        "The data source could not be successfully loaded: {note}",
        NONE,
    ),
    "source-error": Words(
        "Source Error",
        "Data reading error because of not supported or inconsistent contents.",
        "The data source has not supported or has inconsistent contents: {note}",
        NONE,
    ),
}

OWN: dict[str, tuple[str, str]] = {
    "label-order": ("Label Order", "The header has the labels of the schema in another order."),
    "header-line": ("Header Line", "The header does not stand in the line where it is expected."),
    "unique-key": (
        "Unique Key Error",
        "Values in the fields of a unique key should be unique for every row.",
    ),
    "total": ("Total Error", "A total does not equal the sum of its parts."),
    "region-name": ("Region Name", "The name of a region does not belong to the code beside it."),
    "code-system": (
        "Code System",
        "The region codes are written in another code system than the schema declares.",
    ),
    "decimals": ("Decimals", "A number has other decimals than the schema declares."),
    "unusual-form": (
        "Unusual Form",
        "A value is valid, and written in a form that other programs may read differently.",
    ),
    "ambiguous-number": (
        "Ambiguous Number",
        "A number can be read in two ways, and the file alone cannot tell which.",
    ),
    "unknown-name": ("Unknown Name", "No region that may stand here has this name."),
    "unknown-text": ("Unknown Text", "The recipe does not say what this text means."),
    "other-figure": ("Other Figure", "Two sources give different values for the same row."),
    "no-rows": ("No Rows", "The table has a header and no rows."),
    "stray-quote": ("Stray Quote", "A quote stands where programs disagree about its meaning."),
    "reference-error": (
        "Reference Error",
        "The table that a foreign key refers to cannot be found or read.",
    ),
    "type-mismatch": (
        "Type Mismatch",
        "The type of a column in the file is not the type the schema declares.",
    ),
}
"""The title and the description of the types that Frictionless does not know."""
