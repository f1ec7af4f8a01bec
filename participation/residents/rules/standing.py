"""In what standing people live here (身份): at home, away, tenant, owner, member."""

import re
from enum import StrEnum


class Standing(StrEnum):
    """How somebody belongs to the place: 在住, 外出, 常住非户籍, 租户, 业主, 集体成员."""

    HOME = "home"
    AWAY = "away"
    UNREGISTERED = "unregistered"
    TENANT = "tenant"
    OWNER = "owner"
    MEMBER = "member"


_SAYS = (
    (Standing.UNREGISTERED, re.compile(r"非户籍|非本村户|外来人口|外来常住|流动人口|暂住")),
    (Standing.TENANT, re.compile(r"租户|租客|租住|租房|租赁|承租|租户")),
    (
        Standing.AWAY,
        re.compile(r"外出|在外|务工|打工|外地|户在人不在|外嫁未迁|留学|在校(?:大学)?生|服役|参军"),
    ),
    (Standing.OWNER, re.compile(r"(?<!非)业主|产权人|房主")),
    (Standing.MEMBER, re.compile(r"(?<!非)(?:本)?集体(?:经济组织)?成员|(?<!非)社员|股民|股东")),
    (Standing.HOME, re.compile(r"在住|常住|在家|在村|自住|户籍人口|本村人口|人户一致")),
)
_GONE = re.compile(r"已故|去世|死亡|病故|亡故|注销|迁出|销户|已迁")


def standing_in(text: str) -> Standing | None:
    """Return the standing that a remark or category names, None where it names none."""
    return next((standing for standing, says in _SAYS if says.search(text)), None)


def says_gone(text: str) -> bool:
    """Whether a remark says that somebody has died or moved away (已故, 迁出)."""
    return _GONE.search(text) is not None
