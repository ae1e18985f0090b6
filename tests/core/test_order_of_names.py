"""Lists of names and titles follow the alphabet, in both scripts and on both databases."""

from datetime import UTC, datetime
from random import Random

import pytest
from django.contrib.auth.models import Group
from django.utils import translation

from core.language.alphabet import sort_key
from core.models import Governorate, SearchText, Topic
from core.setup import roles
from core.setup.names import refold_names
from tests import factories
from tests.signing_in import sign_in
from translation.models import GlossaryTerm
from translation.views.bulk import AssignForm

pytestmark = pytest.mark.django_db

# In the order of the alphabet, written as people write: with and without hamza, article, tashkeel,
# tatweel and quotation marks; letters of Kurdish come behind those that they were made from.
IN_ORDER = [
    "أربيل",
    "الإرشاد",
    "ألمانيا",
    "الأنبار",
    "بابل",
    "البَصرة",
    "بغداد",
    "پیرمام",
    "«تلعفر»",
    "جمجمال",
    "چوارتا",
    "ديـــالى",
    "كفري",
    "گرميان",
    "المثنى",
    "منتدى الأنبار",
    "منتدى بابل",
    "منتدى البصرة",
    "المنتديات",
]
ENGLISH = ["amara", "Élan", "Erbil", "“Hit”", "Zakho"]


def _shuffled(names: list[str]) -> list[str]:
    return Random(7).sample(names, len(names))


def _places(html: str, names: list[str]) -> list[int]:
    places = [html.find(name) for name in names]
    assert -1 not in places, [name for name in names if name not in html]
    return places


@pytest.mark.parametrize("names", [IN_ORDER, ENGLISH])
def test_the_key_orders_as_the_alphabet_does(names):
    assert sorted(_shuffled(names), key=sort_key) == names


def test_spellings_of_one_name_have_one_place():
    spellings = ["المُنتدى الأوّل", "المنتدي الاول", "منتـدى أول", "«منتدى» اول"]
    assert len({sort_key(each) for each in spellings}) == 1


def test_a_word_that_only_begins_like_an_article_keeps_its_letters():
    assert sort_key("ألمانيا") > sort_key("أكد")
    assert sort_key("الله").startswith("ال")


def test_names_are_in_the_order_of_the_language_in_which_they_are_read():
    Topic.objects.all().delete()
    for place, name in enumerate(_shuffled(IN_ORDER)):
        factories.make_topic(f"{chr(ord('a') + place)} topic", name)
    with translation.override("ar"):
        assert [str(topic) for topic in Topic.objects.all()] == IN_ORDER
        assert [str(topic) for topic in Topic.objects.reverse()] == IN_ORDER[::-1]
    with translation.override("en"):
        assert [str(topic) for topic in Topic.objects.all()] == [
            f"{chr(ord('a') + place)} topic" for place in range(len(IN_ORDER))
        ]


def test_a_story_with_several_names_is_made_and_shows_them_in_order(client):
    names = ["أمل", "الأنوار", "بشرى"]
    topics = [factories.make_topic("", name) for name in _shuffled(names)]
    story = factories.make_story("ar", topics=topics, live=False)
    factories.make_story("ar", title="منشور", topics=topics)
    sign_in(client, roles.COMMUNICATIONS)
    for address in (f"/admin/pages/{story.pk}/view_draft/", "/ar/news/منشور/"):
        html = client.get(address).content.decode()
        places = _places(html, names)
        assert places == sorted(places), address


def test_names_of_before_get_their_keys_by_a_migrate():
    factories.make_topic("Peace", "السلام")
    Topic.objects.update(sort_en="", sort_ar="")
    refold_names()
    topic = Topic.objects.get(slug="peace")
    assert (topic.sort_en, topic.sort_ar) == (sort_key("Peace"), sort_key("سلام"))


def test_governorates_are_in_order_from_the_first_migrate():
    with translation.override("ar"):
        names = [str(each) for each in Governorate.objects.all()]
    assert names[:5] == ["أربيل", "الأنبار", "بابل", "البصرة", "بغداد"]


@pytest.fixture
def arabic(client):
    """A browser of somebody from Communications who reads Arabic."""
    sign_in(client, roles.COMMUNICATIONS)
    client.defaults["HTTP_ACCEPT_LANGUAGE"] = "ar"
    return client


def test_the_form_of_a_story_offers_topics_and_organisations_in_order(arabic):
    names = ["الإرشاد", "بابل الأولى", "المنتديات"]
    for place, name in enumerate(_shuffled(names)):
        factories.make_topic(f"{place}", name)
        factories.make_organisation(f"{place}", f"{name} للتنمية")
    html = arabic.get(f"/admin/pages/add/news/newspage/{factories.news_index('ar').pk}/")
    for offered in (names, [f"{name} للتنمية" for name in names]):
        places = _places(html.content.decode(), [f"\n {each}" for each in offered])
        assert places == sorted(places)


