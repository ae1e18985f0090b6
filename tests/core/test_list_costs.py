"""Lists and choosers of the CMS cost as many queries for fifty rows as for ten."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Page

from core.models import SiteDocument
from core.setup import roles
from tests import factories
from tests.signing_in import sign_in

pytestmark = [pytest.mark.django_db, pytest.mark.any_database, pytest.mark.slow]

ADDRESSES = [
    "/admin/pages/search/?q=",
    "/admin/pages/search/results/?q=story&language=en&ordering=title",
    "/admin/pages/search/results/?q=&status=live&ordering=-story_date",
    "/admin/pages/{home}/?q=story",
    "/admin/pages/{home}/results/?q=story&search_all=1",
    "/admin/pages/{news}/?ordering=title",
    "/admin/choose-page/{news}/?page_type=wagtailcore.page",
    "/admin/choose-page/search/?q=story&page_type=wagtailcore.page",
    "/admin/choose-page/search/?q=story&page_type=news.newspage&allow_multiple=1",
    "/admin/choose-page/chosen-multiple/?{ids}",
    "/admin/pages/{story}/move/",
    "/admin/pages/{story}/copy/",
    "/admin/pages/{story}/history/",
    "/admin/pages/add/news/newspage/{news}/",
    "/admin/pages/{story}/edit/",
    "/admin/snippets/core/topic/?ordering=name_ar",
    "/admin/snippets/core/organisation/",
    "/admin/snippets/choose/core/organisation/",
    "/admin/snippets/choose/core/person/results/?q=person",
    "/admin/users/?ordering=name",
    "/admin/users/?q=user",
    "/admin/redirects/",
    "/admin/images/",
    "/admin/images/chooser/",
    "/admin/documents/",
    "/admin/documents/chooser/",
    "/admin/translations/glossary/?ordering=ar",
    "/admin/reports/aging-pages/",
    "/admin/reports/site-history/",
    "/admin/reports/page-types-usage/",
    "/admin/reports/workflow_tasks/",
]


def _make(number: int, user) -> None:
    for _each in range(number):
        story = factories.make_story(
            topics=[factories.make_topic()],
            partner_organisations=[factories.make_organisation()],
            forums=[factories.make_forum()],
        )
        Page.objects.filter(pk=story.pk).update(locked=True, locked_by=user)
        factories.make_person()
        factories.make_user(roles.translators("ar"), first_name="Sara")
        Redirect.objects.create(old_path=f"/old-{story.pk}", redirect_page=story)
        SiteDocument.objects.create(title=f"Paper {story.pk}", file=f"paper-{story.pk}.pdf")
        draft = factories.begin_translation(story)
        factories.translate_texts(draft)
        factories.translation_of(draft).save_target(user=user, publish=False)
        draft.refresh_from_db()
        draft.get_workflow().start(draft, user)
        draft.go_live_at = timezone.now() + timedelta(days=3)


def _cost(client, address: str) -> int:
    with CaptureQueriesContext(connection) as queries:
        response = client.get(address)
    assert response.status_code == 200, address
    return len(queries)


def test_lists_cost_the_same_for_ten_rows_and_for_fifty(client, monkeypatch):
    # On a slow machine more than a minute passes, after which it is written who is here.
    monkeypatch.setattr("core.sessions.SEEN_EVERY", timedelta(hours=1))
    user = sign_in(client, roles.ADMINISTRATORS)
    story = factories.make_story(title="The first")
    places = {
        "home": factories.home_page().pk,
        "news": factories.news_index().pk,
        "story": story.pk,
    }
    costs: list[dict[str, int]] = []
    for number in (10, 40):
        _make(number, user)
        ids = Page.objects.filter(depth=4).order_by("-pk").values_list("pk", flat=True)[:number]
        places["ids"] = "&".join(f"id={pk}" for pk in ids)
        found = {}
        for template in ADDRESSES:
            address = template.format(**places)
            client.get(address)  # what is read once for each process
            found[template] = _cost(client, address)
        costs.append(found)
    few, many = costs
    # Less is right where the fifty that are shown are of fewer types than the ten were.
    assert {address: (few[address], many[address]) for address in ADDRESSES} == {
        address: (few[address], min(few[address], many[address])) for address in ADDRESSES
    }
