"""Addresses and words longer than a phone's screen: nothing makes a page scroll sideways."""

import pytest

from core.models import InitiativeSettings, Menu, MenuLink
from tests import factories

pytestmark = [pytest.mark.e2e, pytest.mark.any_database]
ADDRESS = f"https://www.facebook.com/example.page/posts/{'pfbid0aB3dE5gH7jK9mN1pQ' * 3}?mibextid=Ab"
WORDS = {"en": "x" * 90, "ar": "سلام" * 22}
WIDTHS = (320, 390)
# What is outside of the screen, beside what scrolls in itself and what only screen readers get.
# The box of the header is opened: closed, it is nowhere.
OUTSIDE = """() => {
for (const box of document.querySelectorAll('.search-header')) box.open = true;
return [...document.querySelectorAll('body *')].filter(each => {
  const box = each.getBoundingClientRect();
  return box.width > 1 && (box.right > innerWidth + 1 || box.left < -1)
    && !each.closest('.menu, .skip, svg');
}).map(each => each.outerHTML.slice(0, 90));
}"""


def text_of(lang: str) -> str:
    return f"{ADDRESS} {WORDS[lang]}"


def blocks(lang: str):
    text, image = text_of(lang), factories.make_image()
    document = factories.make_document(text, content=b"x", name="x.pdf")
    photo = {"image": image, "caption": text, "credit": ADDRESS}
    paragraph = f'<p>{text} <a href="{ADDRESS}">{ADDRESS}</a></p><ul><li>{text}</li></ul>'
    return [
        ("heading", {"text": WORDS[lang], "level": "h2"}),
        ("paragraph", paragraph),
        ("quote", {"text": text, "attribution": WORDS[lang]}),
        ("photo", photo),
        ("gallery", {"photos": [photo, photo]}),
        ("document", {"document": document, "text": ""}),
        ("video", {"address": "https://youtu.be/x", "title": WORDS[lang]}),
        ("call_to_action", {"text": text, "label": "y" * 60, "address": ADDRESS}),
    ]


@pytest.fixture(params=["en", "ar"])
def content(request, site):
    """A story, forum, council and page whose texts are long words, in one language."""
    lang = request.param
    texts = {"title": WORDS[lang], "summary": text_of(lang), "body": blocks(lang)}
    names = {"name_en": WORDS["en"], "name_ar": WORDS["ar"]}
    forum = factories.make_forum(
        lang, **texts, city="z" * 60, email=f"{'a' * 50}@example.org",
        partner_organisations=[factories.make_organisation(**names)],
    )  # fmt: skip
    shared = {"forums": [forum], "topics": [factories.make_topic(**names)], "place": WORDS[lang]}
    image = factories.make_image(credit_en=ADDRESS)
    stories = [
        factories.make_story(lang, **texts, **shared, lead_image=image if with_picture else None)
        for with_picture in (True, False, True, False)
    ]
    council = factories.make_council(lang, **texts, managing_forum=forum)
    page = factories.make_page(lang, **texts)
    _surround(lang, page)
    return lang, [*stories[-2:], forum, council, page]


def _surround(lang: str, page) -> None:
    settings = InitiativeSettings.load()
    for name in ("tagline", "footer", "licence_name"):
        setattr(settings, f"{name}_{lang}", WORDS[lang])
    settings.contact_email = f"{'a' * 50}@example.org"
    settings.save()
    for place in Menu.Place.values:
        menu, _ = Menu.objects.get_or_create(place=place, language=lang)
        MenuLink.objects.create(menu=menu, address=ADDRESS, text="m" * 60)
        MenuLink.objects.create(menu=menu, page=page)


@pytest.mark.parametrize("width", WIDTHS)
def test_no_page_scrolls_sideways(page, content, width):
    lang, pages = content
    page.set_viewport_size({"width": width, "height": 800})
    lists = [f"/{lang}/", f"/{lang}/news/", f"/{lang}/forums/", f"/{lang}/councils/"]
    lost = [f"/{lang}/{'nothing' * 20}/", f"/{lang}/news/{WORDS[lang]}x/"]
    for address in [*lists, *(each.get_url() for each in pages), *lost]:
        page.goto(address)
        assert page.evaluate("document.scrollingElement.scrollWidth") <= width, address
        assert page.evaluate(OUTSIDE) == [], address


def test_short_words_are_not_divided(page, site):
    """What may be divided must not make room for its neighbour by being divided."""
    factories.make_story("en", title="Volunteers in Hit train in social media", place="Hit")
    page.set_viewport_size({"width": 320, "height": 800})
    page.goto("/en/")
    lines = page.locator(".brand span").evaluate(
        """each => { const range = document.createRange(), node = each.firstChild;
        return node.data.split(' ').map(word => { const at = node.data.indexOf(word);
        range.setStart(node, at); range.setEnd(node, at + word.length);
        return range.getClientRects().length; }); }"""
    )
    assert set(lines) == {1}
