"""The database, the cache and the queue."""

from pathlib import Path

from django.core.exceptions import ImproperlyConfigured

from config import databases, process
from config.settings.environment import VAR, env

DATABASE_URL = env.str("DATABASE_URL", default="")
DATABASES = {
    "default": databases.configured(
        env.db_url_config(DATABASE_URL)
        if DATABASE_URL
        # Not by an address: a path may hold what means something else there, such as # and ?.
        else {"ENGINE": "django.db.backends.sqlite3", "NAME": str(VAR / "site.sqlite3")},
        answers_requests=process.answers_requests,
        is_behind_pgbouncer=env.bool("PGBOUNCER", default=False),
    )
}
# The published items are read from it as long as it is not behind: `core.databases.replica`.
DATABASE_REPLICA_URL = env.str("DATABASE_REPLICA_URL", default="")
if DATABASE_REPLICA_URL:
    _replica = env.db_url_config(DATABASE_REPLICA_URL)
    for _name, _engine in (
        ("DATABASE_REPLICA_URL", _replica["ENGINE"]),
        ("DATABASE_URL", DATABASES["default"]["ENGINE"]),
    ):
        if "postgresql" not in _engine:
            raise ImproperlyConfigured(
                f"DATABASE_REPLICA_URL is set, but {_name} does not name PostgreSQL. Both must "
                "begin with postgres://"
            )
    DATABASES["replica"] = databases.replica(DATABASES["default"], _replica)
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# Redis is a cache and nothing else: what must not be lost is in the database. A request waits for
# it once at most; then `core.databases.redis` leaves it alone for some seconds.
REDIS_URL = env.str("REDIS_URL", default="")
REDIS_CACHE: dict[str, object] = {
    "BACKEND": "django_redis.cache.RedisCache",
    "LOCATION": REDIS_URL,
    "KEY_PREFIX": "icssi-plain",  # "icssi" were pickles
    "OPTIONS": {
        "REDIS_CLIENT_CLASS": "core.databases.redis.OptionalRedis",
        "SERIALIZER": "core.databases.plain_values.PlainValues",
        "IGNORE_EXCEPTIONS": True,
        "SOCKET_CONNECT_TIMEOUT": 0.2,
        "SOCKET_TIMEOUT": 0.2,
    },
}
_IN_MEMORY: dict[str, object] = {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}
CACHES = {"default": REDIS_CACHE if REDIS_URL else _IN_MEMORY}
if REDIS_URL:
    # Wagtail caches rows of the database, which are no plain values.
    CACHES["renditions"] = _IN_MEMORY

# Search and reference indexing run inside the transaction that saves a page; only work that may
# wait (rendering after a fan-out, picture sizes) goes to the queue that `manage.py work` empties.
TASKS = {
    "default": {"BACKEND": "core.search.tasks.ImmediateTasks"},
    "background": {"BACKEND": "django_tasks_db.DatabaseBackend", "QUEUES": ["default"]},
}

# Where `manage.py backup` makes its folders, and where restic takes them: off this machine.
_given = env.str("BACKUP_DIR", default="")
BACKUP_DIR = Path(_given) if _given else None
BACKUP_RESTIC_REPOSITORY = env.str("BACKUP_RESTIC_REPOSITORY", default="")
RESTIC_PASSWORD_FILE = env.str("RESTIC_PASSWORD_FILE", default="")
if BACKUP_RESTIC_REPOSITORY and not (BACKUP_DIR and RESTIC_PASSWORD_FILE):
    raise ImproperlyConfigured(
        "BACKUP_RESTIC_REPOSITORY is set. Then BACKUP_DIR must be a folder in which backups are "
        "made, and RESTIC_PASSWORD_FILE the file with the password of the repository"
    )
