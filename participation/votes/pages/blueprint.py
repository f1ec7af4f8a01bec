"""The blueprint that all pages of votes share."""

from flask import Blueprint

pages = Blueprint("votes", __name__)
