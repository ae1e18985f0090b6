"""CDN_PURGE_URL: a CDN is sent the addresses of what was published, changed or withdrawn."""

import os
import subprocess
import sys

import pytest

from api.push import cdn
from api.push.cdn import PurgeLane, addresses_of
from api.push.models import CdnPurging
from core.models import PublishedItem
from core.publication.counter import latest_number
from tests import factories
from tests.api.push.receiver import Partner, receiving

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def receiver(settings):
    with receiving() as found:
        settings.WEBHOOK_TEST_HOSTS = ["127.0.0.1"]
        settings.CDN_PURGE_URL = f"http://any:a-token@127.0.0.1:{found.port}/purge"
        yield found


def purged(receiver: Partner) -> set[str]:
    return {each for message in receiver.messages for each in message.event["files"]}


def test_what_is_published_and_withdrawn_is_purged_by_address(receiver):
    lane = PurgeLane()
    lane.look()  # it begins with what comes
    assert CdnPurging.objects.get().seq == latest_number()
    assert not receiver.messages
    story = factories.make_story(title="Boats")
    lane.look()
    own = f"http://testserver{story.get_url()}"
    api = f"http://testserver/api/v1/news/{story.translation_key}/en/"
    assert {own, api, "http://testserver/en/", "http://testserver/en/news/"} <= purged(receiver)
    assert receiver.messages[0].headers["authorization"] == "Bearer a-token"
    receiver.messages.clear()
    lane.look()
    assert not receiver.messages
    story.unpublish()
    lane.look()
    assert {own, api} <= purged(receiver)


def test_what_the_cdn_refuses_is_sent_again(receiver):
    PurgeLane().look()
    story = factories.make_story(title="Boats")
    receiver.answer = lambda _message: (503, {}, b"busy")
    lane = PurgeLane()
    lane.look()
    asked = len(receiver.messages)
    assert asked == 1
    lane.look()  # not at once
    assert len(receiver.messages) == asked
    assert CdnPurging.objects.get().seq < latest_number()
    receiver.answer = lambda _message: (200, {}, b"")
    PurgeLane().look()  # of another worker
    assert f"http://testserver{story.get_url()}" in purged(receiver)
    assert CdnPurging.objects.get().seq == latest_number()


def test_many_changes_are_sent_in_portions(receiver):
    PurgeLane().look()
    for number in range(12):
        factories.make_story(title=f"Boats {number}")
    PurgeLane().look()
    assert len(receiver.messages) > 1
    assert all(len(each.event["files"]) <= cdn.MOST for each in receiver.messages)
    assert CdnPurging.objects.get().seq == latest_number()


def test_without_a_cdn_nothing_is_recorded():
    PurgeLane().look()
    assert not CdnPurging.objects.exists()


def test_no_address_is_sent_twice_at_once():
    factories.make_story(title="Boats")
    found = addresses_of([*PublishedItem.objects.all(), *PublishedItem.objects.all()])
    assert len(found) == len(set(found))


@pytest.mark.any_database
@pytest.mark.parametrize("url", ["ftp://cdn.example/purge", "https://", "cdn.example/purge"])
def test_an_address_that_is_none_is_refused(url, tmp_path):
    done = subprocess.run(
        [sys.executable, "-c", "import config.settings"],
        env=os.environ | {"SECRET_KEY": "x" * 60, "DATA_DIR": str(tmp_path), "CDN_PURGE_URL": url,
                          "PYTHONPATH": "site"},
        capture_output=True, encoding="utf-8", check=False,
    )  # fmt: skip
    assert "CDN_PURGE_URL" in done.stderr
