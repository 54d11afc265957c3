"""The demo's colleagues: three teams, nine people."""

from django.contrib.auth.hashers import make_password

from accounts.forms.sign_in import DEMO_SIGN_INS
from accounts.models import Team, User
from accounts.roles import Role
from visits.demo.vocabulary import WORDS

PASSWORD = "rapport-demo"  # noqa: S105  printed at every start of the demo, and refused beside real people


def make_people() -> dict[str, User]:
    """Create the teams and people; return the people by sign-in name."""
    names = WORDS["teams"]
    one = Team.objects.create(name=names["one"])
    teams = {
        "": None,
        "one": one,
        "two": Team.objects.create(name=names["two"]),
        "park": Team.objects.create(name=names["park"], parent=one),
    }
    password = make_password(PASSWORD)
    people = {}
    for username, name, team, role, language in WORDS["people"]["list"]:
        people[username] = User.objects.create(
            username=username,
            name=name,
            email=f"{username}@demo.rapport.example",
            role=role,
            team=teams[team],
            language="" if username in DEMO_SIGN_INS else language,  # the five follow the visitor's browser
            password=password,
            is_demo=True,
        )
        if role == Role.LEAD:
            teams[team].leads.add(people[username])  # type: ignore[union-attr]
    return people
