"""Words for rosters: what a column holds, why a row is refused, what is only remarked."""

from collections.abc import Mapping
from datetime import date

from flask_babel import lazy_gettext as _l

from participation.residents.rules.identity import Sex
from participation.residents.rules.roster.outcome import Fault
from participation.residents.rules.roster.words import Column
from participation.residents.rules.standing import Standing

COLUMNS = {
    Column.IGNORED: _l("不用这一列"),
    Column.SERIAL: _l("序号"),
    Column.HOUSEHOLD: _l("户编号"),
    Column.HEAD_NAME: _l("户主姓名"),
    Column.NAME: _l("姓名"),
    Column.RELATION: _l("与户主关系"),
    Column.SEX: _l("性别"),
    Column.IDENTITY: _l("身份证号"),
    Column.BORN: _l("出生日期"),
    Column.GROUP: _l("小组"),
    Column.PHONE: _l("电话"),
    Column.NOTE: _l("备注"),
    Column.STANDING: _l("居住类别"),
    Column.BUILDING: _l("楼栋"),
    Column.ENTRANCE: _l("单元"),
    Column.ROOM: _l("房号"),
    Column.ADDRESS: _l("房屋位置"),
    Column.AREA: _l("面积"),
    Column.PURPOSE: _l("房屋用途"),
    Column.PARKING: _l("车位"),
    Column.CO_OWNER: _l("共有人"),
}
STANDINGS = {
    Standing.HOME: _l("在住"),
    Standing.AWAY: _l("外出"),
    Standing.UNREGISTERED: _l("常住非户籍"),
    Standing.TENANT: _l("租户"),
    Standing.OWNER: _l("业主"),
    Standing.MEMBER: _l("集体成员"),
}
SEXES = {Sex.MALE: _l("男"), Sex.FEMALE: _l("女")}
FIELDS = {
    "name": _l("姓名"),
    "born": _l("出生日期"),
    "sex": _l("性别"),
    "phone": _l("电话"),
    "relation": _l("与户主关系"),
    "standing": _l("居住类别"),
    "note": _l("备注"),
    "household": _l("户编号"),
    "group": _l("小组"),
    "identity": _l("身份证号"),
}

_REASONS = {
    "name-missing": _l("没有写姓名。请补上姓名。"),
    "name-signs": _l("“%(name)s”不像姓名。请改成姓名。"),
    "name-lost-sign": _l("姓名“%(name)s”里有一个字没存下来。请补上这个字。"),
    "name-long": _l("姓名“%(name)s”太长。请只写姓名。"),
    "identity-length": _l("身份证号有 %(length)s 位，应是 18 位。请核对。"),
    "identity-shape": _l("身份证号里有不该有的字。请核对。"),
    "identity-check-digit": _l("身份证号有一位写错了，最后一位对不上。请对照证件改正。"),
    "identity-birth": _l("身份证号里的出生日期 %(day)s 不存在。请核对。"),
    "identity-birth-later": _l("身份证号里的出生日期 %(day)s 还没有到。请核对。"),
    "identity-too-old": _l("按身份证号，这个人超过 120 岁。请核对。"),
    "identity-digits-lost": _l(
        "身份证号存成了数字，后几位已经丢了。请把这一列改成文本，重新填写。"
    ),
    "identity-twice": _l("身份证号和第 %(first)s 行相同。请留下一行，或改正号码。"),
    "identity-other-name": _l("身份证号和第 %(first)s 行相同，姓名却不同。请核对。"),
    "person-twice": _l("和第 %(first)s 行是同一户、同一个人。请留下一行。"),
    "birth-unreadable": _l("出生日期“%(written)s”看不懂。请写成 1985-03-15 这样。"),
    "birth-later": _l("出生日期“%(written)s”还没有到。请核对。"),
    "birth-too-old": _l("按出生日期“%(written)s”，这个人超过 120 岁。请核对。"),
    "phone-unreadable": _l("电话“%(written)s”不对。手机号是 11 位，请核对。"),
    "room-missing": _l("没有写房号。请补上房号。"),
    "unit-twice": _l("%(flat)s 和第 %(first)s 行是同一套房。请留下一行。"),
    "area-unreadable": _l("面积“%(written)s”看不懂。请只写数字。"),
    "owners-numbers-differ": _l(
        "写了 %(names)s 个人，身份证号有 %(numbers)s 个。请让人和号码一样多。"
    ),
    "birth-differs": _l("出生日期写的是 %(written)s，身份证号是 %(number)s。已按身份证号。"),
    "birth-still-to-come": _l("出生日期 %(born)s 还没有到。请核对。"),
    "sex-unreadable": _l("性别“%(written)s”看不懂，没有用。"),
    "sex-differs": _l("性别写的是%(written)s，身份证号是%(number)s。已按身份证号。"),
    "said-gone": _l("备注写着“%(note)s”。如果人已不在，请确认后移出。"),
    "two-heads": _l("第 %(household)s 户写了两个户主。先用第一个。"),
    "household-number-twice": _l("户编号 %(household)s 用了两次，当作两户。请核对。"),
    "household-number-missing": _l("这一户没有写编号。先给它一个编号。"),
    "household-without-head": _l("第 %(household)s 户没有写户主。先由第一位成年人代表。"),
    "group-new": _l("小组“%(group)s”以前没有。确认后会新建。"),
    "area-missing": _l("没有写面积。按面积计票时算不进去。"),
    "same-name": _l("和第 %(first)s 行同名，都没有身份证号。当作两个人。"),
}
REFUSALS = {
    "sheet-empty": _l("这个文件是空的。请选有内容的花名册。"),
    "sheet-too-big": _l("文件有 %(megabytes)s 兆，最大 %(most)s 兆。请删去图片，再试一次。"),
    "sheet-inflates": _l("这个文件打开后太大，不能读。请复制到新表格，另存后再试。"),
    "sheet-entities": _l("这个文件里有不该有的内容，不能读。请复制到新表格，另存后再试。"),
    "sheet-too-many-rows": _l("行数超过 %(most)s 行。请分成几个文件，或删去空行。"),
    "sheet-old-xls": _l("这是老格式的表格。请用 WPS 或 Excel 打开，另存为 .xlsx，再上传。"),
    "sheet-encrypted": _l("这个文件有密码。请去掉密码，另存后再上传。"),
    "sheet-web-page": _l("这其实是一个网页。请用 WPS 或 Excel 打开，另存为 .xlsx，再上传。"),
    "sheet-not-a-spreadsheet": _l("这不是表格文件。请上传 .xlsx 或 .csv 文件。"),
    "sheet-broken": _l("这个文件坏了，打不开。请重新另存为 .xlsx，再上传。"),
    "roster-no-names": _l("没有找到姓名这一列。请看看第一行的标题，或换一个文件。"),
    "roster-no-rows": _l("只有标题，没有人。请填好后再上传。"),
}


def reason_words(fault: Fault) -> str:
    """Return why a row is refused, or what is remarked on it."""
    return str(_REASONS[fault.code]) % _said(fault.facts)


def refusal_words(code: str, facts: Mapping[str, object]) -> str:
    """Return why a whole file is refused, and what to do next."""
    return str(REFUSALS[code]) % _said(facts)


def _said(facts: Mapping[str, object]) -> dict[str, str]:
    said = {name: _word(value) for name, value in facts.items()}
    day = said.get("day", "")
    if day.isdigit():
        said["day"] = f"{day[:4]}-{day[4:6]}-{day[6:]}"
    return said


def _word(value: object) -> str:
    if isinstance(value, Sex):
        return str(SEXES[value])
    return value.isoformat() if isinstance(value, date) else str(value)
