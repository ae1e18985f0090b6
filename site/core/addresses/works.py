"""Which works are at addresses of this site, or once were, public or not."""

from collections import defaultdict
from collections.abc import Iterable
from unicodedata import normalize
from uuid import UUID

from wagtail.models import Page

from core.addresses.redirects import redirects_from
from core.addresses.short import code_in
from core.language.characters import visible
from core.models import FormerAddress, PublishedItem
from core.publication.visibility import language_roots


class WorksAtAddresses:
    """Looks up all paths at once, in at most seven queries; in none if there are no paths.

    Paths are decoded and without their last slash, as in `core.addresses.ours.OwnAddress`.
    """

    def __init__(self, paths: Iterable[str]) -> None:
        self._works: dict[str, list[UUID]] = defaultdict(list)
        self._public: set[str] = set()
        self._redirected: set[str] = set()
        wanted = {form for path in paths for form in spellings(path)}
        if wanted:
            # In the order in which the site answers: what is public, then where redirects lead,
            # then what was there before.
            self._find_short(wanted)
            self._find_items(wanted)
            self._find_redirects(wanted)
            self._find_former(wanted)
            self._find_in_tree(wanted - self._public)

    def _find_short(self, wanted: set[str]) -> None:
        codes = {code: path for path in wanted if (code := code_in(path))}
        if not codes:
            return
        rows = PublishedItem.objects.filter(short_code__in=codes).values_list("short_code", "work")
        for code, work in rows:
            self._works[codes[code]].append(work)
            self._public.add(codes[code])  # no redirect decides where it leads

    def _find_items(self, wanted: set[str]) -> None:
        rows = PublishedItem.objects.filter(path__in=[f"{path}/" for path in wanted])
        found = rows.order_by("-is_public", "-seq").values_list("path", "work", "is_public")
        for path, work, is_public in found:
            self._works[path[:-1]].append(work)
            if is_public:
                self._public.add(path[:-1])

    def _find_redirects(self, wanted: set[str]) -> None:
        found = redirects_from(wanted).values_list("old_path", "redirect_page__translation_key")
        for path, work in found:
            if work is not None:
                self._works[path].append(work)
            self._redirected.add(path)

    def _find_former(self, wanted: set[str]) -> None:
        rows = FormerAddress.objects.filter(path__in=[f"{path}/" for path in wanted])
        for path, work in rows.values_list("path", "item__work"):
            self._works[path[:-1]].append(work)

    def _find_in_tree(self, wanted: set[str]) -> None:
        """Find pages that were never public: they have no published item."""
        if not wanted:
            return
        url_paths = {
            f"{root.url_path}{path[len(root.lang) + 2 :]}/".replace("//", "/"): path
            for root in language_roots().values()
            for path in wanted
            if f"{path}/".startswith(f"/{root.lang}/")
        }
        # The slugs have an index, the paths have none.
        slugs = {url_path.rstrip("/").rsplit("/", 1)[1] for url_path in url_paths}
        found = Page.objects.filter(slug__in=slugs, url_path__in=url_paths)
        for url_path, work in found.values_list("url_path", "translation_key"):
            self._works[url_paths[url_path]].append(work)

    @property
    def works(self) -> set[UUID]:
        """All works that were found."""
        return {work for works in self._works.values() for work in works}

    def works_at(self, path: str) -> list[UUID]:
        """Return the works that the path leads to, or led to, the likeliest first."""
        return [work for form in spellings(path) for work in self._works.get(form, ())]

    def is_redirected(self, path: str) -> bool:
        """Whether staff or a renamed page made the path lead to somewhere else."""
        return not self._redirected.isdisjoint(spellings(path))

    def dependencies(self, path: str) -> frozenset[str]:
        """Return the keys of what decides where the path leads."""
        keys = {f"work:{work}" for work in self.works_at(path)}
        if self._public.isdisjoint(spellings(path)):
            keys.add("redirects")
        return frozenset(keys)


def spellings(path: str) -> list[str]:
    """Return the ways to write a path that look the same, as written first, without last slash."""
    bare, seen = path.rstrip("/"), visible(path).rstrip("/")
    return list(dict.fromkeys([bare, normalize("NFC", seen), normalize("NFD", seen)]))
