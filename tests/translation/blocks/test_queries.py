"""What the editor of translations and a review cost, with every block in the page."""

import pytest

from core.setup import roles
from tests import factories
from tests.translation.blocks.samples import OTHER, Chosen, Words
from tests.translation.blocks.scene import Pair, every_block, make_chosen
from tests.translation.blocks.steps import edit, opened, replacement, translate
from tests.translation.screens import put, queries_of

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]
ENOUGH = 90  # the CMS around them asks more than half of that


@pytest.mark.parametrize("lang", ["en", "ar"])
def test_an_editor_and_a_review_of_many_blocks_cost_as_many_queries_as_of_few(client, lang):
    counts = [costs(client, lang, times) for times in (1, 2)]
    assert counts[0] == counts[1]
    assert max(counts[0]) <= ENOUGH


def costs(client, lang, times):
    """How many queries the editor and then the review cost of `times` as many blocks.

    Everything that is chosen in them is another one, in the original and in the translation.
    """
    words, sets = Words(lang, last=500), [make_chosen() for _ in range(times)]
    body = [block for chosen in sets for block in every_block(words, chosen)]
    original = factories.make_story(lang, body=body)
    pair = Pair(original, factories.begin_translation(original, OTHER[lang]))
    client.force_login(factories.make_user(roles.translators(OTHER[lang])))
    for choice in opened(client, pair).context["choices"]:
        put(client, choice.address, replacement(choice, together(sets)))
    found = [cost(client, pair)]
    translate(client, pair, "submit")
    client.force_login(factories.make_user(roles.reviewers(OTHER[lang])))
    return [*found, cost(client, pair)]


def together(sets):
    return Chosen(
        pictures=[each for chosen in sets for each in chosen.pictures],
        documents=[each for chosen in sets for each in chosen.documents],
        pages=[each for chosen in sets for each in chosen.pages],
    )


def cost(client, pair):
    opened(client, pair)  # makes the small pictures
    return queries_of(client, edit(pair))
