"""The forms of a person at a client: who they are, that they leave or move, their photo."""

from typing import Any

from django import forms
from django.db.models import Prefetch, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from accounts.models import User
from core.forms import OnceMixin, RowForm
from crm.actions.person_move import vacant_seats
from crm.forms.namesake import AsksOfNamesakes
from crm.forms.source import SourcedMixin
from crm.forms.tree import tree_choices
from crm.models import Client, Department, PastPost, Person, PersonLevel
from crm.models.contact_way import keys_of
from crm.search import folded

LANGUAGES = (
    "普通话",
    "粤语",
    "English",
    "上海话",
    "闽南话",
    "客家话",
    "四川话",
    "日本語",
    "한국어",
    "Deutsch",
    "Français",
    "Русский",
)
ON_CARD = ("mobile", "phone", "wechat", "email")


class PersonForm(SourcedMixin, AsksOfNamesakes, RowForm):
    """A name, or a position whose holder is unknown; everything else when it is known. Pickers hold this client's.

    A new person's card brings the first ways to reach them along; later ones are rows of their own. A name that the
    client has already is asked about once, of a new person and of one who gets another name.
    """

    facts = "person"
    mobile = forms.CharField(label=_("Mobile"), required=False, max_length=120)
    phone = forms.CharField(label=_("Office phone"), required=False, max_length=120)
    wechat = forms.CharField(label=_("WeChat"), required=False, max_length=60)
    email = forms.EmailField(label=_("E-mail"), required=False, max_length=160)

    class Meta:
        model = Person
        fields = (
            "name", "position", "level", "department", "reports_to", "courtesy_title", "surname", "reading",
            "other_name", "languages",
        )  # fmt: skip
        widgets = {"level": forms.RadioSelect}

    def __init__(self, *args: Any, client: Client, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: dict[str, Any] = self.fields
        person = self.instance
        self.client, self.was_called = client, person.name
        if not person._state.adding:
            for name in ON_CARD:
                del fields[name]
        for name in ("mobile", "phone"):
            if name in fields:
                fields[name].widget.attrs["inputmode"] = "tel"
        for field in fields.values():
            if isinstance(field.widget, forms.TextInput):
                field.widget.attrs["autocomplete"] = "off"  # the browser would offer the manager's own
        fields["languages"].widget.attrs["list"] = "languages"
        fields["name"].label = pgettext_lazy("of a person", "Name")
        fields["level"].choices = [*reversed(PersonLevel.choices), ("", _("Unknown"))]
        _places(fields, client, person)

    def clean(self) -> dict[str, Any]:
        """Ask for a name or a position."""
        data = super().clean() or self.cleaned_data
        if not data.get("name") and not data.get("position") and not {"name", "position"} & self.errors.keys():
            self.add_error("name", _("Give a name, or a position if you do not know who holds it."))
        if keys_of(data.get("mobile") or "") & keys_of(data.get("phone") or ""):
            self.add_error("phone", _("The same number stands under “Mobile”. Once is enough."))
        name = data.get("name") or ""
        if folded(name) != folded(self.was_called):
            self.ask_of_namesakes(self.client, name, but=data.get("new_id") or self.instance.pk)
        return data

    def row_values(self) -> dict[str, Any]:
        """Return the model's fields, and the ways on a new card."""
        return {name: value for name, value in super().row_values().items() if name != "confirmed"}


def _places(fields: dict[str, Any], client: Client, person: Person) -> None:
    """Let pickers hold the client's departments and people, and those chosen before."""
    departments = Department.objects.filter(Q(archived_at=None) | Q(pk=person.department_id), client=client)
    fields["department"].queryset = departments
    fields["department"].choices = [("", _("Unknown")), *tree_choices(departments)]
    people = Person.objects.filter(Q(archived_at=None) | Q(pk=person.reports_to_id), client=client)
    fields["reports_to"].queryset = people.exclude(pk=person.pk).order_by("sort_key", "pk")
    fields["reports_to"].empty_label = _("Nobody, or unknown")


class _DayForm(OnceMixin, forms.Form):
    """What leaving and moving ask for alike."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    on = forms.DateField(label=_("Since when"), widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}))
    keep_seat = forms.BooleanField(
        label=_("The seat stays on the chart, name unknown"), required=False, initial=True
    )  # fmt: skip

    def __init__(self, *args: Any, person: Person, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.status = 200
        self.initial.setdefault("version", person.version)
        self.initial.setdefault("on", timezone.localdate())
        self.add_new_id()


class LeaveForm(AsksOfNamesakes, _DayForm):
    """They have left the firm; where to, if that is a client too, which may have somebody of their name."""

    already_there = _("Somebody of this name is at that client already. If this is another person, save again.")

    to_client = forms.ModelChoiceField(Client.objects.none(), required=False, widget=forms.HiddenInput)
    position = forms.CharField(label=_("Position there"), required=False, max_length=120)

    def __init__(self, *args: Any, person: Person, by: User, **kwargs: Any) -> None:
        super().__init__(*args, person=person, **kwargs)
        self.person = person
        self.fields["to_client"].queryset = Client.objects.visible_to(by)

    def clean(self) -> dict[str, Any]:
        """Ask of their namesakes there."""
        data = super().clean() or self.cleaned_data
        to_client = data.get("to_client")
        if to_client and to_client.pk != self.person.client_id:
            self.ask_of_namesakes(to_client, self.person.name, but=data.get("new_id"))
        return data


class SeatChoice(forms.ModelChoiceField):
    """A vacant seat, told from others by its department and by who held it."""

    def label_from_instance(self, obj: Any) -> str:
        """Return "IT head · IT · was 王建国"."""
        before = next((post.person for post in obj.left_by.all() if post.person.name), None)
        was = _("was %(name)s") % {"name": before} if before else ""
        return " · ".join(str(part) for part in (obj, obj.department, was) if part)


class MoveForm(_DayForm):
    """They have another post at the same client, perhaps a seat that is vacant."""

    takes = SeatChoice(
        Person.objects.none(), label=_("Takes a vacant seat"), required=False, empty_label=_("No, another post"),
        help_text=_("Its position, department, superior and reports become theirs."),
    )  # fmt: skip
    position = forms.CharField(label=_("New position"), required=False, max_length=120)
    department = forms.ModelChoiceField(Department.objects.none(), label=_("Department"), required=False)
    reports_to = forms.ModelChoiceField(Person.objects.none(), label=_("Reports to"), required=False)

    def __init__(self, *args: Any, person: Person, **kwargs: Any) -> None:
        super().__init__(*args, person=person, **kwargs)
        fields: dict[str, Any] = self.fields
        _places(fields, person.client, person)
        self.initial.setdefault("department", person.department_id)
        self.initial.setdefault("reports_to", person.reports_to_id)
        seats = vacant_seats(person.client).exclude(pk=person.pk).select_related("department")
        posts = PastPost.objects.select_related("person").order_by("-until", "-pk")
        fields["takes"].queryset = seats.prefetch_related(Prefetch("left_by", posts)).order_by("sort_key", "pk")
        if not seats.exists():
            del fields["takes"]

    def clean(self) -> dict[str, Any]:
        """Ask for a position where no seat brings one."""
        data = super().clean() or self.cleaned_data
        if not data.get("position") and not data.get("takes") and not self.errors:
            self.add_error("position", _("Say which post."))
        return data


class PhotoForm(forms.Form):
    """An image file, and which square of it (parts of its shorter side; size 0: the middle)."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    image = forms.FileField(
        label=_("Picture"), widget=forms.ClearableFileInput(attrs={"accept": "image/jpeg,image/png,image/webp"})
    )
    x = forms.FloatField(widget=forms.HiddenInput, initial=0, min_value=0, max_value=100)
    y = forms.FloatField(widget=forms.HiddenInput, initial=0, min_value=0, max_value=100)
    size = forms.FloatField(widget=forms.HiddenInput, initial=0, min_value=0, max_value=1)
