"""The search of the CMS: Arabic as people write it, and never an error."""

import re
from urllib.parse import quote

import pytest
from django.contrib.auth.models import Group
from django.core.management import call_command
from modelsearch.backends import get_search_backend
from wagtail.contrib.redirects.models import Redirect

from core.models import SearchText, Topic
from tests import factories
from tests.signing_in import sign_in
from translation.models import GlossaryTerm

pytestmark = pytest.mark.django_db

# Written with hamza, tashkeel and the article; sought without any of them, and with more.
WRITTEN = "إفتتاحُ المُنتدى الأوّل"
SOUGHT = ["منتدى", "المُنتدي ٱلأول", "أفتتاح اول"]

LISTS = [
    "/admin/pages/search/results/?q=",
    "/admin/pages/1/results/?search_all=1&q=",
    "/admin/choose-page/search/?q=",
    "/admin/images/results/?q=",
    "/admin/images/chooser/results/?q=",
    "/admin/documents/results/?q=",
    "/admin/documents/chooser/results/?q=",
    "/admin/snippets/core/topic/results/?q=",
    "/admin/snippets/choose/core/person/results/?q=",
    "/admin/users/results/?q=",
    "/admin/redirects/results/?q=",
    "/admin/translations/results/?q=",
    "/admin/translations/glossary/results/?q=",
    "/admin/reports/site-history/results/?label=",
    "/admin/workflows/list/results/?q=",
    "/admin/workflows/tasks/index/results/?q=",
    "/admin/workflows/task_chooser/results/?q=",
]
# What Communications may open of them.
OPEN_TO_STAFF = [each for each in LISTS if not re.search("users|redirects|reports|workflows", each)]
TYPED = [
    "%22",
    "%22x",
    "%00",
    "%ED%A0%80",
    "%D8%9F%21%2A%28%29%5B%5D%7B%7D%3A%3B%2D",
    "title:%22x",
    "NOT%20OR%20AND%20NEAR(",
    "a%20" * 600,
    "a" * 39_000,
    "%25" * 13_000,
    "%20",
    "%20".join(f"word{number}" for number in range(500)),
    quote("سلام دائم " * 440),  # 8 KB
    quote("\u0651\u064e\u0301"),  # marks that belong to no letter
    quote("السلام 🕊️👨‍👩‍👧 سلام"),
    quote("\u202e\u2067\ufeff\u200d"),
    "%ED%A0%80%20peace%ED%B0%80",
    quote('"peace" " “ « \'peace'),
    quote("^peace* col:x {a b}: +peace -peace NEAR(a b, 2) a:*b"),
    quote("'peace' & !x | (y <-> z) :* \\ $$ ;--"),
]


@pytest.fixture
def site(client):
    sign_in(client, "Administrators")
    return client


@pytest.mark.parametrize(
    ("role", "address"),
    [
        *(("Administrators", each) for each in LISTS),
        *(("Communications", each) for each in OPEN_TO_STAFF),
    ],
)
def test_whatever_is_typed_is_answered(client, role, address):
    sign_in(client, role)
    factories.make_story(title="x")
    for typed in TYPED:
        assert client.get(address + typed).status_code == 200, typed[:30]


@pytest.mark.parametrize("address", LISTS)
def test_an_address_that_no_database_would_read_is_refused_with_the_reason(site, address):
    answer = site.get(address + "a" * 60_000)
    assert answer.status_code == 414
    assert "too long" in answer.content.decode()


def _make(kind: str) -> None:
    user = factories.make_user("Communications")
    made = {
        "story": lambda: factories.make_story("ar", title=WRITTEN),
        "image": lambda: factories.make_image(title="P", alt_ar=WRITTEN),
        "topic": lambda: factories.make_topic("One", WRITTEN),
        "person": lambda: factories.make_person("Somebody", WRITTEN),
        "user": lambda: type(user).objects.filter(pk=user.pk).update(first_name=WRITTEN),
        "document": lambda: factories.make_document(WRITTEN, content=b"%PDF-1.4", name="plan.pdf"),
        "term": lambda: GlossaryTerm.objects.create(en="Beginning", ar=WRITTEN, kind="other"),
        "redirect": lambda: Redirect.objects.create(
            old_path="/" + quote(WRITTEN.replace(" ", "-")), redirect_link="/en/"
        ),
    }
    made[kind]()


