"""What a process lets go of goes back to the system, and nothing breaks where that cannot be asked."""

from __future__ import annotations

import ctypes
import platform
import subprocess
import sys

import pytest

from plugin.flows import memory
from tests.tenant_process import ROOT

# Every tenth block is kept, so that no heap has a free end to give back by itself.
PROGRAM = """
from pathlib import Path
from plugin.flows.memory import give_back, share_heaps
def held():
    return int(Path("/proc/self/statm").read_text().split()[1]) * 4 // 1024
share_heaps()
blocks = [bytes(20_000) for _ in range(5_000)]
kept = blocks[::10]
del blocks
before = held()
give_back()
print(before - held())
"""


def test_what_is_free_goes_back_to_the_system() -> None:
    command = [sys.executable, "-c", PROGRAM]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=30, check=True)
    assert int(done.stdout) > (40 if platform.libc_ver()[0] == "glibc" else -5)


def test_no_other_process_of_this_account_reads_the_memory_and_no_core_is_written() -> None:
    program = "import ctypes; from plugin.flows.memory import keep_private; keep_private(); print(ctypes.CDLL(None).prctl(3))"
    command = [sys.executable, "-c", program]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=30, check=True)
    assert done.stdout.strip() == "0"  # PR_GET_DUMPABLE


def test_another_c_library_is_left_as_it_is(monkeypatch: pytest.MonkeyPatch) -> None:
    class Other:
        """A library without glibc's own functions."""

    monkeypatch.setattr(ctypes, "CDLL", lambda _name: Other())
    memory.share_heaps()
    memory.keep_private()
    memory.give_back()
