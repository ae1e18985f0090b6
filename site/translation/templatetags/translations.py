"""Titles and states of translations in templates."""

from django import template

from translation import wording
from translation.texts import language_name

register = template.Library()

register.simple_tag(wording.in_language, name="bdi")
register.filter("state_into", wording.state_into)
register.filter("language_name", language_name)
