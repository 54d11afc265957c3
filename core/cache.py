"""A Redis cache that no page depends on."""

import logging
from typing import Any

from django.core.cache.backends.redis import RedisCache
from redis.exceptions import RedisError

log = logging.getLogger(__name__)


class FailOpenRedisCache(RedisCache):
    """Redis cache that behaves as empty while Redis is away.

    It holds only what may be lost: rate limits and hints. An outage therefore costs throttling, never a page.
    """

    def add(self, key: Any, value: Any, timeout: Any = ..., version: Any = None) -> bool:
        return bool(self._open(True, super().add, key, value, *_timeout(timeout), version=version))

    def get(self, key: Any, default: Any = None, version: Any = None) -> Any:
        return self._open(default, super().get, key, default, version=version)

    def set(self, key: Any, value: Any, timeout: Any = ..., version: Any = None) -> None:
        self._open(None, super().set, key, value, *_timeout(timeout), version=version)

    def touch(self, key: Any, timeout: Any = ..., version: Any = None) -> bool:
        return bool(self._open(False, super().touch, key, *_timeout(timeout), version=version))

    def delete(self, key: Any, version: Any = None) -> bool:
        return bool(self._open(False, super().delete, key, version=version))

    def incr(self, key: Any, delta: int = 1, version: Any = None) -> int:
        return int(self._open(delta, super().incr, key, delta, version=version))

    def has_key(self, key: Any, version: Any = None) -> bool:
        return bool(self._open(False, super().has_key, key, version=version))

    def get_many(self, keys: Any, version: Any = None) -> dict:
        return self._open({}, super().get_many, keys, version=version)

    def clear(self) -> None:
        self._open(None, super().clear)

    @staticmethod
    def _open(fallback: Any, call: Any, *args: Any, **kwargs: Any) -> Any:
        try:
            return call(*args, **kwargs)
        except RedisError as error:
            log.warning("cache is away, going on without it: %s", type(error).__name__)
            return fallback


def _timeout(value: Any) -> tuple[Any, ...]:
    """Return the timeout as positional arguments: none at all where the caller gave none."""
    return () if value is ... else (value,)
