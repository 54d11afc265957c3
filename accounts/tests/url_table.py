from allauth.mfa.models import Authenticator

from accounts.models import SavedFilter
from tests.url_people import ADMINS, ADMINS_POST, PUBLIC, SIGNED_IN, Row, who


def _person(world):
    return [world.manager.pk]


def _person_with_app(world):
    Authenticator.objects.get_or_create(user=world.teammate, type="totp", defaults={"data": {"secret": "unreadable"}})
    return [world.teammate.pk]


def _team(world):
    return [world.team.pk]


def _client(noun):
    return lambda world: [noun, world.extra["crm"]["client"].pk]


def _filter(world):
    return [SavedFilter.objects.create(owner=world.manager, place="client-list", query="tier=A", name="A").pk]


TABLE = {
    "account_login": Row(who(302, nobody=200)),
    "account_logout": Row(who(200)),
    "account_change_password": Row(SIGNED_IN),
    "account_reset_password": Row(PUBLIC),
    "account_reset_password_done": Row(PUBLIC),
    "account_reset_password_from_key": Row(PUBLIC, lambda world: ["abc", "not-a-key"]),
    "account_reset_password_from_key_done": Row(PUBLIC),
    "profile": Row(SIGNED_IN),
    "account_reauthenticate": Row(SIGNED_IN),
    "mfa_authenticate": Row(who(302)),
    "mfa_login_webauthn": Row(who(302, nobody=200)),
    "mfa_index": Row(SIGNED_IN),
    # These ask for the password once more before they open: accounts/tests/test_second_factor.py goes on from there.
    "mfa_activate_totp": Row(who(302)),
    "mfa_add_webauthn": Row(who(302)),
    "mfa_generate_recovery_codes": Row(who(302)),
    "mfa_view_recovery_codes": Row(who(302)),
    "mfa_download_recovery_codes": Row(who(302)),
    "mfa_edit_webauthn": Row(who(302), lambda world: [1]),
    "mfa_remove_webauthn": Row(who(302), lambda world: [1]),
    "mfa_deactivate_totp": Row(who(404)),  # nothing to remove
    "set_language": Row(who(405, nobody=405)),
    "set-theme": Row(who(405)),
    "filter-new": Row(SIGNED_IN, query="?place=client-list&query=tier%3DA"),
    "filter-edit": Row(who(manager=200), _filter),
    "filter-remove": Row(who(manager=405), _filter),
    "filter-back": Row(who(manager=405), _filter),
    "history": Row(who(manager=200, lead=200, admin=200), _client("clients")),
    "history-restore": Row(who(manager=405, lead=405, admin=405), _client("clients")),
    "people-list": Row(ADMINS),
    "person-new": Row(ADMINS),
    "person": Row(ADMINS, _person),
    "person-switch-off": Row(ADMINS_POST, _person),
    "person-switch-on": Row(ADMINS_POST, _person),
    "person-reset": Row(ADMINS_POST, _person),
    "person-second-factor": Row(ADMINS, _person_with_app),
    "team-list": Row(ADMINS),
    "team-new": Row(ADMINS),
    "team": Row(ADMINS, _team),
    "team-add": Row(ADMINS_POST, _team),
    "team-delete": Row(ADMINS_POST, _team),
}
