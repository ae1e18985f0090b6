"""The site's settings with values that tests rely on."""

import os
import tempfile
from pathlib import Path

os.environ.setdefault("SECRET_KEY", "only-for-tests-" + "x" * 50)
os.environ.setdefault("DATA_DIR", tempfile.mkdtemp(prefix="icssi-tests-"))
# Each process of a parallel run has a folder of its own: with the locks of the machine in a shared
# one, a test that holds one would refuse the pictures and passwords of all others. A program that
# a test starts keeps the folder that it is given: the tests look there for what it has written.
if os.environ.get("TESTS_OF_PROCESS") != os.environ.get("PYTEST_XDIST_WORKER", ""):
    os.environ["TESTS_OF_PROCESS"] = os.environ.get("PYTEST_XDIST_WORKER", "")
    os.environ["DATA_DIR"] = str(Path(os.environ["DATA_DIR"], os.environ["TESTS_OF_PROCESS"]))
os.environ["BASE_URL"] = "http://testserver"
# Servers of tests are on this machine, of which a proxy in the environment knows nothing.
os.environ["no_proxy"] = os.environ["NO_PROXY"] = "127.0.0.1,localhost"

from config.settings import *  # noqa: F403
from config.settings import CACHES, DATABASES, INSTALLED_APPS, REDIS_URL, STORAGES, VAR

INSTALLED_APPS = ["tests.database", *INSTALLED_APPS]
OLD_SITES = dict[str, tuple[str, ...]]()
ALLOWED_HOSTS = ["testserver", "127.0.0.1", "localhost"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
STORAGES = STORAGES | {
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
}
MEDIA_ROOT = Path(VAR) / "media"
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    # A file, because the live server's threads need connections of their own; and no waiting for
    # the disk, because a test database need not survive a power cut.
    DATABASES["default"]["TEST"] = {"NAME": VAR / "test.sqlite3"}
    DATABASES["default"]["OPTIONS"] |= {
        "init_command": "PRAGMA journal_mode=MEMORY; PRAGMA synchronous=OFF;"
    }
else:
    _options = DATABASES["default"]["OPTIONS"]
    _options["options"] = f"{_options.get('options', '')} -c synchronous_commit=off"
API_RATE_LIMIT = dict[str, int]()  # tests ask more often than any partner
WHITENOISE_AUTOREFRESH = True
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
if REDIS_URL:  # each process of a parallel run clears a database of its own
    _worker = int(os.environ.get("PYTEST_XDIST_WORKER", "gw0").removeprefix("gw"))
    CACHES["default"]["LOCATION"] = f"{REDIS_URL.rsplit('/', 1)[0]}/{9 + _worker % 6}"
