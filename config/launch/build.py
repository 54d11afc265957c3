"""`make build`: what a release needs before it starts: bundles, translations, collected static files. No database.

They go to `var/build`, whatever the environment says, so that an image and a checkout are built alike; a server finds
them by RAPPORT_STATIC=…/var/build/static.
"""

import os
import secrets
import sys

from config.launch import preflight, say
from config.launch.prepare import collect_static, compile_translations
from config.launch.run import build_assets
from config.launch.say import Stop
from config.launch.testing import forget_settings
from config.paths import BASE_DIR, var_dir


def main() -> None:
    say.prepare_streams()
    os.chdir(BASE_DIR)
    forget_settings()
    # A key for the minute that this takes: none is left in a folder that may become part of an image.
    os.environ |= {"RAPPORT_VAR": "var/build", "RAPPORT_SECRET_KEY": secrets.token_urlsafe(50)}
    try:
        with preflight.only_one(preflight.make_var(), "make build", ""):
            build_assets()
            compile_translations()
            collect_static()
            var_dir().chmod(0o755)  # who serves may be another than who builds
        say.line(f"  Static files: RAPPORT_STATIC={var_dir() / 'static'}")
    except Stop as stop:
        say.problem(str(stop))
        sys.exit(1)
    except OSError as error:
        say.problem(preflight.disk_full(error, BASE_DIR) or f"Building failed: {error}.")
        sys.exit(1)
    except KeyboardInterrupt:
        sys.exit(130)


if __name__ == "__main__":
    main()
