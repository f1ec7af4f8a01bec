"""Words for accounts, roles and signing in."""

from flask_babel import lazy_gettext as _l

from participation.residents.rules.rights import Office, Role

ROLES = {
    Role.CLERK: _l("文书"),
    Role.COUNCIL: _l("议事会成员"),
    Role.SUPERVISOR: _l("监督委员会成员"),
    Role.HEAD: _l("小组长"),
    Role.HELPER: _l("帮投员（网格员）"),
    Role.SECRETARY: _l("党组织书记"),
    Office.TOWNSHIP: _l("镇（街道）民政办"),
    Office.COUNTY: _l("县民政局"),
}

REFUSALS = {
    "login-malformed": _l("登录名用三个以上的小写字母或数字。请换一个。"),
    "login-taken": _l("这个登录名已经有人用了。请换一个。"),
    "link-gone": _l("这个登录地址用过了，或者过期了。请找村（居）委会再要一个。"),
    "sign-in-wrong": _l("登录名或密码不对。请再试一次；忘了密码，请找村（居）委会。"),
    "sign-in-waits": _l("试的次数太多了。请过十五分钟再来，或者找村（居）委会要新的登录地址。"),
    "password-weak": _l("密码要十个字以上，不能总是同一个字。请换一个。"),
    "term-reversed": _l("任期的结束日期早于开始日期。请改一改。"),
    "nobody-there": _l("没有这个村（社区）或者这个登录名。请核对。"),
    "last-clerk": _l("这是最后一个文书，不能结束。请先让另一个人当文书。"),
    "post-minor": _l("没满十八周岁的人不能任职。请换一个人。"),
    "post-held": _l("这个人已经有这个职务了。请看看名单。"),
    "account-in-use": _l("这个人已经设过密码。忘了密码，请找管机器的人。"),
    "role-gone": _l("没有这个职务，可能已经结束了。请回到名单看看。"),
}
