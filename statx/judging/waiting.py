"""Wait for others, and never without a bound."""

from __future__ import annotations

import threading
from collections.abc import Callable
from concurrent.futures import Future
from typing import TypeVar

Result = TypeVar("Result")
Seconds = float


def call_within(seconds: Seconds, call: Callable[[], Result]) -> Result:
    """What `call` gives or raises; TimeoutError where it takes longer.

    It is left behind in a thread of its own then, which does not keep the process from ending.
    """
    future: Future[Result] = Future()

    def run() -> None:
        try:
            future.set_result(call())
        except BaseException as error:  # noqa: BLE001  it is raised where somebody waits
            future.set_exception(error)

    threading.Thread(
        target=run,
        daemon=True,
    ).start()
    try:
        return future.result(seconds)
    except TimeoutError as error:
        if future.done():
            raise
        message = f"no answer within {seconds:g} s"
        raise TimeoutError(message) from error
