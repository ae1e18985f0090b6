"""The apps, the middleware and the templates."""

from config.settings.environment import ROOT

INSTALLED_APPS = [
    "api",
    "moving",
    "home",
    "news",
    "forums",
    "translation",
    "cms",
    "core",
    "wagtail_localize",
    "wagtail.locales",
    "wagtail.contrib.redirects",
    "wagtail.contrib.settings",
    "wagtail.documents",
    "wagtail.images",
    "cms.accounts.apps.StaffConfig",
    "wagtail.snippets",
    "wagtail.embeds",
    "wagtail.sites",
    "wagtail.search",
    "wagtail.admin",
    "wagtail",
    "modelcluster",
    "taggit",
    "django_tasks",
    "django_tasks_db",
    "rest_framework",
    "drf_spectacular",
    "csp",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
]

MIDDLEWARE = [
    "core.caching.micro.MicroCacheMiddleware",
    "core.logs.requests.RequestLogMiddleware",
    "moving.addresses.middleware.OldSitesMiddleware",
    "api.middleware.ApiMiddleware",
    "api.embeds.middleware.EmbedMiddleware",
    "core.public.closed.ClosedMiddleware",
    "core.caching.pages.PageCacheMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "csp.middleware.CSPMiddleware",
    "core.public.policy_reports.ReportingMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "core.health.probes.LivenessMiddleware",
    "cms.middleware.CmsPolicyMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "core.language.middleware.LanguageMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "cms.accounts.factors.guard.SecondFactorMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "cms.accounts.sessions.SessionActivityMiddleware",
    "cms.security_log.events.ExportLogMiddleware",
    "cms.saving.signed_out.SignedOutMiddleware",
    "cms.saving.gone.GoneMiddleware",
    "cms.privacy.current_user.CurrentUserMiddleware",
    "cms.language.preference.StaffLanguageMiddleware",
    "cms.middleware.LongAddressMiddleware",
    "cms.middleware.ForgedAddressMiddleware",
    "cms.middleware.DeletingMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "core.addresses.middleware.PublicRedirectMiddleware",
    "core.publication.middleware.PublicationMiddleware",
]

ROOT_URLCONF = "config.urls"
WSGI_APPLICATION = "config.wsgi.application"
APPEND_SLASH = True

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [ROOT / "site" / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "core.public.context.site_chrome",
            ],
        },
    }
]
