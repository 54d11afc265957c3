"""A passkey made and used in a browser with an authenticator of its own; each page of the second factor judged."""

from playwright.sync_api import CDPSession, Page, expect

from accounts.factories import PASSWORD
from accounts.models import User
from accounts.second_factor import factors_of
from accounts.tests.codes import INDEX, code_of
from tests.journeys.axe import Judge
from tests.journeys.conftest import DESK, PHONE
from tests.world import make_world

REFUSED = ("422",)  # the status of a page that says what is wrong


def give_authenticator(page: Page) -> CDPSession:
    """Plug in a device that knows its owner, as a phone does."""
    session = page.context.new_cdp_session(page)
    session.send("WebAuthn.enable")
    options = {"protocol": "ctap2", "transport": "internal", "hasResidentKey": True, "hasUserVerification": True}
    options |= {"isUserVerified": True, "automaticPresenceSimulation": True}
    session.send("WebAuthn.addVirtualAuthenticator", {"options": options})
    return session


def sign_in(page: Page, password: str = PASSWORD) -> None:
    page.goto("/accounts/login/")
    page.fill("[name=login]", "manager")
    page.fill("[name=password]", password)
    page.click(".bare-card form:first-of-type [type=submit]")


def sign_out(page: Page) -> None:
    page.goto("/accounts/logout/")
    page.click(".bare-card [type=submit]")
    expect(page).to_have_url("/accounts/login/")


class Looker:
    """Judges each page once it stands, and keeps what was wrong."""

    def __init__(self, page: Page) -> None:
        self.page, self.found = page, []

    def look(self, heading: str) -> None:
        expect(self.page.locator("h1")).to_have_text(heading)
        self.found += [f"{heading}: {fault}" for fault in Judge(self.page, set()).faults()]


def test_a_passkey_is_made_and_signs_in_alone_and_after_the_password(transactional_db, open_page):
    world = make_world()
    page = open_page({**PHONE, "reduced_motion": "reduce"}, "en", allow=REFUSED)
    give_authenticator(page)
    eye = Looker(page)
    sign_in(page)
    page.goto("/profile/")
    page.click("text=Set up a second factor")
    eye.look("Second factor")
    page.click("text=Add a passkey")
    eye.look("Your password once more")
    page.fill("[name=password]", PASSWORD)
    page.click("main [type=submit]")
    eye.look("Add a passkey")
    page.fill("[name=name]", "Work phone 工作手机")
    page.click("text=Make the passkey")
    eye.look("Recovery codes")
    page.click("text=Kept. Done")
    eye.look("Second factor")
    page.click("text=Work phone 工作手机")
    eye.look("Rename the passkey")
    page.fill("[name=name]", "Blue phone")
    page.click("main [type=submit]")
    expect(page.locator("main")).to_contain_text("Blue phone")
    assert [one.data["name"] for one in factors_of(world.manager).passkeys] == ["Blue phone"]
    page.click("text=Add a passkey")
    page.click("text=Make the passkey")
    expect(page.locator("[data-passkey-says]")).to_have_text("This device has a passkey of yours already.")

    sign_out(page)
    eye.look("Sign in")
    page.uncheck("[name=remember] >> visible=true")
    page.click("text=Sign in with a passkey")
    expect(page).to_have_url("/")
    session = next(one for one in page.context.cookies() if one["name"] == "rapport_session")
    assert session["expires"] == -1  # until the browser is closed: the tick was away

    sign_out(page)
    sign_in(page)
    eye.look("Second factor")
    page.click("text=Use a passkey")
    expect(page).to_have_url("/")

    page.goto(INDEX)
    page.click("a:has-text('Remove')")
    page.fill("[name=password]", PASSWORD)
    page.click("main [type=submit]")
    eye.look("Remove the passkey?")
    page.click("main [type=submit]")
    expect(page.locator("main")).to_contain_text("Not set up")
    sign_out(page)
    page.click("text=Sign in with a passkey")  # the device has it still; here it opens nothing
    expect(page.locator("#toasts")).to_contain_text("This passkey was not accepted.")
    assert eye.found == []


def test_an_app_is_set_up_because_the_house_asks_for_it(transactional_db, open_page, settings):
    settings.SECOND_FACTOR = "everyone"
    make_world()
    page = open_page({**DESK, "color_scheme": "dark", "reduced_motion": "reduce"}, "zh", allow=REFUSED)
    User.objects.update(language="")  # as the browser
    eye = Looker(page)
    sign_in(page)
    eye.look("设置两步验证")
    page.click("text=设置验证器")
    page.fill("[name=password]", "wrong")
    page.click("main [type=submit]")
    eye.look("请再次输入密码")
    page.fill("[name=password]", PASSWORD)
    page.click("main [type=submit]")
    eye.look("设置身份验证器")
    secret = page.inner_text(".set-up-secret")
    page.fill("[name=code]", "000000")
    page.click("main [type=submit]")
    eye.look("设置身份验证器")
    assert page.inner_text(".set-up-secret") == secret
    page.fill("[name=code]", code_of(secret))
    page.click("main [type=submit]")
    eye.look("恢复码")
    code = page.inner_text(".codes li:first-child")
    page.click("text=已保存，继续")
    expect(page).to_have_url("/")
    sign_out(page)
    sign_in(page)
    eye.look("两步验证")
    page.fill("[name=code]", "000000")
    page.click("main form:has([name=code]) [type=submit]")
    eye.look("两步验证")
    page.fill("[name=code]", code)
    page.click("main form:has([name=code]) [type=submit]")
    expect(page).to_have_url("/")
    assert eye.found == []
