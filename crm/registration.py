"""统一社会信用代码 (GB 32100): read as people type it, and say what looks wrong. It warns and never blocks."""

import unicodedata

from django.utils.translation import gettext as _

from core.credit_code import ALPHABET, LENGTH, check_character


def tidy_code(typed: str) -> str:
    """Return a code as it is kept: full width folded, upper case, without spaces and hyphens."""
    return "".join(unicodedata.normalize("NFKC", typed).upper().replace("-", "").split())


def code_problem(code: str) -> str:
    """Return what looks wrong with a tidied code, in words, or "" (also for no code)."""
    if not code:
        return ""
    if len(code) != LENGTH:
        return _("This code has %(count)d characters; on the licence there are 18.") % {"count": len(code)}
    strange = sorted({one for one in code if one not in ALPHABET})
    if strange:
        return _("%(characters)s never appear in this code: perhaps a 1, 0, 2 or 5 was misread.") % {
            "characters": ", ".join(strange)
        }
    if check_character(code[:-1]) != code[-1]:
        return _("The last character does not fit the others: perhaps one was mistyped.")
    return ""
