"""One settings file, driven by the environment. Modes and variables: docs/architecture.md."""

import os
from pathlib import Path

from csp.constants import NONCE, NONE, SELF
from django.core.exceptions import ImproperlyConfigured
from django.utils.translation import gettext_lazy as _

from config import environment
from config.paths import BASE_DIR, socket_dir, var_dir
from core.logs import logging_settings

ENV = dict(os.environ)
MODE = environment.read_mode(ENV)
DEMO = MODE == environment.DEMO
DEBUG = environment.read_flag(ENV, "RAPPORT_DEBUG", default=False)
TESTING = environment.read_flag(ENV, "RAPPORT_TESTING", default=False)
VAR = var_dir()
SOCKETS = socket_dir()

# --- who may reach us -------------------------------------------------------------------------------------------
# Without a public address in the environment this is one machine's demo or a trial on the local network.
PUBLIC_URL = environment.read_public_url(ENV, required=not DEMO)
BASE_URL = PUBLIC_URL or f"http://{environment.reachable_host(ENV.get('HOST', ''))}:{ENV.get('PORT', '8000')}"
HTTPS = PUBLIC_URL.startswith("https://")
ALLOWED_HOSTS = (
    [host for host in ENV.get("RAPPORT_HOSTS", "").split(",") if host]
    or ([PUBLIC_URL.split("://")[1].split("/")[0].split(":")[0]] if PUBLIC_URL else [])
    or ["*"]
)
CSRF_TRUSTED_ORIGINS = [PUBLIC_URL] if HTTPS else []
# Only the demo may make its own key; with embedded production it is made and kept the same way, per machine.
SECRET_KEY = environment.read_secret_key(ENV, demo=DEMO) or (
    environment.kept_secret(VAR, "secret_key") if DEMO or not ENV.get("DATABASE_URL") else ""
)
if not SECRET_KEY:
    raise ImproperlyConfigured(f"RAPPORT_SECRET_KEY is not set: {environment.A_KEY}")
# Keys of before: sessions, links and second factors made with them still hold (docs/deploy.md).
SECRET_KEY_FALLBACKS = ENV.get("RAPPORT_SECRET_KEY_BEFORE", "").split()

# --- what we are made of ----------------------------------------------------------------------------------------
INSTALLED_APPS = [
    "upkeep",
    "exchange",
    "visits",
    "crm",
    "etiquette",
    "accounts",
    "core",
    "crispy_forms",
    "crispy_bootstrap5",
    "template_partials",
    "django_htmx",
    "pgtrigger",
    "pghistory",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "accounts.apps.SuperusersAdminConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.postgres",
    "django.contrib.staticfiles",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "core.middleware.RequestId",
    "core.replica.ReadFromReplica",
    "csp.middleware.CSPMiddleware",
    "core.middleware.PermissionsPolicy",
    "core.middleware.BodyLimit",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "core.middleware.SettledCsrfCookie",
    "accounts.middleware.SignInBeforeFiles",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "accounts.middleware.LoginRequired",
    "accounts.middleware.SecondFactorAsked",
    "accounts.middleware.PersonPreferences",
    "accounts.middleware.PrivatePages",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "core.middleware.VaryOnPart",
    "pghistory.middleware.HistoryMiddleware",
]
ROOT_URLCONF = "config.urls"
WSGI_APPLICATION = "config.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "OPTIONS": {
            "loaders": [
                (
                    "template_partials.loader.Loader",
                    [
                        (
                            "core.templating.Loader",
                            [
                                "django.template.loaders.filesystem.Loader",
                                "django.template.loaders.app_directories.Loader",
                            ],
                        )
                    ],
                )
            ],
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "accounts.context_processors.frame",
                "visits.context_processors.unread",
            ],
            "builtins": ["django.templatetags.i18n", "django.templatetags.static", "core.templatetags.rapport"],
        },
    }
]
CRISPY_ALLOWED_TEMPLATE_PACKS = CRISPY_TEMPLATE_PACK = "bootstrap5"
FORM_RENDERER = "core.renderer.Renderer"
INSTALLED_APPS.append("django.forms")

