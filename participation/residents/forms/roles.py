"""The form of a post."""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from flask_babel import lazy_gettext as _l
from wtforms import RadioField, SelectChoice, SelectField, StringField
from wtforms.validators import Optional

from participation.residents.rules.rights import Post, Role
from participation.web.forms import DayField, Form, at_most, needed


class PostForm(Form):
    """Which post, from when to when, and how they sign in."""

    role = RadioField(_l("职务"), [needed(_l("请选一样。"))], choices=[])
    group = SelectField(_l("哪个小组（小组长才选）"), choices=[])
    from_day = DayField(_l("从哪天起"), [needed()])
    until_day = DayField(_l("到哪一天止（那一天还算）"), [Optional()])
    login = StringField(
        _l("登录名"), [at_most(40)], description=_l("小写字母、数字和短横。也可以用现成的这个。")
    )

    def offer(self, roles: Mapping[Any, Any], groups: Sequence[tuple[UUID, str]]) -> None:
        """Offer posts and groups in words."""
        self.role.choices = [SelectChoice(str(role), roles[role]) for role in Role]
        named = [SelectChoice(one.hex, name) for one, name in groups]
        self.group.choices = [SelectChoice("", _l("不用选")), *named]

    def post(self) -> Post:
        """Return what was written."""
        role = Role(self.role.data)
        group = UUID(hex=self.group.data) if role is Role.HEAD and self.group.data else None
        return Post(role, self.from_day.data, self.until_day.data, None, group)
