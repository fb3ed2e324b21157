"""A server that dies between any two statements of an approval or of a letter leaves all of it or nothing; the second
try does what is missing, once.
"""

import json
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


def killed(folder: Path, act: str) -> dict:
    command = [sys.executable, "-m", "tests.decisions.killed", str(folder), act]
    run = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=900, check=False)
    assert run.returncode == 0, run.stderr[-3000:]
    told = json.loads(run.stdout.splitlines()[-1])
    assert told["changes"]
    assert {cut["ended"] for cut in told["cuts"]} == {-9}
    return told


@pytest.mark.parametrize("act", ["approve", "issue"])
def test_killed_before_every_statement(tmp_path, act):
    """Decision, budget, letter and its number, filing, grant, audit, notice, mail."""
    told = killed(tmp_path, act)
    cuts = told["cuts"]
    assert told["statements"] > 40
    assert [cut["at"] for cut in cuts] == list(range(1, told["statements"] + 1))
    assert [cut for cut in cuts if cut["left"] == "something" or cut["verify"]] == []
    assert {(cut["left"], cut["again"], cut["end"]) for cut in cuts if "again" in cut} == {
        ("nothing", "done", "all"),
        ("all", "refused", "all"),
    }


def test_control_without_transactions_the_approval_is_torn(tmp_path):
    cuts = killed(tmp_path, "torn")["cuts"]
    assert [cut for cut in cuts if cut["left"] == "something"]
    assert [cut for cut in cuts if cut["verify"]]
