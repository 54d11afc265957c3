"""How a moment, UTC, stands in the name of a folder that is kept: names sort as their moments do."""

STAMP = "%Y%m%d-%H%M%S"
