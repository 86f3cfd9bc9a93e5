"""What texts mean to each type of Table Schema.

The published cases of frictionless-py, laid out our own way.
"""

from __future__ import annotations

from datetime import date, datetime, time
from decimal import Decimal

from tests.differential.published import CRASHES, MISSING, Column, breaking, themselves, unreadable
from tests.differential.published_times import OF_TIME

MARKED = {"groupChar": "#", "decimalChar": "@"}
INDONESIAN = {"groupChar": ".", "decimalChar": ","}
SPACED = {"groupChar": " ", "decimalChar": ","}

ANY = (Column("any", {"type": "any"}, {**themselves("1", "3.14", "teks", "true"), "": MISSING}),)

STRING = (
    Column(
        "string", {"type": "string"}, {**themselves("teks", " teks ", "0", "3.14"), "": MISSING}
    ),
    Column("no type is a text", {}, {**themselves("teks", "1"), "": MISSING}),
    Column(
        "email",
        {"type": "string", "format": "email"},
        {
            **themselves("nama@sumbarprov.go.id"),
            **unreadable("https://sumbarprov.go.id", "nama", "0"),
            "": MISSING,
        },
    ),
    Column(
        "uri",
        {"type": "string", "format": "uri"},
        {
            **themselves("https://sumbarprov.go.id", "mailto:nama@sumbarprov.go.id"),
            **unreadable("://tanpa-skema.test", "teks", "0"),
            "": MISSING,
        },
    ),
    Column(
        "uuid",
        {"type": "string", "format": "uuid"},
        {
            **themselves(
                "95ecc380-afe9-11e4-9b6c-751b66dd541e", "0AF7651916CD43DD8448EB211C80319C"
            ),
            **unreadable("95ecc380", "teks", "0"),
            "": MISSING,
        },
    ),
    Column(
        "binary",
        {"type": "string", "format": "binary"},
        {**themselves("dGVzdA==", "teks!"), **unreadable("string", "abcde"), "": MISSING},
    ),
)

INTEGER = (
    Column(
        "integer",
        {"type": "integer"},
        {
            "1": 1,
            "0": 0,
            "00": 0,
            "01": 1,
            " 01 ": 1,
            "000835": 835,
            "-5": -5,
            "+5": 5,
            str(1 << 63): 1 << 63,
            **unreadable("0.0003", "3.14", "1.0", "1e3", "1,000", "teks", "True", "1$", "-"),
            "": MISSING,
        },
    ),
    Column(
        "integer with something around it",
        {"type": "integer", "bareNumber": False},
        {
            "00": 0,
            "01": 1,
            "1$": 1,
            "ab1$": 1,
            "-12 €": -12,
            "-12€": -12,
            "€-12": -12,
            "€ -12": -12,
            "Rp 1500": 1500,
            "95%": 95,
            **unreadable("3.14", "1-2", "Rp"),
        },
    ),
    Column(
        "integer in groups",
        {"type": "integer", "groupChar": "."},
        {
            "1000": 1000,
            "1.000": 1000,
            "-12.345.678": -12345678,
            **unreadable("1.5", "12.34", "1.0000", "1,000"),
        },
        theirs=unreadable("1.000", "-12.345.678"),
        divergence="integer-groups",
    ),
)

