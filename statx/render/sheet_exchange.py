"""Who is trusted, how the exchange stands and what a unit still needs, on a terminal."""

from __future__ import annotations

from collections.abc import Iterator
from textwrap import wrap

from statx.render import sheet_words as words
from statx.render.options import RenderOptions
from statx.results.sheets import Checkup, ExchangeStatus, Health, Standing, TrustList, UnitStatus
from statx.texts import Text, count, verbatim

INDENT = "  "
STANDINGS = {
    Standing.HOLDS: verbatim(""),
    Standing.REVOKED: words.REVOKED,
    Standing.OUTSIDE: words.NOT_NOW,
}
MARKS = {Health.GOOD: "✓", Health.NOTE: "!", Health.BAD: "✗"}


def lay_out_trust(sheet: TrustList, options: RenderOptions) -> Iterator[str]:
    """A few lines for each key."""
    for signer in sheet.signers:
        text = words.SIGNER.fill(
            principal=signer.principal,
            signs=", ".join(signer.signs),
            validity=signer.validity,
            fingerprint=signer.fingerprint,
            recipient=signer.recipient or "-",
        )
        yield from (text + STANDINGS[signer.standing]).say(options.language).splitlines()


def lay_out_checkup(sheet: Checkup, options: RenderOptions) -> Iterator[str]:
    """A line for each thing that was looked at, or several where it does not fit."""
    for line in sheet.lines:
        yield from wrap(
            line.says.say(options.language),
            options.width,
            initial_indent=f"{MARKS[line.health]} ",
            subsequent_indent=INDENT,
            break_on_hyphens=False,
        )


def lay_out_status(sheet: ExchangeStatus, options: RenderOptions) -> Iterator[str]:
    """A paragraph for each unit: both directions, then what is to be done."""
    language = options.language
    for unit in sheet.units:
        contact = words.LAST_CONTACT.fill(moment=unit.last_contact)
        heading = contact if unit.last_contact else words.NO_CONTACT
        yield f"{unit.unit}  {heading.say(language)}"

        for line in _directions(unit):
            yield f"{INDENT}{line.say(language)}"

        for text in unit.to_do:
            yield from wrap(
                text.say(language),
                options.width,
                initial_indent=f"{INDENT}! ",
                subsequent_indent=INDENT * 2,
                break_on_hyphens=False,
            )


def _directions(unit: UnitStatus) -> tuple[Text, Text]:
    sent = words.SENT.fill(
        on_the_way=count(unit.on_the_way),
        accepted=count(unit.accepted),
        rejected=count(unit.rejected),
    )
    received = words.RECEIVED.fill(
        waiting=count(unit.waiting),
        taken=count(unit.taken),
        refused=count(unit.refused),
    )
    return sent, received
