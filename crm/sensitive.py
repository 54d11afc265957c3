"""Find, in a plain note about a person, what the law calls sensitive (PIPL): to be hinted at, never refused. Pure.

static/js/sensitive.js looks with the same `PATTERN` while one types.
"""

import re

_HAN = (
    *("回族", "回民", "清真", "穆斯林", "伊斯兰", "维吾尔", "藏族", "宗教", "信教", "教徒", "佛教", "信佛", "吃斋"),
    *("道教", "基督", "天主教", "做礼拜", "斋月"),
    *("糖尿病", "血压高", "高血压", "血糖", "心脏病", "癌", "肿瘤", "抑郁", "住院", "做过手术", "动手术", "怀孕"),
    *("孕期", "肝炎", "乙肝", "残疾", "过敏", "生病", "患病", "病史", "痛风", "中风", "化疗"),
    *("孩子", "小孩", "儿子", "女儿", "子女", "宝宝", "幼儿园", "高考"),
)
_LATIN = (
    *(r"religio\w*", r"muslims?", r"islam\w*", "halal", "kosher", "jewish", r"christians?", r"catholics?"),
    *(r"buddhis\w*", r"hindus?", "church", "mosque", "ramadan"),
    *(r"diabet\w*", "cancer", r"tumou?rs?", r"illness\w*", r"pregnan\w*", "surgery", r"depress\w*", r"allerg\w*"),
    *("hepatitis", "disability", "disabled", "blood pressure", "heart (?:attack|disease)", "gout"),
    *("child", "children", r"kids?", r"sons?", r"daughters?", "baby"),
)
PATTERN = rf"{'|'.join(_HAN)}|\b(?:{'|'.join(_LATIN)})\b"
_FOUND = re.compile(PATTERN, re.IGNORECASE | re.ASCII)


def sounds_sensitive(text: str) -> bool:
    """Whether a note may be about religion or descent, health, or children."""
    return _FOUND.search(text) is not None
