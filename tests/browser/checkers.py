"""What scripts and pages are held against: the type checker and the markup checker, as npm gives them."""

from __future__ import annotations

import json
import shutil
import subprocess
from collections.abc import Mapping
from pathlib import Path
from urllib.parse import unquote, urlsplit

HERE = Path(__file__).parent
PACKAGES = HERE / "node_modules"
_TSC = PACKAGES / "typescript" / "bin" / "tsc"
_VNU = PACKAGES / "vnu-jar" / "build" / "dist" / "vnu.jar"


def type_faults(project: Path) -> list[str]:
    """What the type checker has to say about the scripts of this project, a line each."""
    done = _run("node", str(_TSC), "--pretty", "false", "-p", str(project))
    return done.stdout.splitlines()


def markup_faults(pages: Mapping[str, str], folder: Path) -> list[str]:
    """What is wrong with these pages, by name, in one run of the checker; `folder` takes them as files."""
    files = {str(folder / f"{number}.html"): name for number, name in enumerate(pages)}
    for file, name in files.items():
        Path(file).write_text(pages[name], encoding="utf-8")
    found = _vnu(*files)
    return [f"{files[one['file']]}, line {one['line']}: {one['said']} ({one['near']})" for one in found]


def style_faults(*sheets: Path) -> list[str]:
    """The same for style sheets."""
    return [
        f"{Path(one['file']).name}: {one['said']} ({one['near']})" for one in _vnu("--css", *map(str, sheets))
    ]


def _vnu(*arguments: str) -> list[dict[str, str]]:
    done = _run("java", "-jar", str(_VNU), "--errors-only", "--format", "json", "--stdout", *arguments)
    return [
        {
            "file": unquote(urlsplit(one.get("url", "")).path),
            "line": str(one.get("lastLine", "?")),
            "said": one["message"],
            "near": one.get("extract", "").strip()[:160],
        }
        for one in json.loads(done.stdout)["messages"]
    ]


def _run(program: str, *arguments: str) -> subprocess.CompletedProcess[str]:
    assert PACKAGES.is_dir(), "the checkers are needed: make test installs them"
    assert shutil.which(program), f"{program} is needed: make test installs it"
    return subprocess.run([program, *arguments], capture_output=True, text=True, timeout=120, check=False)
