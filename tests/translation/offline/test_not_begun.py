"""Files of works that nobody has begun to translate."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from core.setup import roles
from tests import factories
from tests.translation.offline.files import (
    JOBS,
    counts_of,
    exported,
    parsed,
    take_over,
    upload,
    words_of,
)
from tests.translation.screens import row_of

pytestmark = pytest.mark.django_db


def test_a_file_that_was_exported_before_anybody_began_begins_the_translation(editor):
    story = factories.make_story(title="Voices", body=[("paragraph", "<p>We met.</p>")])
    po = parsed(exported(editor, story))
    for entry in po:
        entry.msgstr = f"ترجمة {entry.msgid}"
    preview = upload(editor, po)
    assert counts_of(preview) == {"new": 2}
    assert "taking the file over begins it as a draft" in preview.content.decode()
    assert row_of(story).status == "missing"
    take_over(editor, preview)
    row = row_of(story)
    assert (row.status, row.done, row.total) == ("draft", 2, 2)
    assert not row.target_page.live


def test_a_file_begins_nothing_for_whoever_may_not_begin(client, editor):
    story = factories.make_story(title="Voices")
    po = parsed(exported(editor, story))
    po[0].msgstr = "أصوات"
    user = factories.make_user(roles.translators("ar"))
    user.groups.get().permissions.remove(
        *user.groups.get().permissions.filter(codename="submit_translation")
    )
    client.force_login(user)
    response = upload(client, po)
    assert "You may not begin translations" in words_of(response)
    take_over(client, response)
    assert row_of(story).status == "missing"


def test_the_title_of_a_draft_behind_a_public_original_is_shown_nowhere(client):
    """The file was named and its entries were commented by a title that was not public yet."""
    story = factories.make_story(title="Public title")
    story.title = "Zebra hidden"
    story.save_revision()
    client.force_login(factories.make_user(roles.translators("ar")))
    response = exported(client, story)
    assert "public-title.ar.po" in response["Content-Disposition"]
    po = parsed(response)
    assert "Page: Public title" in po[0].comment
    po[0].msgstr = "عنوان"
    preview = upload(client, po)
    po.metadata["Language"] = "en"
    refused = upload(client, po)
    assert "“Public title” is translated into Arabic" in words_of(refused)
    for each in (response, preview, refused):
        assert "zebra" not in each.content.decode().lower()


def test_looking_at_the_preview_writes_nothing(editor):
    story = factories.make_story(title="Voices")
    po = parsed(exported(editor, story))
    po[0].msgstr = "أصوات"
    job = upload(editor, po).context["job"]
    with CaptureQueriesContext(connection) as queries:
        response = editor.get(f"{JOBS}{job.pk}/")
    assert response.context["shown"][0]["groups"]
    words = [query["sql"].split()[0] for query in queries]
    assert {"INSERT", "UPDATE", "DELETE"}.isdisjoint(words)
