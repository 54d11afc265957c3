"""The kinds of rows that hang on a person, by the word in their addresses."""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from crm.forms import person_part as forms
from crm.models import Acquaintance, ContactWay, Favour, FormerEmployer, PersonDate, PersonPart, Relation, Trait


@dataclass(frozen=True, slots=True)
class PartKind:
    """One kind: its model and form, and the words of its form page."""

    model: type[PersonPart]
    form: type[forms.PartForm]
    heading: str
    history: str = ""  # the noun of its history (crm/actions/history.py), "" where none is kept


KINDS: dict[str, PartKind] = {
    "way": PartKind(ContactWay, forms.ContactWayForm, _("Way to reach them"), "ways"),  # type: ignore[arg-type]
    "date": PartKind(PersonDate, forms.PersonDateForm, _("Date"), "dates"),  # type: ignore[arg-type]
    "trait": PartKind(Trait, forms.TraitForm, _("Trait or small request"), "traits"),  # type: ignore[arg-type]
    "acquaintance": PartKind(Acquaintance, forms.AcquaintanceForm, _("Colleague who knows them"), "acquaintances"),  # type: ignore[arg-type]
    "relation": PartKind(Relation, forms.RelationForm, _("Whom they know"), "relations"),  # type: ignore[arg-type]
    "favour": PartKind(Favour, forms.FavourForm, _("Favour"), "favours"),  # type: ignore[arg-type]
    "employer": PartKind(FormerEmployer, forms.EmployerForm, _("Former employer"), "employers"),  # type: ignore[arg-type]
}
