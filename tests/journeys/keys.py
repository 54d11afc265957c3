"""Someone without a mouse: only keys, and at each step the focus is seen and nothing lies on it."""

from playwright.sync_api import Page, expect

from accounts.factories import PASSWORD

# The ring is drawn on the element, the chip beside a hidden box, the row that a link covers, or round a field.
_FAULT = """
() => {
    const one = document.activeElement;
    if (!one || one === document.body) return "nothing has the focus";
    const ring = (style) => style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2;
    const drawn = [getComputedStyle(one), getComputedStyle(one, "::after")];
    if (one.nextElementSibling) drawn.push(getComputedStyle(one.nextElementSibling));
    const head = one.closest(".find-head");
    const shown = drawn.some(ring) || (head && getComputedStyle(head).boxShadow !== "none");
    if (!one.matches(":focus-visible") || !shown) return "it does not show the focus";
    const box = one.getBoundingClientRect();
    if (!box.width || box.bottom <= 0 || box.top >= innerHeight || box.right <= 0 || box.left >= innerWidth)
        return `it is outside the window: ${JSON.stringify(box)}`;
    const x = (Math.max(box.left, 0) + Math.min(box.right, innerWidth)) / 2;
    const y = (Math.max(box.top, 0) + Math.min(box.bottom, innerHeight)) / 2;
    const top = document.elementFromPoint(x, y);
    const own = one.closest("label") ?? one;
    if (top && !own.contains(top) && !top.contains(one)) return `covered by ${top.outerHTML.slice(0, 120)}`;
    return "";
}
"""
_IS = "(selector) => document.activeElement.matches(selector)"
# An animation that still runs would put the element elsewhere than it comes to rest.
_STILL = "document.getAnimations().forEach((one) => { try { one.finish() } catch { one.cancel() } })"


class Keys:
    """Tab until it is there, then Enter."""

    def __init__(self, page: Page) -> None:
        self.page = page

    def press(self, *keys: str) -> None:
        for key in keys:
            self.page.keyboard.press(key)

    def see(self) -> None:
        """Fail unless the focused element is seen to have the focus."""
        self.page.evaluate(_STILL)
        fault = self.page.evaluate(_FAULT)
        for _ in range(10):  # the window follows the focus a frame later
            if not fault:
                return
            self.page.wait_for_timeout(50)
            fault = self.page.evaluate(_FAULT)
        assert not fault, f"{fault}: {self.focused()} on {self.page.url}"

    def focused(self) -> str:
        return str(self.page.evaluate("document.activeElement.outerHTML.slice(0, 160)"))

    def is_on(self, selector: str) -> bool:
        return bool(self.page.evaluate(_IS, selector))

    def lands_on(self, selector: str, seconds: float = 3) -> bool:
        """Whether `selector` has the focus, soon: what closes gives it back a moment later."""
        for _ in range(int(seconds * 20)):
            if self.is_on(selector):
                return True
            self.page.wait_for_timeout(50)
        return False

    def reach(self, selector: str, most: int = 70, key: str = "Tab") -> None:
        """Tab on until `selector` has the focus."""
        for _ in range(most):
            self.press(key)
            if self.is_on(selector):
                self.see()
                return
        raise AssertionError(f"{selector} is not reached by {most} × {key} on {self.page.url}, but {self.focused()}")

    def type(self, selector: str, text: str) -> None:
        self.reach(selector)
        self.page.keyboard.type(text)

    def enter(self, selector: str) -> None:
        self.reach(selector)
        self.press("Enter")

    def act(self, selector: str) -> None:
        """Press a button that the server answers with a page, which then begins at its content."""
        self.reach(selector)
        with self.page.expect_navigation():
            self.press("Enter")
        self.at_content()

    def at_content(self) -> None:
        """Wait until the page has put the focus where one goes on: its content, or what is wrong there."""
        expect(self.page.locator("main#main:focus, main [tabindex='-1']:focus")).to_have_count(1)

    def sign_in(self, path: str, name: str) -> None:
        self.page.goto(path)
        self.page.evaluate("document.activeElement.blur()")  # from the top, wherever the page put the focus
        self.type("[name=login]", name)
        self.type("[name=password]", PASSWORD)
        with self.page.expect_navigation():
            self.press("Enter")
        expect(self.page.locator("#main h1")).to_be_visible()
