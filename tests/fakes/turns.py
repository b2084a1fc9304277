"""Several processes on one ledger, of which one runs at a time, changing over where a schedule says."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator, Sequence


class _Process(threading.Thread):
    """Runs its work until it pauses or ends, whenever it is let."""

    def __init__(self, work: Callable[[], object]) -> None:
        super().__init__(daemon=True)
        self._work = work
        self._go, self._back = threading.Semaphore(0), threading.Semaphore(0)
        self.ended = False
        self.error: BaseException | None = None

    def run(self) -> None:
        self._go.acquire()
        try:
            self._work()
        except BaseException as error:  # noqa: BLE001 - it is raised again where the processes were started
            self.error = error
        self.ended = True
        self._back.release()

    def resume(self) -> None:
        """Let it run until it pauses or ends."""
        self._go.release()
        self._back.acquire()

    def pause(self) -> None:
        """Give the turn back, from within."""
        self._back.release()
        self._go.acquire()


class Turns:
    """Lets processes take turns: the numbers of `schedule` choose among those that are not at their end."""

    def __init__(self, schedule: Sequence[int]) -> None:
        self._schedule: Iterator[int] = iter(schedule)
        self._running: _Process | None = None

    def change(self, *_: object) -> None:
        """Let another process have the turn, as the schedule says; called from within one."""
        assert self._running is not None
        self._running.pause()

    def run(self, *works: Callable[[], object]) -> None:
        """Run all to their ends; raises what one of them raised."""
        processes = [_Process(work) for work in works]
        for process in processes:
            process.start()
        while waiting := [one for one in processes if not one.ended]:
            self._running = waiting[next(self._schedule, 0) % len(waiting)]
            self._running.resume()
        for process in processes:
            process.join()
            if process.error is not None:
                raise process.error
