"""Fields that no column has: what a title says of them, what goes without saying, what is open."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from statx.intake.proposal import words
from statx.intake.proposal.facts import SchemaMatch, region_fields
from statx.intake.proposal.groups import KINDS, YEAR_FIELDS
from statx.intake.proposal.meanings import WHOLE_CODES, codes_of, words_of
from statx.intake.proposal.periods import Mention, mentions
from statx.intake.proposal.places import region_in
from statx.intake.proposal.questions import Answers, Choice, Question
from statx.intake.proposal.recognition import RecognisedSheet
from statx.intake.recipe import Constant
from statx.registry.fields import Field
from statx.registry.regions import Regions
from statx.texts import Text, verbatim

LEAST_LETTERS = 2
"""Of a code that is looked for in a title: `P` stands in many."""


@dataclass(frozen=True, slots=True)
class SettledConstant:
    """A constant with the reason for it, or the question that it is."""

    constant: Constant
    says: Text | None = None
    question: Question | None = None


def constants_of(
    match: SchemaMatch, recognised: RecognisedSheet, regions: Regions, answers: Answers
) -> tuple[SettledConstant, ...]:
    """Of the fields that every row needs and no column has, in the order of the schema."""
    settled: list[SettledConstant] = []
    missing = [field for field in match.schema.fields if _is_needed(field, match)]
    of_region = region_fields(match.schema)
    settled += _region(match, recognised, regions, answers) if match.place is None else []
    for field in missing:
        if field.name not in of_region:
            settled.append(_settled(field, recognised, answers))
    return tuple(settled)


def _is_needed(field: Field, match: SchemaMatch) -> bool:
    needed = field.required or field.name in match.schema.primary_key
    return needed and field.name not in match.fields


# ---- the region of all rows ----------------------------------------------------------------------


def _region(
    match: SchemaMatch, recognised: RecognisedSheet, regions: Regions, answers: Answers
) -> Iterator[SettledConstant]:
    """The one that the title names; else both fields are open."""
    names = region_fields(match.schema)
    region = region_in(
        recognised.context,
        regions,
    )
    for name in names:
        field = match.schema.field(name)
        if f"constant:{name}" in answers or region is None:
            yield _asked(field, answers, ())
            continue

        system = field.region.system if field.region is not None else "kemendagri"
        value = region.code_in(system) if field.region is not None else region.name
        said = words.FROM_TITLE.fill(
            field=name,
            text=region.name,
        )
        yield SettledConstant(Constant(name, value), said)


# ---- other fields --------------------------------------------------------------------------------


def _settled(field: Field, recognised: RecognisedSheet, answers: Answers) -> SettledConstant:
    """What a person answered goes before what a title says, that before what usually is."""
    choices = tuple(code_choices(field))
    if f"constant:{field.name}" in answers:
        return _asked(field, answers, choices)

    said = _period(field, recognised) or _code(field, recognised) or _whole(field)
    return said or _asked(field, answers, choices)


def _period(field: Field, recognised: RecognisedSheet) -> SettledConstant | None:
    kind = "year" if field.name in YEAR_FIELDS else KINDS.get(field.name, "")
    if not kind:
        return None

    for text in recognised.title_cells:
        named = [each for each in mentions(text) if each.kind == kind]
        if len({each.value for each in named}) == 1 and _may_be(named[0].value, field):
            said = words.FROM_TITLE.fill(
                field=field.name,
                text=text,
            )
            pattern = _pattern(
                text,
                named[0],
                field.name,
            )
            return SettledConstant(
                Constant(field.name, text=pattern),
                said,
            )

    for name in (recognised.sheet.name, recognised.file_name):
        values = {each.value for each in mentions(name.replace("_", " ")) if each.kind == kind}
        if len(values) == 1 and _may_be(min(values), field):
            value = values.pop()
            said = words.FROM_NAME.fill(
                field=field.name,
                value=value,
            )
            return SettledConstant(
                Constant(field.name, value),
                said,
            )
    return None


def _pattern(text: str, mention: Mention, name: str) -> str:
    """The title with the period as a variable; other periods in it may be any."""
    pattern = ""
    end = 0
    for each in mentions(text):
        variable = f"{name}:{mention.kind}" if each == mention else ""
        pattern += (
            text[end : each.start]
            .replace("{", "{{")
            .replace(
                "}",
                "}}",
            )
        )
        pattern += f"{{{variable}}}"
        end = each.end
    return pattern + text[end:].replace("{", "{{").replace(
        "}",
        "}}",
    )


def _may_be(value: str, field: Field) -> bool:
    codes = [code.value for code in codes_of(field)]
    return not codes or value in codes


def _code(field: Field, recognised: RecognisedSheet) -> SettledConstant | None:
    """The one code that titles and footnotes name: `Sumber: Kerangka Sampel Area (KSA)`."""
    if field.name in KINDS:
        return None

    for text in (*recognised.title_cells, *recognised.footnote_cells):
        said = set(words_of(text))
        values = [code.value for code in codes_of(field) if _is_said(said, code.names)]
        if len(values) == 1:
            reason = words.FROM_TITLE.fill(
                field=field.name,
                text=text,
            )
            return SettledConstant(
                Constant(field.name, values[0]),
                reason,
            )
    return None


def _is_said(said: set[str], names: Sequence[tuple[str, ...]]) -> bool:
    for name in names:
        is_telling = any(len(word) > LEAST_LETTERS for word in name)
        if is_telling and set(name) <= said:
            return True
    return False


def _whole(field: Field) -> SettledConstant | None:
    """The code for all, where the field has one and no column divides it."""
    codes = [code.value for code in codes_of(field)]
    whole = [value for value in codes if value in WHOLE_CODES]
    if not whole and "total" in words_of(field.definition.id) and field.type == "string":
        whole = ["total"]
    if not whole:
        return None

    said = words.WHOLE.fill(
        field=field.name,
        value=whole[0],
    )
    return SettledConstant(
        Constant(field.name, whole[0]),
        said,
    )


def code_choices(field: Field) -> Iterator[Choice]:
    """The codes of a field, each with what the schema says of it."""
    for code in codes_of(field):
        said = f"{code.value}: {code.meaning}" if code.meaning else code.value
        yield Choice(code.value, verbatim(said))


def _asked(field: Field, answers: Answers, choices: Sequence[Choice]) -> SettledConstant:
    id_ = f"constant:{field.name}"
    if id_ in answers:
        return SettledConstant(Constant(field.name, answers[id_]))

    question = Question(
        id_,
        words.WHICH_VALUE.fill(title=field.title),
        words.VALUE_EVIDENCE.fill(field=field.name),
        tuple(choices),
    )
    return SettledConstant(
        Constant(field.name, ""),
        question=question,
    )
