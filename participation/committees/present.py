"""Words for committees."""

from flask_babel import lazy_gettext as _l

from participation.committees.rules import CommitteeKind

KINDS = {
    CommitteeKind.VILLAGE: _l("村民委员会"),
    CommitteeKind.COMMUNITY: _l("社区居民委员会"),
}


def full_name(name: str, kind: str) -> str:
    """Return the full name of a committee as papers call it: 柳根村村民委员会."""
    return f"{name}{KINDS[CommitteeKind(kind)]}"


REFUSALS = {
    "slug-malformed": _l("地址只能用小写字母、数字和短横，三个字以上。请换一个。"),
    "slug-taken": _l("这个地址已经有人用了。请换一个。"),
    "name-missing": _l("请写上村或社区的名字。"),
    "region-malformed": _l("行政区划代码是 6、9 或 12 位数字。请核对。"),
}
