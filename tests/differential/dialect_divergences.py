"""Where a file is read by its dialect otherwise than frictionless-py 5.21 does, on purpose."""

from __future__ import annotations

from tests.differential.answers import has, whole
from tests.differential.divergence import Divergence, cell, table
from tests.differential.oracle import Case

OF_DIALECTS = (
    Divergence(
        "header-beyond",
        (),
        "A header declared below the end of the file is a wrong declaration; Frictionless calls the"
        " file empty.",
        Case(
            {"fields": [{"name": "a", "type": "integer"}]}, b"a\nx\n", dialect={"headerRows": [5]}
        ),
        table("source-error"),
        table("NoHeaderRowError"),
        whole(lambda _case, _theirs, ours: has(ours, "NoHeaderRowError")),
    ),
    Divergence(
        "nothing-left",
        (37,),
        "A file without a header that holds only comments has no rows, as one with a header and no"
        " rows has none.",
        Case({"fields": [{"name": "a"}]}, b"#\n", dialect={"header": False, "commentChar": "#"}),
        table("source-error"),
        (),
        whole(
            lambda case, theirs, ours: (
                case.dialect is not None and has(theirs, "source-error") and not ours
            )
        ),
    ),
    Divergence(
        "no-quotes",
        (),
        "In a file without quotes a quote is a letter; Frictionless falls over the empty sign.",
        Case(
            {"fields": [{"name": "a", "type": "integer"}]}, b'a\n"1"\n', dialect={"quoteChar": ""}
        ),
        table("source-error"),
        cell("type-error", 2),
        whole(
            lambda case, theirs, _ours: (
                ""
                in (
                    (case.dialect or {}).get("quoteChar"),
                    (case.dialect or {}).get("csv", {}).get("quoteChar"),
                )
                and has(theirs, "source-error")
            )
        ),
    ),
    Divergence(
        "comment-above-header",
        (35,),
        "The header is the first record that is no comment; where a comment stands first,"
        " Frictionless has no header.",
        Case(
            {"fields": [{"name": "a", "type": "integer"}]},
            b"#\na\n1\n",
            dialect={"commentChar": "#", "header": True},
        ),
        cell("type-error", 2),
        (),
        whole(
            lambda case, _theirs, _ours: (
                case.dialect is not None
                and bool(case.dialect.get("commentChar"))
                and case.dialect.get("header", True)
                and "headerRows" not in case.dialect
            )
        ),
    ),
    Divergence(
        "null-sequence",
        (),
        "The null sequence of a dialect is a missing value; Frictionless passes over it in"
        " silence.",
        Case(
            {"fields": [{"name": "a", "type": "integer"}, {"name": "b"}]},
            b"a,b\n\\N,x\n",
            dialect={"nullSequence": "\\N"},
        ),
        cell("type-error", 2),
        (),
    ),
    Divergence(
        "undoubled-quote",
        (39,),
        "Where quotes are not doubled, two inside quotes are stray; Frictionless heeds that beside"
        " an escape only.",
        Case({"fields": [{"name": "a"}]}, b'a\n"b""c"\n', dialect={"doubleQuote": False}),
        (),
        table("StrayQuoteError"),
        whole(
            lambda case, _theirs, ours: case.dialect is not None and has(ours, "StrayQuoteError")
        ),
    ),
    Divergence(
        "dialect-of-nothing",
        (),
        "A property that does not apply to CSV, or that nobody knows, is refused before data is"
        " read.",
        Case(
            {"fields": [{"name": "a"}]}, b"a\nb\n", dialect={"sheetName": "Data", "qouteChar": "'"}
        ),
        (),
        table("BrokenDialectError"),
    ),
)
