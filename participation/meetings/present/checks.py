"""Words for minutes going round: how far they are, and why a word on them is refused."""

from participation.meetings.rules.checks import Round


def round_line(found: Round) -> str:
    """Return, for paper, how far minutes went round before they were adopted; a fact in Chinese."""
    if not found.looked:
        return ""
    said = f"定稿以前，到会 {found.present} 人里有 {found.looked} 人看过这份记录"
    if found.remarks:
        said += f"，提了 {found.remarks} 处，改了 {found.taken} 处"
    return f"{said}。在手机上说“没有意见”是确认，不是签字。"
