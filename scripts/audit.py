"""Tells known vulnerabilities of the packages that fedtrack brings: `python -m scripts.audit [PYTHON]`.

PYTHON is that of the environment to be looked at, else this one. It is a report and never a failure: the
index that pip-audit asks may be out of reach, and what was found overnight is no fault of a change.
"""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator

_PATIENCE = 90
"""Seconds for each of the steps, of which the first installs pip-audit."""
_WHERE = "import sysconfig; print(sysconfig.get_path('purelib'))"


def audit(python: str) -> list[str]:
    """Return the lines of the report, one of which says so where nothing could be looked up."""
    with TemporaryDirectory(prefix="fedtrack-audit-") as name:
        folder, found = Path(name), Path(name) / "found.json"
        own = str(folder / ("Scripts" if sys.platform == "win32" else "bin") / "python")
        packages = subprocess.check_output([python, "-c", _WHERE], text=True).strip()
        steps = (
            [sys.executable, "-m", "venv", name],
            [own, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "pip-audit"],
            [own, "-m", "pip_audit", "--progress-spinner=off", "-fjson", f"-o{found}", f"--path={packages}"],
        )
        try:
            for step in steps:
                done = subprocess.run(
                    step, capture_output=True, text=True, errors="replace", timeout=_PATIENCE, check=False
                )
                if done.returncode:
                    break
            if found.exists():  # its exit code is the same for what it found and for what it could not do
                return list(tell(json.loads(found.read_text(encoding="utf-8"))["dependencies"]))
            reason = (done.stderr.strip().splitlines() or ["it said nothing"])[-1]
        except subprocess.TimeoutExpired as error:
            reason = str(error)
    return [f"nothing was looked up; the network may be out of reach: {reason[:300]}"]


def tell(packages: list[dict[str, Any]]) -> Iterator[str]:
    """Yield what pip-audit found, and what it could not look up: that counts as nothing found with it."""
    unknown = [one["name"] for one in packages if "skip_reason" in one and one["name"] != "fedtrack"]
    asked = [one for one in packages if "skip_reason" not in one]
    if not asked:
        yield f"nothing was looked up: the index answered for none of {len(unknown)} packages"
        return
    count = sum(len(one["vulns"]) for one in asked)
    yield f"{len(asked)} packages looked up, known vulnerabilities: {count}"
    for one in asked:
        for hole in one["vulns"]:
            mended = (
                f"mended in {', '.join(hole['fix_versions'])}" if hole["fix_versions"] else "not mended yet"
            )
            yield f"  {one['name']} {one['version']}: {hole['id']}, {mended}"
    if unknown:
        yield f"not looked up: {', '.join(unknown)}"


if __name__ == "__main__":
    print("\n".join(audit(sys.argv[1] if len(sys.argv) > 1 else sys.executable)))