NUMBER = (
    Column(
        "number",
        {"type": "number"},
        {
            "1": Decimal(1),
            "10.00": Decimal(10),
            "10.50": Decimal("10.5"),
            "000835": Decimal(835),
            "0": Decimal(0),
            "00": Decimal(0),
            "01": Decimal(1),
            " 01 ": Decimal(1),
            "0.003": Decimal("0.003"),
            "-1000": Decimal(-1000),
            "1e3": Decimal(1000),
            "INF": Decimal("inf"),
            **unreadable("10,000a.00", "10+000.00", "$10:000.00", "1,000", "teks", "True", "12 %"),
            "": MISSING,
        },
    ),
    Column(
        "number as a double",
        {"type": "number", "floatNumber": True},
        {"1": 1.0, "10.50": 10.5, "24.122667": 24.122667, **unreadable("teks")},
    ),
    Column(
        "number with something around it",
        {"type": "number", "bareNumber": False},
        {
            "-12.3 €": Decimal("-12.3"),
            "-12.3€": Decimal("-12.3"),
            "€-12.3": Decimal("-12.3"),
            "€ -12.3": Decimal("-12.3"),
            "100%": Decimal(100),
            "1000‰": Decimal(1000),
            "$10000.00": Decimal(10000),
            **unreadable("$", "10-12"),
        },
    ),
    Column(
        "number in groups with something around it",
        {"type": "number", "bareNumber": False, "groupChar": ","},
        {
            "10,000.00": Decimal(10000),
            "10,000,000.00": Decimal(10000000),
            "  10,000.00 €": Decimal(10000),
        },
    ),
    Column(
        "number in groups",
        {"type": "number", "groupChar": ","},
        {
            "1,000": Decimal(1000),
            "10,000.00": Decimal(10000),
            "10,000,000.50": Decimal("10000000.5"),
            "10.50": Decimal("10.5"),
            **unreadable("1,2,3", "1.5,000", "teks"),
        },
        theirs={"1,2,3": Decimal(123), "1.5,000": Decimal("1.5")},
        divergence="grouping",
    ),
    Column(
        "number in other groups",
        {"type": "number", "groupChar": "#"},
        {
            "10#000.00": Decimal(10000),
            "10#000#000.50": Decimal("10000000.5"),
            "10.50": Decimal("10.5"),
            "1#000": Decimal(1000),
        },
    ),
    Column(
        "number with marks of its own",
        {"type": "number", **MARKED},
        {
            "10#000@00": Decimal(10000),
            "10#000#000@50": Decimal("10000000.5"),
            "10@50": Decimal("10.5"),
            "1#000": Decimal(1000),
        },
    ),
    Column(
        "number in spaced groups",
        {"type": "number", **SPACED},
        {
            "10 000,00": Decimal(10000),
            "10 000 000,00": Decimal(10000000),
            "10000,5": Decimal("10000.5"),
        },
    ),
    Column(
        "number in spaced groups with something around it",
        {"type": "number", "bareNumber": False, **SPACED},
        {"10000,00 ₪": Decimal(10000), "  10 000,00 £": Decimal(10000)},
    ),
    Column(
        "Indonesian number",
        {"type": "number", **INDONESIAN},
        {
            "10.000.000,00": Decimal(10000000),
            "8.699,8": Decimal("8699.8"),
            "8699,8": Decimal("8699.8"),
            **unreadable("1.5", "12.34,5", "1.2.3.4,5"),
        },
        theirs={"1.5": Decimal(15), "12.34,5": Decimal("1234.5"), "1.2.3.4,5": Decimal("1234.5")},
        divergence="grouping",
    ),
    Column(
        "number with a comma",
        {"type": "number", "decimalChar": ","},
        {"1,5": Decimal("1.5"), "1234": Decimal(1234), **unreadable("1.234", "1.234,5")},
    ),
    Column(
        "number with a comma and something around it",
        {"type": "number", "decimalChar": ",", "bareNumber": False},
        {"1234.": Decimal(1234), **unreadable("1.234.")},
    ),
    Column(
        "number over which the reader falls",
        {"type": "number", "constraints": {"minimum": 0}},
        {"1": Decimal(1), **unreadable("sNaN")},
        theirs={"sNaN": CRASHES},
        divergence="reader-falls-over",
    ),
)

BOOLEAN = (
    Column(
        "boolean",
        {"type": "boolean"},
        {
            **dict.fromkeys(("true", "True", "TRUE", "1"), True),
            **dict.fromkeys(("false", "False", "FALSE", "0"), False),
            **unreadable("t", "f", "yes", "YES", "no", "NO", "No", "3.14", " true"),
            "": MISSING,
        },
    ),
    Column(
        "boolean with one word for true",
        {"type": "boolean", "trueValues": ["ya"]},
        {"ya": True, "false": False, "0": False, **unreadable("Ya", "true", "True", "TRUE", "1")},
    ),
    Column(
        "boolean with one word for false",
        {"type": "boolean", "falseValues": ["tidak"]},
        {
            "tidak": False,
            "true": True,
            "1": True,
            **unreadable("Tidak", "false", "False", "FALSE", "0"),
        },
    ),
    Column(
        "boolean with words for both",
        {"type": "boolean", "trueValues": ["1"], "falseValues": ["0"]},
        {"1": True, "0": False, **unreadable("true", "false")},
    ),
)

