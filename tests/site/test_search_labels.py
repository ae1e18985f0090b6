"""What the search page calls a hit that is less than the word itself."""

import pytest

from tests import factories
from tests.site.pages import get

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]


@pytest.mark.parametrize(
    ("typed", "label", "has_note"),
    [("مدارس", "", False), ("مدرسة", "صيغة قريبة", False), ("الفلوجا مدارص", "إملاء قريب", True)],
)
def test_a_hit_that_is_less_than_the_word_itself_is_labelled(client, typed, label, has_note):
    factories.make_forum("ar", title="مدارس الفلوجة")
    page = get(client, f"/ar/search/?q={typed}")
    assert page.source.count('class="hit"') == 1
    # With a space before it: Arabic letters would join the end of "منتدى" to the label.
    labels = [f'منتدى</span> <span class="hit-match">{label}</span>'] if label else []
    assert page.source.count("hit-match") == len(labels)
    assert all(each in page.source for each in labels)
    assert ("كلمات قريبة منه في الكتابة" in page.text) is has_note
