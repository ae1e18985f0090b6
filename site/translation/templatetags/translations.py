"""Titles and statuses of translations in templates."""

from django import template

from core.language.languages import language_name
from translation.status import labels

register = template.Library()

register.simple_tag(labels.in_language, name="bdi")
register.filter("status_into", labels.status_into)
register.filter("language_name", language_name)
