"""Questions with what a person needs to decide, whatever their number in ten queries or so."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail.models import Locale, Page
from wagtail.permission_policies.pages import PagePermissionPolicy

from cms.privacy.known import HIDDEN, titles_for
from core.language.dates import long_date
from core.language.languages import LANGUAGES, Language, current_language, language_name
from moving.models import ImportedPost, Question
from moving.reasons import meaning
from moving.screens.pictures import ShownPicture, pictures_of_pages, pictures_to_describe

ACCEPT, REJECT, SWAP, SETTLE, UNDO = "accept", "reject", "swap", "settle", "undo"


@dataclass(frozen=True)
class Side:
    """A post, and the page that it became, as far as the user may know of it."""

    post: str
    title: str
    language: Language
    role: str = ""
    url: str = ""
    status: str = ""
    date: str = ""
    summary: str = ""
    picture: str = ""
    has_counterpart: bool = False

    @property
    def language_name(self) -> str:
        return language_name(self.language.tag)


@dataclass(frozen=True)
class Row:
    """A question as the list shows it; `actions` are pairs of a code and a label."""

    question: Question
    sides: Sequence[Side]
    reason: str
    evidence: Sequence[tuple[str, int]]
    decision: str
    actions: Sequence[tuple[str, str]]
    pictures: Sequence[ShownPicture] = ()


@dataclass
class _Known:
    """What all questions of a page of the list need, read at once."""

    pages: Mapping[int, Any]
    languages: Mapping[int, Language]
    titles: Mapping[int, str]
    publishable: frozenset[int]
    pictures: Mapping[int, str]
    paired: frozenset[int]
    to_describe: Mapping[int, ShownPicture] = field(default_factory=dict)


def rows_of(questions: Sequence[Question], user: Any) -> list[Row]:
    """Return the questions for a user; titles only of pages that the user may know."""
    known = _known(questions, user)
    return [_row(question, known) for question in questions]


def ordered_posts(question: Question) -> list[ImportedPost]:
    """Return the posts of a question; of a pair the original first, as people left it."""
    posts = [question.post, question.other] if question.other else [question.post]
    return posts[::-1] if question.undo.get("is_swapped") else posts


def actions_of(question: Question) -> list[tuple[str, str]]:
    """Return what may be done about a question: code and label of each action."""
    if question.decision:
        return [(UNDO, _("Undo"))]
    return {
        Question.Kind.PAIR: [
            (ACCEPT, _("Join")), (REJECT, _("Not a pair")), (SWAP, _("Swap original")),
        ],
        Question.Kind.LANGUAGE: [(ACCEPT, _("Publish")), (REJECT, _("Leave as a draft"))],
        Question.Kind.REPRINT: [
            (ACCEPT, _("May be passed on")), (REJECT, _("May not be passed on")),
        ],
        Question.Kind.ALT: [(SETTLE, _("Needs no text"))],
        Question.Kind.DRAFT: [(SETTLE, _("Remove from this list"))],
    }[Question.Kind(question.kind)]  # fmt: skip


def _known(questions: Sequence[Question], user: Any) -> _Known:
    ids = {post.page_id for each in questions for post in ordered_posts(each) if post.page_id}
    pages = {page.pk: page for page in Page.objects.filter(pk__in=ids).specific()}
    locales = Locale.objects.filter(language_code__in=LANGUAGES)
    policy = PagePermissionPolicy()
    mine = policy.instances_user_has_permission_for(user, "publish").filter(pk__in=ids)
    asked = [pk for each in questions if each.kind == Question.Kind.ALT for pk in image_ids(each)]
    return _Known(
        pages=pages,
        languages={locale.pk: LANGUAGES[locale.language_code] for locale in locales},
        titles=titles_for(user, ids),
        publishable=frozenset(mine.values_list("pk", flat=True)),
        # The pictures that are asked about are shown by themselves.
        pictures={} if asked else pictures_of_pages(pages.values(), user),
        paired=_paired(pages.values()),
        to_describe=pictures_to_describe(asked, user) if asked else {},
    )


def image_ids(question: Question) -> list[int]:
    """Return the ids of the pictures that a question is about."""
    return [each["value"] for each in question.evidence if isinstance(each.get("value"), int)]


def _paired(pages: Iterable[Any]) -> frozenset[int]:
    """Return the ids of the pages that have a counterpart in the other language."""
    works = {page.translation_key: page.pk for page in pages}
    others = Page.objects.filter(translation_key__in=works).values_list("translation_key", "pk")
    found: dict[Any, set[int]] = {}
    for work, pk in others:
        found.setdefault(work, set()).add(pk)
    return frozenset(pk for pks in found.values() if len(pks) > 1 for pk in pks)


def _row(question: Question, known: _Known) -> Row:
    posts = ordered_posts(question)
    roles = [_("Original"), _("Translation")] if question.other else [""]
    pictures = [known.to_describe[pk] for pk in image_ids(question) if pk in known.to_describe]
    return Row(
        question=question,
        sides=[_side(post, role, known) for post, role in zip(posts, roles, strict=True)],
        reason="" if question.other else meaning(question.reason),
        evidence=[
            (meaning(each["code"]), each.get("weight", 0))
            for each in question.evidence
            if question.kind == Question.Kind.PAIR
        ],
        decision=_decision(question),
        actions=actions_of(question),
        pictures=pictures if question.kind == Question.Kind.ALT else (),
    )


def _side(post: ImportedPost, role: str, known: _Known) -> Side:
    page = known.pages.get(post.page_id or 0)
    number = _("Post %(number)d of the site in %(language)s") % {
        "number": post.post_id,
        "language": language_name(post.site),
    }
    if page is None:
        return Side(number, _("Its page was deleted here."), LANGUAGES[post.site], role)
    language = known.languages[page.locale_id]
    title = known.titles.get(page.pk)
    if title is None:
        return Side(number, str(HIDDEN), language, role)
    # Of a page of others only the title is known that is public.
    is_mine = page.pk in known.publishable
    return Side(
        post=number,
        title=title,
        language=language,
        role=role,
        url=reverse("wagtailadmin_pages:edit", args=[page.pk]) if is_mine else "",
        status=_("public") if page.live else _("draft"),
        date=_date(page) if is_mine else "",
        summary=getattr(page, "summary", "") if is_mine else "",
        picture=known.pictures.get(page.pk, "") if is_mine else "",
        has_counterpart=page.pk in known.paired,
    )


def _date(page: Any) -> str:
    moment = getattr(page, "story_date", None) or page.first_published_at
    return long_date(moment, current_language()) if moment else ""


def _decision(question: Question) -> str:
    """Return what was decided, and by whom, where that is known."""
    if not question.decision:
        return ""
    decided = question.get_decision_display()
    if question.decided_by is None:
        return _("%(decision)s, by the import") % {"decision": decided}
    name = question.decided_by.get_full_name() or question.decided_by.get_username()
    return _("%(decision)s, by %(name)s") % {"decision": decided, "name": name}
