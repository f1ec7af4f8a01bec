"""The blueprint of the archive."""

from flask import Blueprint

pages = Blueprint("archive", __name__)
