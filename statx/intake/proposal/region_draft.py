"""The column of a recipe that says of which region each row is."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from statx.intake.naming import LEVELS, AmbiguousName, Bare, UnknownName, alias_line
from statx.intake.proposal import words
from statx.intake.proposal.columns import is_filled_down
from statx.intake.proposal.places import PlaceColumn
from statx.intake.proposal.questions import Answers, Choice, Question
from statx.intake.proposal.recognition import RecognisedSheet
from statx.intake.recipe import Column, Filter, Names
from statx.registry.regions import Region, Regions, split_name
from statx.texts import Language, Text, number

FEW = 5


@dataclass(frozen=True, slots=True)
class RegionDraft:
    """The column, the comments above it, and what is open about its names."""

    looked_up_in: tuple[Column, ...]
    """The column of wider regions, in which the names are looked up."""
    column: Column
    notes: tuple[Text, ...]
    questions: tuple[Question, ...]


def draft_region(
    place: PlaceColumn,
    fields: Sequence[str],
    recognised: RecognisedSheet,
    totals: Sequence[str],
    regions: Regions,
    answers: Answers,
) -> RegionDraft:
    """The column of `fields`: the code's, and the name's where the schema has one.

    `totals` are texts of it that are dropped once they were checked.
    """
    column = _filled(_column(place, fields, answers), place, recognised)
    above = place_above(place, recognised.places)
    if above is not None and column.names is not None:
        return _looked_up_in(above, column, column.names, recognised, answers)

    alias = {}
    notes = [*_known(place, totals)]
    questions = []
    for outcome in _unsettled(place, totals):
        answer = answers.get(f"alias:{outcome.name}", "")
        if answer:
            alias[outcome.name] = answer
        elif isinstance(outcome, UnknownName):
            notes += _near_notes(outcome)
            questions += [_near(outcome, regions)] if outcome.near else []
        elif not _is_shared(outcome):
            questions.append(_of_several(outcome, regions))

    shared = [each.name for each in place.ambiguous if _is_shared(each)]
    if shared and column.names is not None and not column.names.bare:
        questions.append(_bare_question(shared))
    return RegionDraft(
        (),
        replace(column, alias=alias),
        tuple(notes),
        tuple(questions),
    )


def is_filtered(place: PlaceColumn) -> bool:
    """Some known provinces among others: the lists have two of thirty-eight."""
    return place.rules.level == "provinsi" and bool(place.named) and bool(place.unknown)


def place_above(place: PlaceColumn | None, places: Sequence[PlaceColumn]) -> PlaceColumn | None:
    """The column that says in which regency each district lies, where names alone do not."""
    if place is None or place.is_code or not place.ambiguous:
        return None

    narrow = LEVELS.index(place.rules.level)
    wider = [each for each in places if not each.is_code and each.named]
    directly = [each for each in wider if LEVELS.index(each.rules.level) == narrow - 1]
    return directly[0] if directly else None


def rows_to_keep(place: PlaceColumn | None, language: Language) -> tuple[Filter, ...]:
    """Of a table of all provinces, those that the lists have."""
    if place is None or not is_filtered(place):
        return ()

    return (
        Filter(
            place.column.heading,
            words.OUTSIDE.say(language),
            keep=tuple(place.named),
        ),
    )


def _column(place: PlaceColumn, fields: Sequence[str], answers: Answers) -> Column:
    code, *names = fields
    if place.is_code:
        return Column(to=code, heading=place.column.pattern)

    bare = _bare(answers.get("bare", "")) or place.rules.bare
    naming = Names(
        place.rules.level,
        place.rules.within,
        bare,
        names[0] if names else "",
    )
    return Column(
        to=code,
        heading=place.column.pattern,
        names=naming,
    )


def _filled(column: Column, place: PlaceColumn, recognised: RecognisedSheet) -> Column:
    """Filled down, where the region stands once above its rows."""
    body = recognised.roles.body
    return replace(column, fill=is_filled_down(place.column, recognised.sheet, body))


def _looked_up_in(
    above: PlaceColumn,
    column: Column,
    names: Names,
    recognised: RecognisedSheet,
    answers: Answers,
) -> RegionDraft:
    """The names are looked up in the region that another column says."""
    wider = _filled(_column(above, ("",), answers), above, recognised)
    inside = replace(names, within=above.column.heading)
    said = words.LOOKED_UP_IN.fill(column=above.column.heading)
    return RegionDraft(
        (wider,),
        replace(column, names=inside),
        (said,),
        (),
    )


def _unsettled(place: PlaceColumn, totals: Sequence[str]) -> Iterator[AmbiguousName | UnknownName]:
    """The names that are no single region's, apart from totals and what a filter drops."""
    if is_filtered(place):
        return

    yield from (each for each in place.ambiguous if each.name not in totals)
    yield from (each for each in place.unknown if each.name not in totals)


def _bare(answer: str) -> Bare:
    match answer:
        case "kabupaten" | "kota":
            return answer
    return ""


def _known(place: PlaceColumn, totals: Sequence[str]) -> Iterator[Text]:
    texts = [text for text in place.outcomes if text not in totals]
    known = [text for text in texts if text in place.named or text in place.above]
    yield words.REGIONS_KNOWN.fill(
        known=len(known),
        of=len(texts),
        level=place.rules.level,
    )
    if place.rules.bare:
        yield words.BARE.fill(bare=place.rules.bare)

    far = [each.name for each in place.unknown if not each.near and each.name not in totals]
    if far and not is_filtered(place):
        few = ", ".join(far[:FEW]) + (", …" if len(far) > FEW else "")
        yield words.UNKNOWN_NAMES.fill(names=few)


# ---- questions -----------------------------------------------------------------------------------


def _near_notes(outcome: UnknownName) -> Iterator[Text]:
    for each in outcome.near:
        yield words.NEAR_NAME.fill(
            name=outcome.name,
            near=each.region.name,
            similarity=number(f"{each.similarity:.2f}"),
            line=alias_line(outcome.name, each.region.code),
        )


def _near(outcome: UnknownName, regions: Regions) -> Question:
    return Question(
        f"alias:{outcome.name}",
        words.WHICH_REGION.fill(name=outcome.name),
        words.REGION_EVIDENCE,
        tuple(_choice(each.region, regions) for each in outcome.near),
    )


def _of_several(outcome: AmbiguousName, regions: Regions) -> Question:
    return Question(
        f"alias:{outcome.name}",
        words.WHICH_REGION.fill(name=outcome.name),
        words.SHARED_EVIDENCE,
        tuple(_choice(region, regions) for region in outcome.candidates),
    )


def _is_shared(outcome: AmbiguousName) -> bool:
    """By a kabupaten and a kota, and said without either word."""
    kinds = {region.kind for region in outcome.candidates}
    return kinds == {"kabupaten", "kota"} and not split_name(outcome.name)[0]


def _bare_question(names: Sequence[str]) -> Question:
    return Question(
        "bare",
        words.WHICH_PLACE,
        words.PLACE_EVIDENCE.fill(names=", ".join(names[:FEW])),
        (Choice("kabupaten", words.KABUPATEN), Choice("kota", words.KOTA)),
    )


def _choice(region: Region, regions: Regions) -> Choice:
    parents = regions.parents(region)
    said = words.REGION_CHOICE.fill(
        code=region.code,
        name=region.name,
        parent=parents[0].name if parents else "",
    )
    return Choice(region.code, said)
