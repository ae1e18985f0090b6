"""What this machine is for, where several share the work: the same release, started by settings.

`public` answers readers and partners, and knows neither accounts nor sessions, so that its database
role needs to read only. `cms` answers staff, `worker` runs `manage.py work`; `all` does everything.
"""

from django.core.exceptions import ImproperlyConfigured

from config import process
from config.settings import applications, safety
from config.settings.environment import env

ROLES = ("all", "public", "cms", "worker")
ROLE = env.str("ROLE", default="") or "all"
if ROLE not in ROLES:
    raise ImproperlyConfigured(f"ROLE is {ROLE!r}. It must be one of: {', '.join(ROLES)}")
if ROLE == "worker" and process.answers_requests:
    raise ImproperlyConfigured(
        "ROLE is 'worker': this machine runs `manage.py work` alone. A web server needs "
        "ROLE=public, ROLE=cms or ROLE=all"
    )

INSTALLED_APPS = applications.INSTALLED_APPS
MIDDLEWARE = applications.MIDDLEWARE
ROOT_URLCONF = applications.ROOT_URLCONF
SILENCED_SYSTEM_CHECKS = safety.SILENCED_SYSTEM_CHECKS

# What knows who somebody is, and what only the CMS needs.
_OF_STAFF = (
    "django.contrib.",
    "django.middleware.csrf.",
    "allauth.",
    "cms.",
    "core.publication.middleware.",
)
_SESSIONS = "django.contrib.sessions.middleware.SessionMiddleware"
READERS_MIDDLEWARE = [
    "core.public.strangers.StrangerMiddleware" if name == _SESSIONS else name
    for name in MIDDLEWARE
    if name == _SESSIONS or not name.startswith(_OF_STAFF)
]
READERS_URLS = "config.reader_urls"
if ROLE == "public":
    MIDDLEWARE, ROOT_URLCONF = READERS_MIDDLEWARE, READERS_URLS
    # The models of accounts stay: others refer to them. allauth demands its middleware with them.
    INSTALLED_APPS = [
        "cms.accounts.apps.AccountsElsewhereConfig" if name == "allauth.account" else name
        for name in INSTALLED_APPS
    ]
    # No form is accepted, so none needs a token.
    SILENCED_SYSTEM_CHECKS = [*SILENCED_SYSTEM_CHECKS, "security.W003"]

# What a machine for readers reads: all of an app, or one of its models. The rest, such as users,
# sessions, drafts and webhooks, its role in the database need not even see.
READERS_MODELS = (
    "home",
    "news",
    "forums",
    "core.publisheditem",
    "core.itemdependency",
    "core.itemfacet",
    "core.itemtext",
    "core.publicationcounter",
    "core.formeraddress",
    "core.formerslug",
    "core.siteimage",
    "core.siterendition",
    "core.sitedocument",
    "core.menu",
    "core.menulink",
    "core.initiativesettings",
    "core.topic",
    "core.governorate",
    "core.organisation",
    "core.person",
    "moving.oldaddress",
    "moving.importedpost",
    "translation.translationstatus",
    "translation.glossaryterm",  # names that the search understands in both languages
    "wagtailcore.page",
    "wagtailcore.locale",
    "wagtailcore.site",
    "wagtailcore.collection",
    "wagtailcore.collectionviewrestriction",
    "wagtailredirects.redirect",
    "contenttypes.contenttype",
)