# --- data -------------------------------------------------------------------------------------------------------
_database = (
    environment.parse_database_url(ENV["DATABASE_URL"])
    if ENV.get("DATABASE_URL")
    else {"NAME": "rapport", "USER": "rapport", "HOST": str(SOCKETS)}
)
DATABASES = {
    "default": {
        "ENGINE": "django.db.backends.postgresql",
        "CONN_MAX_AGE": 600,  # what a connection has planned serves so long (core/planned.py)
        "CONN_HEALTH_CHECKS": True,
        "ATOMIC_REQUESTS": False,  # actions open their own transactions
        **environment.for_few_rows(_database),
    }
}
POSTGRES_PROGRAMS = environment.packaged_postgres()  # pg_dump and others; None: those on PATH
# Streaming replicas that pages may be read from (core/replica.py); what decides who may come in never is.
REPLICA_LAG = float(ENV.get("RAPPORT_REPLICA_LAG", "5"))  # seconds that a page may be behind
REPLICAS: list[str] = []
for _url in filter(None, ENV.get("RAPPORT_REPLICA_URL", "").split(",")):
    REPLICAS.append(f"replica{len(REPLICAS) + 1}")
    _replica = environment.for_few_rows(environment.parse_database_url(_url.strip(), "RAPPORT_REPLICA_URL"))
    # A machine that has gone silent is noticed within seconds. The question for its position checks its health.
    _replica["OPTIONS"] = {"connect_timeout": "2", "tcp_user_timeout": "3000", **_replica["OPTIONS"]}
    _more = {"CONN_HEALTH_CHECKS": False, "TEST": {"MIRROR": "default"}}
    DATABASES[REPLICAS[-1]] = {**DATABASES["default"], **_replica, **_more}
DATABASE_ROUTERS = ["core.replica.Router"] if REPLICAS else []
PRIMARY_ONLY = {"account", "accounts", "admin", "auth", "contenttypes", "mfa", "sessions"}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
REDIS_URL = ENV.get("REDIS_URL") or f"unix://{SOCKETS}/redis.sock"
# A Redis that hangs is as good as gone: after a second the page goes on without it.
CACHES = {
    "default": {
        "BACKEND": "core.cache.FailOpenRedisCache",
        "LOCATION": REDIS_URL,
        "OPTIONS": {"socket_timeout": 1, "socket_connect_timeout": 1},
    }
}
SESSION_ENGINE = "core.sessions"
CELERY_BROKER_URL = REDIS_URL.replace("unix://", "redis+socket://", 1)

# --- who you are ------------------------------------------------------------------------------------------------
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

# --- languages and time -----------------------------------------------------------------------------------------
LANGUAGE_CODE = "en"
LANGUAGES = [("en", _("English")), ("zh-hans", _("Simplified Chinese"))]
LOCALE_PATHS = [BASE_DIR / "locale"]
USE_TZ = True
TIME_ZONE = ENV.get("RAPPORT_TIME_ZONE", "Asia/Shanghai")  # for people who have not chosen one
FIRST_DAY_OF_WEEK = 1
CURRENCY = ENV.get("RAPPORT_CURRENCY", "CNY")  # what amounts are in, as ISO 4217 names it

# --- what is served beside the pages ----------------------------------------------------------------------------
STATIC_URL = "/static/"
STATIC_ROOT = Path(ENV.get("RAPPORT_STATIC", VAR / "static"))
# Sources in static/css and static/js are bundled (config/assets.py), never served.
STATICFILES_DIRS = [BASE_DIR / "static" / "public", *([VAR / "bundles"] if (VAR / "bundles").is_dir() else [])]
# What people upload: a folder, or an object storage that all machines see (docs/deploy.md).
MEDIA_ROOT, MEDIA_STORAGE = environment.read_media(ENV, VAR)
MEDIA_ELSEWHERE = "" if "FileSystem" in MEDIA_STORAGE["BACKEND"] else ENV["RAPPORT_MEDIA"]  # not in backups
STORAGES = {
    "default": MEDIA_STORAGE,
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if DEBUG or TESTING
        else "whitenoise.storage.CompressedManifestStaticFilesStorage"
    },
}
WHITENOISE_USE_FINDERS = DEBUG or TESTING

