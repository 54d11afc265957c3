"""Say days, times and durations as people do, in English and Chinese. Pure: today is passed in.

The words are grammar rather than sentences (order, spaces and shortening change with the language), so they live
here as two small tables, like a calendar's, and not in the catalogues.
"""

import datetime as dt

_EN_DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_EN_DAYS_FULL = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_EN_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_EN_MONTHS_FULL = ("January", "February", "March", "April", "May", "June",
                   "July", "August", "September", "October", "November", "December")  # fmt: skip
_ZH_DAYS = ("周一", "周二", "周三", "周四", "周五", "周六", "周日")
_NEAR = {
    "en": {-1: "yesterday", 0: "today", 1: "tomorrow"},
    "zh": {-2: "前天", -1: "昨天", 0: "今天", 1: "明天", 2: "后天"},
}


def tongue(language: str) -> str:
    """Return "zh" for any Chinese language code, else "en"."""
    return "zh" if language.lower().startswith("zh") else "en"


def day_words(day: dt.date, *, today: dt.date, language: str) -> str:
    """Return a calendar day as people say it: "today", "Fri 27 Nov", "2 Mar 2025"; 今天, 11月27日 周五.

    The year is said when it is not this year's; a day of another year more than a month away loses its weekday.
    """
    lang = tongue(language)
    away = (day - today).days
    if away in _NEAR[lang]:
        return _NEAR[lang][away]
    if day.year != today.year and abs(away) > 31:
        return date_words(day, today=today, language=language)
    return weekday_words(day, today=today, language=language)


def weekday_words(day: dt.date, *, today: dt.date, language: str) -> str:
    """Return a date with its weekday, in a table of days: "Fri 27 Nov", "Fri 8 Jan 2027"; 11月27日 周五."""
    date = date_words(day, today=today, language=language)
    return f"{date} {_ZH_DAYS[day.weekday()]}" if tongue(language) == "zh" else f"{_EN_DAYS[day.weekday()]} {date}"


def date_words(day: dt.date, *, today: dt.date, language: str) -> str:
    """Return a date beside a word that says which day it is: "27 Nov", "8 Jan 2027"; 11月27日."""
    if tongue(language) == "zh":
        return ("" if day.year == today.year else f"{day.year}年") + f"{day.month}月{day.day}日"
    return f"{day.day} {_EN_MONTHS[day.month - 1]}" + ("" if day.year == today.year else f" {day.year}")


def moment_words(moment: dt.datetime, *, zone: dt.tzinfo, today: dt.date, language: str) -> str:
    """Return an aware moment as said in `zone`: "today 14:30", "Fri 27 Nov 09:00"; 今天 14:30."""
    local = moment.astimezone(zone)
    return f"{day_words(local.date(), today=today, language=language)} {local:%H:%M}"


def full_day(day: dt.date, *, language: str) -> str:
    """Return the whole date, for a title or a screen reader: "Friday 27 November 2026"; 2026年11月27日 周五."""
    if tongue(language) == "zh":
        return f"{day.year}年{day.month}月{day.day}日 {_ZH_DAYS[day.weekday()]}"
    return f"{_EN_DAYS_FULL[day.weekday()]} {day.day} {_EN_MONTHS_FULL[day.month - 1]} {day.year}"


def full_moment(moment: dt.datetime, *, zone: dt.tzinfo, language: str) -> str:
    """Return the whole moment with its zone: "Friday 27 November 2026, 14:30 (UTC+08:00)"."""
    local = moment.astimezone(zone)
    comma, ahead = "" if tongue(language) == "zh" else ",", f"{local:%z}"  # CST is Shanghai's, and Chicago's
    return f"{full_day(local.date(), language=language)}{comma} {local:%H:%M} (UTC{ahead[:3]}:{ahead[3:5]})"


def due_words(day: dt.date, *, today: dt.date, language: str) -> str:
    """Return how a due date stands: "due today", "in 3 days", "3 days late"; 今天到期, 3 天后, 已逾期 3 天.

    Beyond two weeks ahead the day itself says more: "due Fri 27 Nov"; 11月27日 周五到期.
    """
    away = (day - today).days
    if tongue(language) == "zh":
        if away < 0:
            return f"已逾期 {-away} 天"
        if away > 14:
            return f"{day_words(day, today=today, language=language)}到期"
        return {0: "今天到期", 1: "明天到期", 2: "后天到期"}.get(away, f"{away} 天后")
    if away < 0:
        return f"{-away} day{'' if away == -1 else 's'} late"
    if away > 14:
        return f"due {day_words(day, today=today, language=language)}"
    return {0: "due today", 1: "due tomorrow"}.get(away, f"in {away} days")


def past_words(day: dt.date, *, today: dt.date, language: str) -> str:
    """Return how long ago a day was: "today", "yesterday", "12 days ago", "4 months ago"; 12 天前."""
    ago = (today - day).days
    zh = tongue(language) == "zh"
    if -1 <= ago <= 1:
        return day_words(day, today=today, language=language)
    if ago < 0:
        return f"{-ago} 天后" if zh else f"in {-ago} days"
    if ago < 60:
        return f"{ago} 天前" if zh else f"{ago} days ago"
    months = ago // 30
    if months < 24:
        return f"{months} 个月前" if zh else f"{months} months ago"
    return f"{ago // 365} 年前" if zh else f"{ago // 365} years ago"


def minutes_words(minutes: int, *, language: str) -> str:
    """Return a length in minutes: "45 min", "1 h 30 min", "2 days 3 h"; 45 分钟, 1 小时 30 分."""
    total = max(0, minutes)
    days, rest = divmod(total, 1440)
    hours, mins = divmod(rest, 60)
    if tongue(language) == "zh":
        if days:
            return f"{days} 天" + (f" {hours} 小时" if hours else "")
        if hours:
            return f"{hours} 小时" + (f" {mins} 分" if mins else "")
        return f"{mins} 分钟"
    if days:
        return f"{days} day{'' if days == 1 else 's'}" + (f" {hours} h" if hours else "")
    if hours:
        return f"{hours} h" + (f" {mins} min" if mins else "")
    return f"{mins} min"
