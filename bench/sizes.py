"""How big each filled database is, and the words its rows are made of."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Size:
    """Counts of one filling. `clients` is a multiple of ten times `managers`; people are 3, visits 10 a client."""

    name: str
    clients: int
    managers: int
    team_size: int = 5

    @property
    def people(self) -> int:
        return self.clients * 3

    @property
    def visits(self) -> int:
        return self.clients * 10

    @property
    def visits_each(self) -> int:
        """Visits of one manager."""
        return self.visits // self.managers

    @property
    def recent(self) -> int:
        """Visits of one manager within 30 days of the filling's day: five a day, at every size that has them."""
        return min(305, self.visits_each * 7 // 10)


# Five managers a team; one lead a team; one admin. From medium on a manager has 5,000 clients and a team 25,000.
SIZES = {
    size.name: size for size in (Size("small", 1_000, 20), Size("medium", 100_000, 20), Size("large", 1_000_000, 200))
}

# Chinese, its sort key as core.names makes it, English.
CITIES = [
    ("上海", "shang hai", "Shanghai"), ("北京", "bei jing", "Beijing"), ("苏州", "su zhou", "Suzhou"),
    ("深圳", "shen zhen", "Shenzhen"), ("广州", "guang zhou", "Guangzhou"), ("杭州", "hang zhou", "Hangzhou"),
    ("南京", "nan jing", "Nanjing"), ("武汉", "wu han", "Wuhan"), ("成都", "cheng du", "Chengdu"),
    ("西安", "xi an", "Xi'an"), ("青岛", "qing dao", "Qingdao"), ("大连", "da lian", "Dalian"),
    ("宁波", "ning bo", "Ningbo"), ("无锡", "wu xi", "Wuxi"), ("合肥", "he fei", "Hefei"),
    ("天津", "tian jin", "Tianjin"),
]  # fmt: skip
BITS = [
    ("华", "hua", "Hua"), ("信", "xin", "Xin"), ("德", "de", "De"), ("瑞", "rui", "Rui"), ("安", "an", "An"),
    ("明", "ming", "Ming"), ("宏", "hong", "Hong"), ("达", "da", "Da"), ("金", "jin", "Jin"), ("海", "hai", "Hai"),
    ("康", "kang", "Kang"), ("嘉", "jia", "Jia"), ("恒", "heng", "Heng"), ("远", "yuan", "Yuan"), ("新", "xin", "Sin"),
    ("天", "tian", "Tian"), ("科", "ke", "Ke"), ("永", "yong", "Yong"), ("盛", "sheng", "Sheng"), ("利", "li", "Li"),
    ("泰", "tai", "Tai"), ("东", "dong", "Dong"),
    ("方", "fang", "Fang"), ("正", "zheng", "Zheng"), ("通", "tong", "Tong"),
    ("力", "li", "Lik"), ("源", "yuan", "Yun"), ("创", "chuang", "Chuang"), ("鸿", "hong", "Hung"),
    ("欣", "xin", "Yan"),
]  # fmt: skip
TRADES = [
    ("精密机械", "jing mi ji xie", "Precision"), ("电子", "dian zi", "Electronics"), ("物流", "wu liu", "Logistics"),
    ("食品", "shi pin", "Foods"), ("医药", "yi yao", "Pharma"), ("纺织", "fang zhi", "Textiles"),
    ("化工", "hua gong", "Chemicals"), ("建材", "jian cai", "Building Materials"), ("软件", "ruan jian", "Software"),
    ("汽车配件", "qi che pei jian", "Auto Parts"), ("能源", "neng yuan", "Energy"),
    ("包装", "bao zhuang", "Packaging"),
]  # fmt: skip
SURNAMES = [
    ("王", "wang"), ("李", "li"), ("张", "zhang"), ("刘", "liu"), ("陈", "chen"), ("杨", "yang"), ("赵", "zhao"),
    ("黄", "huang"), ("周", "zhou"), ("吴", "wu"), ("徐", "xu"), ("孙", "sun"), ("胡", "hu"), ("朱", "zhu"),
    ("林", "lin"),
    ("何", "he"), ("郭", "guo"), ("马", "ma"), ("罗", "luo"), ("梁", "liang"), ("曾", "zeng"), ("任", "ren"),
]  # fmt: skip
TEXTS: dict[str, list[str]] = {
    "purpose": [
        "了解二期产线的需求",
        "Agree the trial of the new line",
        "回访设备使用情况",
        "Renew the service contract",
    ],
    "success": [
        "拿到产能和预算两个数字",
        "A date and a room for the trial",
        "列出未解决的问题",
        "A yes to three years",
    ],
    "note": [
        "采购经理说预算在第三季度批下来，先做一条线的试用，试用数据好再谈二期。",
        "They run two shifts and lose four hours a week to change-overs; the plant manager wants to see numbers.",
        "现场看了两台设备，操作员对换模时间不满意。总经理下月出差，约在月底前再见一次。",
    ],
    "topic": ["产能与班次", "Who signs the order", "备件响应时间", "Terms of the trial", "对手合同到期日"],
    "promise": [
        "周五前发试用方案",
        "Send the revised quotation",
        "安排工程师上门检查",
        "Send three reference customers",
    ],
}


def words() -> dict[str, list[str]]:
    """Return every list of words by the name that fill.sql calls it."""
    lists: dict[str, list[str]] = dict(TEXTS)
    for name, triples in (("city", CITIES), ("bit", BITS), ("trade", TRADES)):
        lists |= {f"{name}_{kind}": [triple[i] for triple in triples] for i, kind in enumerate(("zh", "key", "en"))}
    lists |= {f"surname_{kind}": [pair[i] for pair in SURNAMES] for i, kind in enumerate(("zh", "key"))}
    return lists
