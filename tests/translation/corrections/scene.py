"""A translation with its links in another order than its original's, and what is read of it."""

from wagtail_localize.models import StringTranslation

from news.models import NewsPage
from tests import factories

LINKED = 'See <a id="a1">Alpha</a> and <a id="a2">Beta</a>.'
WORDS = {
    "Voices": "أصوات",
    "We met.": "التقينا",
    "Again.": "مرة أخرى",
    # In the other order, so that the page numbers its links otherwise.
    LINKED: 'انظر <a id="a2">باء</a> و<a id="a1">ألف</a>',
}
BODY = [
    ("paragraph", "<p>We met.</p><p>Again.</p><p>Again.</p>"),
    (
        "paragraph",
        '<p>See <a href="https://a.example/">Alpha</a> and <a href="https://b.example/">Beta</a>.</p>',
    ),
]


def edit(page):
    return f"/admin/pages/{page.pk}/edit/"


def segment_of_first(draft, words):
    source = factories.translation_of(draft).source
    return source.stringsegment_set.filter(string__data=words).order_by("order").first()


def reviewed_text(draft):
    """What is to be decided about: title, and the body as HTML."""
    page = NewsPage.objects.get(pk=draft.pk).current_workflow_task_state.revision.as_object()
    return page.title, "".join(block.value.source for block in page.body)


def stored(words):
    return StringTranslation.objects.get(translation_of__data=words)
