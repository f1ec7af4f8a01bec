"""Addresses of elections and recalls: public pages, and the desk step by step."""

from participation.votes.pages.elections import counting, desk, lists, papers, proxies, public
from participation.votes.pages.elections.blueprint import pages

__all__ = ["counting", "desk", "lists", "pages", "papers", "proxies", "public"]
