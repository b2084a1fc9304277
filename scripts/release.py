"""Builds what is released and tries it: `python -m scripts.release [PYTHON…] [--suite]`, with uv on the PATH.

The wheel and the sdist are built and checked; then, for each Python, the wheel is installed into an empty
environment with the newest dependencies and with the lowest that `pyproject.toml` allows, and does a
morning's work there. `--suite` runs the tests there too, but those that kill processes or open terminals.
Needs package registries; `tests/release` looks into the wheel without any.
"""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

ROOT = Path(__file__).parent.parent
RESOLUTIONS = ("highest", "lowest-direct")
MORNING = (
    ("--version",),
    ("check",),
    ("status", "--today", "2020-03-20"),
    ("record", "caz", "--on", "2020-03-18"),
    ("remind", "--today", "2020-03-20"),
    ("export", "--format", "csv"),
    ("completion", "bash"),
)
SUITE = ("tests", "--ignore=tests/faults", "--deselect=tests/cli/test_completion_scripts.py")
TOOLS = (
    "aiosmtpd",
    "babel",
    "coverage",
    "fast-mail-parser",
    "hatchling",
    "hypothesis",
    "openpyxl",
    "pytest",
    "ruff",
)


def main() -> None:
    """Build, check, and try everywhere; the first failure ends it."""
    parser = argparse.ArgumentParser(prog="python -m scripts.release", description=__doc__)
    parser.add_argument("pythons", nargs="*", metavar="PYTHON", help="interpreters or versions, for uv")
    parser.add_argument("--suite", action="store_true", help="run the tests in each environment too")
    parser.add_argument("--out", type=Path, default=ROOT / "dist", help="where wheel and sdist go")
    options = parser.parse_args()
    wheel = build(options.out)
    for python in options.pythons or [sys.executable]:
        for resolution in RESOLUTIONS:
            with TemporaryDirectory(prefix="fedtrack-release-") as name:
                print(f"== {python}, {resolution}", flush=True)
                environment = install(wheel, python, resolution, Path(name))
                work(environment, Path(name) / "三八 工作")
                if options.suite:
                    test(environment)
    install_as_tool(wheel)


def build(folder: Path) -> Path:
    """Build sdist and wheel, the wheel out of the sdist, check both, and return the wheel."""
    shutil.rmtree(folder, ignore_errors=True)
    run("uv", "build", "--quiet", "--out-dir", folder)
    run("uvx", "twine", "check", "--strict", *folder.glob("fedtrack-*"))
    (wheel,) = folder.glob("*.whl")
    run("uvx", "check-wheel-contents", wheel)
    return wheel


def install(wheel: Path, python: str, resolution: str, folder: Path) -> Path:
    """Return an environment in which there is the wheel and what it needs, and nothing else."""
    environment = folder / "environment"
    run("uv", "venv", "--quiet", "--python", python, environment)
    pip = ("uv", "pip", "install", "--quiet", "--python", environment)
    run(*pip, "--resolution", resolution, "-r", ROOT / "pyproject.toml")
    run(*pip, "--no-deps", wheel)
    return environment


def work(environment: Path, folder: Path) -> None:
    """Do a morning's work in a folder of its own; every command must end well."""
    folder.mkdir()
    shutil.copy(ROOT / "units.toml", folder)
    program = next(environment.glob("*/fedtrack*"))
    for arguments in MORNING:
        run(program, *arguments, folder=folder, quiet=True)


def test(environment: Path) -> None:
    """Run the tests with the dependencies of an environment."""
    run("uv", "pip", "install", "--quiet", "--python", environment, *TOOLS, "trustme")
    python = next(environment.glob("*/python*"))
    run(python, "-m", "pytest", "-p", "no:cacheprovider", *SUITE, folder=ROOT)


def install_as_tool(wheel: Path) -> None:
    """Install the wheel as a clerk does, with uv and, where there is one, with pipx."""
    with TemporaryDirectory(prefix="fedtrack-tool-") as name:
        for tool in ("uv", "pipx"):
            programs = Path(name) / tool / "bin"
            places = {
                "UV_TOOL_DIR": f"{name}/uv/tools",
                "UV_TOOL_BIN_DIR": str(programs),
                "PIPX_HOME": f"{name}/pipx/home",
                "PIPX_BIN_DIR": str(programs),
            }
            command = ("uv", "tool", "install", "--quiet") if tool == "uv" else ("pipx", "install")
            if shutil.which(tool) is None:
                print(f"== {tool} is not there")
                continue
            print(f"== {' '.join(command)}", flush=True)
            run(*command, wheel, more=places, quiet=True)
            run(next(programs.glob("fedtrack*")), "--version")


def run(
    *command: object, folder: Path | None = None, more: dict[str, str] | None = None, quiet: bool = False
) -> None:
    """Run a command, away from the source and without what Python was told about it; raises when it fails."""
    surroundings = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
    if folder == ROOT:
        surroundings["PYTHONPATH"] = str(ROOT)
    subprocess.run(
        [str(word) for word in command],
        cwd=folder or (ROOT if command[:2] == ("uv", "build") else None),
        env={**surroundings, **(more or {})},
        stdout=subprocess.DEVNULL if quiet else None,
        check=True,
    )


if __name__ == "__main__":
    main()