@pytest.mark.parametrize(
    ("kind", "address"),
    [
        ("story", "/admin/pages/search/results/?q="),
        ("story", "/admin/pages/1/results/?search_all=1&q="),
        ("story", "/admin/choose-page/search/?q="),
        ("story", "/admin/translations/results/?q="),
        ("image", "/admin/images/results/?q="),
        ("image", "/admin/images/chooser/results/?q="),
        ("topic", "/admin/snippets/core/topic/results/?q="),
        ("person", "/admin/snippets/choose/core/person/results/?q="),
        ("user", "/admin/users/results/?q="),
        ("redirect", "/admin/redirects/results/?q="),
        ("document", "/admin/documents/results/?q="),
        ("document", "/admin/documents/chooser/results/?q="),
        ("term", "/admin/translations/glossary/results/?q="),
    ],
)
def test_arabic_is_found_as_people_type_it(site, kind, address):
    _make(kind)
    empty = site.get(address + quote("غيرموجود")).content.decode()
    for typed in SOUGHT:
        found = site.get(address + quote(typed)).content.decode()
        assert _rows(found) > _rows(empty), typed


def _rows(html: str) -> int:
    return html.count("<tr") + html.count("<li") + html.count("<figure")


def test_more_redirects_are_found_than_a_statement_takes_parameters(site):
    """SQLite takes 250,000 of them."""
    rows = (Redirect(old_path=f"/old-{number}", redirect_link="/en/") for number in range(260_000))
    Redirect.objects.bulk_create(rows, batch_size=20_000)
    answer = site.get("/admin/redirects/results/?q=old").content.decode()
    assert "260,000" in answer or "260000" in answer


def test_titles_come_before_texts_and_whole_words_before_their_beginnings(site):
    text = factories.make_story(title="Another", summary="peace")
    begun = factories.make_story(title="Peacebuilding")
    whole = factories.make_story(title="Peace")
    found = [page.pk for page in type(whole).objects.search("peace")]
    assert found[0] == whole.pk
    assert set(found) == {whole.pk, begun.pk, text.pk}
    titles = type(whole).objects.autocomplete("peace")
    assert [page.pk for page in titles] == [whole.pk, begun.pk]


def test_the_title_of_a_draft_is_searched_while_nobody_else_may_know_the_page(site):
    draft = factories.make_story(title="Before", live=False)
    draft.title = "Sunflower"
    draft.save_revision()
    public = factories.make_story(title="Public")
    public.title = "Sunflower as well"
    public.save_revision()
    assert [page.pk for page in type(draft).objects.autocomplete("sunflower")] == [draft.pk]


def test_the_index_follows_what_is_changed_and_deleted(site):
    topic = factories.make_topic("Rivers", "أنهار")
    rows = SearchText.objects.filter(kind="core.topic", object_id=topic.pk)
    topic.name_en = "Marshes"
    topic.save()
    backend = get_search_backend()
    assert list(backend.autocomplete("marshes", Topic)) == [topic]
    assert list(backend.autocomplete("rivers", Topic)) == []
    topic.delete()
    assert not rows.exists()


def test_what_was_written_before_the_index_is_found_after_the_migration(site):
    story = factories.make_story(title="Before the index")
    SearchText.objects.all().delete()
    call_command("migrate", verbosity=0)
    assert [page.pk for page in type(story).objects.search("index")] == [story.pk]


def test_all_users_that_a_search_finds_are_those_of_the_bulk_action(site):
    chosen = factories.make_user("Communications", first_name="أحمد")
    factories.make_user("Communications", first_name="Zaid")
    role = Group.objects.get(name="Communications").pk
    address = "/admin/bulk/core/user/assign_role/?id=all&q=" + quote("احمد")
    site.post(address, {"role": role})
    answer = site.get(address).content.decode()
    assert chosen.email in answer or "أحمد" in answer
    assert "Zaid" not in answer


@pytest.mark.parametrize("address", LISTS)
def test_no_answer_to_a_search_is_stored_on_its_way(site, address):
    directives = site.get(address + quote("سلام")).headers["Cache-Control"]
    assert "no-store" in directives
    assert "private" in directives
