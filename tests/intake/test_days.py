"""A day is read as people write it here, and nothing that is no day becomes one."""

from __future__ import annotations

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from statx.intake.days import iso_day
from statx.intake.headings import MONTHS

NAMES = st.sampled_from([(at, name) for at, names in enumerate(MONTHS, 1) for name in names])


@given(day=st.dates(datetime.date(1000, 1, 1)), mark=st.sampled_from(" -/."))
def test_every_day_in_numbers_is_read_day_first(day: datetime.date, mark: str) -> None:
    assert iso_day(f"{day.day}{mark}{day.month:02}/{day.year}") == day.isoformat()


@given(name=NAMES)
def test_every_name_of_a_month_is_known(name: tuple[int, str]) -> None:
    number, words = name
    assert iso_day(f"Rabu, 7 {words.title()} 2022") == f"2022-{number:02}-07"


@pytest.mark.parametrize(
    "text",
    ["13-04-22", "31 Februari 2022", "04/13/2022", "2022-04-13", "13 Apple 2022", "April 2022", ""],
)
def test_what_is_no_day_stays_none(text: str) -> None:
    assert iso_day(text) is None
