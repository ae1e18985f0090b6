"""A name that is erased is nowhere any more, and what shows it goes on."""

import json
import re

import pytest
from django.core.management import call_command
from django.db import connection
from wagtail.contrib.redirects.models import Redirect
from wagtail_localize.models import String, StringTranslation

from core.erasing.erase import erase, places
from core.erasing.phrases import Phrases
from core.models import FormerAddress, Person, PublishedItem, User
from core.refusals import RefusedError
from core.setup.roles import ADMINISTRATORS, COMMUNICATIONS, reviewers, translators
from tests import factories
from translation.models import Job, Notice, TranslationStatus

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]

NAME, ARABIC = "Zaynab Qasim", "زينب قاسم"
BOTH = Phrases([NAME, ARABIC])
PATTERN = re.compile(r"zaynab.{0,8}qasim|زينب.{0,8}قاسم", re.IGNORECASE | re.DOTALL)


def stored_texts():
    """Yield every value of every column of every table of the database, decoded."""
    quote = connection.ops.quote_name
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f"SELECT * FROM {quote(table)}")  # noqa: S608
            for row in cursor.fetchall():
                for value in row:
                    yield table, as_text(value)


def as_text(value):
    if isinstance(value, bytes | memoryview):
        return bytes(value).decode("utf-8", "replace")
    return value if isinstance(value, str) else json.dumps(value, default=str)


def remaining():
    """Return the tables in which the name is, whatever its escapes."""
    found = set()
    for table, value in stored_texts():
        text = value
        for _nested in range(4):  # JSON within JSON within JSON
            if PATTERN.search(text):
                found.add(table)
            text = re.sub(r"\\+u([0-9a-fA-F]{4})", lambda each: chr(int(each[1], 16)), text)
    return found


@pytest.fixture
def story(db):
    """A story about somebody, with a history, a translation, and all that refers to it."""
    author = factories.make_user(is_superuser=True)
    person = factories.make_person(NAME, ARABIC)
    body = [
        ("paragraph", f"<p>With <b>Zaynab</b> Qasim, and {NAME.upper()}.</p>"),
        ("paragraph", "<p>وقالت لزَيْنَب قاسم.</p>"),
    ]
    made = factories.make_story(
        title=f"{NAME} speaks", summary=f"About {NAME}.", byline_person=person, body=body,
        slug="zaynab-qasim-speaks",
    )  # fmt: skip
    draft = factories.begin_translation(made)
    factories.translate_texts(draft, {f"{NAME} speaks": f"{ARABIC} تتكلم"}).save_target()
    made.title = f"Before: {NAME}"
    made.save_revision(user=author, log_action=True).publish(user=author)
    made.slug = "she-speaks"
    made.save_revision().publish()
    Redirect.objects.create(old_path="/en/zaynab-qasim", redirect_page=made)
    status = TranslationStatus.objects.get(work=made.translation_key)
    Notice.objects.create(recipient=author, kind="assigned", status=status, comment=NAME)
    Job.objects.create(owner=author, kind="export", state="done", report={"left_out": [ARABIC]})
    Job.objects.create(owner=author, kind="import", state="done", file=f"msgid {NAME}".encode())
    factories.make_image(title=NAME, alt_ar=ARABIC)
    return made


def test_it_is_nowhere_afterwards(story):
    assert {"wagtailcore_revision", "core_person", "core_shelfitem"} <= remaining()
    erase(BOTH)
    assert remaining() == set()
    assert not list(places(BOTH))


def test_what_showed_it_goes_on(story):
    erase(BOTH)
    items = PublishedItem.objects.public().filter(work=story.translation_key)
    assert {item.lang for item in items} == {"en", "ar"}
    assert items.get(lang="en").title == "Before: […]"
    assert not FormerAddress.objects.filter(path__contains="zaynab").exists()
    story.refresh_from_db()
    assert story.get_latest_revision_as_object().title == "Before: […]"
    assert story.body[0].value.source == "<p>With <b>[…]</b>, and […].</p>"


def test_a_second_time_changes_nothing(story):
    erase(BOTH)
    before = sorted(map(str, stored_texts()))
    assert erase(BOTH) == 0
    assert sorted(map(str, stored_texts())) == before


