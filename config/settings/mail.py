"""Mail: a server's, or the demo's own."""

from config import environment
from config.settings.mode import DEMO, ENV, VAR

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
