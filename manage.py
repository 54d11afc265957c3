#!/usr/bin/env python3
"""Django's command line, for this project's settings."""

import os
import sys


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    from django.core.exceptions import ImproperlyConfigured  # noqa: PLC0415  after the settings are named
    from django.core.management import execute_from_command_line  # noqa: PLC0415

    try:
        execute_from_command_line(sys.argv)
    except ImproperlyConfigured as error:  # a setting in the environment: its remedy, not where we noticed
        sys.exit(f"✗ {error}")


if __name__ == "__main__":
    main()
