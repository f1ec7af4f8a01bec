"""The blueprint that all pages of today share."""

from flask import Blueprint

pages = Blueprint("today", __name__)
