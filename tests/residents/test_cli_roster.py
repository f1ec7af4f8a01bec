"""The command line: roster import, and home cards in a file."""

import json
from dataclasses import replace
from pathlib import Path

import pytest

from config.settings import Settings
from participation.app import create_app
from participation.cli import parser
from participation.residents.store import cards, people
from tests.conftest import Village, make_village
from tests.residents.people import add_home

DATA = Path(__file__).parents[1] / "data" / "rosters"


@pytest.fixture
def place(settings: Settings) -> Village:
    """柳根村 in the database of the settings."""
    app = create_app(settings)
    village = make_village(app.extensions["house"].database)
    return village


def run(settings: Settings, *words: str) -> int:
    asked = parser().parse_args(words)
    return int(asked.run(settings, asked))


def bring(settings: Settings, name: str, *more: str) -> int:
    file = str(DATA / name)
    return run(
        settings, "roster", "import", file, "--committee", "liugen", "--on", "2026-03-15", *more
    )


def test_a_dry_run_reports_and_stores_nothing(
    settings: Settings, place: Village, capsys: pytest.CaptureFixture[str]
) -> None:
    assert bring(settings, "village_roster.xlsx", "--dry-run", "--json") == 0
    assert json.loads(capsys.readouterr().out) == {
        "read": 926,
        "taken": 926,
        "updated": 0,
        "refused": [],
        "people": 926,
        "households": 312,
        "adults": 813,
    }
    assert place.read(lambda s: people.count(s, place.id)) == (0, 0)


def test_owners_bring_flats_owners_and_area(
    settings: Settings, place: Village, capsys: pytest.CaptureFixture[str]
) -> None:
    assert bring(settings, "owners_roster.xlsx", "--json") == 0
    report = json.loads(capsys.readouterr().out)
    assert (report["units"], report["owners"], report["area"]) == (441, 288, 45199.73)


def test_refused_rows_have_number_and_reason_and_the_rest_is_stored(
    settings: Settings, place: Village, capsys: pytest.CaptureFixture[str]
) -> None:
    assert bring(settings, "broken_roster.xlsx", "--json") == 0
    refused = json.loads(capsys.readouterr().out)["refused"]
    assert [row["row"] for row in refused] == [7, 11, 16, 22, 27, 33, 42]
    assert all(row["reason"].endswith("。") for row in refused)
    assert place.read(lambda s: people.count(s, place.id)) == (53, 22)
    assert bring(settings, "broken_roster.xlsx") == 0
    assert "7: 身份证号有一位写错了" in capsys.readouterr().out


def test_what_cannot_be_read_is_refused_with_a_reason(
    settings: Settings, place: Village, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    assert bring(settings, "no such file.xlsx") == 1
    assert "打不开这个文件" in capsys.readouterr().err
    paper = tmp_path / "paper.pdf"
    paper.write_bytes(b"%PDF-1.7")
    assert bring(settings, str(paper)) == 1
    assert "不是表格文件" in capsys.readouterr().err
    file = str(DATA / "broken_roster.xlsx")
    assert run(settings, "roster", "import", file, "--committee", "nowhere") == 1
    with pytest.raises(SystemExit) as stopped:
        run(settings, "roster", "import")
    assert stopped.value.code == 2


def test_home_cards_are_printed_by_range_and_only_as_samples_here(
    settings: Settings, place: Village, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    homes = [add_home(place, f"3-04{number}") for number in range(3)]
    before = place.read(lambda s: cards.list_homes_with_card(s, place.id))
    out = tmp_path / "cards.pdf"
    words = ["slips", "print", "--committee", "liugen", "-o", str(out)]
    here = replace(settings, base_url="http://127.0.0.1:8000")
    assert run(here, *words) == 1
    assert "扫不开" in capsys.readouterr().err
    assert run(here, *words, "--sample") == 0
    assert out.read_bytes().startswith(b"%PDF")
    real = replace(settings, base_url="https://yiqilai.example")
    assert run(real, *words, "--range", "2-3") == 0
    after = place.read(lambda s: cards.list_homes_with_card(s, place.id))
    assert after[homes[0].id] >= before[homes[0].id]
    assert all(after[home.id] > before[home.id] for home in homes[1:])
    assert run(real, *words, "--range", "two") == 1
    assert run(real, *words, "--range", "90-95") == 1
