"""Two editors have one story open: the second gets both versions, nothing is overwritten unseen."""

from collections.abc import Iterator

from tests.cms import paragraphs
from tests.faults.promises.rows import Row, promise
from tests.faults.services.ground import Ground
from tests.faults.services.sites import PUBLISH, edit_address, opened

EXPECTED = "the second gets both versions; nothing is overwritten unseen"
FIRST, SECOND = "Words of the first editor", "Words of the second editor"


@promise("editors")
def tried(ground: Ground) -> Iterator[Row]:
    site = ground.site("sqlite")
    site.start()
    first, second = site.browser("editor"), site.browser("colleague")
    for number, (name, action) in enumerate({"save": {}, "publish": PUBLISH}.items()):
        row = Row(f"two editors {name} the same story", EXPECTED)
        pk = site.stories[number]["pk"]
        forms = [
            opened(browser, pk, f"Both {number}", f"both-{number}", body=paragraphs(words)) | action
            for browser, words in ((first, FIRST), (second, SECOND))
        ]
        saved = first.post(edit_address(pk), forms[0])
        row.expect(saved.status == 302, f"the first one's form answered {saved.status}")
        answer = second.post(edit_address(pk), forms[1])
        row.expect(answer.status == 200, f"the second one's form answered {answer.status}")
        row.expect(FIRST in answer.text, "the second one is not shown what the first one wrote")
        row.expect(SECOND in answer.text, "the second one's own words are gone")
        row.expect(answer.page.select(".saving-notice"), "no notice explains it")
        stored = site.shell(
            f"from news.models import NewsPage as N; p = N.objects.get(pk={pk});"
            "print(p.get_latest_revision_as_object().body)"
        )
        row.expect(
            FIRST in stored and SECOND not in stored, "the first one's words are overwritten"
        )
        row.see(f"answered {answer.status} with a notice, and both texts; stored is the first")
        yield row
    site.stop()
