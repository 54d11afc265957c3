"""What a person changes about themselves."""

from datetime import datetime

from accounts.models import User


def edit_profile(
    person: User, *, version: int, name: str, language: str, time_zone: str, theme: str, by: User, now: datetime
) -> User:
    """Write a person's own choices. Raises StaleVersion when the row is newer than `version`."""
    person.name, person.language, person.time_zone, person.theme = name, language, time_zone, theme
    person.full_clean(exclude=("password",))
    return person.save_checked(version=version, fields=("name", "language", "time_zone", "theme"))


def choose_language(person: User, *, language: str, by: User, now: datetime) -> User:
    """Switch the language from any page. It is one choice by its owner, so it overrules no text of anyone's."""
    if person.language != language:
        person.language = language
        stored = User.objects.values_list("version", flat=True).get(pk=person.pk)
        person.save_checked(version=stored, fields=("language",))
    return person


def choose_theme(person: User, *, theme: str, by: User, now: datetime) -> User:
    """Switch the appearance from any page; like the language, it overrules no text of anyone's."""
    if person.theme != theme:
        person.theme = theme
        stored = User.objects.values_list("version", flat=True).get(pk=person.pk)
        person.save_checked(version=stored, fields=("theme",))
    return person
