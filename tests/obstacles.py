"""Real obstacles for tests, also for root: a folder without rights, a disk that takes no more."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

_NOBODY = 65534
_posix = os.name == "posix"

needs_rights = pytest.mark.skipif(not _posix, reason="rights by chmod are a thing of POSIX")
needs_limits = pytest.mark.skipif(not _posix, reason="only POSIX limits the size of files")


@contextmanager
def plain_user() -> Iterator[Path]:
    """Give a folder of a user who is not root, and be that user meanwhile: no right holds against root."""
    folder = Path(tempfile.mkdtemp())
    is_root = _posix and os.geteuid() == 0
    if is_root:
        os.chown(folder, _NOBODY, _NOBODY)
        os.seteuid(_NOBODY)
    try:
        yield folder
    finally:
        if is_root:
            os.seteuid(0)
        folder.chmod(0o700)
        shutil.rmtree(folder)


@contextmanager
def files_at_most(size: int) -> Iterator[None]:
    """Let no file grow beyond `size` bytes: a write past that fails with a real error of the system."""
    import resource

    limits = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, limits[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limits)
