"""Every pair of colours that meets on a page can be read: text 4.5:1, edges of controls and focus 3:1."""

import re

import pytest

from config.paths import BASE_DIR

CSS = (BASE_DIR / "static/css/tokens.css").read_text(encoding="utf-8")
GROUNDS = ("paper", "surface", "sunken", "raised")
INKS = ("ink", "quiet", "accent", "accent-deep", "warn", "danger", "ok", "plum")
TINTED = ("accent", "warn", "danger", "ok", "plum")
TEXT_PAIRS = [
    *((ink, ground) for ink in INKS for ground in GROUNDS),
    *((ink, f"{tone}-tint") for tone in TINTED for ink in (tone, "ink", "quiet")),
    *(("on-accent", ground) for ground in ("accent", "accent-deep")),
    *(("on-danger", ground) for ground in ("danger", "danger-deep")),
]
EDGE_PAIRS = [(edge, ground) for edge in ("edge", "focus") for ground in (*GROUNDS, "accent-tint")]


def block(start: str) -> dict[str, str]:
    """Return the custom properties of the first rule that begins with `start`."""
    body = CSS[CSS.index(start) + len(start) :]
    return dict(re.findall(r"--([\w-]+):\s*([^;]+);", body[: body.index("}")]))


LIGHT = block(":root {")
MODES = {
    "light": LIGHT,
    "dark": {**LIGHT, **block('[data-bs-theme="dark"] {')},
    "device": {**LIGHT, **block(":root:not([data-bs-theme]) {")},
}


def luminance(colour: str) -> float:
    """Return WCAG's relative luminance of #rrggbb."""
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    red, green, blue = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """Return WCAG's contrast ratio."""
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def test_contrast_is_computed_as_wcag_does() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize("mode", MODES)
@pytest.mark.parametrize(("ink", "ground"), TEXT_PAIRS)
def test_text_can_be_read(mode: str, ink: str, ground: str) -> None:
    assert contrast(MODES[mode][ink], MODES[mode][ground]) >= 4.5


@pytest.mark.parametrize("mode", MODES)
@pytest.mark.parametrize(("edge", "ground"), EDGE_PAIRS)
def test_controls_can_be_seen(mode: str, edge: str, ground: str) -> None:
    assert contrast(MODES[mode][edge], MODES[mode][ground]) >= 3


def test_dark_by_choice_and_dark_by_device_are_the_same() -> None:
    assert block('[data-bs-theme="dark"] {') == block(":root:not([data-bs-theme]) {")
