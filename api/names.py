"""Which forum or name of a vocabulary a parameter means, by its slugs of now and of before.

What was public once and is so no more is known, and nothing shows it. What was never public is
refused in the words of what does not exist.
"""

from collections.abc import Iterable, Mapping
from typing import NamedTuple
from unicodedata import normalize
from urllib.parse import unquote

from django.utils.translation import gettext_lazy as _

from api.counts import counted
from api.parameters import UnusableValueError, shortened
from api.problems import filled
from api.rows import UUID_FORM
from api.types import ROOT
from core.addresses.base import absolute
from core.models import BilingualName
from core.publication.former import WorkSlugs, former_terms, slugs_of_works
from core.publication.state import publication_state

# How many names an error lists; the others are at the address that it gives.
_NAMED = 15
# How many may be asked for at once: each is sought by itself.
MOST = 20
# The key of what nothing shows: no facet is empty.
NOTHING = ""


class Named(NamedTuple):
    """What a parameter means.

    `text` is how links write it, `key` its key among the facets, and `identity` what stays the
    same whatever it is called; cursors are bound to that.
    """

    text: str
    key: str
    identity: str


def as_slug(text: str) -> str:
    """Return a slug as it is compared, whichever way it was copied.

    WordPress stores Arabic slugs percent-encoded, and encodes them a second time.
    """
    return normalize("NFC", unquote(text.strip()))


def read_forum(text: str) -> Named:
    """Return the forum that is given by its work, or by a slug it has or had in any language."""
    slugs: WorkSlugs = counted(
        ("slugs", "forum"), publication_state(), lambda: slugs_of_works("forum")
    )
    asked = as_slug(text)
    work = slugs.present.get(asked) or slugs.former.get(asked)
    if work is None and UUID_FORM.fullmatch(asked) and asked.lower() in slugs.known:
        work = asked.lower()
    if work is None:
        raise _unknown(text, slugs.present, "forums")
    return Named(work, work if work in slugs.present.values() else NOTHING, work)


def read_term(text: str, model: type[BilingualName], collection: str) -> Named:
    """Return the name of a vocabulary that is given by a slug it has or had."""
    known: Mapping[str, Named] = counted(
        ("slugs", model.item_key), publication_state(), lambda: _terms(model)
    )
    asked = as_slug(text)
    if asked not in known:
        raise _unknown(text, (slug for slug, term in known.items() if term.key == slug), collection)
    return known[asked]


def read_terms(text: str, model: type[BilingualName], collection: str) -> tuple[Named, ...]:
    """Return the names of a vocabulary in a comma list, each once, in a lasting order."""
    parts = text.split(",")
    if len(parts) > MOST:
        message = _("Ask for %(most)s at most.")
        raise UnusableValueError("too_many", filled(message, most=MOST))
    found = {read_term(part, model, collection) for part in parts}
    return tuple(sorted(found, key=lambda term: (term.identity, term.text)))


def _terms(model: type[BilingualName]) -> dict[str, Named]:
    """Return the names by every slug by which they were ever public, in the order of slugs."""
    present = dict(model.public().order_by().values_list("pk", "slug"))
    terms = {}
    for slug, pk in former_terms(model.item_key).items():
        now = present.get(pk)
        terms[slug] = Named(now or slug, now or NOTHING, str(pk))
    # A slug may have become another name's.
    terms |= {slug: Named(slug, slug, str(pk)) for pk, slug in present.items()}
    return dict(sorted(terms.items()))


def _unknown(text: str, names: Iterable[str], collection: str) -> UnusableValueError:
    known = list(names)
    values = {
        "value": shortened(text),
        "names": ", ".join(known[:_NAMED]) + (", …" if len(known) > _NAMED else ""),
        "where": absolute(f"{ROOT}/{collection}/"),
    }
    if known:
        message = _("“%(value)s” is not among them. Allowed: %(names)s. See %(where)s")
    else:
        message = _("“%(value)s” is not among them: there are none yet. See %(where)s")
    return UnusableValueError("unsupported", filled(message, **values))
