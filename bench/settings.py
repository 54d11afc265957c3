"""The product's settings as production has them, on the benchmark's own database, with queries counted when asked."""

import os

from config.settings import *  # noqa: F403
from config.settings import DATABASES, INSTALLED_APPS, MIDDLEWARE

DATABASES["default"]["NAME"] = os.environ["BENCH_DATABASE"]
INSTALLED_APPS.append("bench")
MIDDLEWARE.insert(0, "bench.middleware.CountWork")
