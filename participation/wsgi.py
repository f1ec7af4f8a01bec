"""The application as a production server asks for it."""

from flask import Flask

from config.settings import load
from participation.app import create_app


def make() -> Flask:
    """Return the application for the settings of the environment."""
    return create_app(load())
