"""What a log line carries: the request's id, the person's id, the view's name. And what it never carries: what people
wrote, whom they wrote about, what they searched for.

Such text reaches logs by three ways, and each is closed here: addresses (paths and queries), the words of an exception
(a database quotes the row that it refuses), and what a task was given or returned.
"""

import contextlib
import contextvars
import datetime
import json
import logging
import traceback
from collections.abc import Iterator
from typing import Any

NONE = "-"
_id: contextvars.ContextVar[str] = contextvars.ContextVar("request_id", default=NONE)
_request: contextvars.ContextVar[Any] = contextvars.ContextVar("request", default=None)
FIGURES = ("method", "view", "status", "ms", "task")  # what a record may carry besides


def request_id() -> str:
    """Return the id of the request, or of the one that asked for this task; "-" outside of both."""
    return _id.get()


@contextlib.contextmanager
def working_for(name: str, request: Any = None) -> Iterator[None]:
    """Let every line within carry the id `name`, and the person of `request` once they are known."""
    tokens = _id.set(name), _request.set(request)
    try:
        yield
    finally:
        _id.reset(tokens[0])
        _request.reset(tokens[1])


def view_name(request: Any) -> str:
    """Return the name of the address that `request` met, "-" where there is none. Never the path: it holds secrets
    (a link to choose a password) and whatever somebody typed."""
    match = getattr(request, "resolver_match", None)
    return (match.view_name or NONE) if match else NONE


def _user_id(request: Any) -> str:
    # What the authentication middleware has kept; asking for it here could make a query for the sake of a log line.
    user = getattr(request, "_cached_user", None)
    return str(user.pk) if user is not None and user.pk else NONE


class Context(logging.Filter):
    """Put ids on every record, and take out of it what it must not carry."""

    def filter(self, record: logging.LogRecord) -> bool:
        record.request_id, record.user_id = _id.get(), _user_id(_request.get())
        request = getattr(record, "request", None)
        path = getattr(request, "path", None)
        if path is not None and isinstance(record.args, tuple):
            name, forms = (
                view_name(request),
                {path, path.encode("unicode_escape").decode("ascii")},
            )  # Django escapes it
            record.args = tuple(name if isinstance(one, str) and one in forms else one for one in record.args)
        if isinstance(record.args, dict) and record.name.startswith("celery"):
            record.args = {name: _of_task(name, value) for name, value in record.args.items()}
        if isinstance(record.args, tuple):
            record.args = tuple(_kind(one) if isinstance(one, BaseException) else one for one in record.args)
        return True


_OF_TASKS = {"args", "kwargs", "return_value", "exc", "traceback"}


def _of_task(name: str, value: Any) -> Any:
    if isinstance(value, BaseException):
        return _kind(value)
    return NONE if name in _OF_TASKS else value


def _kind(error: BaseException) -> str:
    """Return what an error is, without its words: "UniqueViolation [23505 client_name_once]"."""
    said = type(error).__name__
    details = [getattr(error, "pgcode", None), getattr(getattr(error, "diag", None), "constraint_name", None)]
    known = " ".join(str(one) for one in details if one)
    return f"{said} [{known}]" if known else said


def _told(error: BaseException | None) -> str:
    lines = []
    seen: set[int] = set()
    while error is not None and id(error) not in seen:
        seen.add(id(error))
        lines += [_kind(error), "".join(traceback.format_tb(error.__traceback__)).rstrip()]
        error = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
    return "\n".join(line for line in lines if line)


class Line(logging.Formatter):
    """One line for a person; an error's places follow, without its words."""

    def formatException(self, ei: Any) -> str:  # noqa: N802  logging's name
        return _told(ei[1])


class Json(Line):
    """One JSON object a line, for a collector of logs."""

    def format(self, record: logging.LogRecord) -> str:
        moment = datetime.datetime.fromtimestamp(record.created, tz=datetime.UTC)
        line: dict[str, Any] = {
            "time": moment.isoformat(timespec="milliseconds"),
            "level": record.levelname,
            "logger": record.name,
            "message": record.getMessage(),
            "request": getattr(record, "request_id", NONE),
            "user": getattr(record, "user_id", NONE),
        }
        line |= {name: record.__dict__[name] for name in FIGURES if name in record.__dict__}
        if record.exc_info and record.exc_info[1] is not None:
            line["error"] = _kind(record.exc_info[1])
            line["places"] = self.formatException(record.exc_info)
        return json.dumps(line, ensure_ascii=False, default=str)


def logging_settings(form: str, level: str) -> dict[str, Any]:
    """Return what `logging.config.dictConfig` takes: `form` is "line" or "json", `level` such as "INFO"."""
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "filters": {"context": {"()": "core.logs.Context"}},
        "formatters": {
            "line": {
                "()": "core.logs.Line",
                "format": "%(asctime)s %(levelname)s %(name)s [%(request_id)s %(user_id)s] %(message)s",
            },
            "json": {"()": "core.logs.Json"},
        },
        "handlers": {"console": {"class": "logging.StreamHandler", "formatter": form, "filters": ["context"]}},
        "root": {"handlers": ["console"], "level": level},
        "loggers": {
            # Django's own mails to administrators and prints of queries would carry what must not be carried.
            "django": {"handlers": [], "level": level, "propagate": True},
            "django.server": {"handlers": [], "level": "WARNING", "propagate": True},
            "django.db.backends": {"level": "INFO"},
            "gunicorn.error": {"handlers": [], "level": level, "propagate": True},
            "gunicorn.access": {"handlers": [], "level": "CRITICAL", "propagate": False},
        },
    }
