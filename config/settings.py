"""Environment → one frozen Settings; nothing else reads the environment."""

import os
import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

ROOT = Path(__file__).resolve().parent.parent
PREFIX = "PARTICIPATION_"


class SettingsError(Exception):
    """A setting that cannot be used, in words an operator can act on."""


@dataclass(frozen=True, slots=True)
class Settings:
    """How one deployment runs; each field has an environment name behind `PARTICIPATION_`.

    `database_url` (DATABASE_URL): `sqlite:///…` or `postgresql+psycopg://…`.
    `secret_key` (SECRET_KEY): at least 32 characters; made and kept in `var/secret` when absent.
    `base_url` (BASE_URL): the address people reach, printed in every QR code.
    `font_dir` (FONT_DIR): where the fonts for paper lie (`make fonts`).
    `locale` (LOCALE): zh_Hans or en, for readers whose browser asks for neither.
    `zone` (TZ): whose clock the deadlines on paper mean.
    `work_dir` (WORK_DIR): locks and files under way; `rules_dir` (RULES_DIR): decision rules.
    """

    database_url: str
    base_url: str
    font_dir: Path
    work_dir: Path
    secret_key: str = field(repr=False)
    locale: str = "zh_Hans"
    zone: ZoneInfo = field(default_factory=lambda: ZoneInfo("Asia/Shanghai"))
    rules_dir: Path = ROOT / "config" / "rules"
    is_testing: bool = False

    @property
    def is_https(self) -> bool:
        """Whether people reach this deployment through TLS."""
        return self.base_url.startswith("https://")

    @property
    def key(self) -> bytes:
        """The key under which codes are hashed."""
        return self.secret_key.encode()


def _kept_secret(work_dir: Path) -> str:
    """Return the key kept in the working folder, making it at the first start."""
    path = work_dir / "secret"
    work_dir.mkdir(parents=True, exist_ok=True)
    if not path.exists():
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(handle, "w") as file:
            file.write(secrets.token_urlsafe(48))
    return path.read_text().strip()


def _zone(name: str) -> ZoneInfo:
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError) as error:
        raise SettingsError(f"{PREFIX}TZ: no time zone is called {name!r}") from error


def load(environment: Mapping[str, str] | None = None) -> Settings:
    """Return the settings the environment asks for, with defaults for a single machine.

    Refuses (SettingsError) a short key, an unknown zone, locale or database.
    """
    read = os.environ if environment is None else environment

    def get(name: str, default: str = "") -> str:
        return read.get(PREFIX + name, "").strip() or default

    work_dir = Path(get("WORK_DIR", str(ROOT / "var"))).absolute()
    database_url = get("DATABASE_URL", f"sqlite:///{work_dir / 'participation.sqlite'}")
    if not database_url.startswith(("sqlite:///", "postgresql+psycopg://")):
        raise SettingsError(
            f"{PREFIX}DATABASE_URL must begin with sqlite:/// or postgresql+psycopg://"
        )
    locale = get("LOCALE", "zh_Hans")
    if locale not in {"zh_Hans", "en"}:
        raise SettingsError(f"{PREFIX}LOCALE must be zh_Hans or en, not {locale!r}")
    secret_key = get("SECRET_KEY") or _kept_secret(work_dir)
    if len(secret_key) < 32:
        raise SettingsError(f"{PREFIX}SECRET_KEY must have at least 32 characters")
    return Settings(
        database_url=database_url,
        secret_key=secret_key,
        base_url=get("BASE_URL", "http://127.0.0.1:8000").rstrip("/"),
        font_dir=Path(get("FONT_DIR", str(work_dir / "fonts"))),
        locale=locale,
        zone=_zone(get("TZ", "Asia/Shanghai")),
        work_dir=work_dir,
        rules_dir=Path(get("RULES_DIR", str(ROOT / "config" / "rules"))),
    )
