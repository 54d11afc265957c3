"""What a page in a browser has against it: axe-core's findings, its width, and targets too small for a thumb.

Asked are all of axe's rules for WCAG 2.2 at levels A and AA, and those of good practice; not those of level AAA, nor
experimental ones. None of the asked is switched off: a finding in markup that is not ours is listed in KNOWN with its
reason, or patched. Where axe cannot decide (`incomplete`: mostly contrast on something half covered) it is counted.
"""

from collections import Counter

from django.conf import settings
from playwright.sync_api import Page, expect

from tests.journeys.conftest import DESK, PHONE

AXE = settings.BASE_DIR / "node_modules" / "axe-core" / "axe.min.js"
NARROW = {**PHONE, "viewport": {"width": 320, "height": 640}}  # a desk's page at 400 %, and the smallest phones
COMBINATIONS = {
    f"{device}-{scheme}-{language}": (options, scheme, language)
    for language in ("en", "zh")
    for device, scheme, options in (
        ("phone", "light", PHONE),
        ("phone", "dark", NARROW),
        ("desk", "light", DESK),
        ("desk", "dark", DESK),
    )
}
KNOWN: dict[str, str] = {}  # part of a finding -> whose markup it is, and why it stays. None at present.
_RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
# Colours are measured once styles have come to rest.
_STILL = "document.getAnimations().forEach((one) => { try { one.finish() } catch { one.cancel() } })"
_AXE_RUN = """async ([rules, within]) => {
    const where = within ? document.querySelector(within) : document;
    const found = await axe.run(where, {runOnly: rules, resultTypes: ["violations"], preload: false});
    const faults = found.violations.flatMap((fault) =>
        fault.nodes.map((node) => `${fault.id}: ${node.html.slice(0, 160)} ${node.any[0]?.message ?? fault.help}`),
    );
    return [faults, found.incomplete.map((rule) => rule.id)];
}"""
TOO_WIDE = """() => {
    const room = navigator.maxTouchPoints ? screen.width : document.documentElement.clientWidth;
    const over = document.documentElement.scrollWidth - room;
    if (over <= 0) return [];
    const out = (one) => one.getBoundingClientRect().right > room + 1;
    const wide = [...document.querySelectorAll("body *")].filter(out);
    const seen = wide.filter((one) => one.checkVisibility({visibilityProperty: true})).slice(0, 3);
    const names = seen.map((one) => `${one.tagName}.${one.className}`).join(" ");
    return [`wider than ${room} px by ${over} px: ${names}`];
}"""
_THUMBS = """() => [...document.querySelectorAll(
    ".btn:not(.btn-sm), .btn-icon, .bottombar a, .bottombar button, .menu-item, .sheet-item")]
    .filter((one) => one.checkVisibility({visibilityProperty: true}) && !one.closest(".visually-hidden"))
    .map((one) => [one, one.getBoundingClientRect()])
    .filter(([, box]) => box.height > 0 && (box.height < 43.5 || box.width < 43.5))
    .map(([one, box]) => `target of ${box.width} × ${box.height} px: ${one.outerHTML.slice(0, 120)}`)"""
# The chosen words of a list's filter are read, not guessed; one longer than a whole line may end in dots.
_CUT = """() => [...document.querySelectorAll(".filters select")].flatMap((one) => {
    if (!one.checkVisibility()) return [];
    const look = getComputedStyle(one), pen = document.createElement("canvas").getContext("2d");
    pen.font = `${look.fontWeight} ${look.fontSize} ${look.fontFamily}`;
    const words = one.selectedOptions[0].textContent.trim(), needs = pen.measureText(words).width;
    const has = one.clientWidth - parseFloat(look.paddingLeft) - parseFloat(look.paddingRight);
    const line = one.closest(".filters").clientWidth;
    return needs > has + 1 && one.offsetWidth < line - 1 ? [`“${words}” needs ${needs} px and has ${has}`] : [];
})"""
# All of it in one go: each word to the browser and back takes its time.
_LOOK = f"""async (given) => {{
    {_STILL};
    const [faults, undecided] = await ({_AXE_RUN})(given), found = [...faults, ...({TOO_WIDE})()];
    return [navigator.maxTouchPoints ? [...found, ...({_THUMBS})(), ...({_CUT})()] : found, undecided];
}}"""
# What menus and dialogs hold, to open each kind once. A menu is judged by itself: it covers what is below it.
_UNFOLD = """() => {
    document.querySelectorAll("details:not([open], [data-menu])").forEach((one) => { one.open = true });
    return [typeof axe === "object", document.querySelector(".htmx-request") !== null];
}"""
_MENUS = """
() => [...document.querySelectorAll("details[data-menu]:not([open])")]
    .filter((one) => one.checkVisibility())
    .map((one, at) => { one.dataset.look = at; return one.textContent.replace(/\\s+/g, " ") })
"""
_OPEN_MENU = """
(at) => {
    for (const one of document.querySelectorAll("details[data-menu]")) one.open = one.dataset.look === String(at);
}
"""
_DIALOGS = """
() => [...document.querySelectorAll("dialog[id]:not([open])")]
    .map((one) => [one.id, `#${one.id} ${one.textContent.replace(/\\s+/g, " ")}`])
"""
_SHOW = "(id) => document.getElementById(id).showModal()"
_HIDE = "(id) => document.getElementById(id).close()"


class Judge:
    """Judges pages of one combination; `seen` holds the words of menus and dialogs that need no second look.

    `undecided` counts by rule the looks in which axe could not tell.
    """

    def __init__(self, page: Page, seen: set[str]) -> None:
        self.page, self.seen = page, seen
        self.undecided: Counter[str] = Counter()

    def faults(self) -> list[str]:
        """Return what is wrong with the page as it stands, and with each menu and dialog of it opened."""
        page = self.page
        has_axe, is_waiting = page.evaluate(_UNFOLD)
        if is_waiting:
            expect(page.locator(".htmx-request")).to_have_count(0)  # parts that a page fetches after itself are in
            page.evaluate(_UNFOLD)
        if not has_axe:
            page.evaluate(AXE.read_text(encoding="utf-8"))
        found = self._look("")
        for at, kind in enumerate(page.evaluate(_MENUS)):
            if self._fresh(kind):
                page.evaluate(_OPEN_MENU, at)
                found += self._look("menu open: ", f'[data-look="{at}"]')
        page.evaluate(_OPEN_MENU, -1)
        for name, kind in page.evaluate(_DIALOGS):
            if self._fresh(kind):
                page.evaluate(_SHOW, name)
                found += self._look(f"#{name} open: ")
                page.evaluate(_HIDE, name)
        return found

    def _fresh(self, kind: str) -> bool:
        known = kind in self.seen
        self.seen.add(kind)
        return not known

    def _look(self, where: str, within: str = "") -> list[str]:
        found, undecided = self.page.evaluate(_LOOK, [_RULES, within])
        self.undecided.update(undecided)
        return [where + fault for fault in found if not any(part in fault for part in KNOWN)]
