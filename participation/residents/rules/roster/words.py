"""The words of headings, and what each means (栏目): a vocabulary, read from the top."""

import re
from enum import StrEnum


class Column(StrEnum):
    """What a column is taken for (栏目)."""

    IGNORED = "ignored"
    SERIAL = "serial"
    HOUSEHOLD = "household"
    HEAD_NAME = "head-name"
    NAME = "name"
    RELATION = "relation"
    SEX = "sex"
    IDENTITY = "identity"
    BORN = "born"
    GROUP = "group"
    PHONE = "phone"
    NOTE = "note"
    STANDING = "standing"
    BUILDING = "building"
    ENTRANCE = "entrance"
    ROOM = "room"
    ADDRESS = "address"
    AREA = "area"
    PURPOSE = "purpose"
    PARKING = "parking"
    CO_OWNER = "co-owner"


HEADS = frozenset({"户主", "本人", "户主本人", "是", "户代表", "户长", "本户户主"})
_KIN = """
配偶 妻 妻子 夫 丈夫 之妻 之夫 子 女 儿子 女儿 长子 次子 三子 长女 次女 三女 独生子 独生女
父 母 父亲 母亲
孙子 孙女 孙 外孙 外孙子 外孙女 儿媳 媳 女婿 婿 兄 弟 姐 妹 哥哥 弟弟 姐姐 妹妹 岳父 岳母
公公 婆婆
祖父 祖母 爷爷 奶奶 侄子 侄女 养子 养女 继子 继女 曾孙 曾孙女 孙媳 其他 非亲属 否
"""
RELATIONS = HEADS | frozenset(_KIN.split())

# Each paragraph: the column; headings that say exactly this; signs within longer headings
# (regular expressions, so that 号码? fits 号 and 号码; a line goes on after a backslash).
# The first paragraph that fits wins.
_VOCABULARY = r"""
ignored
曾用名 年龄 周岁 民族 文化程度 学历 政治面貌 婚姻状况 楼层 层数 总层数 签名 签字 日期 单价
证件?(?:类|种) 证件名 产权证 房产证 不动产权 登记 紧急 签[名字] 公摊 分摊 [车库]位?面积 开户 \
  银行 卡号 账号 户口性质 户口类[型别] 籍贯 所在层 年龄 人口数 户数 家庭人口 组长 党小组 \
  ^(?:父|母|监护人|代理人)

serial
序号 序 顺序号? no 行号 号
^序

head-name
户主 户主姓名 户主名 户代表 户代表姓名 家庭户主
户主姓名 户主名称

relation
关系 与户主关系 家庭关系 是否户主 是否为户主
关系 是否.*户主

household
户号 户编号 户序号 户编码 家庭编号 家庭户号 户籍编号 户口号 户别编号 户次
户.{0,3}编?[号码]$ 户口[簿本] 家庭编?[号码]

sex
性别 男女
性别

identity
身份证 身份证号 身份证号码 公民身份号码 公民身份证号码? 证件号 证件号码 身份号码 \
  居民身份证号码? 身份证件号码? 统一社会信用代码 有效证件号码?
身份证 身份号 证件号 证件编号 证照号 信用代码 ^证号

born
出生日期 出生年月日? 生日 出生时间
出生 生日

phone
电话 手机 手机号码? 电话号码 联系电话 联系方式 联系手机 移动电话 座机 固定电话 固话 联系号码
电话 手机 联系方式 联系号 座机 固话

co-owner
共有人 共有人姓名 共有产权人 其他产权人 其他业主 共同产权人
共有

area
面积 建筑面积 专有部分面积 专有面积 产权面积 房屋面积 房产面积
面积 平方米 ^m2$

parking
车位 车位号 车库 车库号
车位 车库

purpose
产权性质 房屋性质 用途 房屋用途 房屋类型 物业类型 规划用途 性质
用途 房屋[类性] 物业类 产权性质

entrance
单元 单元号 所在单元
^单元 单元号

room
房号 房间号 房间 室 室号 门牌 门牌号码? 房屋号 户室 户室号 房屋编号 房室号 门号
房[间室]?号 室号 门牌

address
房屋坐落 坐落 房屋地址 地址 住址 家庭住址 房屋位置 房产坐落 现住址 详细地址 楼栋房号 房址
坐落 地址 住址 位置 房址

building
楼栋 楼栋号 楼号 栋 栋号 幢 幢号 楼 楼宇 座 座号 楼幢 楼座
楼栋 楼号 栋 幢 楼座

group
小组 组 组别 组名 村民小组 居民小组 所属小组 所在小组 村组 自然村 队 生产队 网格 所属网格 片区 屯
小组 组[别名号]?$ 自然村 生产队 网格 片区

standing
类别 人员类别 身份 身份类别 居住状态 人员状态 状态 成员身份 人户状态 居住情况 居住状况 \
  人员类型 是否外出
类别 状态 居住[情状]况 成员身份 人员类 是否.*(?:外出|在住|成员)

note
备注 备考 说明 附注 其他情况 附记 特殊情况
备注 说明 附注 情况

name
姓名 名字 业主 业主姓名 业主名称 产权人 产权人姓名 所有权人 权利人 房主 房主姓名 村民姓名 \
  居民姓名 成员姓名 家庭成员姓名 家庭成员 住户姓名 户主及成员姓名 业主单位
姓名 业主 产权人 所有权人 权利人 房主 住户 家庭成员

household
编号 编码 户
^编[号码]$
"""


def _alternatives(words: str) -> re.Pattern[str]:
    return re.compile("|".join(words.split()))


def _paragraph(text: str) -> tuple[Column, re.Pattern[str], re.Pattern[str]]:
    column, exactly, within = text.replace("\\\n", "").splitlines()
    return Column(column), _alternatives(exactly), _alternatives(within)


VOCABULARY = tuple(_paragraph(text) for text in _VOCABULARY.strip().split("\n\n"))
UNCERTAIN = re.compile(r"编[号码]|户|号|楼|座|室|性质|身份|状态|户主")
