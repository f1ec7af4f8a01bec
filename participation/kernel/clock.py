"""The only place that asks the world what time it is, and what a local day is."""

from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo


def now() -> datetime:
    """Return this moment as timezone-aware UTC."""
    return datetime.now(UTC)


def local(moment: datetime, zone: ZoneInfo) -> datetime:
    """Return the moment on a wall clock of the zone."""
    return moment.astimezone(zone)


def local_day(moment: datetime, zone: ZoneInfo) -> date:
    """Return the calendar day of the moment in the zone."""
    return moment.astimezone(zone).date()


def at_local(day: date, clock: time, zone: ZoneInfo) -> datetime:
    """Return the UTC moment at which clocks of the zone show `clock` on `day`."""
    return datetime.combine(day, clock, zone).astimezone(UTC)


def age_on(born: date, day: date) -> int:
    """Return full years lived on a day; one born on 29 February turns older on 1 March."""
    return day.year - born.year - ((day.month, day.day) < (born.month, born.day))
