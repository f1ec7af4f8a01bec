"""The least a Flask application can do: a page of 10 KB. Every page is held against it."""

from flask import Flask

PAGE = "<!doctype html><title>hello</title>" + "你好。" * 1135


def make() -> Flask:
    """Return the application."""
    app = Flask(__name__)
    app.add_url_rule("/", "hello", lambda: PAGE)
    app.add_url_rule("/healthz", "healthz", lambda: "")
    return app
