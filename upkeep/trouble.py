"""The errors of this app that a person reads."""


class Trouble(Exception):
    """End the work with one line that says what is wrong and what to do about it."""


class Busy(Trouble):
    """Somebody does it already: no failure, and nothing to do about it."""
