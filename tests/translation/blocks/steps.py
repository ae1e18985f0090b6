"""What people do with the translations of the scene, and what readers then see."""

import re
from typing import Any
from urllib.parse import urlsplit

from django.test import Client
from wagtail.models import Page

from api.types import item_path
from core.models import PublishedItem, SiteDocument, SiteImage
from core.publication.state import forget_state
from tests.translation.blocks.samples import OTHER, WORD, Chosen, numbers, translated
from tests.translation.blocks.scene import Pair, Scene
from tests.translation.screens import put

_MADE_OF = re.compile(rf"<(/?[a-z0-9]+)|(?:{'|'.join(WORD.values())}) ([0-9]{{3}})")


def edit(pair: Pair) -> str:
    return f"/admin/pages/{pair.draft.pk}/edit/"


def opened(client: Client, pair: Pair) -> Any:
    """Open the editor of a translation."""
    response = client.get(edit(pair))
    assert response.status_code == 200
    return response


def typed(response: Any, lang: str) -> dict[str, str]:
    """The form of the editor with every text translated into `lang`, as a browser sends it."""
    form = {}
    for row in response.context["sheet"].rows:
        form[f"text-{row.pk}"] = translated(row.original_text, lang)
        form[f"was-text-{row.pk}"] = row.was
    for choice in response.context["choices"]:
        form |= {choice.field_name: choice.own.data or ""}
        form |= {f"was-{choice.field_name}": choice.own.data or ""}
    return form


def put_all(client: Client, pair: Pair, lang: str) -> None:
    """Store every translation one by one, as the editor's script does."""
    for row in opened(client, pair).context["sheet"].rows:
        answer = put(client, row.address, translated(row.original_text, lang), was=row.was)
        assert (answer.status_code, answer.json()["error"]) == (201, None), row.place


def replacement(choice: Any, chosen: Chosen) -> Any:
    """The other picture, document or page of two, or another address, for the place of a value."""
    others = {SiteImage: chosen.pictures, SiteDocument: chosen.documents, Page: chosen.pages}
    if choice.original.is_chosen:
        ids = [each.pk for each in others[choice.original.model]]
        return ids[ids.index(choice.original.data) ^ 1]
    is_video = "Video" in choice.place or "فيديو" in choice.place
    return "https://vimeo.com/1" if is_video else f"https://example.org/other/{choice.pk}"


def translate(client: Client, pair: Pair, action: str = "texts") -> Any:
    """Type every translation into the form and press a button."""
    form = typed(opened(client, pair), pair.draft.locale.language_code)
    return client.post(edit(pair), {"action": action} | form, follow=True)


def on_site(page: Any) -> str:
    """The page as readers get it."""
    forget_state()
    response = Client().get(urlsplit(page.get_full_url()).path)
    assert response.status_code == 200
    return response.content.decode()


def in_api(page: Any) -> dict[str, Any] | None:
    """The page as partners get it, or None for what the API has no items of."""
    if page.public_type == PublishedItem.INDEX:
        return None
    forget_state()
    lang = page.locale.language_code
    response = Client().get(item_path(page.public_type, page.translation_key, lang))
    assert response.status_code == 200
    answer: dict[str, Any] = response.json()
    return answer


def body_of(html: str) -> str:
    """The part of a page of the site that shows its body."""
    return html.partition('class="prose"')[2].partition("</article>")[0]


def make_up(html: str) -> list[str]:
    """What HTML is made of: its tags and, in their place, the numbers of its texts."""
    return [tag or number for tag, number in _MADE_OF.findall(html)]


def check_readers(scene: Scene, pair: Pair) -> None:
    """Check that readers of both languages get the same texts in the same blocks."""
    lang, page, original = OTHER[scene.lang], pair.now, pair.original
    html, of_original = on_site(page), on_site(original)
    for name in pair.text_fields:
        text = getattr(original, name)
        assert getattr(page, name) == translated(text, lang), name
        assert (translated(text, lang) in html) == (text in of_original), name
    assert f">{page.title}</h1>" in html
    check_body(scene, body_of(html), body_of(of_original))
    if answer := in_api(page):
        check_body(scene, answer["body_html"], in_api(original)["body_html"])


def check_body(scene: Scene, html: str, original: str) -> None:
    """Check that a body shows what that of the original shows, text by text and tag by tag."""
    lang = OTHER[scene.lang]
    shown = numbers(html, lang)
    assert shown == numbers(original, scene.lang)
    assert numbers(html, scene.lang) == set(), "A text is shown as it is in the original."
    assert shown & scene.words.unseen == set(), "A text of a block without its picture is shown."
    assert make_up(html) == make_up(original)
