"""Wrong usage, in words: what typer found, said in both languages."""

from __future__ import annotations

import re
from collections.abc import Iterable
from difflib import get_close_matches

import typer

from statx.cli.metavars import metavar_text
from statx.texts import Text, verbatim

UsageProblem: type[Exception] = typer.BadParameter.__mro__[2]
"""The class of all that typer says about usage; typer itself gives no name to it."""

SEE_HELP = Text(
    id="Lihat: {command} --help",
    en="See: {command} --help",
)
DID_YOU_MEAN = Text(
    id=" Mungkin maksudnya {near}?",
    en=" Did you mean {near}?",
)
NO_OPTION = Text(
    id="Pilihan {name} tidak ada.",
    en="There is no option {name}.",
)
NO_COMMAND = Text(
    id="Perintah {name} tidak ada.",
    en="There is no command {name}.",
)
NO_COMMAND_GIVEN = Text(
    id="Perintahnya belum disebutkan.",
    en="The command is missing.",
)
MISSING = Text(
    id="{name} belum disebutkan.",
    en="{name} is missing.",
)
NO_VALUE = Text(
    id="Nilai untuk {name} belum disebutkan.",
    en="The value for {name} is missing.",
)
TAKES_NONE = Text(
    id="{name} tidak memakai nilai.",
    en="{name} takes no value.",
)
TOO_MANY = Text(
    id="{words}: lebih banyak daripada yang diminta perintah ini.",
    en="{words}: more than this command asks for.",
)
NOT_WHOLE = Text(
    id="{name} harus berupa bilangan bulat, {least} atau lebih.",
    en="{name} must be a whole number, {least} or more.",
)
NO_CHOICE = Text(
    id="Nilai untuk {name} harus salah satu dari: {choices}.",
    en="The value for {name} must be one of: {choices}.",
)
BAD_VALUE = Text(
    id="Nilai untuk {name} tidak dapat dipakai: {message}",
    en="The value for {name} cannot be used: {message}",
)
NEXT_LINE = Text(
    id="\n",
    en="\n",
)
NOT_UNDERSTOOD = Text(
    id="Perintah ini tidak dimengerti: {message}", en="This command is not understood: {message}"
)


def asks_for_help(problem: Exception) -> bool:
    """Whether a group of commands was named without a command: its help is the answer."""
    return type(problem).__name__ == "NoArgsIsHelpError"


def usage_text(problem: Exception) -> Text:
    """What is wrong, in one sentence, and where the help is."""
    context = getattr(problem, "ctx", None)
    command = "statx" if context is None else context.command_path
    return _what_is_wrong(problem) + NEXT_LINE + SEE_HELP.fill(command=command)


def _what_is_wrong(problem: Exception) -> Text:
    message = str(getattr(problem, "message", "") or problem)
    param = getattr(problem, "param", None)
    name = _name(param)
    kind = type(problem).__name__
    match kind:
        case "NoSuchOption":
            return _no_such_option(problem)
        case "MissingParameter":
            return MISSING.fill(name=name)
        case "BadParameter":
            return _bad_value(name, message)
        case "BadOptionUsage":
            option = getattr(problem, "option_name", "")
            sentence = TAKES_NONE if "does not take" in message else NO_VALUE
            return sentence.fill(name=option)
    return _not_understood(problem, message)


def _no_such_option(problem: Exception) -> Text:
    option = getattr(problem, "option_name", "")
    known = getattr(problem, "possibilities", None)
    sentence = NO_OPTION.fill(name=option)
    return sentence + _did_you_mean(option, known or ())


def _bad_value(name: Text, message: str) -> Text:
    """Typer words this by the type that was wanted, in English alone."""
    if "is not one of" in message:
        _, _, listed = message.rpartition("is not one of")
        choices = re.findall(r"'([^']*)'", listed)
        known = ", ".join(choices)
        return NO_CHOICE.fill(
            name=name,
            choices=known,
        )

    if re.search(r"\binteger\b|\brange\b|\bgreater\b|\bless\b", message):
        bound = re.search(r"equal to (\d+)", message)
        least = bound[1] if bound else 0
        return NOT_WHOLE.fill(
            name=name,
            least=least,
        )

    return BAD_VALUE.fill(
        name=name,
        message=message,
    )


def _not_understood(problem: Exception, message: str) -> Text:
    no_command = re.match(r"No such command '?([^']*?)'?\.", message)
    if no_command:
        name = no_command[1]
        known = _commands(problem)
        sentence = NO_COMMAND.fill(name=name)
        return sentence + _did_you_mean(name, known)

    too_many = re.search(r"unexpected extra arguments?(?:\(s\))? \((.*)\)", message)
    if too_many:
        return TOO_MANY.fill(words=too_many[1])

    if message.startswith("Missing command"):
        return NO_COMMAND_GIVEN
    return NOT_UNDERSTOOD.fill(message=message)


def _commands(problem: Exception) -> Iterable[str]:
    """The commands of the group in which one was looked for."""
    context = getattr(problem, "ctx", None)
    group = getattr(context, "command", None)
    return getattr(group, "commands", ())


def _did_you_mean(name: str, known: Iterable[str]) -> Text:
    near = get_close_matches(name, list(known), n=1)
    if not near:
        return verbatim("")
    return DID_YOU_MEAN.fill(near=near[0])


def _name(param: object) -> Text:
    """An option as it is typed; an argument as the help calls it."""
    spellings = getattr(param, "opts", None) or ()
    flags = [spelling for spelling in spellings if spelling.startswith("-")]
    if flags:
        return verbatim(", ".join(flags))

    name = getattr(param, "metavar", "") or getattr(param, "name", "")
    return metavar_text(str(name or ""))
