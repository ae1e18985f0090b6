"""The WSGI callable that granian (or any other server) serves."""

import os

from django.core.wsgi import get_wsgi_application
from django.urls import get_resolver

from config import process
from config.lean import lean

process.answers_requests = True
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")

with lean():
    application = get_wsgi_application()
    _ = get_resolver().url_patterns  # all views, which the first reader would wait for otherwise
