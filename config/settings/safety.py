"""What keeps a page to its people: cookies, HTTPS, sizes, and what a browser may load."""

from csp.constants import NONCE, NONE, SELF

from config import environment
from config.settings.mode import ENV
from config.settings.reach import HTTPS

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
# Browsers hold to it for a year: hosts below ours may be others' and without https, so only who says so binds them.
HSTS = environment.read_hsts(ENV)
SECURE_HSTS_INCLUDE_SUBDOMAINS = HTTPS and HSTS in ("subdomains", "preload")
SECURE_HSTS_PRELOAD = HTTPS and HSTS == "preload"
# W005 and W021 of `check --deploy` ask for all hosts below, and for the list from which an address returns only after
# months. Neither is this program's to claim: who installs it knows what else lies below the address.
SILENCED_SYSTEM_CHECKS = ["security.W005", "security.W021"]
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
