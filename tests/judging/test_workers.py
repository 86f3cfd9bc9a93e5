"""Work is done side by side and given in order; an interrupted run waits for nobody."""

from __future__ import annotations

import signal
import threading
import time

import pytest

from statx.judging.workers import map_parallel


def test_results_come_in_the_order_of_the_items() -> None:
    def work(item: int) -> int:
        time.sleep((5 - item) / 500)
        return item

    assert list(map_parallel(range(5), work, 3)) == [0, 1, 2, 3, 4]


@pytest.mark.skipif(not hasattr(signal, "setitimer"), reason="no timers on this system")
def test_an_interrupt_ends_the_run_whatever_a_thread_does() -> None:
    let_go = threading.Event()
    before = signal.signal(signal.SIGALRM, signal.default_int_handler)
    started = time.monotonic()
    try:
        signal.setitimer(signal.ITIMER_REAL, 0.2)
        with pytest.raises(KeyboardInterrupt):
            list(map_parallel(range(3), lambda _item: let_go.wait(30), 2))
        assert time.monotonic() - started < 10
    finally:
        let_go.set()
        signal.signal(signal.SIGALRM, before)
