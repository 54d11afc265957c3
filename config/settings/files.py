"""What is served beside the pages, what people upload, what is kept for a bad day."""

from pathlib import Path

from config import environment
from config.paths import BASE_DIR
from config.settings.mode import DEBUG, DEMO, ENV, TESTING, VAR

STATIC_URL = "/static/"
STATIC_ROOT = Path(ENV.get("RAPPORT_STATIC", VAR / "static"))
# Sources in static/css and static/js are bundled (config/assets.py), never served.
STATICFILES_DIRS = [BASE_DIR / "static" / "public", *([VAR / "bundles"] if (VAR / "bundles").is_dir() else [])]
# What people upload: a folder, or an object storage that all machines see (docs/deploy.md).
MEDIA_ROOT, MEDIA_STORAGE = environment.read_media(ENV, VAR)
MEDIA_ELSEWHERE = "" if "FileSystem" in MEDIA_STORAGE["BACKEND"] else ENV["RAPPORT_MEDIA"]  # not in backups
STORAGES = {
    "default": MEDIA_STORAGE,
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if DEBUG or TESTING
        else "whitenoise.storage.CompressedManifestStaticFilesStorage"
    },
}
WHITENOISE_USE_FINDERS = DEBUG or TESTING

# Backups.
# Where `manage.py backup` writes without --to, and each night's goes. Production on services of its own makes one by
# itself; elsewhere the night does nothing until a folder is named. "off" switches it off.
BACKUP_FOLDER, BACKUP_NIGHTLY = environment.read_backups(ENV, VAR, embedded=not DEMO and not ENV.get("DATABASE_URL"))
BACKUP_KEEP = environment.read_number(ENV, "RAPPORT_BACKUPS_KEEP", default=14, least=1)
WAL_FOLDER = environment.read_wal_folder(ENV)  # base copies and write-ahead log, to go back to any moment
