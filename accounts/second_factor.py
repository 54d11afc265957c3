"""Second factors: who has which, and who must. Nothing here tells a secret."""

from dataclasses import dataclass, field

from allauth.mfa import app_settings
from allauth.mfa.models import Authenticator
from django.conf import settings

from accounts.models import Role, User

FACTORS = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)  # recovery codes alone are none
LEADS, EVERYONE = "leads", "everyone"


@dataclass
class Factors:
    """What a person has set up: app, passkeys, how many recovery codes are left (None: none made)."""

    app: Authenticator | None = None
    passkeys: list[Authenticator] = field(default_factory=list)
    codes_left: int | None = None

    def __bool__(self) -> bool:
        return bool(self.app or self.passkeys)


def factors_of(person: User) -> Factors:
    """Return what `person` has set up; one query, and no secret is opened."""
    found = Factors()
    for one in Authenticator.objects.filter(user_id=person.pk).order_by("created_at", "pk"):
        if one.type == Authenticator.Type.TOTP:
            found.app = one
        elif one.type == Authenticator.Type.WEBAUTHN:
            found.passkeys.append(one)
        else:
            found.codes_left = app_settings.RECOVERY_CODE_COUNT - int(one.data.get("used_mask", 0)).bit_count()
    return found


def is_on(person: User) -> bool:
    """Whether signing in as `person` asks for more than the password."""
    return Authenticator.objects.filter(user_id=person.pk, type__in=FACTORS).exists()


def binds(person: User) -> bool:
    """Whether the house (`RAPPORT_SECOND_FACTOR`) asks `person` for a second factor."""
    whom = settings.SECOND_FACTOR
    return whom == EVERYONE or (whom == LEADS and person.role != Role.MANAGER)
