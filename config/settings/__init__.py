"""Driven by the environment. Modes and variables: docs/architecture.md."""

from django.utils.translation import gettext_lazy as _

from config import environment
from config.paths import BASE_DIR
from config.settings.data import *  # noqa: F403
from config.settings.files import *  # noqa: F403
from config.settings.mail import *  # noqa: F403
from config.settings.mode import *  # noqa: F403
from config.settings.mode import ENV
from config.settings.parts import *  # noqa: F403
from config.settings.people import *  # noqa: F403
from config.settings.reach import *  # noqa: F403
from config.settings.safety import *  # noqa: F403
from core.logs import logging_settings

LANGUAGE_CODE = "en"
LANGUAGES = [("en", _("English")), ("zh-hans", _("Simplified Chinese"))]
LOCALE_PATHS = [BASE_DIR / "locale"]
USE_TZ = True
TIME_ZONE = ENV.get("RAPPORT_TIME_ZONE", "Asia/Shanghai")  # for people who have not chosen one
FIRST_DAY_OF_WEEK = 1
CURRENCY = ENV.get("RAPPORT_CURRENCY", "CNY")  # what amounts are in, as ISO 4217 names it

LOGGING = logging_settings(environment.read_log_format(ENV), ENV.get("RAPPORT_LOG", "INFO"))
