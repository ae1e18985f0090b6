"""Addresses of the pages about topics, which `news.topics` answers."""

# The part below a front page, which no page of that level may have as its slug.
FOLDER = "topics"


def topics_path(lang: str) -> str:
    """Return the path of the list of topics.

    >>> topics_path("ar")
    '/ar/topics/'
    """
    return f"/{lang}/{FOLDER}/"


def topic_path(lang: str, slug: str) -> str:
    """Return the path of the page about a topic.

    >>> topic_path("ar", "peace-building")
    '/ar/topics/peace-building/'
    """
    return f"{topics_path(lang)}{slug}/"
