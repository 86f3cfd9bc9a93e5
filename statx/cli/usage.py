"""Wrong usage, in words: what typer found, said in both languages."""

from __future__ import annotations

import typer

from statx.texts import Text, verbatim

UsageProblem: type[Exception] = typer.BadParameter.__mro__[2]
"""The class of all that typer says about usage; typer itself gives no name to it."""

SEE_HELP = Text(id="Lihat: statx {command} --help", en="See: statx {command} --help")


def said(problem: Exception) -> Text:
    """One sentence, and where the help is."""
    context = getattr(problem, "ctx", None)
    command = context.info_name if context is not None and context.parent is not None else ""
    return _what(problem) + verbatim("\n") + SEE_HELP.fill(command=command)


def _what(problem: Exception) -> Text:
    name = type(problem).__name__
    message = getattr(problem, "message", "") or str(problem)
    param = getattr(problem, "param", None)
    asked = getattr(param, "human_readable_name", "") or ""
    match name:
        case "NoSuchOption":
            near = ", ".join(getattr(problem, "possibilities", None) or ())
            tail = Text(id=" Mungkin maksudnya {near}?", en=" Did you mean {near}?").fill(near=near) if near else verbatim("")
            return Text(id="Pilihan {name} tidak ada.", en="There is no option {name}.").fill(
                name=getattr(problem, "option_name", "")
            ) + tail
        case "MissingParameter":
            return Text(id="{name} belum disebutkan.", en="{name} is missing.").fill(name=asked)
        case "BadParameter":
            return Text(id="Nilai untuk {name} tidak dapat dipakai: {message}", en="The value for {name} cannot be used: {message}").fill(
                name=_option_name(param) or asked, message=message
            )
    return Text(id="Perintah ini tidak dimengerti: {message}", en="This command is not understood: {message}").fill(message=message)


def _option_name(param: object) -> str:
    return ", ".join(getattr(param, "opts", ()) or ())
