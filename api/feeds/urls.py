"""Addresses under /feeds/."""

from django.urls import path

from api.feeds.views import StoryFeed
from core.addresses.feeds import FOLDERS, MEDIA_TYPES

app_name = "feeds"

urlpatterns = [
    *(path(f"<str:lang>/news.{form}", StoryFeed.as_view(form=form)) for form in MEDIA_TYPES),
    *(
        path(f"<str:lang>/{folder}/<str:slug>/news.{form}", StoryFeed.as_view(form=form, kind=kind))
        for kind, folder in FOLDERS.items()
        for form in MEDIA_TYPES
    ),
]
