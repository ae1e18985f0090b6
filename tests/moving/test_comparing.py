"""Whether a body that is imported again is the same: links to pages count, ids do not."""

import pytest

from news.importing.bodies import is_same


def paragraph(html: str) -> list[dict[str, object]]:
    return [{"type": "paragraph", "value": html, "id": "a"}]


@pytest.mark.parametrize(
    "other",
    [
        "<p>See it.</p>",
        '<p>See <a linktype="page" id="6">it</a>.</p>',
        '<p>See <a linktype="document" id="5">it</a>.</p>',
    ],
)
def test_another_link_is_a_difference(other):
    link = paragraph('<p>See <a linktype="page" id="5">it</a>.</p>')
    assert is_same(link, link)
    assert not is_same(link, paragraph(other))


def test_ids_of_the_pictures_of_a_gallery_are_no_difference():
    galleries = [
        [
            {
                "type": "gallery",
                "value": {"photos": [{"type": "item", "id": name, "value": {"image": 1}}]},
                "id": name,
            }
        ]
        for name in ("a", "b")
    ]
    assert is_same(*galleries)
