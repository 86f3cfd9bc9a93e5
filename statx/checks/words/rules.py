"""What is said of rows whose cells contradict each other."""

from __future__ import annotations

from statx.results.rule_words import RuleWords
from statx.texts import Text, verbatim

ROW_RULE = RuleWords(
    says=verbatim("{title}"),
    expected=verbatim("{formula}"),
    remedy=Text(
        id="Periksa angka pada kolom {names} di baris itu.",
        en="Check the figures of {names} in that row.",
    ),
    why=Text(
        id=(
            "Angka yang saling bertentangan dalam satu baris berarti ada yang keliru; pembaca"
            " satu kolom saja tidak melihatnya."
        ),
        en=(
            "Figures of one row that contradict each other mean that one is wrong; who reads"
            " one column only never sees it."
        ),
    ),
    type="row-constraint",
)
"""Of every rule between columns; its code, title and formula are the schema's."""
