"""The WordPress plugin that partners copy: correct PHP, and right in both languages."""

import json
import subprocess
import time
from datetime import UTC, datetime
from pathlib import Path

import pytest

from tests import factories
from tests.partners.conftest import EXAMPLES, LONGEST, program

pytestmark = pytest.mark.any_database

STAND_IN = Path(__file__).parent / "wordpress_stand_in.php"


@pytest.mark.parametrize("name", ["wordpress.php", "sync.php"])
def test_the_example_is_correct_php(name):
    command = [program("php"), "-l", str(EXAMPLES / name)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


def test_the_example_is_short():
    assert len((EXAMPLES / "wordpress.php").read_text("utf-8").splitlines()) < LONGEST


def test_who_installs_it_is_warned_of_page_caches():
    comment = (EXAMPLES / "wordpress.php").read_text("utf-8").partition("*/")[0]
    assert "PAGE-CACHE" in comment
    assert "half an hour" in comment


@pytest.fixture
def shortcode(weather, tmp_path):
    """Show `[icssi_news …]` as WordPress would; return the HTML."""
    plugin = tmp_path / "icssi-news.php"
    text = (EXAMPLES / "wordpress.php").read_text("utf-8")
    assert "https://example.org" in text
    plugin.write_text(text.replace("https://example.org", weather.url), "utf-8")

    def show(**attributes: str) -> str:
        files = [str(STAND_IN), str(plugin), json.dumps(attributes), str(tmp_path / "transients")]
        command = [program("php"), "-d", "error_log=/dev/stderr", *files]
        done = subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)
        assert done.returncode == 0, done.stderr
        assert "Warning" not in done.stdout + done.stderr
        return done.stdout

    return show


def test_stories_are_shown_in_their_own_language_and_direction(shortcode):
    factories.make_story("ar", title="خبر <b>من هيت</b>", lead_image=factories.make_image())
    html = shortcode(lang="ar")
    assert '<li lang="ar" dir="rtl">' in html
    assert "خبر &lt;b&gt;من هيت&lt;/b&gt;" in html
    assert 'alt="نهر"' in html


def test_a_picture_has_its_credit_where_there_is_one(shortcode):
    image = factories.make_image(credit_ar="تصوير: <سارة>", credit_en="Sara")
    factories.make_story("ar", lead_image=image)
    html = shortcode(lang="ar")
    assert "<figcaption>تصوير: &lt;سارة&gt;</figcaption></figure>" in html
    image.credit_ar = image.credit_en = ""
    image.save()
    assert "figcaption" not in shortcode(lang="ar", limit="4")


def test_the_day_of_a_story_is_that_of_baghdad(shortcode):
    factories.make_story("en", story_date=datetime(2019, 6, 7, 22, 30, tzinfo=UTC))
    assert '<time datetime="2019-06-07T22:30:00Z">8 June 2019</time>' in shortcode(lang="en")


def test_an_outdated_translation_is_marked(shortcode):
    original, _translation = factories.make_translated_story("en", title="Before")
    assert "<p>تغيّر النص" not in shortcode(lang="ar")
    original.title = "After"
    original.save_revision().publish()
    assert "<p>تغيّر النص الأصلي بعد هذه الترجمة.</p>" in shortcode(lang="ar", limit="4")


def test_readers_see_a_message_when_there_are_no_stories(shortcode):
    assert ">لا توجد أخبار لعرضها الآن.</p>" in shortcode()
    assert ">There are no stories to show at the moment.</p>" in shortcode(lang="en")


def test_the_site_is_asked_once_in_five_minutes(shortcode, weather):
    factories.make_story("en", title="A story")
    assert shortcode(lang="en") == shortcode(lang="en")
    assert len(weather.asked) == 1


def test_filters_of_the_shortcode_reach_the_api(shortcode, weather):
    forum = factories.make_forum(slug="hit-peace-forum")
    factories.make_story("en", title="Of Hit", forums=[forum])
    factories.make_story("en", title="Of elsewhere")
    html = shortcode(lang="en", forum="hit-peace-forum", limit="3")
    assert "Of Hit" in html
    assert "Of elsewhere" not in html
    assert weather.asked == ["/api/v1/news/?lang=en&forum=hit-peace-forum&limit=3"]


def test_while_the_site_cannot_answer_the_page_goes_on(shortcode, weather):
    weather.mishaps = [503]
    assert "<p" in shortcode()


def test_while_the_site_cannot_answer_stories_are_shown_for_an_hour_and_no_longer(
    shortcode, weather, tmp_path
):
    factories.make_story("en", title="A story")
    shortcode(lang="en")
    file = tmp_path / "transients"
    for minutes, is_shown in ((50, True), (56, False)):
        stored = json.loads(file.read_text("utf-8"))
        for each in stored.values():
            each["answered"] = each["asked"] = time.time() - 60 * minutes
        file.write_text(json.dumps(stored), "utf-8")
        weather.mishaps = [503]
        assert ("A story" in shortcode(lang="en")) is is_shown
