"""Wrong usage, in words: what typer found, said in both languages."""

from __future__ import annotations

import re
from collections.abc import Iterable
from difflib import get_close_matches

import typer

from statx.texts import Text, verbatim

UsageProblem: type[Exception] = typer.BadParameter.__mro__[2]
"""The class of all that typer says about usage; typer itself gives no name to it."""

SEE_HELP = Text(id="Lihat: {command} --help", en="See: {command} --help")
DID_YOU_MEAN = Text(id=" Mungkin maksudnya {near}?", en=" Did you mean {near}?")
NO_OPTION = Text(id="Pilihan {name} tidak ada.", en="There is no option {name}.")
NO_COMMAND = Text(id="Perintah {name} tidak ada.", en="There is no command {name}.")
NO_COMMAND_GIVEN = Text(id="Perintahnya belum disebutkan.", en="The command is missing.")
MISSING = Text(id="{name} belum disebutkan.", en="{name} is missing.")
NO_VALUE = Text(id="Nilai untuk {name} belum disebutkan.", en="The value for {name} is missing.")
TAKES_NONE = Text(id="{name} tidak memakai nilai.", en="{name} takes no value.")
TOO_MANY = Text(
    id="{words}: lebih banyak daripada yang diminta perintah ini.",
    en="{words}: more than this command asks for.",
)
NOT_WHOLE = Text(
    id="{name} harus berupa bilangan bulat, {least} atau lebih, misalnya 20.",
    en="{name} must be a whole number, {least} or more, such as 20.",
)
NO_CHOICE = Text(
    id="Nilai untuk {name} harus salah satu dari: {choices}.",
    en="The value for {name} must be one of: {choices}.",
)
BAD_VALUE = Text(
    id="Nilai untuk {name} tidak dapat dipakai: {message}",
    en="The value for {name} cannot be used: {message}",
)
NOT_UNDERSTOOD = Text(
    id="Perintah ini tidak dimengerti: {message}", en="This command is not understood: {message}"
)


def asks_for_help(problem: Exception) -> bool:
    """Whether a group of commands was named without a command: its help is the answer."""
    return type(problem).__name__ == "NoArgsIsHelpError"


def said(problem: Exception) -> Text:
    """One sentence, and where the help is."""
    context = getattr(problem, "ctx", None)
    command = context.command_path if context is not None else "statx"
    return _what(problem) + verbatim("\n") + SEE_HELP.fill(command=command)


def _what(problem: Exception) -> Text:
    message = str(getattr(problem, "message", "") or problem)
    param = getattr(problem, "param", None)
    match type(problem).__name__:
        case "NoSuchOption":
            return _no_option(problem)
        case "MissingParameter":
            return MISSING.fill(name=_name(param))
        case "BadParameter":
            return _bad_value(_name(param), message)
        case "BadOptionUsage":
            sentence = TAKES_NONE if "does not take" in message else NO_VALUE
            return sentence.fill(name=getattr(problem, "option_name", ""))
    return _not_understood(problem, message)


def _no_option(problem: Exception) -> Text:
    name = str(getattr(problem, "option_name", ""))
    return NO_OPTION.fill(name=name) + _near(name, getattr(problem, "possibilities", None) or ())


def _bad_value(name: str, message: str) -> Text:
    """Typer words this by the type that was asked for, in English alone."""
    if "is not one of" in message:
        choices = re.findall(r"'([^']*)'", message.rpartition("is not one of")[2])
        return NO_CHOICE.fill(name=name, choices=", ".join(choices))
    if re.search(r"\binteger\b|\brange\b|\bgreater\b|\bless\b", message):
        least = re.search(r"equal to (\d+)", message)
        return NOT_WHOLE.fill(name=name, least=least[1] if least else 0)
    return BAD_VALUE.fill(name=name, message=message)


def _not_understood(problem: Exception, message: str) -> Text:
    if found := re.match(r"No such command '?([^']*?)'?\.", message):
        group = getattr(getattr(problem, "ctx", None), "command", None)
        return NO_COMMAND.fill(name=found[1]) + _near(found[1], getattr(group, "commands", ()))
    if found := re.search(r"unexpected extra arguments?(?:\(s\))? \((.*)\)", message):
        return TOO_MANY.fill(words=found[1])
    if message.startswith("Missing command"):
        return NO_COMMAND_GIVEN
    return NOT_UNDERSTOOD.fill(message=message)


def _near(name: str, known: Iterable[str]) -> Text:
    near = get_close_matches(name, list(known), n=1)
    return DID_YOU_MEAN.fill(near=near[0]) if near else verbatim("")


def _name(param: object) -> str:
    """An option as it is typed; an argument as the help calls it."""
    options = [name for name in getattr(param, "opts", None) or () if name.startswith("-")]
    return ", ".join(options) or str(
        getattr(param, "metavar", "") or getattr(param, "name", "") or ""
    )
