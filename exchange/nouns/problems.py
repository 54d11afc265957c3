"""What can be wrong with a cell, kept as a code and said in the reader's language."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext

from crm.registration import code_problem

WORDS = {
    "required": _("This is missing."),
    "too_long": _("Too long: at most %(most)s characters."),
    "no_date": _("“%(value)s” is no date that can be read. Write it as 2026-03-05."),
    "no_choice": _("“%(value)s” is none of: %(choices)s."),
    "no_email": _("“%(value)s” is no e-mail address."),
    "no_url": _("“%(value)s” is no web address."),
    "no_number": _("“%(value)s” is no number."),
    "too_small": _("“%(value)s” is less than %(least)s."),
    "no_amount": _("“%(value)s” is not an amount of money."),
    "before_begin": _("This is before it begins."),
    "excel_error": _("The workbook shows an error here (%(value)s)."),
    "unknown_industry": _("“%(value)s” is none of our industries, so it is left out."),
    "unknown_client": _("No client of yours is called “%(value)s”."),
    "several_clients": _("More than one client is called “%(value)s”."),
    "taken_client": _("Taken to be the client %(value)s."),
    "taken_shut": _("Taken to be a client that is not open to you now."),
    "taken_band": _("“%(value)s” is taken to be: %(band)s."),
    "new_client": _("“%(value)s” becomes a new client."),
    "new_department": _("“%(value)s” becomes a new department."),
    "new_rival": _("“%(value)s” becomes a new rival, for everybody here."),
    "unknown_colleague": _("No colleague is called “%(value)s”; the row goes to %(owner)s."),
    "name_or_position": _("Give a name, or a position."),
    "again": _("The same as line %(line)s."),
    "near": _("Perhaps the same as line %(line)s."),
    "archived": _("It is archived here."),
    "identity_number": _("Numbers of identity cards are not kept here. Leave it out."),
    "identity_blotted": _("The number of an identity card stood in a column that is left out: it is not kept."),
    "number_or_subject": _("Give its number, or say what it is for."),
    "odd_code": _("%(why)s Compare it with the licence; it is kept as it stands."),
    "spoilt_number": _(
        "The spreadsheet made “%(value)s” of a long number and lost its last digits, so it is left out. "
        "Format the column as text and write the number again."
    ),
    "no_number_kind": _("Say what number “%(value)s” is, as in “Billing number: 8823”."),
    "no_parent": _("No client of yours is called “%(value)s”, so the link is left out."),
    "parent_kept": _("It has a parent firm already that only others may see: that one stays."),
    "several_parents": _("More than one client is called “%(value)s”, so the link is left out."),
    "no_superior": _("Nobody at this client is called “%(value)s”, so the link is left out."),
    "several_superiors": _("More than one person at this client is called “%(value)s”, so the link is left out."),
    "no_contract": _("This client has no contract “%(value)s” of ours, so it is left out."),
    "several_contracts": _("More than one contract of this client is called “%(value)s”, so it is left out."),
    "rivals_contract": _("A rival’s product cannot be part of a contract of ours, so it is left out."),
    "no_department": _("This client has no department “%(value)s”, so the link is left out."),
    "several_departments": _("This client has more than one department “%(value)s”, so the link is left out."),
    "loop": _("“%(value)s” would stand above and below, so the link is left out."),
    "changed_since": _("Changed by somebody else after the preview, so it was left as it is."),
    "refused": _("The database did not take this line."),
    "gone": _("No longer there, or no longer open to you."),
}


# Why a line is perhaps a row that is here.
WHY = {
    "name": _("the same name"),
    "alike": _("a name like it"),
    "phone": _("the same number or address"),
    "code": _("the same registration code"),
}
# What a link is told that leads nowhere, and one that may mean several.
LINKS = {
    "client": ("no_parent", "several_parents"),
    "person": ("no_superior", "several_superiors"),
    "department": ("no_department", "several_departments"),
}
# Codes of notices that say: the line comes in, and something that stands in it does not.
LEFT_OUT = frozenset({
    *("unknown_industry", "spoilt_number", "unknown_colleague", "parent_kept", *(code for pair in LINKS.values() for code in pair)),
    *("loop", "changed_since", "refused", "gone"),
    *("no_contract", "several_contracts", "rivals_contract"),
})  # fmt: skip


def leaves_out(notices: Mapping[str, Any]) -> bool:
    """Whether something of a line is not taken over."""
    return any(said.get("code") in LEFT_OUT for said in notices.values())


class Problem(ValueError):
    """A cell that cannot be read. Carries its code and what the words need."""

    def __init__(self, code: str, **facts: Any) -> None:
        super().__init__(code)
        self.said = {"code": code, **facts}


def words_of(said: Mapping[str, Any], widget: Any = None) -> str:
    """Return a problem or notice in the active language; `widget`, of its column, knows what may be chosen there."""
    text = WORDS.get(said.get("code", ""))
    offered: list[str] = widget.offered() if hasattr(widget, "offered") else []
    known = {"choices": pgettext("between names", ", ").join(offered), **said}
    if said.get("code") == "odd_code":  # what is wrong is told in the language of who reads
        known["why"] = code_problem(said["value"]) if "value" in said else _("This code looks mistyped.")
    return str(text) % known if text else ""
