"""What people choose for themselves."""

from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from accounts.models import User
from accounts.zones import zone_choices
from core.forms import RowForm


class ProfileForm(RowForm):
    """Name, language, zone and appearance."""

    time_zone = forms.ChoiceField(label=_("Time zone"), required=False)

    class Meta:
        model = User
        fields = ("name", "language", "time_zone", "theme")
        labels = {"name": pgettext_lazy("person", "Name")}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        house = settings.TIME_ZONE.replace("_", " ")
        first, *regions = zone_choices()
        kept = self.instance.time_zone
        names = {name for _region, zones in zone_choices() for name, _label in zones}
        self.fields["time_zone"].choices = [  # type: ignore[attr-defined]
            ("", _("As the house: %(zone)s") % {"zone": house}),
            *([(kept, kept)] if kept and kept not in names else []),
            *first[1],
            *regions,
        ]
        self.fields["language"].choices = [("", _("As the browser")), ("en", "English"), ("zh-hans", "简体中文")]  # type: ignore[attr-defined]
