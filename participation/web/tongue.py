"""In which language, how large and in whose manner of dates a page speaks."""

from datetime import date, datetime

from flask import has_request_context, request, url_for
from flask_babel import Locale, format_date, format_datetime, get_locale

from participation.web.house import house

LANGUAGES = {"zh_Hans": "zh-Hans", "en": "en"}
OWN_NAMES = {"zh_Hans": "中文", "en": "English"}
LANGUAGE_COOKIE = "lang"
LARGE_COOKIE = "large"
YEAR = 365 * 24 * 3600


def choose_locale() -> str:
    """Return the reader's language: by choice, then by browser, then as the deployment says."""
    if not has_request_context():
        return house().locale  # paper printed by `tick` speaks as the deployment does
    chosen = request.cookies.get(LANGUAGE_COOKIE, "")
    if chosen in LANGUAGES:
        return chosen
    for wanted, _quality in request.accept_languages:
        if wanted.lower().startswith("zh"):
            return "zh_Hans"
        if wanted.lower().startswith("en"):
            return "en"
    return house().locale


def language() -> str:
    """Return the language of the page as HTML names it."""
    return LANGUAGES.get(str(get_locale()), "zh-Hans")


def other_languages() -> list[tuple[str, str, str]]:
    """Return the languages this page is not in: HTML code, own name, address that switches."""
    here = request.full_path.rstrip("?")
    return [
        (LANGUAGES[code], OWN_NAMES[code], url_for("today.language", code=code, next=here))
        for code in LANGUAGES
        if LANGUAGES[code] != language()
    ]


def is_large() -> bool:
    """Whether the reader asked for large type."""
    return request.cookies.get(LARGE_COOKIE) == "1"


def _is_chinese() -> bool:
    locale = get_locale()
    return locale is None or Locale.parse(str(locale)).language == "zh"


def moment(value: datetime) -> str:
    """Return a time as a person says it: `11月30日 20:00`."""
    return str(format_datetime(value, "M月d日 HH:mm" if _is_chinese() else "d MMM, HH:mm"))


def moment_full(value: datetime) -> str:
    """Return a time with its year: `2026年11月30日 20:00`."""
    return str(format_datetime(value, "y年M月d日 HH:mm" if _is_chinese() else "d MMM y, HH:mm"))


def day(value: date | datetime) -> str:
    """Return a day as a person says it: `11月30日`."""
    pattern = "M月d日" if _is_chinese() else "d MMM"
    if isinstance(value, datetime):
        return str(format_datetime(value, pattern))
    return str(format_date(value, pattern))


def day_full(value: date | datetime) -> str:
    """Return a day with its year: `2026年11月30日`."""
    pattern = "y年M月d日" if _is_chinese() else "d MMM y"
    if isinstance(value, datetime):
        return str(format_datetime(value, pattern))
    return str(format_date(value, pattern))
