"""Two editors have one story open: the second gets both versions, nothing is overwritten unseen."""

from collections.abc import Iterator

from tests.cms import paragraphs
from tests.faults.promises.rows import Row, promise
from tests.faults.services.browsers import Answer
from tests.faults.services.ground import Ground
from tests.faults.services.sites import PUBLISH, Site, edit_address, opened

EXPECTED = "the second gets both versions compared; nothing is overwritten unseen"
FIRST, SECOND = "It rained upstream", "Volunteers met downtown"


@promise("editors")
def tried(ground: Ground) -> Iterator[Row]:
    site = ground.site("sqlite")
    site.start()
    for number, (name, action) in enumerate({"save": {}, "publish": PUBLISH}.items()):
        row = Row(f"two editors {name} the same story", EXPECTED)
        _send_both(row, site, site.stories[number]["pk"], action)
        yield row
    site.stop()


def _send_both(row: Row, site: Site, pk: int, action: dict[str, str]) -> None:
    first, second = site.browser("editor"), site.browser("colleague")
    forms = [
        opened(browser, pk, f"Both {pk}", f"both-{pk}", body=paragraphs(words)) | action
        for browser, words in ((first, FIRST), (second, SECOND))
    ]
    saved = first.post(edit_address(pk), forms[0])
    row.expect(saved.status == 302, f"the first one's form answered {saved.status}")
    answer = second.post(edit_address(pk), forms[1])
    _look(row, answer)
    stored = site.shell(
        f"from news.models import NewsPage as N; p = N.objects.get(pk={pk});"
        "print(p.get_latest_revision_as_object().body)"
    )
    row.expect(FIRST in stored and SECOND not in stored, "the first one's words are overwritten")
    row.see(f"answered {answer.status} with a notice that compares both; the first is stored")


def _look(row: Row, answer: Answer) -> None:
    row.expect(answer.status == 200, f"the second one's form answered {answer.status}")
    compared = " ".join(
        each.get_text(" ", strip=True) for each in answer.page.select(".saving-differences")
    )
    for who, words in (("first", FIRST), ("second", SECOND)):
        shown = all(word in compared for word in words.split())
        row.expect(shown, f"the words of the {who} one are not compared: {compared[:200]}")
    row.expect(SECOND in answer.text, "the second one's own words are gone")
