"""The part of the wiring that is the way in: documents, mails, and the places where they lie."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from fedtrack.documents.office import OfficeDocuments

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import tzinfo

    from fedtrack.usecases.gather_arrivals import Gatherer
    from fedtrack.workspace.folder import Workspace
    from fedtrack.workspace.pile import FilePile
    from fedtrack.workspace.shelf import MailShelf


def documents() -> OfficeDocuments:
    """Return whoever reads documents."""
    return OfficeDocuments()


def gatherer(zone: tzinfo) -> Gatherer:
    """Return whoever opens what came in; moments are told in `zone`."""
    from fedtrack.mail.letters import MailLetters
    from fedtrack.usecases.gather_arrivals import Gatherer

    return Gatherer(MailLetters(), documents(), zone)


def pile(workspace: Workspace, paths: Sequence[Path], *, below: Path | None = None) -> FilePile:
    """Return what lies below some paths, without what fedtrack itself keeps in the workspace.

    Each file is named by its path below the one that was given, or below `below`.
    """
    from fedtrack.workspace.pile import FilePile

    return FilePile([Path.cwd() / path for path in paths], but=workspace.own_paths, below=below)


def shelf(workspace: Workspace) -> MailShelf:
    """Return where fetched mails lie."""
    from fedtrack.workspace.shelf import MailShelf

    return MailShelf(workspace.inbox)
