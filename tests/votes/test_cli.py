"""The command line of votes: slips print and verify."""

import json
from io import BytesIO

import pytest
from pypdf import PdfReader

from participation.cli import main
from participation.kernel import clock
from participation.votes.store import get_record
from tests.votes.ballots import YES, around, hold_vote


@pytest.fixture
def here(settings, monkeypatch):
    """The environment in which `run.py` finds the test's database."""
    for name, text in {
        "DATABASE_URL": settings.database_url,
        "SECRET_KEY": settings.secret_key,
        "BASE_URL": "http://127.0.0.1:8000",
        "WORK_DIR": str(settings.work_dir),
        "FONT_DIR": str(settings.font_dir),
    }.items():
        monkeypatch.setenv(f"PARTICIPATION_{name}", text)
    return monkeypatch


def _held(village):
    now = clock.now()
    village.now = now
    return hold_vote(village, 4, now=now, **around(now))


def test_slips_of_a_vote_are_printed_into_a_file(here, app_village, client, tmp_path):
    held = _held(app_village)
    pdf = tmp_path / "slips.pdf"
    asked = ["slips", "print", "--committee", "liugen", "--vote", str(held.no), "-o", str(pdf)]
    assert main([*asked, "--sample", "--range", "2-3"]) == 0
    text = "".join(page.extract_text() for page in PdfReader(BytesIO(pdf.read_bytes())).pages)
    text = "".join(text.split())
    assert "样张" in text
    assert "3-002户" in text
    assert "第三小组·3-002" not in text
    assert "3-001" not in text
    assert client.get(f"/s/{held.slips['3-001'].token}").status_code == 200
    assert client.get(f"/s/{held.slips['3-002'].token}").status_code == 410


@pytest.mark.parametrize(
    ("more", "said"),
    [
        ([], "手机"),
        (["--sample", "--vote", "99"], "没有找到这次投票"),
        (["--sample", "--range", "9-12"], "没有人"),
        (["--sample", "--range", "x"], "1-40"),
        (["--sample", "--committee", "nowhere"], "没有这个村"),
    ],
)
def test_what_cannot_be_printed_is_refused_with_words(
    here, app_village, tmp_path, capsys, more, said
):
    held = _held(app_village)
    pdf = tmp_path / "slips.pdf"
    asked = ["slips", "print", "--committee", "liugen", "--vote", str(held.no), "-o", str(pdf)]
    assert main([*asked, *more]) == 1
    assert said in capsys.readouterr().err
    assert not pdf.exists()


def test_a_record_is_recounted_without_a_database(here, app_village, tmp_path, capsys):
    held = hold_vote(app_village, 4)
    held.cast("3-001", YES)
    held.settle()
    record = app_village.read(lambda s: get_record(s, app_village.id, held.id))
    good, bad, torn = (tmp_path / name for name in ("good.json", "bad.json", "torn.json"))
    good.write_text(json.dumps(record, ensure_ascii=False), "utf-8")
    record["tallies"][0][0]["votes"][YES] = 2
    bad.write_text(json.dumps(record, ensure_ascii=False), "utf-8")
    torn.write_text("{", "utf-8")
    here.setenv("PARTICIPATION_DATABASE_URL", "sqlite:////nowhere/at/all.sqlite")
    assert main(["verify", str(good)]) == 0
    assert "全对" in capsys.readouterr().out
    assert main(["verify", str(good), str(bad)]) == 1
    assert "票数不一样" in capsys.readouterr().out
    assert main(["verify", str(torn), str(tmp_path / "missing.json")]) == 1
