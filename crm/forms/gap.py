"""The forms of the flow that fills a file's gaps: one question each, most of them answered by one tap (H2)."""

import datetime as dt
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from core.forms import RowForm
from crm.forms.industry import industry_choices
from crm.forms.tree import tree_choices
from crm.models import (
    Client,
    ContactWay,
    Department,
    DepartmentFunction,
    Headcount,
    Industry,
    InstalledProduct,
    Person,
    PersonLevel,
    RivalsAnswer,
    Satisfaction,
    Tier,
)
from crm.questions import Question

# More choices than this are a list to open, not buttons.
MOST_BUTTONS = 7


class AnswerForm(RowForm):
    """One question's form: `name` is the field that answers it."""

    name = ""

    def __init__(self, *args: Any, question: Question, today: dt.date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.question, self.today = question, today
        self.offer(self.fields[self.name])
        self.fields[self.name].required = True
        self.fields[self.name].error_messages["required"] = _("Answer this, or skip it.")

    def offer(self, field: Any) -> None:
        """Put what can be chosen into the field."""

    @property
    def buttons(self) -> list[tuple[str, str]]:
        """Return (value, label) of what one tap answers; nothing where it is typed or chosen from a long list."""
        choices = getattr(self.fields[self.name], "choices", ())
        found = [(str(value), str(label)) for value, label in choices if str(value)]
        return found if len(found) <= MOST_BUTTONS else []

    @property
    def answer(self) -> Any:
        """The cleaned answer."""
        return self.cleaned_data[self.name]


class TierForm(AnswerForm):
    name = "tier"

    class Meta:
        model = Client
        fields = ("tier",)

    def offer(self, field: Any) -> None:
        field.choices = Tier.choices


class IndustryAnswer(AnswerForm):
    name = "industry"

    class Meta:
        model = Client
        fields = ("industry",)

    def offer(self, field: Any) -> None:
        field.queryset = Industry.objects.filter(archived_at=None)
        field.choices = [("", _("Choose an industry")), *industry_choices(field.queryset)]


class SizeForm(AnswerForm):
    name = "headcount"

    class Meta:
        model = Client
        fields = ("headcount",)

    def offer(self, field: Any) -> None:
        field.choices = Headcount.choices


class FunctionForm(AnswerForm):
    name = "function"

    class Meta:
        model = Department
        fields = ("function",)

    def offer(self, field: Any) -> None:
        field.choices = [one for one in DepartmentFunction.choices if one[0] != DepartmentFunction.OTHER]


class LevelForm(AnswerForm):
    name = "level"

    class Meta:
        model = Person
        fields = ("level",)

    def offer(self, field: Any) -> None:
        field.choices = PersonLevel.choices[::-1]


class EndForm(AnswerForm):
    """The day a contract ends; most end with a year, so those are one tap."""

    name = "contract_end"

    class Meta:
        model = InstalledProduct
        fields = ("contract_end",)
        widgets = {"contract_end": forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})}

    @property
    def year_ends(self) -> list[tuple[dt.date, Any]]:
        """The last days of this year and the next two, as people call them."""
        year = self.today.year
        names = (_("Year end"), _("End of next year"), _("End of %(year)s") % {"year": year + 2})
        return [(dt.date(year + more, 12, 31), name) for more, name in enumerate(names)]


class SatisfactionForm(AnswerForm):
    name = "satisfaction"

    class Meta:
        model = InstalledProduct
        fields = ("satisfaction",)

    def offer(self, field: Any) -> None:
        field.choices = Satisfaction.choices[::-1]


class UsedByForm(AnswerForm):
    name = "department"

    class Meta:
        model = InstalledProduct
        fields = ("department",)

    def offer(self, field: Any) -> None:
        places = Department.objects.filter(client_id=self.instance.client_id, archived_at=None)
        field.queryset, field.choices = places, [("", _("Choose a department")), *tree_choices(places)]


class WayForm(AnswerForm):
    """A first number or address."""

    name = "value"

    class Meta:
        model = ContactWay
        fields = ("channel", "value")
        widgets = {
            "channel": forms.RadioSelect,
            "value": forms.TextInput(attrs={"inputmode": "tel", "autocomplete": "off"}),
        }


class PreferredForm(AnswerForm):
    """Which of several ways is the best. A choice is the way with its version."""

    name = "way"
    way = forms.ChoiceField(label=_("Best way to reach them"))

    class Meta:
        model = Person
        fields = ()

    def offer(self, field: Any) -> None:
        field.choices = [(f"{way.pk}:{way.version}", str(way)) for way in self.instance.ways.all()]


class RivalsForm(AnswerForm):
    name = "rivals"
    rivals = forms.ChoiceField(label=_("rivals here"), choices=RivalsAnswer.choices)

    class Meta:
        model = Client
        fields = ()


class StillRightForm(AnswerForm):
    name = "right"
    right = forms.ChoiceField(label=_("Still right?"), choices=[("yes", _("Yes, still right"))])

    class Meta:
        model = Client
        fields = ()


FORMS: dict[str, type[AnswerForm]] = {
    "tier": TierForm,
    "industry": IndustryAnswer,
    "size": SizeForm,
    "function": FunctionForm,
    "level": LevelForm,
    "decider_way": WayForm,
    "way": WayForm,
    "preferred": PreferredForm,
    "product_end": EndForm,
    "satisfaction": SatisfactionForm,
    "used_by": UsedByForm,
    "rivals": RivalsForm,
    "stale": StillRightForm,
}


def form_for(question: Question, data: Any = None, *, today: dt.date) -> AnswerForm:
    """Return the form of a question, bound to `data` where it was sent."""
    makes_way = question.kind in ("way", "decider_way")
    instance = ContactWay(person=question.row) if makes_way else question.row
    return FORMS[question.kind](data, instance=instance, question=question, today=today)
