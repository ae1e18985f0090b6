"""Small makers of what an import leaves behind: posts, old addresses, questions."""

import itertools
from typing import Any

from django.test import Client

from core.models import SiteImage
from core.setup import roles
from moving.models import ImportedPost, OldAddress, Question
from tests import factories

EN, AR = "www.old.example", "ar.old.example"
OLD_SITES = {"en": (f"http://{EN}", "http://old.example"), "ar": (f"https://{AR}",)}
_numbers = itertools.count(1)


def make_post(page: Any = None, site: str = "en", post_id: int = 0, **fields: Any) -> ImportedPost:
    """Make the row of a post that became `page`; what it is follows from the page."""
    if page is not None:
        fields.setdefault("outcome", "public" if page.live else "draft")
    fields.setdefault("outcome", "draft")
    return ImportedPost.objects.create(
        site=site, post_id=post_id or next(_numbers), page=page, **fields
    )


def make_address(address: str, site: str = "en", **leads_to: Any) -> OldAddress:
    return OldAddress.objects.create(site=site, address=address, **leads_to)


def make_moved(page: Any, site: str = "en", post_id: int = 0, **fields: Any) -> ImportedPost:
    """Make a post with the two addresses that each has on the old sites."""
    post = make_post(page, site, post_id, **fields)
    for address in (f"/archives/{post.post_id}", f"?p={post.post_id}"):
        make_address(address, site, post=post)
    return post


def make_question(kind: str, post: ImportedPost, **fields: Any) -> Question:
    """Make a question; of a pair `other` is the translation."""
    return Question.objects.create(kind=kind, post=post, **fields)


def ask_old_host(address: str, host: str = EN, method: str = "get") -> Any:
    """Return what the host of an old site answers."""
    return getattr(Client(HTTP_HOST=host), method)(address)


def location(address: str, host: str = EN) -> str:
    """Return where an old address is redirected to, for good."""
    response = ask_old_host(address, host)
    assert response.status_code == 301, address
    return str(response["Location"])


EVIDENCE = [{"code": "same-picture", "weight": 30}, {"code": "far-day", "weight": -20}]


def browser_of(role: str = roles.COMMUNICATIONS) -> Client:
    client = Client()
    client.force_login(factories.make_user(role))
    return client


def make_pair_question(**both) -> Question:
    english = factories.make_story(title="Tea in Hit", **both)
    arabic = factories.make_story("ar", title="شاي في هيت", **both)
    posts = make_post(english, "en"), make_post(arabic, "ar")
    return make_question("pair", posts[0], other=posts[1], evidence=EVIDENCE, weight=10)


def send(browser: Client, do: str, *chosen: Question, **fields):
    form = {"do": do, "question": [question.pk for question in chosen]} | fields
    return browser.post("/admin/import/", form, follow=True)


def decision_of(question: Question) -> str:
    question.refresh_from_db()
    return question.decision


def make_alt_question() -> tuple[Question, SiteImage]:
    image = factories.make_image(alt_en="", alt_ar="")
    story = factories.make_story(lead_image=image)
    evidence = [{"code": "alt", "weight": 0, "value": image.pk}]
    return make_question("alt", make_post(story), reason="alt", evidence=evidence), image
