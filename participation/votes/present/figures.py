"""Numbers, shares and articles as a resident reads them; exact, never rounded."""

from fractions import Fraction

from flask_babel import LazyString, get_locale
from flask_babel import lazy_gettext as _l

from participation.kernel.fractions import Op
from participation.votes.rules.decision_rules import Base

_DIGITS = "零一二三四五六七八九"


def chinese(number: int) -> str:
    """Return a number from 0 to 999 in Chinese words (二百七十八), as articles are counted."""
    hundreds, rest = divmod(number, 100)
    tens, ones = divmod(rest, 10)
    text = f"{_DIGITS[hundreds]}百" if hundreds else ""
    if tens:
        text += "十" if tens == 1 and not hundreds else f"{_DIGITS[tens]}十"
    elif hundreds and ones:
        text += "零"
    return text + (_DIGITS[ones] if ones or not number else "")


def exact(number: Fraction | int) -> str:
    """Return a number exactly: 208, 124.5, or 208 2/3 where no decimal ends."""
    value = Fraction(number)
    whole, rest = divmod(value.numerator, value.denominator)
    if not rest:
        return str(whole)
    places = _places(value.denominator)
    if places is None:
        part = f"{rest}/{value.denominator}"
        return f"{whole} {part}" if whole else part
    digits = rest * 10**places // value.denominator
    return f"{whole}.{digits:0{places}d}"


def _places(denominator: int) -> int | None:
    """Return how many decimals a fraction in lowest terms needs, None where they never end."""
    twos = fives = 0
    while denominator % 2 == 0:
        denominator, twos = denominator // 2, twos + 1
    while denominator % 5 == 0:
        denominator, fives = denominator // 5, fives + 1
    return max(twos, fives) if denominator == 1 else None


def amount(base: Base, number: Fraction | int) -> LazyString:
    """Return a number with its unit: households, persons, or square metres."""
    match base:
        case Base.HOUSEHOLD:
            return _l("%(number)s 户", number=exact(number))
        case Base.AREA:
            return _l("%(number)s 平方米", number=exact(Fraction(number) / 100))
        case _:
            return _l("%(number)s 人", number=exact(number))


def plain(base: Base, number: int) -> str:
    """Return a number without its unit, areas in square metres."""
    return exact(Fraction(number, 100)) if base is Base.AREA else str(number)


def numeral(number: int) -> LazyString:
    """Return a number in words where articles are counted in words, in figures elsewhere."""
    return LazyString(_numeral, number)


def _numeral(number: int) -> str:
    locale = get_locale()
    return chinese(number) if locale is None or locale.language == "zh" else str(number)


def share_words(op: Op, share: Fraction) -> LazyString:
    """Return a share in words; 以上 includes the number, 过半 and 超过 do not."""
    if share == 1:
        return _l("全体")
    if share == Fraction(1, 2):
        return _l("过半数") if op is Op.GT else _l("半数以上")
    words = {"of": numeral(share.denominator), "part": numeral(share.numerator)}
    if op is Op.GT:
        return _l("超过%(of)s分之%(part)s", **words)
    return _l("%(of)s分之%(part)s", **words)


def article_words(law: str, articles: tuple[int, ...]) -> LazyString:
    """Return where something is written: 村民委员会组织法第二十九条、第三十条."""
    return _l("%(law)s%(articles)s", law=law, articles=LazyString(_counted, articles))


def _counted(articles: tuple[int, ...]) -> str:
    words = [str(_l("第%(article)s条", article=numeral(article))) for article in articles]
    return str(_l("、")).join(words)