def test_the_published_answer_follows(story, client):
    item = PublishedItem.objects.get(work=story.translation_key, lang="en")
    seq = item.seq
    erase(BOTH)
    item.refresh_from_db()
    assert item.seq > seq
    assert "Zaynab" not in item.full


def test_translated_texts_still_belong_together(story):
    erase(BOTH)
    for string in String.objects.all():
        assert string.data_hash == String._get_data_hash(string.data)
    assert StringTranslation.objects.filter(data="[…] تتكلم").exists()


def test_other_spellings_of_a_person_are_erased(db):
    person = factories.make_person("Z. Q.", "ز. ق.")
    person.variants = f"{NAME} Ali\n{ARABIC}"
    person.save()
    erase(BOTH)
    assert not remaining()
    person.refresh_from_db()
    assert person.variants.startswith("[…]")


def test_two_people_of_one_name_stay_two(db):
    factories.make_person(NAME, "أولى")
    factories.make_person(f"{NAME} Jr", "ثانية")
    erase(Phrases([NAME]))
    assert Person.objects.count() == 2
    assert not Person.objects.filter(name_en__contains="Zaynab").exists()


@pytest.mark.parametrize("phrase", ["", "ab", "…", "  "])
def test_what_would_be_everywhere_is_refused(db, phrase):
    with pytest.raises(RefusedError):
        erase(Phrases([phrase]))


def test_a_longer_word_is_another_one(db):
    story = factories.make_story(title="Alignment of Ali")
    erase(Phrases(["Ali"]))
    story.refresh_from_db()
    assert story.title == "Alignment of […]"


def test_what_opens_an_account_is_left_to_people(story):
    User.objects.create_user("zaynab.qasim@example.org", "a long password")
    with pytest.raises(RefusedError):
        erase(BOTH)
    assert "core_person" in remaining()


def test_the_command_lists_asks_and_erases(story, capsys, monkeypatch):
    call_command("erase", NAME, ARABIC, "--list")
    assert "core.person" in capsys.readouterr().out
    monkeypatch.setattr("builtins.input", lambda _question: "no")
    call_command("erase", NAME, ARABIC)
    assert remaining()
    monkeypatch.setattr("builtins.input", lambda _question: "erase")
    call_command("erase", NAME, ARABIC)
    assert not remaining()


SCREEN = "/admin/erase/"


def test_administrators_see_where_it_is_and_confirm(story, client):
    client.force_login(factories.make_user(ADMINISTRATORS))
    form = {"phrases": f"{NAME}\n{ARABIC}", "mark": "[…]"}
    listed = client.post(SCREEN, form | {"list": "1"})
    assert "speaks" in listed.content.decode()
    assert NAME not in client.post(SCREEN, form | {"erase": "1"}).headers.get("Location", "")
    assert remaining(), "It was not confirmed."
    done = client.post(SCREEN, form | {"erase": "1", "is_confirmed": "on"}, follow=True)
    assert "Removed from" in done.content.decode()
    assert NAME not in done.content.decode()
    assert remaining() == set()


def test_what_is_rendered_is_listed_in_words_that_people_know(story, client):
    client.force_login(factories.make_user(ADMINISTRATORS))
    listed = client.post(SCREEN, {"phrases": NAME, "mark": "[…]", "list": "1"}).content.decode()
    assert "What readers get" in listed
    for internal in ("Published item", "Item text", "Item facet"):
        assert internal not in listed


@pytest.mark.parametrize("role", [COMMUNICATIONS, translators("ar"), reviewers("ar"), ""])
def test_nobody_else_erases(story, client, role):
    client.force_login(factories.make_user(role))
    form = {"phrases": NAME, "mark": "x", "erase": "1", "is_confirmed": "on"}
    client.get(SCREEN)
    assert client.post(SCREEN, form).status_code in {302, 403}
    assert "core_person" in remaining()


@pytest.mark.parametrize(
    "form", [{}, {"phrases": "ab", "mark": "x"}, {"phrases": NAME, "mark": NAME}, {"phrases": "\0"}]
)
def test_bad_input_is_explained(story, client, form):
    client.force_login(factories.make_user(ADMINISTRATORS))
    assert client.post(SCREEN, form | {"erase": "1", "is_confirmed": "on"}).status_code == 200
    assert remaining()
