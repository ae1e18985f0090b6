"""What has changed in an original since it was translated."""

from difflib import SequenceMatcher
from time import process_time
from types import SimpleNamespace

import pytest
from wagtail_localize.models import StringTranslation

from tests import factories
from translation.content.differences import changes, difference, previous_texts
from translation.content.texts import accepted

pytestmark = pytest.mark.any_database


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("We met.", "We met.", [("same", "We met.")]),
        (
            "We met in Hit.",
            "We met twice in Hit.",
            [("same", "We met"), ("added", " twice"), ("same", " in Hit.")],
        ),
        ("Hit", "Ramadi", [("removed", "Hit"), ("added", "Ramadi")]),
        (
            "التقينا في هيت، أمس",
            "التقينا في الرمادي، أمس",
            [
                ("same", "التقينا في "),
                ("removed", "هيت"),
                ("added", "الرمادي"),
                ("same", "، أمس"),
            ],
        ),
        ("مُسْلِم", "مُسْلِمون", [("removed", "مُسْلِم"), ("added", "مُسْلِمون")]),
        ("<b>We</b> met", "We met", [("removed", "<b>"), ("same", "We"), ("removed", "</b>"),
                                     ("same", " met")]),
        ("", "We", [("added", "We")]),
    ],
)  # fmt: skip
def test_whole_words_are_removed_and_added(old, new, expected):
    assert changes(old, new) == expected


def test_the_difference_is_in_words_as_well_as_colours_and_shows_tags_as_text():
    html = difference("<b>5</b> &lt; 6 men", "<b>5</b> &lt; 6 women")
    assert '<del><span class="w-sr-only">Removed: </span>men</del>' in html
    assert '<ins><span class="w-sr-only">Added: </span>women</ins>' in html
    assert "&lt;b&gt;" in html
    assert "&lt; 6" in html
    assert "<b>" not in html


def test_very_long_texts_are_compared_as_a_whole():
    """Comparing word by word takes a time that grows with the square."""
    old, new = "a " * 5000, "b " * 5000
    assert changes(old, new) == [("removed", old), ("added", new)]


def test_long_texts_are_compared_word_by_word_without_trying_each_space_with_each(monkeypatch):
    """Parts that occur everywhere took cubic time: twelve seconds here."""
    tried = count_comparisons(monkeypatch)
    words = [f"w{number}" for number in range(900)]
    new = [f"x{word}" if number % 2 else word for number, word in enumerate(words)]
    found = changes(" ".join(words), " ".join(new))
    assert ("removed", "w1") in [(kind, text.strip()) for kind, text in found]
    assert "".join(text for kind, text in found if kind != "added") == " ".join(words)
    assert "".join(text for kind, text in found if kind != "removed") == " ".join(new)
    assert sum(tried) < 1_000_000


def count_comparisons(monkeypatch):
    """How often a matcher meets a part that the other text has as well."""
    tried = []
    stock = SequenceMatcher.find_longest_match

    def find_longest_match(matcher, alo=0, ahi=None, blo=0, bhi=None):
        places = matcher.b2j
        tried.append(sum(len(places.get(part, ())) for part in matcher.a[alo:ahi]))
        return stock(matcher, alo, ahi, blo, bhi)

    monkeypatch.setattr(SequenceMatcher, "find_longest_match", find_longest_match)
    return tried


@pytest.mark.django_db
class TestPrevious:
    """Which text was at the place of another one."""

    def previous(self, draft):
        translation = factories.translation_of(draft)
        translation.source.update_from_db()
        segments = translation.source.stringsegment_set.select_related("string", "context")
        known = accepted(draft.translation_key, draft.locale).select_related("translation_of")
        with_ids = previous_texts(list(segments.order_by("order")), list(known))
        words = {segment.pk: segment.string.data for segment in segments}
        return {words[pk]: (each.source, each.translation) for pk, each in with_ids.items()}

    def change(self, story, *texts):
        old = story.body[0]
        items = "".join(f"<li>{text}</li>" for text in texts)
        story.body[0].value = type(old.value)(f"<ul>{items}</ul>")
        story.save_revision().publish()

    def make(self, translations):
        items = "".join(f"<li>{text}</li>" for text in translations)
        story = factories.make_story(body=[("paragraph", f"<ul>{items}</ul>")])
        draft = factories.begin_translation(story)
        factories.translate_texts(draft, translations)
        return story, draft

    def test_the_old_words_of_a_title_come_back_with_their_translation(self):
        story = factories.make_story(title="Voices")
        draft = factories.begin_translation(story)
        factories.translate_texts(draft, {"Voices": "أصوات"})
        story.title = "Quite another thing"
        story.save_revision().publish()
        assert self.previous(draft) == {"Quite another thing": ("Voices", "أصوات")}

    def test_several_texts_of_one_place_are_distinguished_by_likeness(self):
        story, draft = self.make(
            {"Clean water for all": "ماء", "A place to meet": "مكان", "More light at night": "ضوء"}
        )
        self.change(
            story, "A safe place to meet", "Clean water for all of us", "More light at night"
        )
        assert self.previous(draft) == {
            "A safe place to meet": ("A place to meet", "مكان"),
            "Clean water for all of us": ("Clean water for all", "ماء"),
        }

    def test_a_new_text_beside_others_is_no_change_of_one_that_it_does_not_resemble(self):
        story, draft = self.make({"Clean water for all": "ماء", "A place to meet": "مكان"})
        self.change(story, "A place to meet", "Entirely new demands")
        assert self.previous(draft) == {}

    def test_each_former_text_is_offered_once(self):
        story, draft = self.make({"Clean water for all": "ماء", "A place to meet": "مكان"})
        self.change(story, "Clean water for us", "Clean water for them", "A place to meet")
        assert len(self.previous(draft)) == 1

    def test_many_texts_of_one_place_with_a_long_past_are_found_in_their_order_at_once(self):
        words = [f"Demand {number} of the people of Hit " + "word " * 60 for number in range(500)]
        known = [
            SimpleNamespace(
                context_id=1,
                translation_of_id=number,
                translation_of=SimpleNamespace(data=text),
                data=f"مطلب {number}",
                updated_at=number,
            )
            for number, text in enumerate(words)
        ]
        segments = [
            SimpleNamespace(
                pk=number,
                context_id=1,
                string_id=1000 + number,
                string=SimpleNamespace(data=f"{words[400 + number]} today"),
            )
            for number in range(100)
        ]
        before = process_time()
        found = previous_texts(segments, known)
        assert process_time() - before < 2
        assert {pk: each.translation for pk, each in found.items()} == {
            number: f"مطلب {400 + number}" for number in range(100)
        }

    def test_what_is_translated_again_needs_no_former_text_and_a_machine_is_none(self):
        story, draft = self.make({"Clean water for all": "ماء"})
        self.change(story, "Clean water for us")
        StringTranslation.objects.update(translation_type="machine")
        assert self.previous(draft) == {}
        StringTranslation.objects.update(translation_type="manual")
        assert self.previous(draft)
        factories.translate_texts(draft)
        assert self.previous(draft) == {}
