"""What a page offers to send, read from its HTML as a browser reads it: every form, with its fields and buttons."""

import datetime
from dataclasses import dataclass, field, replace
from html.parser import HTMLParser
from typing import Any
from urllib.parse import urlsplit

from django.urls import resolve
from django.utils import timezone

WORDS = {"text", "search", "textarea", "email", "url", "tel", "password"}  # kinds of fields that take any words
CANARY = "rapport-canary"  # the element and attribute that hostile strings try to plant


@dataclass
class Field:
    """One field: `options` holds the values of a select, of radios and of tick boxes."""

    name: str
    kind: str
    value: str = ""
    required: bool = False
    options: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class Form:
    """A form as one of its buttons sends it: `name` is that of the address, `page` where it was met."""

    name: str
    action: str
    page: str
    who: str
    fields: dict[str, Field]
    saves_itself: bool = False  # its script sends JSON while one types

    @property
    def key(self) -> tuple[str, ...]:
        """What tells two forms apart: where they lead, and what they carry."""
        return (self.name, *sorted(self.fields))

    @property
    def words(self) -> list[str]:
        """The names of the fields that take words."""
        return [one.name for one in self.fields.values() if one.kind in WORDS]

    def filled(self, **given: str) -> dict[str, object]:
        """Return what a person could send: each field as the page had it, what is empty filled in; then `given`."""
        return {one.name: _answer(one) for one in self.fields.values() if _answer(one) is not None} | given


def _answer(one: Field) -> object:
    soon = timezone.localdate() + datetime.timedelta(days=2)
    if one.kind in ("select", "radio"):
        return one.value or next((value for value in one.options if value), "")
    if one.kind == "checkbox":
        return one.options[:1] or None
    if one.value or one.kind in ("hidden", "submit"):
        return one.value
    by_kind = {"date": soon.isoformat(), "time": "10:00", "number": "3", "email": "someone@example.com",
               "url": "https://example.com/", "tel": "13800138000", "password": "a-long-Passw0rd"}  # fmt: skip
    return by_kind.get(one.kind, "wordy")


class _Reader(HTMLParser):
    def __init__(self, page: str, who: str) -> None:
        super().__init__(convert_charrefs=True)
        self.page, self.who = page, who
        self.forms: list[dict] = []
        self.open: dict | None = None
        self.by_id: dict[str, dict] = {}
        self.select: Field | None = None
        self.area: Field | None = None

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attributes}
        if tag == "form":
            method = given.get("method", "get").lower()
            target = given.get("hx-post") or given.get("action") or self.page
            self.open = {"method": method, "fields": {}, "buttons": [], "action": target, "also": [], "saves": ""}
            if "data-autosave" in given:  # to an address of its own, else to the form's
                self.open["saves"] = given.get("data-url") or target
                self.open["also"] += [given["data-url"]] if given.get("data-url") else []
            self.forms.append(self.open)
            self.by_id[given.get("id", "")] = self.open
            return
        home = self.by_id.setdefault(given["form"], self._outside()) if given.get("form") else self.open
        if given.get("hx-post") and home is not None:
            home["also"].append(given["hx-post"])
        if tag == "option" and self.select is not None:
            self.select.options.append(given.get("value", ""))
            if "selected" in given:
                self.select.value = given.get("value", "")
        if home is None or "disabled" in given:
            return
        name = given.get("name", "")
        if given.get("type", "submit" if tag == "button" else "") in ("submit", "image"):
            home["buttons"].append((given.get("formaction", ""), name, given.get("value", "")))
        elif not name:
            return
        elif tag == "select":
            self.select = home["fields"][name] = Field(name, "select", required="required" in given)
        elif tag == "textarea":
            self.area = home["fields"][name] = Field(name, "textarea", required="required" in given)
        elif tag == "input":
            self._input(home, name, given)

    def _outside(self) -> dict:
        return {"method": "get", "fields": {}, "buttons": [], "action": "", "also": [], "saves": ""}

    @staticmethod
    def _input(home: dict, name: str, given: dict[str, str]) -> None:
        kind, value = given.get("type", "text"), given.get("value", "")
        if kind not in ("radio", "checkbox"):
            home["fields"][name] = Field(name, kind, value, "required" in given)
            return
        one = home["fields"].setdefault(name, Field(name, kind))
        value = given.get("value", "on")
        one.options.append(value)
        if "checked" in given:
            one.value = value

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self.open = None
        elif tag == "select":
            self.select = None
        elif tag == "textarea":
            self.area = None

    def handle_data(self, data: str) -> None:
        if self.area is not None:
            self.area.value += data if self.area.value else data.removeprefix("\n")


def forms_in(html: str, page: str, who: str) -> list[Form]:
    """Return every way to send something that `html`, the answer to `page` for `who`, offers."""
    reader = _Reader(page, who)
    reader.feed(html)
    found = []
    for one in reader.forms:
        # One without action, field and button is an empty shell: buttons elsewhere on the page name it, and are read.
        is_shell = one["action"] == page and not one["buttons"] and set(one["fields"]) <= {"csrfmiddlewaretoken"}
        if one["method"] != "post" or is_shell:
            continue
        ways = one["buttons"] or [("", "", "")]
        for target, name, value in [*ways, *((also, "", "") for also in one["also"])]:
            action = target or one["action"]
            where = resolve(urlsplit(action).path).view_name
            fields = {key: replace(one_field) for key, one_field in one["fields"].items()}
            fields.pop("csrfmiddlewaretoken", None)
            if name:
                fields[name] = Field(name, "submit", value)
            found.append(Form(where, action, page, who, fields, action == one["saves"]))
    return found


class _Links(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        for name, value in attributes:
            if name in ("href", "hx-get") and (value or "").startswith("/"):
                self.found.append(value or "")


def links_in(html: str) -> list[str]:
    """Return the addresses of our own that a page leads to, links and parts that are fetched."""
    reader = _Links()
    reader.feed(html)
    return list(dict.fromkeys(reader.found))


class _Watch(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        if tag == CANARY:
            self.found.append(f"<{tag}>")
        for name, value in attributes:
            is_link = name in ("href", "src", "action", "formaction") or name.startswith("hx-")
            if (
                name == CANARY
                or name.startswith("on")
                or name == "style"
                or (is_link and (value or "").strip().lower().startswith(("javascript:", "vbscript:", "data:")))
            ):
                self.found.append(f"<{tag} {name}={value!r}>")
        names = dict(attributes)
        if tag == "script" and not (names.get("src") or names.get("type") == "application/json" or "nonce" in names):
            self.found.append(f"<script {names}>")


def body_of(answer: Any) -> bytes:
    """Return the whole of an answer, a file sent in pieces too."""
    return b"".join(answer.streaming_content) if answer.streaming else answer.content


def planted_in(html: str) -> list[str]:
    """Return what no page of ours holds and a hostile string tries to put there: elements, handlers, styles, links."""
    watch = _Watch()
    watch.feed(html)
    watch.close()
    return watch.found
