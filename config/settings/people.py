"""Who you are: accounts, passwords, second factors."""

from config import environment
from config.settings.mode import ENV

AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/"
ACCOUNT_ADAPTER = "accounts.adapter.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"username", "email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "username*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False  # no mail to strangers, and no word about who has an account
ACCOUNT_LOGOUT_ON_PASSWORD_CHANGE = False
ACCOUNT_LOGIN_ON_PASSWORD_RESET = True
# Bound to the stored address and the sessions; allauth's own would start a table of addresses beside ours.
ACCOUNT_PASSWORD_RESET_TOKEN_GENERATOR = "accounts.tokens.PasswordLinks"  # noqa: S105
ACCOUNT_LOGOUT_REDIRECT_URL = "account_login"
ACCOUNT_USER_DISPLAY = "accounts.adapter.display_name"
ACCOUNT_SESSION_REMEMBER = None  # asked at sign-in, ticked
ACCOUNT_FORMS = {
    "login": "accounts.forms.sign_in.SignInForm",
    "reset_password": "accounts.forms.sign_in.AskResetForm",
    "reset_password_from_key": "accounts.forms.sign_in.ChoosePasswordForm",
    "change_password": "accounts.forms.sign_in.ChangePasswordForm",
    "reauthenticate": "accounts.forms.sign_in.PasswordAgainForm",
}
# Expiring, by what is tried on and where from: an account from one address, an address, an account from anywhere.
# Failing open with Redis gone is a decision: nobody is locked out by an outage.
ACCOUNT_RATE_LIMITS = {
    "login": "60/m/ip",
    "login_failed": "5/5m/key,30/5m/ip",
    "login_failed_anywhere": "30/15m/key",
    "second_factor": "5/5m/key,20/h/key,30/5m/ip",
    "reset_password": "20/m/ip,5/m/key",
}
# Whom a second factor binds: "optional" nobody, "leads" team leads and admins, "everyone".
SECOND_FACTOR = environment.read_second_factor(ENV)
MFA_ADAPTER = "accounts.factor_adapter.FactorAdapter"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_TOTP_ISSUER = "Rapport"
MFA_TOTP_TOLERANCE = 1  # steps of 30 seconds that a telephone's clock may be off; a used code stays used all the same
MFA_ALLOW_UNVERIFIED_EMAIL = True  # addresses are typed by admins
MFA_FORMS = {
    "authenticate": "accounts.forms.second_factor.CodeForm",
    "authenticate_webauthn": "accounts.forms.second_factor.PasskeyForm",
    "login_webauthn": "accounts.forms.second_factor.PasskeySignInForm",
    "activate_totp": "accounts.forms.second_factor.AddAppForm",
    "add_webauthn": "accounts.forms.second_factor.AddPasskeyForm",
    "edit_webauthn": "accounts.forms.second_factor.RenamePasskeyForm",
}
MFA_RATE_LIMITS = {"webauthn_login": "60/m/ip"}  # asking and answering: thirty people a minute behind one address
# How many of our own proxies stand before us. 0: X-Forwarded-For is a stranger's claim and ignored.
ALLAUTH_TRUSTED_PROXY_COUNT = int(ENV.get("RAPPORT_PROXIES", "0"))
# A message nobody has read yet ends with the session: on a shared phone the next person must not see it.
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"
