"""What texts mean to dates, times and their like.

The published cases of frictionless-py, laid out our own way.
"""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta, timezone

from isodate import Duration  # type: ignore[import-untyped]  # what Frictionless reads durations as

from tests.differential.published import MISSING, Column, unreadable

WEST_INDONESIA = timezone(timedelta(hours=7))

DATE = (
    Column(
        "date",
        {"type": "date"},
        {
            "2019-01-01": date(2019, 1, 1),
            "2024-02-29": date(2024, 2, 29),
            **unreadable("10th Jan 1969", "teks", "True", "2023-02-29", "2019/01/01", "20190101"),
            "": MISSING,
        },
    ),
    Column(
        "date by a form",
        {"type": "date", "format": "%d/%m/%y"},
        {
            "21/11/06": date(2006, 11, 21),
            **unreadable("21/11/06 16:30", "2006-11-21", "teks"),
            "": MISSING,
        },
    ),
    Column(
        "date by a form that it does not have",
        {"type": "date", "format": "%y/%m/%d"},
        unreadable("21/11/06 16:30", "21/31/06"),
    ),
    Column(
        "date by a form as it was once written",
        {"type": "date", "format": "fmt:%d/%m/%y"},
        {"21/11/06": date(2006, 11, 21), **unreadable("21/11/06 16:30", "teks"), "": MISSING},
    ),
)

TIME = (
    Column(
        "time",
        {"type": "time"},
        {
            "06:00:00": time(6),
            "06:00:00Z": time(6, tzinfo=UTC),
            "06:00:00+07:00": time(6, tzinfo=WEST_INDONESIA),
            **unreadable("06:00:00+1:00", "09:00", "3 am", "3.00", "teks", "True", "25:00:00"),
            "": MISSING,
        },
    ),
    Column(
        "time by a form",
        {"type": "time", "format": "%H.%M"},
        {
            "06.00": time(6),
            "16.30": time(16, 30),
            **unreadable("3:00 am", "24.00", "teks"),
            "": MISSING,
        },
    ),
    Column(
        "time by a form that it does not have",
        {"type": "time", "format": "%M:%H"},
        unreadable("06:50"),
    ),
    Column(
        "time by a form as it was once written",
        {"type": "time", "format": "fmt:%H:%M"},
        {"06:00": time(6), **unreadable("3:00 am", "teks")},
    ),
)

DATETIME = (
    Column(
        "datetime",
        {"type": "datetime"},
        {
            "2014-01-01T06:00:00": datetime(2014, 1, 1, 6),  # noqa: DTZ001  none is written
            "2014-01-01 06:00:00": datetime(2014, 1, 1, 6),  # noqa: DTZ001  none is written
            "2014-01-01T06:00:00Z": datetime(2014, 1, 1, 6, tzinfo=UTC),
            "2014-01-01T06:00:00+07:00": datetime(2014, 1, 1, 6, tzinfo=WEST_INDONESIA),
            **unreadable(
                "2014-01-01T06:00:00+1:00",
                "Mon 1st Jan 2014 9 am",
                "2014-01-01T06:00",
                "2014-01-01",
                "teks",
            ),
            "": MISSING,
        },
    ),
    Column(
        "datetime by a form",
        {"type": "datetime", "format": "%d/%m/%y %H:%M"},
        {
            "21/11/06 16:30": datetime(2006, 11, 21, 16, 30),  # noqa: DTZ001  none is written
            **unreadable("2006-11-21T16:30:00", "teks"),
            "": MISSING,
        },
    ),
    Column(
        "datetime by a form that it does not have",
        {"type": "datetime", "format": "%H:%M %d/%m/%y"},
        unreadable("21/11/06 16:30"),
    ),
)

YEAR = (
    Column(
        "year",
        {"type": "year"},
        {"2000": 2000, **unreadable("-2000", "20000", "3.14", "24", "teks", "+024"), "": MISSING},
        theirs={"+024": 24},
        divergence="year",
    ),
    Column(
        "yearmonth",
        {"type": "yearmonth"},
        {
            "2000-10": (2000, 10),
            **unreadable("2000-13-20", "2000-13", "2000-0", "13", "3.14", "-10", "20", "2000-1"),
            "": MISSING,
        },
        theirs={"2000-1": (2000, 1)},
        divergence="yearmonth",
    ),
)

DURATION = (
    Column(
        "duration",
        {"type": "duration"},
        {
            "P1Y10M3DT5H11M7S": Duration(
                years=1, months=10, days=3, hours=5, minutes=11, seconds=7
            ),
            "P1Y": Duration(years=1),
            "P1M": Duration(months=1),
            "PT1S": timedelta(seconds=1),
            **unreadable("P1M1Y", "P-1Y", "year", "True", "1"),
            "": MISSING,
        },
    ),
)

OF_TIME: tuple[Column, ...] = (*DATE, *TIME, *DATETIME, *YEAR, *DURATION)
