"""The types of items and the collections of addresses under which they are found."""

# The API's name of a type (`BasePage.public_type`) and its collection.
COLLECTION_OF_TYPE = {
    "news": "news",
    "forum": "forums",
    "council": "councils",
    "page": "pages",
    "initiative": "pages",
}
TYPES_OF_COLLECTION: dict[str, tuple[str, ...]] = {
    collection: tuple(kind for kind, name in COLLECTION_OF_TYPE.items() if name == collection)
    for collection in dict.fromkeys(COLLECTION_OF_TYPE.values())
}
TYPES = tuple(COLLECTION_OF_TYPE)
ROOT = "/api/v1"
# The facet of items whose text belongs to others, which nobody has confirmed may be passed on.
RESERVED = ("license", "none")


def pair_path(kind: str, work: object) -> str:
    """Return the root-relative address of a work in all its languages."""
    return f"{ROOT}/{COLLECTION_OF_TYPE[kind]}/{work}/"


def item_path(kind: str, work: object, lang: str) -> str:
    """Return the root-relative address of one item.

    >>> item_path("forum", "c7b1…", "ar")
    '/api/v1/forums/c7b1…/ar/'
    """
    return f"{pair_path(kind, work)}{lang}/"