PLACES = (
    Column(
        "geopoint",
        {"type": "geopoint"},
        {
            "180,90": (180, 90),
            "180, -90": (180, -90),
            "100.35,-0.95": (Decimal("100.35"), Decimal("-0.95")),
            **unreadable("181,90", "0,91", "teks", "3.14", "[180, -90]"),
            "": MISSING,
        },
    ),
    Column(
        "geopoint as an array",
        {"type": "geopoint", "format": "array"},
        {
            "[180, -90]": (180, -90),
            **unreadable("[181, 90]", "[0, 91]", "180,90", "teks", "3.14"),
            "": MISSING,
        },
    ),
    Column(
        "geopoint as an object",
        {"type": "geopoint", "format": "object"},
        {
            '{"lon": 180, "lat": 90}': (180, 90),
            **unreadable(
                '{"lon": 181, "lat": 90}',
                '{"lon": 180, "lat": -91}',
                "[180, -90]",
                "180,90",
                "teks",
            ),
            "": MISSING,
        },
    ),
    Column(
        "geojson",
        {"type": "geojson"},
        {
            '{"type": "Feature", "geometry": null, "properties": {"nama": "Pagaruyung"}}': {
                "type": "Feature",
                "geometry": None,
                "properties": {"nama": "Pagaruyung"},
            },
            '{"type": "Point", "coordinates": [100.35, -0.95]}': {
                "type": "Point",
                "coordinates": [100.35, -0.95],
            },
            **unreadable("teks", "3.14", "{}", '{"type": "Titik"}'),
            "": MISSING,
        },
    ),
    Column(
        "topojson",
        {"type": "geojson", "format": "topojson"},
        {
            '{"type": "LineString", "arcs": [42]}': {"type": "LineString", "arcs": [42]},
            **unreadable("teks", "3.14"),
            "": MISSING,
        },
    ),
)

COLLECTIONS = (
    Column(
        "object",
        {"type": "object"},
        {
            "{}": {},
            '{"kunci": "nilai"}': {"kunci": "nilai"},
            **unreadable('["kunci", "nilai"]', "teks", "1", "3.14"),
            "": MISSING,
        },
    ),
    Column(
        "array",
        {"type": "array"},
        {
            "[]": [],
            '["satu", "dua"]': ["satu", "dua"],
            **unreadable('{"kunci": "nilai"}', "teks", "3.14"),
            "": MISSING,
        },
    ),
    Column(
        "array of integers",
        {"type": "array", "arrayItem": {"type": "integer"}},
        {'["1", "2", "3"]': [1, 2, 3], **unreadable('["1", "2", "dua"]')},
    ),
    Column(
        "array of agreed items",
        {"type": "array", "arrayItem": {"constraints": {"enum": ["satu"]}}},
        {'["satu"]': ["satu"], "[]": [], **breaking("items", '["satu", "dua"]')},
    ),
    Column(
        "list",
        {"type": "list"},
        {
            "a": ["a"],
            "a,b": ["a", "b"],
            "a,,b": ["a", "", "b"],
            "a;b": ["a;b"],
            "1,2": ["1", "2"],
            "": MISSING,
        },
    ),
    Column(
        "list of integers",
        {"type": "list", "itemType": "integer"},
        {"1,2,3": [1, 2, 3], "2  ,  3": [2, 3], **unreadable("1,2,", "1,dua,3", "1.5")},
    ),
    Column(
        "list of numbers",
        {"type": "list", "itemType": "number"},
        {"1.5,2": [Decimal("1.5"), Decimal(2)], **unreadable("1.5,dua")},
    ),
    Column(
        "list of booleans", {"type": "list", "itemType": "boolean"}, {"true,false": [True, False]}
    ),
    Column(
        "list of dates",
        {"type": "list", "itemType": "date"},
        {"2006-11-21": [date(2006, 11, 21)], **unreadable("21/11/2006")},
    ),
    Column("list of times", {"type": "list", "itemType": "time"}, {"06:00:00": [time(6)]}),
    Column(
        "list of moments",
        {"type": "list", "itemType": "datetime"},
        {"2006-11-21T16:30:00": [datetime(2006, 11, 21, 16, 30)]},  # noqa: DTZ001  none is written
    ),
    Column(
        "list with its own delimiter",
        {"type": "list", "delimiter": ";"},
        {"a;b,c": ["a", "b,c"], "a": ["a"]},
    ),
    Column(
        "list with a delimiter of two letters",
        {"type": "list", "delimiter": "||"},
        {"a||b|c": ["a", "b|c"]},
    ),
    Column(
        "list with a word for nothing",
        {"type": "list", "missingValues": ["-"]},
        {"-": MISSING, "1,-": ["1", "-"]},
    ),
)

OF_TYPES: tuple[Column, ...] = (
    *ANY,
    *STRING,
    *INTEGER,
    *NUMBER,
    *BOOLEAN,
    *OF_TIME,
    *PLACES,
    *COLLECTIONS,
)
