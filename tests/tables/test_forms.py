"""A quick look at many texts says what the pattern says of each."""

from __future__ import annotations

from collections.abc import Callable

import pyarrow as pa
import pyarrow.compute as pc
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from statx.tables import forms

FORMS = (
    (forms.whole_numbers, forms.WHOLE_NUMBER),
    (forms.days, forms.DAY),
    (forms.moments, forms.MOMENT),
    (lambda texts: forms.negative_zeros(texts, r"\."), r"^-0(?:\.0*)?$"),
)
NEAR = (
    r"-?0?[0-9]{0,19}(\.0?[0-9]?)?"
    r"|[0-2][0-9]{3}[-/]?[01][0-9][-/]?[0-3][0-9]([T ][0-2][0-9]:[0-6][0-9](:[0-6][0-9])?)?Z?"
)
ENDS = ("0000-01-01", "0999-12-31", "9999-12-31", "2100-02-29", "2000-02-29", "2024-12-31T24:00:00")
TEXTS = st.none() | st.from_regex(NEAR, fullmatch=True) | st.text(max_size=3)


@given(st.sampled_from(FORMS), st.lists(TEXTS, min_size=1, max_size=3))
@example(FORMS[0], ["١", "12", "+1"])
@example(FORMS[1], list(ENDS))
@example(FORMS[2], ["2024-12-31T10+07:00", "2024-12-31T24:00:00", "2024-12-31 10:00:00"])
@example(FORMS[2], ["2024-12-31T10:00:00"])
def test_the_quick_look_says_what_the_pattern_says(
    form: tuple[Callable[[pa.Array], pa.Array], str], texts: list[str | None]
) -> None:
    of_form, pattern = form

    # Alone, too: one text that is none of a kind may spoil the look at all of them.
    for each in (texts, texts[:1]):
        column = pa.array(each, pa.string())
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(forms, "MANY", 0)
            found = pc.fill_null(of_form(column), False)

        assert found == pc.fill_null(pc.match_substring_regex(column, pattern), False)
