"""Repair a damaged ledger: whatever can be read goes into a new one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fedtrack.errors import Message, UsageError

if TYPE_CHECKING:
    from fedtrack.usecases.ledger_file import LedgerFile, Rescue


def foresee_repair(file: LedgerFile) -> Rescue:
    """Return what a repair would save; changes nothing. Raises as `repair_ledger`."""
    _require_damage(file)
    return file.rescue()


def repair_ledger(file: LedgerFile) -> Rescue:
    """Replace the damaged ledger by one with all that can be read; return what was saved.

    Raises UsageError where there is nothing to repair, LedgerError for a file that cannot be replaced now
    or of which not one entry can be read.
    """
    _require_damage(file)  # asked again: another fedtrack may have repaired it since it was foreseen
    return file.repair()


def _require_damage(file: LedgerFile) -> None:
    report = file.inspect()
    if not report.exists:
        raise UsageError(
            Message("there is no ledger to repair"),
            fix=Message("it is made with the first entry; if there were some, put back a copy of the folder"),
        )
    if report.sound:
        raise UsageError(
            Message("the ledger is sound; nothing was done"),
            fix=Message("`fedtrack check` says what else may be wrong"),
        )
