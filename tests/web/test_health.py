"""Alive and ready."""

from flask.testing import FlaskClient

from participation.db.schema import migrate
from participation.web.house import House


def test_it_is_alive_and_ready(client: FlaskClient) -> None:
    assert client.get("/healthz").status_code == 200
    assert client.get("/readyz").status_code == 200


def test_an_old_schema_is_not_ready(client: FlaskClient, house: House) -> None:
    migrate(house.database.engine, "base", is_down=True)
    assert client.get("/readyz").status_code == 503
