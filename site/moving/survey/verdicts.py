"""What becomes of a post by its type, status, time and language."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from core.language.languages import LANGUAGES
from moving.html.plain import has_content, plain_text
from moving.reading.records import Post
from moving.reading.values import line, moment, moment_utc
from moving.survey.briefs import DRAFT, LEFT_OUT, PUBLIC, Verdict
from moving.texts.script import script_of
from news.years import is_sensible

TYPES = {"post", "page"}
# What WordPress keeps for itself; the report counts these and does not name them.
OWN_TYPES = {
    "nav_menu_item", "revision", "custom_css", "customize_changeset", "oembed_cache",
    "user_request", "wp_block", "wp_template", "wp_template_part", "wp_global_styles",
    "wp_navigation", "wp_font_family", "wp_font_face", "attachment",
}  # fmt: skip
_STATUSES = {"draft", "pending", "private", "future"}
_GONE = {"trash", "auto-draft", "inherit"}
# Characters of a text by which its language is recognised.
_BEGINNING = 40_000


def verdict_of(post: Post, site: str, zone: ZoneInfo, now: datetime) -> Verdict:
    """Return what becomes of a post of a site; `zone` is that of its local times."""
    if post.type not in TYPES:
        return Verdict(LEFT_OUT, "type")
    if post.status in _GONE:
        return Verdict(LEFT_OUT, "trash")
    written = moment_of(post, zone)
    text = plain_text(post.content[:_BEGINNING])
    script = script_of(f"{line(post.title)} {text}")
    lang = script.lang if script.lang in LANGUAGES else site
    reason = _status(post, written, now) or _contents(post, text)
    if not reason and script.is_mixed:
        reason, lang = "mixed", site
    elif not reason and script.is_kurdish:
        reason = "kurdish"
    elif not reason and lang != site:
        reason = "language"
    return Verdict(DRAFT if reason else PUBLIC, reason, lang, written)


def moment_of(post: Post, zone: ZoneInfo) -> datetime | None:
    """Return when a post was published: by UTC, else by local time; None if neither is given."""
    found = moment_utc(post.date_gmt)
    if found is None:
        local = moment(post.date)
        found = local.replace(tzinfo=zone).astimezone(UTC) if local else None
    return found if found is not None and is_sensible(found) else None


def _status(post: Post, written: datetime | None, now: datetime) -> str:
    if post.password:
        return "password"
    if post.status != "publish":
        return post.status if post.status in _STATUSES else "status"
    if written is None:
        return "no-date"
    return "future" if written > now else ""


def _contents(post: Post, text: str) -> str:
    if not line(post.title):
        return "no-title"
    return "" if has_content(post.content, text) else "no-text"
