"""Names of people as they are read, sorted and spoken: surnames, readings, initials, forms of address."""

import re
import unicodedata
from functools import lru_cache

from pypinyin import Style, lazy_pinyin

# Surnames of two characters; they are kept whole.
COMPOUND_SURNAMES = frozenset([
    "欧阳", "尉迟", "司马", "上官", "诸葛", "东方", "皇甫", "令狐", "慕容", "司徒", "夏侯", "长孙", "宇文",
    "万俟", "澹台", "单于", "公孙", "轩辕", "钟离", "闻人", "赫连", "太史", "申屠", "仲孙", "鲜于", "闾丘",
    "司空", "亓官", "司寇", "公羊", "濮阳", "淳于", "公冶", "宗政", "太叔", "乐正", "漆雕", "公西", "壤驷",
    "夹谷", "宰父", "谷梁", "百里", "呼延", "东郭", "南宫", "独孤", "拓跋", "端木", "巫马", "左丘", "梁丘",
    "西门", "第五", "南门", "东门", "羊舌", "微生", "贺兰", "纳兰", "完颜", "爱新", "叶赫", "那拉", "哥舒",
    "耶律", "歐陽", "尉遲", "司馬", "諸葛", "東方", "長孫", "單于", "鍾離", "聞人", "赫連", "鮮于",
])  # fmt: skip
# Surnames of one character: the Hundred Surnames and those common today, traditional forms among them.
SURNAMES = frozenset(
    "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张孔曹严华金魏陶姜戚谢邹喻柏水窦章云苏潘葛奚范彭郎鲁韦昌马苗凤花方俞任袁柳"
    "酆鲍史唐费廉岑薛雷贺倪汤滕殷罗毕郝邬安常乐于时傅皮卞齐康伍余元卜顾孟平黄和穆萧尹姚邵湛汪祁毛禹狄米贝明臧计伏成戴谈宋茅庞"
    "熊纪舒屈项祝董梁杜阮蓝闵席季麻强贾路娄危江童颜郭梅盛林刁钟徐邱骆高夏蔡田樊胡凌霍虞万支柯昝管卢莫经房裘缪干解应宗丁宣贲邓"
    "郁单杭洪包诸左石崔吉钮龚程嵇邢滑裴陆荣翁荀羊於惠甄曲家封芮羿储靳汲邴糜松井段富巫乌焦巴弓牧隗山谷车侯宓蓬全郗班仰秋仲伊宫"
    "宁仇栾暴甘钭厉戎祖武符刘景詹束龙叶幸司韶郜黎蓟薄印宿白怀蒲邰从鄂索咸籍赖卓蔺屠蒙池乔阴鬱胥能苍双闻莘党翟谭贡劳逄姬申扶堵"
    "冉宰郦雍郤璩桑桂濮牛寿通边扈燕冀郏浦尚农温别庄晏柴瞿阎充慕连茹习宦艾鱼容向古易慎戈廖庾终暨居衡步都耿满弘匡国文寇广禄阙东"
    "欧殳沃利蔚越夔隆师巩厍聂晁勾敖融冷訾辛阚那简饶空曾毋沙乜养鞠须丰巢关蒯相查后荆红游竺权逯盖益桓公仉督岳帅缑亢况郈有琴商牟"
    "佘佴伯赏墨哈谯笪年爱阳佟言福肖付代闫冼区朴员种秘召黑贠原展兰覃税苟隋楼占芦门户尧迟谌刑卿敬丛矫仝晋修令初鹿战揭展洛"
    "趙錢孫鄭馮陳衛蔣韓楊許呂張嚴魏謝鄒喻竇雲蘇范鮑湯羅畢鄔傅齊顧黃蕭談茅龐紀項藍閔賈婁顏鍾駱盧莫應鄧諸鈕龔陸榮儲邢烏車寧欒厲劉"
    "葉龍黎賴藺喬陰聞黨譚勞雙蒼莊閻連習魚終滿國廣闕東歐師鞏聶簡饒關後紅遊權蓋帥況賞愛陽"
)  # fmt: skip
# Characters that are read otherwise as a surname; whole compound surnames first.
SURNAME_READINGS = {
    "尉迟": "yu chi", "尉遲": "yu chi", "万俟": "mo qi", "澹台": "tan tai", "单于": "chan yu", "單于": "chan yu",
    "长孙": "zhang sun", "長孫": "zhang sun", "亓官": "qi guan", "宰父": "zai fu", "乐正": "yue zheng",
    "单": "shan", "單": "shan", "仇": "qiu", "曾": "zeng", "解": "xie", "区": "ou", "區": "ou", "查": "zha",
    "朴": "piao", "翟": "zhai", "盖": "ge", "蓋": "ge", "乐": "yue", "樂": "yue", "缪": "miao", "繆": "miao",
    "华": "hua", "華": "hua", "任": "ren", "召": "shao", "燕": "yan", "逄": "pang", "贠": "yun", "员": "yun",
    "種": "chong", "种": "chong", "黑": "he", "秘": "bi", "冼": "xian", "纪": "ji", "紀": "ji", "那": "na",
    "宓": "mi", "覃": "qin", "佴": "nai", "能": "nai", "乜": "nie", "訾": "zi", "郗": "xi", "厍": "she", "都": "du",
    "谌": "chen", "隗": "wei", "洗": "xian", "车": "che", "車": "che", "仝": "tong", "逯": "lu", "令": "ling",
    "尹": "yin", "葛": "ge", "宁": "ning", "寧": "ning", "哈": "ha", "干": "gan", "角": "jue", "盛": "sheng",
    "隽": "juan", "过": "guo", "撒": "sa", "应": "ying", "應": "ying", "重": "chong", "祭": "zhai", "缑": "gou",
    "卜": "bu", "薄": "bo", "阚": "kan", "闞": "kan",
}  # fmt: skip
KEY_LENGTH = 120
SURNAME_LENGTH = 40
INITIALS_LENGTH = 40
_HAN = re.compile(r"[\u3400-\u9fff\uf900-\ufaff\U00020000-\U000323af]")
# What a person of that post is called after the surname; the first that the position ends with counts.
_TITLES = (
    ("董事长", "董"), ("总工程师", "总工"), ("总经理", "总"), ("副总", "总"), ("总裁", "总"), ("总监", "总"),
    ("首席执行官", "总"),
    ("工程师", "工"), ("技术员", "工"), ("处长", "处"), ("局长", "局"), ("科长", "科"), ("厅长", "厅"), ("院长", "院"),
    ("校长", "校长"), ("主任", "主任"), ("书记", "书记"), ("经理", "经理"), ("主管", "主管"), ("部长", "部长"),
    ("厂长", "厂长"), ("队长", "队"), ("秘书长", "秘书长"), ("会计", "会计"), ("教授", "教授"), ("老师", "老师"),
    ("行长", "行"), ("台长", "台"), ("市长", "市长"), ("区长", "区长"), ("镇长", "镇长"), ("主席", "主席"),
    ("医生", "医生"), ("医师", "医生"), ("护士长", "护士长"), ("律师", "律师"), ("站长", "站长"), ("所长", "所"),
)  # fmt: skip
_SPOKEN = frozenset(title for _post, title in _TITLES)


