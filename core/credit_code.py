"""The check character of a 统一社会信用代码 (GB 32100)."""

ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"
LENGTH = 18


def check_character(first: str) -> str:
    """Return the eighteenth character for the first seventeen, all of the code's alphabet."""
    total = sum(ALPHABET.index(one) * pow(3, place, 31) for place, one in enumerate(first))
    return ALPHABET[-total % 31]


def is_credit_code(text: str) -> bool:
    """Whether 18 characters, in capitals, are such a code."""
    return len(text) == LENGTH and set(text) <= set(ALPHABET) and check_character(text[:-1]) == text[-1]
