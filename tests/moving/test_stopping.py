"""A run that is stopped leaves only whole posts, and the next one goes on."""

import pytest
from wagtail.models import Page

from core.models import PublishedItem
from moving.models import ImportedPost, OldAddress, Question
from moving.running import Options, Run
from tests.moving.exports import Importer, arabic, item
from tests.moving.test_pairs import to_arabic, to_english

pytestmark = pytest.mark.django_db


class _StoppedError(BaseException):
    """What a signal raises; no code expects it."""


def stop_after(run: Importer, posts: int) -> None:
    """Import, and stop when so many posts have been read."""
    read = 0

    def count() -> None:
        nonlocal read
        read += 1
        if read > posts:
            raise _StoppedError

    options = Options(run.paths, {}, None, run.folder / "report" / "mapping.txt")
    with pytest.raises(_StoppedError):
        Run(options, count).go()


def state() -> list[list[tuple[object, ...]]]:
    """Return what is here, without what differs from run to run: ids and times."""
    return [
        sorted(ImportedPost.objects.values_list("site", "post_id", "outcome", "is_incomplete")),
        sorted(PublishedItem.objects.public().values_list("path", "title", "work", "full")),
        sorted(Page.objects.values_list("url_path", "live", "has_unpublished_changes")),
        sorted(OldAddress.objects.values_list("site", "address", "post__post_id")),
        sorted(Question.objects.values_list("kind", "post__post_id", "decision")),
    ]


@pytest.mark.parametrize("posts", [0, 3, 7, 11])
def test_a_run_that_was_stopped_is_completed_by_the_next(run, posts):
    links = f'<p>See <a href="/archives/9">nine</a>.</p>{to_arabic(7)}'
    run.write("ar", arabic(7, content=to_english(1)), *map(arabic, range(20, 24)))
    run.write("en", item(1, content=links), *map(item, range(2, 10)))
    stop_after(run, posts)
    assert ImportedPost.objects.count() <= posts
    for row in ImportedPost.objects.select_related("page"):
        assert row.page.live
        assert OldAddress.objects.filter(post=row).exists()
    run()
    assert run.status == 0
    assert ImportedPost.objects.filter(outcome="public").count() == 14
    assert not ImportedPost.objects.filter(is_incomplete=True).exists()
    assert "/en/news/story-9/" in PublishedItem.objects.public().get(title="Story 1").full
    assert Question.objects.get(kind="pair").decision == "accepted"
    before = state()
    run()
    assert state() == before
