"""Whatever a stranger asks for, nothing that is not public is disclosed, not even its name."""

import re
from collections.abc import Iterable, Iterator
from urllib.parse import quote
from uuid import uuid4

import pytest
from django.test import override_settings

from core.models import SiteRendition
from tests.canaries import STATES, WORD, Secret, hide, make_secret, refer_to
from tests.public_walk import UNKNOWN, Answer, Stranger

pytestmark = [pytest.mark.slow, pytest.mark.django_db, pytest.mark.any_database]
DIGEST_OF_ADDRESS = re.compile(r'(W/"v1-[0-9]+-)[0-9a-f]{16}')
ID_OF_REQUEST = re.compile(r"X-Request-ID: \w+")
SIGNED_FOR_ADDRESS = re.compile(r'"next_cursor":"[^"]*"')
ITS_YEAR = "2011"
COLLECTIONS = ("news", "forums", "councils", "pages")
NEVER_PUBLIC = [state for state, (was_public, _hide) in STATES.items() if not was_public]


def disclosed(replies: Iterable[Answer]) -> dict[str, set[str]]:
    """Return the secret words in replies, by address; those of the request do not count."""
    found: dict[str, set[str]] = {}
    for reply in replies:
        words = {word for word in WORD.findall(reply.text) if word not in reply.address}
        found.setdefault(reply.address, set()).update(words)
    return found


class World:
    """The secrets, and what a stranger saw before some of them were hidden, and after."""

    def __init__(self) -> None:
        self.secrets = {
            state: make_secret(state, live=was_public)
            for state, (was_public, _hide) in STATES.items()
        }
        for secret in self.secrets.values():
            refer_to(secret)
        self.before = disclosed(Stranger().walk())
        for secret in self.secrets.values():
            hide(secret)
        # No cache is cleared and no worker has run: what was cached before is still there.
        self.after = disclosed(Stranger().walk())


@pytest.fixture(scope="module")
def world(once, tmp_path_factory) -> Iterator[World]:
    with override_settings(MEDIA_ROOT=tmp_path_factory.mktemp("media")):
        yield World()


@pytest.mark.parametrize("state", STATES)
def test_nothing_that_is_not_public_is_disclosed_at_any_address(world, state):
    words = set(world.secrets[state].words)
    assert {address: seen & words for address, seen in world.after.items() if seen & words} == {}


@pytest.mark.parametrize("state", [state for state in STATES if state not in NEVER_PUBLIC])
def test_while_it_was_public_the_walk_found_it_where_readers_do(world, state):
    secret, seen = world.secrets[state], world.before
    topic, partner = secret.names["topic"], secret.names["partner"]
    assert {topic.name_en, topic.name_ar, topic.slug} <= seen["/api/v1/topics/"]
    assert {partner.name_en, partner.name_ar, partner.slug} <= seen["/api/v1/organisations/"]
    governorate = secret.names["governorate"]
    assert {governorate.name_en, governorate.name_ar} <= seen["/api/v1/governorates/"]
    assert topic.slug in seen[f"/api/v1/news/?topic={UNKNOWN}"]
    assert partner.name_en in seen["/en/"]
    assert topic.slug in seen["/en/news/"]
    assert secret.story.title in seen[f"/en/news/{secret.story.slug}/"]


def questions_about_names(secret: Secret) -> Iterator[tuple[str, str]]:
    """Yield addresses with a hole in them, and what would narrow a list to a name."""
    for collection in COLLECTIONS:
        lists = f"/api/v1/{collection}/?"
        for parameter, asked in slugs_of(secret):
            yield f"{lists}{parameter}=%s", asked
    for parameter, asked in slugs_of(secret):
        yield f"/api/v1/search/?q=in&{parameter}=%s", asked


def slugs_of(secret: Secret) -> Iterator[tuple[str, str]]:
    yield "topic", secret.names["topic"].slug
    yield "organisation", secret.names["partner"].slug
    yield "governorate", secret.names["governorate"].slug
    yield "forum", secret.forum.slug
    yield "forum", str(secret.forum.work)


