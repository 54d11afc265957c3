"""One main site a client, and its line on the client. For actions that hold the client's lock."""

import datetime as dt

from crm.models import Client, Site
from crm.models.site import ADDRESS_LENGTH


def settle_main(client: Client, *, main: Site | None = None) -> None:
    """Leave exactly one main site where there are any (`main` if given, else the one that is, else the oldest).

    Then copy its line to the client. No form of a client holds that line, so its version stays.
    """
    sites = list(Site.objects.filter(client=client, archived_at=None).order_by("created_at", "id"))
    chosen = next((site for site in sites if main is not None and site.pk == main.pk), None)
    chosen = chosen or next((site for site in sites if site.is_main), None) or (sites[0] if sites else None)
    for site in sites:
        if site.is_main and site is not chosen:
            site.is_main = False
            site.save_checked(version=site.version, fields=["is_main"])
    if chosen is not None and not chosen.is_main:
        chosen.is_main = True
        chosen.save_checked(version=chosen.version, fields=["is_main"])
    line = chosen.line if chosen else ""
    Client.objects.filter(pk=client.pk).exclude(address=line).update(address=line)
    client.address = line


def write_main_address(client: Client, text: str, *, now: dt.datetime) -> None:
    """Put a one-line address (an import's, a new client's form) into the main site, made if there is none."""
    text = text.strip()[:ADDRESS_LENGTH]
    main = Site.objects.filter(client=client, is_main=True, archived_at=None).first()
    if main is None and text:
        Site.objects.create(client=client, street=text, is_main=True, created_at=now, updated_at=now)
    elif main is not None and text and text != main.line:
        main.province = main.city = main.district = ""
        main.street = text
        main.save_checked(version=main.version, fields=["province", "city", "district", "street"])
    settle_main(client)