def test_the_form_of_a_story_offers_forums_in_order(arabic):
    titles = ["منتدى أربيل", "منتدى الأنبار", "منتدى بابل", "منتدى البصرة"]
    for title in _shuffled(titles):
        factories.make_forum("ar", title=title)
    form = arabic.get(f"/admin/pages/add/news/newspage/{factories.news_index('ar').pk}/")
    offered = form.context["form"].fields["forums"].queryset
    assert [forum.title for forum in offered if forum.title in titles] == titles


@pytest.mark.parametrize("model", ["person", "organisation", "governorate"])
def test_choosers_and_lists_of_names_are_in_order(arabic, model):
    names = ["أمل", "الأنوار", "بشرى", "البصائر", "التنمية"]
    make = {
        "person": factories.make_person,
        "organisation": factories.make_organisation,
        "governorate": lambda en, ar: Governorate.objects.create(name_en=en, name_ar=ar),
    }[model]
    Governorate.objects.all().delete()
    for place, name in enumerate(_shuffled(names)):
        make(f"Z{place}", name)
    for address in (
        f"/admin/snippets/choose/core/{model}/results/",
        f"/admin/snippets/core/{model}/",
        f"/admin/snippets/core/{model}/?ordering=name_ar",
    ):
        response = arabic.get(address)
        places = _places(response.content.decode(), names)
        assert places == sorted(places), address
    html = arabic.get(f"/admin/snippets/core/{model}/?ordering=-name_ar").content.decode()
    assert _places(html, names) == sorted(_places(html, names), reverse=True)


def test_the_lists_of_the_site_are_in_order(client):
    names = ["أربيل", "الأنبار", "بابل", "البصرة"]
    for name in _shuffled(names):
        topic = factories.make_topic("", f"موضوع {name}")
        factories.make_story("ar", topics=[topic])
        factories.make_forum(
            "ar",
            title=f"منتدى {name}",
            partner_organisations=[factories.make_organisation("", f"منظمة {name}")],
        )
        factories.make_council("ar", title=f"مجلس {name}")
    for page, kinds in [
        (factories.news_index("ar"), ["موضوع", "منتدى"]),
        (factories.forum_index("ar"), ["منتدى"]),
        (factories.council_index("ar"), ["مجلس"]),
        (factories.home_page("ar"), ["منتدى", "مجلس", "منظمة"]),
    ]:
        html = client.get(page.url).content.decode()
        for kind in kinds:
            places = _places(html, [f">{kind} {name}<" for name in names])
            assert places == sorted(places), (page, kind)


@pytest.mark.parametrize("address", ["/admin/pages/search/results/?q=x&", "explorer"])
def test_lists_of_pages_are_ordered_by_title(arabic, address):
    titles = ["أربيل x", "الأنبار x", "بابل x", "«البصرة» x", "Élan x", "Zakho x"]
    in_order = [*titles[4:], *titles[:4]]
    for title in _shuffled(titles):
        factories.make_story("ar", title=title, live=title != titles[1])
    if address == "explorer":
        address = f"/admin/pages/{factories.news_index('ar').pk}/results/?"
    for ordering, expected in [("title", in_order), ("-title", in_order[::-1])]:
        response = arabic.get(f"{address}ordering={ordering}")
        shown = [page.title for page in response.context["pages"]]
        assert [title for title in shown if title in titles] == expected


def test_the_search_of_all_pages_is_ordered_by_the_date_of_stories(arabic):
    for day, title in [(3, "Third x"), (1, "First x"), (2, "Second x")]:
        factories.make_story(title=title, story_date=datetime(2019, 6, day, tzinfo=UTC))
    pages = arabic.get("/admin/pages/search/results/?q=x&ordering=story_date").context["pages"]
    assert [page.title for page in pages] == ["First x", "Second x", "Third x"]


def test_a_draft_is_in_the_place_of_its_new_title_when_it_is_not_public(arabic):
    story = factories.make_story("ar", title="واحة", live=False)
    story.title = "أربيل"
    story.save_revision()
    row = SearchText.objects.get(kind="wagtailcore.page", object_id=story.pk)
    assert row.sort_key == sort_key("أربيل")


def test_people_are_offered_and_listed_in_order(client):
    sign_in(client, roles.ADMINISTRATORS)
    group = Group.objects.get(name=roles.translators("ar"))
    names = ["أمل", "إيمان", "بشرى", "تمارة"]
    for name in _shuffled(names):
        factories.make_user(first_name=name, last_name=name).groups.add(group)
    html = client.get("/admin/users/?ordering=name").content.decode()
    places = _places(html, [f"{name} {name}" for name in names])
    assert places == sorted(places)
    offered = [user.first_name for user in AssignForm(langs=["ar"]).fields["assignee"].queryset]
    assert [name for name in offered if name in names] == names


def test_the_glossary_is_in_order(client):
    sign_in(client, roles.ADMINISTRATORS)
    GlossaryTerm.objects.all().delete()
    names = ["أربيل", "الأنبار", "بابل"]
    for place, name in enumerate(_shuffled(names)):
        GlossaryTerm.objects.create(en=f"Name {place}", ar=name)
    html = client.get("/admin/translations/glossary/?ordering=ar").content.decode()
    assert _places(html, names) == sorted(_places(html, names))