# --- backups ----------------------------------------------------------------------------------------------------
# Where `manage.py backup` writes without --to, and each night's goes. Production on services of its own makes one by
# itself; elsewhere the night does nothing until a folder is named. "off" switches it off.
BACKUP_FOLDER, BACKUP_NIGHTLY = environment.read_backups(ENV, VAR, embedded=not DEMO and not ENV.get("DATABASE_URL"))
BACKUP_KEEP = environment.read_number(ENV, "RAPPORT_BACKUPS_KEEP", default=14, least=1)
WAL_FOLDER = environment.read_wal_folder(ENV)  # base copies and write-ahead log, to go back to any moment

# --- mail -------------------------------------------------------------------------------------------------------
DEFAULT_FROM_EMAIL = SERVER_EMAIL = ENV.get("RAPPORT_MAIL_FROM", "Rapport <rapport@localhost>")
EMAIL_TIMEOUT = 20
MAIL_IS_SET = bool(ENV.get("EMAIL_HOST"))
if ENV.get("EMAIL_HOST"):
    EMAIL_HOST = ENV["EMAIL_HOST"]
    EMAIL_PORT = int(ENV.get("EMAIL_PORT", "25"))
    EMAIL_HOST_USER = ENV.get("EMAIL_USER", "")
    EMAIL_HOST_PASSWORD = ENV.get("EMAIL_PASSWORD", "")
    EMAIL_USE_TLS = environment.read_flag(ENV, "EMAIL_TLS", default=False)
    EMAIL_USE_SSL = environment.read_flag(ENV, "EMAIL_SSL", default=False)
elif DEMO:
    # Mail that a person of the demo can read: kept as files, shown at /mail/.
    EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
    EMAIL_FILE_PATH = VAR / "mail"

# --- safety -----------------------------------------------------------------------------------------------------
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_AGE = 14 * 24 * 3600
SESSION_COOKIE_NAME = ENV.get("RAPPORT_COOKIE", "rapport_session")
CSRF_COOKIE_NAME = "rapport_csrf"
CSRF_FAILURE_VIEW = "accounts.views.refused.csrf_failure"
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if HTTPS else None
SECURE_SSL_REDIRECT = HTTPS
SECURE_REDIRECT_EXEMPT = [r"^livez$", r"^readyz$", r"^metrics$"]  # asked from inside, before any proxy
SECURE_HSTS_SECONDS = 31_536_000 if HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = HTTPS
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
DATA_UPLOAD_MAX_MEMORY_SIZE = 2_621_440
BODY_LIMIT = (
    3 * 2**20
)  # bytes, files and all; a view that takes larger ones says so itself (core.middleware.BodyLimit)
CONTENT_SECURITY_POLICY = {
    "EXCLUDE_URL_PREFIXES": [],
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF, NONCE],
        "style-src": [SELF, NONCE],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "manifest-src": [SELF],
        "worker-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
    },
}
# Figures for Prometheus at /metrics, to who sends this token; without one there is no such page, and no counting.
METRICS_TOKEN = environment.read_token(ENV, "RAPPORT_METRICS_TOKEN")
if METRICS_TOKEN:
    MIDDLEWARE.insert(MIDDLEWARE.index("core.middleware.RequestId"), "upkeep.metrics.Measure")
SILENCED_SYSTEM_CHECKS: list[str] = []

# --- work behind the page: the schedule is in config/celery.py -----------------------------------------------------
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_ACKS_LATE = True
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
# A page that wakes a worker waits a second at most for a Redis that is gone: beat wakes it again.
CELERY_BROKER_TRANSPORT_OPTIONS = {
    "max_retries": 1,
    "interval_start": 0.1,
    "connect_retries_timeout": 1,
    "socket_connect_timeout": 1,
}
CELERY_TIMEZONE = "UTC"
CELERY_WORKER_HIJACK_ROOT_LOGGER = False

PGHISTORY_MIDDLEWARE_METHODS = ("POST", "PUT", "PATCH", "DELETE")

LOGGING = logging_settings(environment.read_log_format(ENV), ENV.get("RAPPORT_LOG", "INFO"))
