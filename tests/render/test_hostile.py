"""What is foreign stays on its line, and nothing in it is obeyed.

In every format, on every stream.
"""

from __future__ import annotations

import json
import unicodedata
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from statx.render import RENDERERS, sheet_json, sheet_text
from statx.render.options import RenderOptions
from statx.render.step_summary import SUMMARY
from statx.results.classification import Classification
from statx.results.findings import Finding, Rule, Severity, Tally
from statx.results.report import Checked, Reading, Report, Run, SchemaUsed
from statx.results.sheets import (
    CheckGroup,
    CheckSheet,
    FieldEntry,
    ReferenceEntry,
    RegionName,
    RegionSheet,
    RuleEntry,
    SchemaEntry,
    SchemaList,
    SchemaSheet,
    Sheet,
    TotalEntry,
    TwinEntry,
)
from statx.texts import Text, clean, verbatim

from .runs import BrokenEncodingError

OUTLETS = {**RENDERERS, "summary": SUMMARY}
PARTS = (
    *("\x00", "\x07", "\x1b[31m", "\x1b]0;x\x07", "\x7f", "\x85", "\x9b", "\r", "\n", "\r\n", "\v"),
    *("\f", "\u2028", "\u2029", "\u202e", "\u2066", "\u200f", "\ufeff", "\udce9", "\ud800"),
    *(
        "::error file=a::b",
        "::stop-commands::x",
        "##[error]y",
        "%0A",
        "<b>",
        "|",
        "`",
        "[red]",
        '"',
    ),
    *("a", "é", "kode", "{x}", "\\"),
)
HOSTILE = st.lists(st.sampled_from(PARTS), min_size=1, max_size=2).map("".join)
FORGED = "FORGED"
"""Stands behind every hostile part: where it begins a line, a line was forged."""
SENTENCE = Text(id="{foreign} x", en="{foreign} x")
WIDE = RenderOptions("en", width=2000)


def run_of(foreign: str) -> Run:
    """A run in which everything that comes from outside is `foreign`."""
    said = SENTENCE.fill(foreign=foreign)
    rule = Rule(foreign, foreign, said, said, said, field=foreign, fields=(foreign,), note=foreign)
    key = replace(rule, field="", reference=(foreign, (foreign,)), severity=Severity.WARNING)
    cell = Finding(rule, 2, 2, 1, 1, foreign, (foreign,), said, foreign, part=foreign)
    label = Finding(rule, 1, 1, cell=None, label=foreign)
    tallies = (
        Tally(rule, 2, (cell, label), check="cells"),
        Tally(key, 1, (Finding(key, 3, 3, cells=(foreign,)),), check="foreign-key"),
    )
    report = Report(
        foreign,
        foreign,
        SchemaUsed(foreign, "0" * 64, said, verbatim(foreign)),
        Reading("csv", foreign, foreign[:1], dialect=(("commentChar", foreign),)),
        labels=(foreign,),
        rows=3,
        checked=(Checked("cells", verbatim(foreign)),),
        tallies=tallies,
        remarks=(said,),
    )
    refused = replace(report, tallies=(), error=BrokenEncodingError(path=foreign, line=foreign))
    return Run((report, refused))


def sheets_of(foreign: str) -> tuple[Sheet, ...]:
    said = SENTENCE.fill(foreign=foreign)
    region = RegionName(foreign, foreign)
    rule = Rule(foreign, foreign, said, said, said, field=foreign)
    finding = Finding(rule, 2, 2, cell=foreign, cells=(foreign,), hint=said)
    return (
        SchemaList((SchemaEntry(foreign, said, (foreign,), Classification.CLOSED),)),
        SchemaSheet(
            foreign,
            said,
            said,
            None,
            foreign,
            foreign,
            (FieldEntry(foreign, said, foreign, *(said,) * 4, (said,), said),),
            (foreign,),
            (ReferenceEntry((foreign,), foreign, (foreign,)),),
            (RuleEntry(said, foreign),),
            (TotalEntry(said, (foreign,), said),),
            (said,),
            ((foreign, foreign),),
            (foreign,),
        ),
        RegionSheet(
            *(foreign,) * 6, parents=(region,), twins=(TwinEntry(foreign, foreign, region),)
        ),
        CheckSheet(
            foreign,
            CheckGroup.TABLES,
            fails=True,
            says=said,
            why=said,
            schema=foreign,
            sample=foreign,
            labels=(foreign,),
            rule=rule,
            finding=finding,
        ),
    )


def assert_harmless(written: str, *, commands: bool = False) -> None:
    """No line is forged, and no character of it is obeyed; GitHub's own lines may be commands."""
    written.encode()
    for line in written.split("\n"):
        control = [each for each in line if unicodedata.category(each) in ("Cc", "Cf", "Cs", "Zl")]
        assert not control
        assert commands or not line.lstrip().startswith("::")
        assert "##[" not in line
        assert not line.lstrip().startswith(FORGED)


@given(foreign=HOSTILE)
@pytest.mark.parametrize("form", OUTLETS)
def test_a_report_obeys_nothing_foreign(form: str, foreign: str) -> None:
    written = "".join(OUTLETS[form](run_of(foreign + FORGED), WIDE))
    assert_harmless(written, commands=form == "github")


@given(foreign=HOSTILE)
def test_github_gets_one_command_a_line_and_none_that_is_foreign(foreign: str) -> None:
    written = "".join(RENDERERS["github"](run_of(foreign + FORGED), WIDE))
    commands = {line.split(" ")[0] for line in written.splitlines()}
    assert commands <= {"::error", "::warning", "::notice"}
    assert len(written.splitlines()) == len(
        "".join(RENDERERS["github"](run_of("plain"), WIDE)).splitlines()
    )


@given(foreign=HOSTILE)
def test_a_look_up_obeys_nothing_foreign(foreign: str) -> None:
    for sheet in sheets_of(foreign + FORGED):
        for render in (sheet_text.render, sheet_json.render):
            assert_harmless("".join(render(sheet, WIDE)))


@given(foreign=HOSTILE)
def test_an_error_obeys_nothing_foreign(foreign: str) -> None:
    text = BrokenEncodingError(path=foreign + FORGED, line=foreign).text
    for sentence in (text.id, text.en):
        assert_harmless(sentence)
        assert "\n" not in sentence


@given(foreign=HOSTILE)
def test_programs_get_every_value_as_it_is(foreign: str) -> None:
    document = json.loads("".join(RENDERERS["json"](run_of(foreign), WIDE)))
    assert document["tasks"][0]["place"] == foreign
    assert document["tasks"][0]["errors"][0]["cells"] in ([foreign], [])


@pytest.mark.parametrize(
    ("words", "shown"),
    [
        pytest.param("a\nb", r"a\nb", id="a newline"),
        pytest.param("\x1b[31m", r"\x1b[31m", id="an escape sequence"),
        pytest.param("\x85\u2028", r"\x85\u2028", id="other line breaks"),
        pytest.param("\u202egnp", r"\u202egnp", id="a mark of direction"),
        pytest.param("nama\udce9.csv", r"nama\xe9.csv", id="a byte that is not UTF-8"),
        pytest.param("::error::x", r"\x3a:error\x3a:x", id="a command of GitHub's"),
        pytest.param("##[error]x", r"\x23#[error]x", id="an old command of GitHub's"),
        pytest.param("2001:db8::1 é\u00a0x", "2001:db8::1 é\u00a0x", id="nothing foreign"),
    ],
)
def test_what_is_shown_of_foreign_words(words: str, shown: str) -> None:
    assert clean(words) == shown
