"""The browser reaches the server, and our watch over it sees what it should."""


def test_browser_reaches_the_server(page_phone):
    page = page_phone("zh")
    page.goto("/livez")
    assert page.inner_text("body") == "ok"
    assert page.evaluate("navigator.language") == "zh-CN"


def test_watch_sees_an_inline_script(page_desk):
    page = page_desk(allow=("CSP violation", "Content Security Policy", "script error", "404"))
    page.goto("/livez")
    seen = []
    page.on("console", lambda message: seen.append(message.text))
    page.evaluate("document.body.append(Object.assign(document.createElement('script'), {textContent: '1'}))")
    page.wait_for_timeout(200)
    assert any("CSP violation" in text for text in seen)
