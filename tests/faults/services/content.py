"""Fills the database and the folder of the settings: `python -m tests.faults.services.content`.

Writes `content.json` into the data folder: who may sign in, and the ids of pages.
"""

import json
from pathlib import Path
from typing import Any

import django
from django.conf import settings
from django.core.management import call_command

django.setup()  # before anything that holds models is imported

from allauth.mfa.totp.internal.auth import TOTP  # noqa: E402
from wagtail.users.models import UserProfile  # noqa: E402

from core.media.photos import make_renditions  # noqa: E402
from core.models import User  # noqa: E402
from core.setup import roles  # noqa: E402
from tests import factories  # noqa: E402
from tests.faults.services.browsers import SECRET  # noqa: E402

PAIRS = 8
PEOPLE = {
    "administrator": (roles.ADMINISTRATORS, "en"),
    "arabic-administrator": (roles.ADMINISTRATORS, "ar"),
    "editor": (roles.COMMUNICATIONS, "en"),
    "colleague": (roles.COMMUNICATIONS, "en"),
    "victim": (roles.COMMUNICATIONS, "en"),
}


def main() -> None:
    call_command("migrate", verbosity=0, interactive=False)
    call_command("collectstatic", verbosity=0, interactive=False)
    for name, (role, lang) in PEOPLE.items():
        _make_person(name, role, lang)
    image = factories.make_image()
    make_renditions(image)
    document = factories.make_document()
    stories = [_make_pair(number, image) for number in range(PAIRS)]
    known = {
        "stories": stories,
        "index": factories.news_index().pk,
        "image": image.pk,
        "document": document.pk,
    }
    (Path(settings.VAR) / "content.json").write_text(json.dumps(known))


def _make_person(name: str, role: str, lang: str) -> User:
    user = factories.make_user(role, email=f"{name}@example.org", first_name=name.title())
    UserProfile.objects.create(user=user, preferred_language=lang)
    TOTP.activate(user, SECRET)
    return user


def _make_pair(number: int, image: Any) -> dict[str, Any]:
    story = factories.make_story(title=f"Story number {number}", lead_image=image)
    factories.make_story("ar", title=f"الخبر رقم {number}", translation_key=story.work)
    return {"pk": story.pk, "work": str(story.work), "path": story.url, "title": story.title}


if __name__ == "__main__":
    main()
