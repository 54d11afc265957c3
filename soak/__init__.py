"""`make soak`: rehearse what goes wrong, with real processes. Each module with `rehearse` is one rehearsal.

`rehearse(folder, seconds)` has an empty folder of its own for everything it makes, puts load on for about so many
seconds, leaves no process behind and returns what it counted: {sentence: figure}. It raises `Failed` where the product
did not keep what it promises. A module's name is what ONLY takes; its docstring's first line is its title.
"""


class Failed(Exception):
    """The product did not keep its promise; the message says which, with the figures."""


def must(said: bool, promise: str, *figures: object) -> None:
    """Raise `Failed` with the promise and the figures unless it is kept."""
    if not said:
        raise Failed(" ".join([promise, *(f"[{figure}]" for figure in figures)]))
