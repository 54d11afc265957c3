"""Where rows, sessions and tasks are kept: PostgreSQL, its replicas, Redis; and the work behind the page."""

from config import environment
from config.settings.mode import ENV, SOCKETS

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

# Work behind the page: the schedule is in config/celery.py.
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
