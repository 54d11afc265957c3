"""Sites, former names and other numbers of a client."""

from collections.abc import Callable
from typing import Any

from django.urls import URLPattern
from django.utils.translation import gettext_lazy as _

from core.forms import RowForm
from crm.actions.former_name import archive_former_name, create_former_name, edit_former_name, restore_former_name
from crm.actions.identifier import archive_identifier, create_identifier, edit_identifier, restore_identifier
from crm.actions.site import archive_site, create_site, edit_site, restore_site
from crm.facts import sources_of
from crm.forms.former_name import FormerNameForm
from crm.forms.identifier import IdentifierForm
from crm.forms.site import SiteForm
from crm.forms.source import SourcedMixin
from crm.models import Client, FormerName, Identifier, Site
from crm.views.part import Part, urls_of


def of_its_client(form: type[RowForm], *, told: bool = False) -> Callable[..., RowForm]:
    """Return a maker of `form`, which needs not know whose it is unless it is to be `told`."""

    def make(data: Any, *, client: Client, **others: Any) -> RowForm:
        if told:
            others["client"] = client
        if issubclass(form, SourcedMixin) and "instance" in others:
            others["known"] = sources_of(client.pk)
        return form(data, **others)

    return make


def either(archive: Callable[..., Any], restore: Callable[..., Any], noun: str) -> Callable[..., Any]:
    """Return one action that archives, or with `now` None restores; `noun` names the row's parameter."""

    def act(*, by: Any, row: Any, version: int, now: Any) -> Any:
        if now is None:
            return restore(by=by, version=version, **{noun: row})
        return archive(by=by, version=version, now=now, **{noun: row})

    return act


def editing(edit: Callable[..., Any], noun: str) -> Callable[..., Any]:
    """Return `edit` with its row's parameter called `row`."""

    def act(*, row: Any, **others: Any) -> Any:
        return edit(**{noun: row}, **others)

    return act


SITE = Part(
    name="site",
    path="sites",
    model=Site,
    form=of_its_client(SiteForm),
    create=create_site,
    edit=editing(edit_site, "site"),
    archive=either(archive_site, restore_site, "site"),
    new_heading=_("New site"),
    anchor="sites",
    history="sites",
)
FORMER_NAME = Part(
    name="former-name",
    path="names",
    model=FormerName,
    form=of_its_client(FormerNameForm),
    create=create_former_name,
    edit=editing(edit_former_name, "former"),
    archive=either(archive_former_name, restore_former_name, "former"),
    new_heading=_("Former name"),
    anchor="firm",
    history="former-names",
)
IDENTIFIER = Part(
    name="identifier",
    path="numbers",
    model=Identifier,
    form=of_its_client(IdentifierForm),
    create=create_identifier,
    edit=editing(edit_identifier, "identifier"),
    archive=either(archive_identifier, restore_identifier, "identifier"),
    new_heading=_("Other number"),
    anchor="firm",
    history="identifiers",
)

urls: list[URLPattern] = [*urls_of(SITE), *urls_of(FORMER_NAME), *urls_of(IDENTIFIER)]
