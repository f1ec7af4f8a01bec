"""What falls due is done, also when something before it failed."""

from flask import Flask

from participation.cli import due
from participation.web.house import House


def test_an_errand_that_fails_keeps_no_other_waiting(app: Flask, monkeypatch, capsys) -> None:
    done: list[str] = []

    def fail(_house: House) -> None:
        raise LookupError("a row is gone")

    monkeypatch.setattr(due, "DUE", (fail, lambda _house: done.append("second")))
    assert due.do_all(app, app.extensions["house"]) == 1
    assert done == ["second"]
    assert "a row is gone" in capsys.readouterr().err
    monkeypatch.setattr(due, "DUE", (lambda _house: done.append("again"),))
    assert due.do_all(app, app.extensions["house"]) == 0
