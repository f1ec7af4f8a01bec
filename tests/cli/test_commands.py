"""The command line as scripts rely on it: what it prints, and its exit codes."""

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from config.settings import ROOT

ROSTERS = ROOT / "tests" / "data" / "rosters"


@pytest.fixture
def place(tmp_path: Path) -> Path:
    """A fresh deployment, migrated."""
    assert run(tmp_path, "migrate").returncode == 0
    return tmp_path


def run(folder: Path, *words: str, **more: str) -> subprocess.CompletedProcess[str]:
    """Run `run.py` in a deployment of the test's own."""
    here = {
        "PARTICIPATION_WORK_DIR": str(folder),
        "PARTICIPATION_BASE_URL": "http://liugen.example",
        "PATH": os.environ["PATH"],
        **{f"PARTICIPATION_{name}": text for name, text in more.items()},
    }
    if "PARTICIPATION_FONT_DIR" in os.environ:
        here["PARTICIPATION_FONT_DIR"] = os.environ["PARTICIPATION_FONT_DIR"]
    return subprocess.run(
        [sys.executable, ROOT / "run.py", *words],
        env=here,
        capture_output=True,
        text=True,
        check=False,
    )


def test_a_committee_gets_a_clerks_address_and_a_roster(place: Path) -> None:
    added = run(
        place, "committee", "add", "--name", "柳根村", "--kind", "village", "--slug", "liugen"
    )
    assert added.returncode == 0, added.stderr
    assert re.fullmatch(r"http://liugen\.example/sign-in/\w{27}/\n", added.stdout)
    again = run(
        place, "committee", "add", "--name", "柳根村", "--kind", "village", "--slug", "liugen"
    )
    assert again.returncode == 1
    assert "换一个" in again.stderr
    file = str(ROSTERS / "village_roster_gb18030.csv")
    words = ("roster", "import", file, "--committee", "liugen", "--json", "--on", "2026-03-15")
    tried = run(place, *words, "--dry-run")
    taken = run(place, *words)
    assert (tried.returncode, taken.returncode) == (0, 0), taken.stderr
    said = json.loads(taken.stdout)
    assert said == json.loads(tried.stdout)
    counts = (said["people"], said["households"], said["adults"], said["refused"])
    assert counts == (926, 312, 813, [])
    reset = run(place, "access", "reset", "--committee", "liugen", "--login", "liugen-clerk")
    assert reset.returncode == 0
    assert "/sign-in/" in reset.stdout


def test_wrong_use_is_told_apart_from_a_refusal(place: Path) -> None:
    assert run(place, "roster", "import").returncode == 2
    assert run(place, "no-such-command").returncode == 2
    nobody = run(place, "access", "reset", "--committee", "nowhere", "--login", "nobody")
    assert nobody.returncode == 1
    assert nobody.stderr.strip()


def test_the_demo_prints_what_scripts_read_and_later_fresh_addresses(place: Path) -> None:
    first = json.loads(run(place, "demo", "--json").stdout)
    village = first["committees"][0]
    assert set(village) == {"slug", "cards", "slips", "clerk", "council", "supervisor"}
    assert set(first) == {"committees", "township", "county"}
    assert (len(village["cards"]), len(village["slips"])) == (312, 165)
    later = json.loads(run(place, "demo", "--json").stdout)["committees"][0]
    assert (len(later["cards"]), len(later["slips"])) == (312, 165)
    assert not set(later["slips"]) & set(village["slips"])
    told = run(place, "demo")
    assert told.returncode == 0
    assert "一张户票" in told.stdout


def test_check_says_one_line_each(place: Path) -> None:
    checked = run(place, "check")
    lines = checked.stdout.splitlines()
    assert [line.split(":")[0][5:] for line in lines] == [
        "database",
        "rules",
        "sealing",
        "address",
        "permissions",
        "fonts and print",
    ]
    assert checked.returncode == 1, "an address without https is minded"
    (place / "secret").chmod(0o644)
    assert "MIND permissions" in run(place, "check").stdout


def test_a_rule_file_with_a_hole_stops_the_start_with_file_and_line(place: Path) -> None:
    rules = place / "rules"
    shutil.copytree(ROOT / "config" / "rules", rules)
    local = rules / "local" / "zhejiang.toml"
    text = local.read_text("utf-8")
    local.write_text(text.replace("notice = { days = 3,", "notice = { day = 3,"), "utf-8")
    for words in (["serve", "--port", "1"], ["tick"], ["demo"]):
        refused = run(place, *words, RULES_DIR=str(rules))
        assert refused.returncode == 1
        assert refused.stdout == ""
        (line,) = refused.stderr.splitlines()
        assert line.startswith(f"{rules}: local/zhejiang.toml, line 12: `notice` holds a fault")
    checked = run(place, "check", RULES_DIR=str(rules))
    assert checked.returncode == 1
    assert f"MIND rules: {rules}: local/zhejiang.toml, line 12" in checked.stdout
