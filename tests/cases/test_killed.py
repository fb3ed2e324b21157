"""A server that dies between any two statements leaves all of an act or nothing of it."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


def killed(folder: Path, act: str) -> dict:
    command = [sys.executable, "-m", "tests.cases.killed", str(folder), act]
    run = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=240, check=False)
    assert run.returncode == 0, run.stderr[-3000:]
    told = json.loads(run.stdout.splitlines()[-1])
    assert told["changes"]
    assert told["statements"] > 20
    assert {cut["ended"] for cut in told["cuts"]} == {-9}
    return told


@pytest.mark.parametrize("act", ["approve", "fill"])
def test_killed_before_every_statement(tmp_path, act):
    """State, event, audit, notice, mail and the rooms' rows; the index follows whatever was kept."""
    told = killed(tmp_path, act)
    cuts = told["cuts"]
    assert [cut["at"] for cut in cuts] == list(range(1, told["statements"] + 1))
    assert [cut for cut in cuts if cut["left"] == "something" or cut["verify"]] == []
    kept = [cut["left"] for cut in cuts]
    assert (kept[0], kept[-1]) == ("nothing", "all"), (
        "the last cuts fall after the commit, into the outbox of the index"
    )
    assert kept == sorted(kept, reverse=True), "once committed, nothing is lost"


def test_control_without_the_transaction_the_act_is_torn(tmp_path):
    cuts = killed(tmp_path, "torn")["cuts"]
    assert [cut for cut in cuts if cut["left"] == "something"]
    assert [cut for cut in cuts if cut["verify"]]
