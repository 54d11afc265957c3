"""The demo's words, read once."""

import tomllib
from pathlib import Path
from typing import Any

WORDS: dict[str, Any] = tomllib.loads(Path(__file__).with_name("vocabulary.toml").read_text(encoding="utf-8"))


def is_chinese(text: str) -> bool:
    """Whether a name is mainly Chinese, and so its client's papers are too."""
    return sum("\u4e00" <= char <= "\u9fff" for char in text) * 2 > len(text)
