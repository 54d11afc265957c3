"""What we are made of: applications, middleware, templates."""

from config import environment
from config.paths import BASE_DIR
from config.settings.mode import ENV

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
    "django.forms",
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
# Figures for Prometheus at /metrics, to who sends this token; without one there is no such page, and no counting.
METRICS_TOKEN = environment.read_token(ENV, "RAPPORT_METRICS_TOKEN")
if METRICS_TOKEN:
    MIDDLEWARE.insert(MIDDLEWARE.index("core.middleware.RequestId"), "upkeep.metrics.Measure")