def surname_of(name: str) -> str:
    """Return the surname that a Chinese name begins with, a compound one whole (欧阳); "" where none is certain.

    A name in Latin letters, one with a dot in it (阿布都·热合曼) or one that begins with no known surname has none.
    """
    text = unicodedata.normalize("NFKC", name).strip()
    if not text or "·" in text or not _HAN.match(text):
        return ""
    if text[:2] in COMPOUND_SURNAMES:
        return text[:2]
    return text[0] if text[0] in SURNAMES else ""


def reading_of(name: str, surname: str = "") -> str:
    """Return how a name is read, in lower case without tones: "shan xiong xin", "maria chen".

    The surname is read by the table of surnames, the rest by pypinyin. `surname` is the one a person gave, where the
    name begins with it; else it is found. At most 120 characters; ü is v, as people type it.
    """
    text = unicodedata.normalize("NFKC", name).replace("·", " ").strip()
    head = surname if surname and text.startswith(surname) else surname_of(name)
    spoken = f"{_read_surname(head)} " if head else ""
    return fold_reading(f"{spoken}{' '.join(_syllables(text[len(head) :]))}")


def fold_reading(reading: str) -> str:
    """Return a reading as it is stored, however it was typed: lower case, no tones, single spaces."""
    plain = unicodedata.normalize("NFKD", reading.lower()).replace("u\N{COMBINING DIAERESIS}", "v")
    return " ".join("".join(char for char in plain if not unicodedata.combining(char)).split())[:KEY_LENGTH]


def initials_of(reading: str) -> str:
    """Return the first letters of a reading: "wang xiao ming" is "wxm". At most 40."""
    return "".join(word[0] for word in re.split(r"[\s\-.']+", reading) if word)[:INITIALS_LENGTH]


def without_title(typed: str) -> str:
    """Return the name in a form of address: 王 of 王总, 欧阳 of 欧阳主任; any other text as it is."""
    surname = surname_of(typed)
    return surname if surname and typed[len(surname) :] in _SPOKEN else typed


def courtesy_of(surname: str, position: str) -> str:
    """Return how a person of that surname and position is addressed (王总, 李工, 张处), or "" where it is not plain.

    A deputy (副) is addressed as the post itself; a title is not a position.
    """
    if not surname or not _HAN.match(surname):
        return ""
    bare = re.sub(r"[((].*?[))]", "", unicodedata.normalize("NFKC", position)).strip()
    for post, title in _TITLES:
        if bare.endswith(post):
            return surname + title
    return ""


def sort_key(name: str, *, is_person: bool = False) -> str:
    """Return the stored key that a list sorts by: pinyin of Han characters, the rest in lower case.

    `is_person` reads the beginning as a surname. At most 120 characters.
    """
    text = unicodedata.normalize("NFKC", name).strip()
    head = ""
    if is_person:
        for length in (2, 1):
            if text[:length] in SURNAME_READINGS:
                head, text = SURNAME_READINGS[text[:length]] + " ", text[length:]
                break
    return " ".join(f"{head}{' '.join(_syllables(text))}".split())[:KEY_LENGTH]


@lru_cache(maxsize=1024)  # a row's key and what it is found by read the same name one after the other
def _syllables(text: str) -> tuple[str, ...]:
    return tuple(lazy_pinyin(text.lower(), style=Style.NORMAL)) if text else ()


def _read_surname(surname: str) -> str:
    known = SURNAME_READINGS.get(surname)
    return known or " ".join(_syllables(surname))
