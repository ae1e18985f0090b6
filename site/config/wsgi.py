"""The WSGI callable that granian (or any other server) serves."""

import os

from django.core.wsgi import get_wsgi_application

from config import process

process.answers_requests = True
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")

application = get_wsgi_application()
