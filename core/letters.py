"""What every letter's text goes through."""

import re

_RULE = re.compile(r"-{79,}")


def without_rules(text: str) -> str:
    """Return `text` with runs of 79 dashes or more cut to 78.

    The demo keeps letters in files, one after the other with such a line between them: a person's words must not be
    able to end a letter and begin another.
    """
    return _RULE.sub("-" * 78, text)
