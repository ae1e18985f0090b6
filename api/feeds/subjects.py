"""What a feed is about: all stories of a language, or those of one forum or one topic.

A forum or topic is understood by every slug that it has or had. Once it is withdrawn its feed is
empty, as the lists of the API are, and no longer named after it: an error would leave readers with
what they have, because most of them show the last feed that they understood.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from django.db.models import Exists, OuterRef
from django.utils.translation import gettext as _
from django.utils.translation import override

from api.counts import counted
from api.names import NOTHING, read_forum, read_term
from api.parameters import UnusableValueError
from api.problems import not_found
from core.addresses.base import absolute
from core.addresses.topics import topic_path
from core.language.isolates import isolated_text, of_own_direction
from core.language.languages import LANGUAGES, other_language
from core.models import InitiativeSettings, PublishedItem, Topic
from core.public.editions import latest_list
from core.publication.former import slug_in
from core.publication.state import PublicationState


@dataclass(frozen=True)
class Subject:
    """What a feed is narrowed to: `kind` and `key` as of a facet; `kind` is "" for all stories.

    `identity` stays the same whatever it is called; `slug` is how its address names it where
    nothing is known of it any more.
    """

    kind: str = ""
    key: str = ""
    identity: str = ""
    slug: str = ""

    @property
    def facets(self) -> tuple[tuple[str, str], ...]:
        return ((self.kind, self.key),) if self.kind else ()


@dataclass(frozen=True)
class Shown:
    """The subject in one language: its name, its slug, and the page that shows it."""

    name: str
    slug: str
    path: str


@dataclass(frozen=True)
class About:
    """What a feed shows of itself; `page` is the absolute address of the page it belongs to."""

    subject: Subject
    slug: str
    title: str
    description: str
    initiative: str
    licence: str
    licence_url: str
    page: str
    site: str


def subject_of(kind: str, slug: str) -> Subject:
    """Return what a slug means; raise a Problem if it was never a public one."""
    if not kind:
        return Subject()
    try:
        named = read_forum(slug) if kind == "forum" else read_term(slug, Topic, "topics")
    except UnusableValueError as unknown:
        raise not_found(unknown.message, is_lasting=True) from unknown
    return Subject(kind, named.key, named.identity, named.text)


def described(subject: Subject, lang: str, state: PublicationState) -> About:
    """Return what a feed in `lang` shows of itself in a publication state."""

    def describe() -> About:
        settings = InitiativeSettings.objects.first() or InitiativeSettings()
        list_path = latest_list(lang)
        named = _named(subject, lang, state, list_path)
        initiative = settings.in_language("name", lang)
        with override(lang):
            title = _title(subject.kind if named else "", initiative, named.name if named else "")
            description = _("The newest stories, each with its summary.")
        return About(
            subject=subject,
            slug=named.slug if named else subject.slug,
            title=title,
            description=description,
            initiative=initiative,
            licence=settings.in_language("licence_name", lang),
            licence_url=settings.licence_url,
            page=absolute(named.path if named else list_path),
            site=absolute(f"/{lang}/"),
        )

    about: About = counted(("feed", lang, subject), state, describe)
    return about


def _title(kind: str, initiative: str, name: str) -> str:
    if kind == "forum":
        return _("%(initiative)s: stories of %(forum)s") % {"initiative": initiative, "forum": name}
    if kind == "topic":
        return _("%(initiative)s: stories on %(topic)s") % {"initiative": initiative, "topic": name}
    return _("%(initiative)s: stories") % {"initiative": initiative}


def _named(subject: Subject, lang: str, state: PublicationState, list_path: str) -> Shown | None:
    """Return a forum or topic as `lang` shows it; None for all stories, and if it is withdrawn."""
    if subject.key == NOTHING:
        return None
    read: Callable[[str], Mapping[str, Shown]] = _forums if subject.kind == "forum" else _topics
    names: Mapping[str, Shown] = counted(("names", subject.kind, lang), state, lambda: read(lang))
    named = names.get(subject.key)
    if named is None or named.path:
        return named
    return Shown(named.name, named.slug, list_path)


def _forums(lang: str) -> Mapping[str, Shown]:
    """Return the public forums by work, in `lang` or else in the other language."""
    rows = PublishedItem.objects.public().of_type("forum")
    found: dict[str, Shown] = {}
    for tag in (other_language(lang), lang):  # the latter replaces the former
        for work, title, path in rows.in_language(tag).values_list("work", "title", "path"):
            name = isolated_text(title, LANGUAGES[tag].direction)
            shown = name if tag == lang else of_own_direction(name)
            found[str(work)] = Shown(shown, slug_in(path), path)
    return found


def _topics(lang: str) -> Mapping[str, Shown]:
    """Return the public topics by slug; one that has no story in `lang` has no page in it."""
    here = Exists(Topic.public(type="news", lang=lang).filter(pk=OuterRef("pk")))
    return {
        topic.slug: Shown(
            topic.name(lang), topic.slug, topic_path(lang, topic.slug) if topic.is_here else ""
        )
        for topic in Topic.public().annotate(is_here=here)
    }
