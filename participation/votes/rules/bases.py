"""What rules count: households, adults, those on a list, owners and their area."""

from enum import StrEnum


class Base(StrEnum):
    """Whom or what a rule counts (计算基数). Area counts in hundredths of a square metre.

    `women_rep` are the women among the village's reps, `group_rep` and `group` the reps sent by
    resident groups (居民小组) and these groups themselves, `interested_owner` those whom a change
    of use touches (有利害关系的业主).
    """

    ADULT = "adult18"
    HOUSEHOLD = "household"
    ASSEMBLY = "assembly"
    REGISTERED = "registered"
    REP = "rep"
    WOMEN_REP = "women_rep"
    GROUP_REP = "group_rep"
    GROUP = "group"
    MEMBER = "member_full_capacity"
    OWNER = "owner"
    INTERESTED_OWNER = "interested_owner"
    AREA = "area"
