"""Sort Chinese and Latin names together, by sound."""

import unicodedata

from pypinyin import Style, lazy_pinyin

# Characters that are read otherwise as a surname; whole compound surnames first.
SURNAME_READINGS = {
    "尉迟": "yu chi", "万俟": "mo qi", "澹台": "tan tai", "单于": "chan yu", "长孙": "zhang sun",
    "单": "shan", "仇": "qiu", "曾": "zeng", "解": "xie", "区": "ou", "查": "zha", "朴": "piao", "翟": "zhai",
    "盖": "ge", "乐": "yue", "缪": "miao", "华": "hua", "任": "ren", "召": "shao", "燕": "yan", "逄": "pang",
    "贠": "yun", "员": "yun", "种": "chong", "黑": "he", "秘": "bi", "冼": "xian", "纪": "ji", "那": "na", "宓": "mi",
}  # fmt: skip
KEY_LENGTH = 120


def sort_key(name: str, *, is_person: bool = False) -> str:
    """Return the stored key that a list sorts by: pinyin of Han characters, the rest in lower case.

    `is_person` reads the first character (or two) as a surname. At most 120 characters.
    """
    text = unicodedata.normalize("NFKC", name).strip()
    head = ""
    if is_person:
        for length in (2, 1):
            if text[:length] in SURNAME_READINGS:
                head, text = SURNAME_READINGS[text[:length]] + " ", text[length:]
                break
    words = lazy_pinyin(text.lower(), style=Style.NORMAL)
    return " ".join(f"{head}{' '.join(words)}".split())[:KEY_LENGTH]
