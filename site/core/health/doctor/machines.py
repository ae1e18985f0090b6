"""Checks of what several machines share: the replica, the bucket, and the rights of readers."""

from collections.abc import Iterator

from django.conf import settings
from django.core.files.storage import default_storage
from django.db import DatabaseError, connection, connections
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.databases.replica import ALIAS
from core.health.doctor.findings import Check, Finding, error, manage, ok, warning

_NUMBER = "SELECT value FROM core_shelfcounter"
# Tables of people and of what is not public, which readers need not see.
_PRIVATE = ("core_user", "core_usersession", "wagtailcore_revision")


def look_at_replica() -> Iterator[Finding]:
    """Compare the number of the latest publication on both."""
    if ALIAS not in connections.settings:
        yield ok(_("There is no replica: everything is read from one database."))
        return
    newest = _number("default")
    try:
        number = _number(ALIAS)
    except DatabaseError as fault:
        reason = str(fault).strip().partition("\n")[0]
        text = _("The replica cannot be read, so the primary is: %(reason)s")
        yield warning(text % {"reason": reason})
        return
    if number < newest:
        text = _("The replica is behind: it has publication %(number)d of %(newest)d.")
        yield warning(text % {"number": number, "newest": newest})
    else:
        yield ok(_("The replica has all that is published."))


def _number(alias: str) -> int:
    with connections[alias].cursor() as cursor:
        cursor.execute(_NUMBER)
        row = cursor.fetchone()
    return int(row[0]) if row else 0


def look_at_rights() -> Iterator[Finding]:
    """Whether a machine for readers could read more than they need."""
    if settings.ROLE != "public" or connection.vendor != "postgresql":
        yield ok(_("This machine does not answer readers alone, and may write."))
        return
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT bool_or(has_table_privilege(name, 'SELECT')) FROM unnest(%s::text[]) AS name",
            [list(_PRIVATE)],
        )
        sees_people = cursor.fetchone()[0]
    if sees_people:
        text = _("The database shows this machine users and drafts, which readers do not need.")
        yield error(text, manage("reader_rights ROLE | psql"))
    else:
        yield ok(_("The database shows this machine only what readers need."))


def look_at_bucket() -> Iterator[Finding]:
    if not settings.MEDIA_IS_REMOTE:
        yield ok(_("Uploads are in the folder of this machine."))
        return
    try:
        default_storage.exists("renditions/none")
    except OSError as fault:
        yield error(_("The bucket of uploads does not answer: %(reason)s") % {"reason": fault})
    else:
        yield ok(_("The bucket of uploads answers."))


CHECKS = (
    Check("replica", gettext_lazy("Replica"), look_at_replica, asks_database=True),
    Check("rights", gettext_lazy("Rights in the database"), look_at_rights, asks_database=True),
    Check("bucket", gettext_lazy("Bucket of uploads"), look_at_bucket, waits=True),
)
# What a machine for readers cannot see, and what others look at for all.
NOT_FOR_READERS = {"worker", "problems", "backup", "ledger", "email", "publication"}