def questions(secret: Secret) -> Iterator[tuple[str, str]]:
    """Yield addresses with a hole in them, and what somebody who has a suspicion would put in."""
    topic, partner = secret.names["topic"], secret.names["partner"]
    for collection in COLLECTIONS:
        lists = f"/api/v1/{collection}/"
        yield f"{lists}?ids=%s", str(secret.story.work)
        for words in (secret.words[0], topic.name_ar, secret.story.title):
            yield f"{lists}?q=%s", words
    for words in (topic.name_en, partner.name_ar, secret.story.title, secret.story.place):
        yield "/api/v1/search/?q=%s", words
        yield "/api/v1/suggest/?q=%s", words
        yield "/en/search/?q=%s", words
        yield "/ar/search/?q=%s", words
    yield "/api/v1/changes/?ids=%s", str(secret.forum.work)
    yield "/en/news/?topic=%s", topic.slug
    yield "/ar/news/?topic=%s", topic.slug
    yield "/en/topics/%s/", topic.slug
    yield "/ar/topics/%s/", topic.slug
    yield "/en/news/?forum=%s", secret.forum.slug
    yield "/en/news/?year=%s", ITS_YEAR
    yield "/en/search/?q=in&topic=%s", topic.slug
    yield "/en/search/?q=in&year=%s", ITS_YEAR


def questions_about_pages(secret: Secret) -> Iterator[tuple[str, str]]:
    for page in secret.pages:
        yield "/api/v1/resolve/?url=/en/news/%s/", page.slug
        for parent in ("news/", "forums/", ""):
            yield f"/en/{parent}%s/", page.slug
            yield f"/ar/{parent}%s/", page.slug
    yield "/api/v1/news/%s/", str(secret.story.work)
    yield "/api/v1/news/%s/en/", str(secret.story.work)
    yield "/api/v1/forums/%s/ar/", str(secret.forum.work)
    yield "/en/%s/", f"old-{secret.state}"
    yield "/en/%s/", f"older-{secret.state}"
    yield "/api/v1/resolve/?url=/en/%s/", f"older-{secret.state}"
    for name in SiteRendition.objects.filter(image=secret.image).values_list("file", flat=True):
        yield "/media/%s", name
    yield "%s", secret.document.url


def invented(asked: str) -> str:
    """Return what nobody has, of the same form and length as what was asked."""
    if asked == ITS_YEAR:
        return "2012"
    if len(asked) == len(str(uuid4())) and "-" in asked:
        return str(uuid4())
    return "".join("z" if char.isascii() else "ب" for char in asked)


def answer(address: str, asked: str, *, lang: str = "en") -> tuple[int, str]:
    """Return the reply to somebody who puts `asked` into an address, without `asked` itself."""
    reply = Stranger().ask(address % quote(asked), lang)
    own = sorted({asked, quote(asked), quote(quote(asked))}, key=len, reverse=True)
    text = SIGNED_FOR_ADDRESS.sub("", DIGEST_OF_ADDRESS.sub(r"\1", reply.text))
    text = ID_OF_REQUEST.sub("", text)
    for spelling in own:
        text = text.replace(spelling, "…")
    return reply.status, text


@pytest.mark.parametrize("lang", ["en", "ar"])
@pytest.mark.parametrize("state", STATES)
def test_a_suspicion_is_answered_as_an_invention_is(world, state, lang):
    secret = world.secrets[state]
    about_names = questions_about_names(secret) if state in NEVER_PUBLIC else ()
    for address, asked in (*questions(secret), *about_names):
        reply = answer(address, asked, lang=lang)
        assert reply == answer(address, invented(asked), lang=lang), (address, asked)


@pytest.mark.parametrize("state", [state for state in STATES if state not in NEVER_PUBLIC])
def test_who_narrows_a_list_to_what_was_withdrawn_learns_that_there_is_nothing(world, state):
    for address, asked in questions_about_names(world.secrets[state]):
        status, text = answer(address, asked)
        assert status == 200, (address, asked)
        assert '"results":[]' in text, (address, asked)
        assert not [word for word in world.secrets[state].words if word in text], (address, asked)


@pytest.mark.parametrize("state", STATES)
def test_who_asks_for_a_page_itself_learns_at_most_that_it_was_withdrawn(world, state):
    secret = world.secrets[state]
    allowed = {404} if state in NEVER_PUBLIC else {404, 410}
    for address, asked in questions_about_pages(secret):
        status, text = answer(address, asked)
        assert status in allowed, (address, asked)
        assert not [word for word in secret.words if word in text], (address, asked)
