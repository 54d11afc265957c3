"""Who may reach us, and the keys that we sign with."""

from django.core.exceptions import ImproperlyConfigured

from config import environment
from config.settings.mode import DEMO, ENV, VAR

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
