"""Pages speak the reader's language: by choice, then by browser, then as the village does."""

from flask.testing import FlaskClient

from tests.conftest import Village, token_of


def test_a_page_speaks_the_browsers_language(client: FlaskClient) -> None:
    assert "Log in" in client.get("/sign-in/", headers={"Accept-Language": "en-GB"}).text
    assert "登录" in client.get("/sign-in/", headers={"Accept-Language": "zh-CN"}).text
    assert "登录" in client.get("/sign-in/").text


def test_a_choice_wins_over_the_browser(client: FlaskClient) -> None:
    client.get("/language/zh_Hans/?next=/sign-in/")
    assert "登录" in client.get("/sign-in/", headers={"Accept-Language": "en-GB"}).text


def test_large_type_is_remembered_without_script(client: FlaskClient, app_village: Village) -> None:
    page = client.get("/c/liugen/")
    assert 'class="large"' not in page.text
    sent = client.post(
        "/view/", data={"csrf_token": token_of(page.text), "large": "1", "next": "/c/liugen/"}
    )
    assert sent.location == "/c/liugen/"
    assert 'class="large"' in client.get("/c/liugen/").text
