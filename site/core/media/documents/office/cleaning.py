"""The way of an office file through the cleaning: parts chosen, cleaned, written anew."""

from typing import BinaryIO

from core.media.cleaning import Refused
from core.media.documents import archive, embedded, trees
from core.media.documents.addresses import is_plain_link
from core.media.documents.office import active, markup, package, parts, people
from core.media.documents.office.package import CONTENT_TYPES, Relationship
from core.media.documents.report import Report

_RELATIONSHIPS = ".rels"
_HARMLESS_EXTERNAL = "hyperlink"
_DROPPED_RELATIONS = {"customXml", "webSettings", "people", "printerSettings", "thumbnail"}


def clean(file: BinaryIO, output: BinaryIO, report: Report, kind: str) -> None:
    """Write an office file with only the parts that are known, each cleaned; raises Refused."""
    package_ = _Package(archive.read(file), report, kind)
    package_.choose()
    package_.connect()
    archive.write(output, package_.cleaned().items(), stored=set())


class _Package:
    """One file: its parts by name, and how they belong together."""

    def __init__(self, content: dict[str, bytes], report: Report, kind: str) -> None:
        if CONTENT_TYPES not in content or "_rels/.rels" not in content:
            raise Refused("damaged")
        self.content, self.report, self.kind = content, report, kind
        self.types = package.Types(content[CONTENT_TYPES], report)
        self.chosen: set[str] = set()
        self.relations: dict[str, list[Relationship]] = {}
        self.gone: dict[str, set[str]] = {}

    def choose(self) -> None:
        """Find out which parts remain; raises Refused for those that are not known."""
        for part in self.content:
            if part == CONTENT_TYPES or part.endswith(_RELATIONSHIPS):
                continue
            kind = self.types.of(part)
            if code := parts.refused_as(part, kind):
                raise Refused(code, part=part)
            if code := parts.dropped_as(part, kind):
                self.report.remove(code)
            elif kind in parts.KNOWN or kind in parts.PICTURES:
                self.chosen.add(part)
            else:
                raise Refused("unknown_part", part=part)
        main = [part for part in self.chosen if self.types.of(part) == parts.MAIN[self.kind]]
        if len(main) != 1:
            raise Refused("damaged")

    def connect(self) -> None:
        """Follow the relationships from the file's root; what nothing leads to is left out."""
        reached: set[str] = set()
        waiting = [""]
        while waiting:
            source = waiting.pop()
            if source in reached:
                continue
            reached.add(source)
            self._read_relations(source)
            waiting += [each.target for each in self.relations[source] if not each.is_external]
        if self.chosen - reached:
            self.report.remove("application_data")
        self.chosen &= reached

    def _read_relations(self, source: str) -> None:
        name = package.relationships_of(source)
        found = []
        if name in self.content:
            found = package.read_relationships(self.content[name], source, self.report)
        remaining = [each for each in found if self._remains(each)]
        self.relations[source] = remaining
        self.gone[source] = {each.key for each in found} - {each.key for each in remaining}

    def _remains(self, each: Relationship) -> bool:
        if each.is_external:
            if each.kind != _HARMLESS_EXTERNAL or not is_plain_link(each.target):
                raise Refused("external")
            return True
        if not each.target:  # a link to a place in the same file
            return each.kind == _HARMLESS_EXTERNAL
        return each.target in self.chosen and each.kind not in _DROPPED_RELATIONS

    def cleaned(self) -> dict[str, bytes]:
        """Return the parts of the clean file in the order in which they are written."""
        bodies = {part: self._cleaned_part(part) for part in self._in_order()}
        types = {part: self.types.written(part) for part in bodies}
        result = {CONTENT_TYPES: package.written_types(types)}
        for source, relations in self.relations.items():
            if relations and (not source or source in bodies):
                name = package.relationships_of(source)
                result[name] = package.written_relationships(relations)
        return result | bodies

    def _in_order(self) -> list[str]:
        """Return the parts, those with the names of authors first: comments repeat them."""
        return sorted(self.chosen, key=lambda part: ("author" not in part.lower(), part))

    def _cleaned_part(self, part: str) -> bytes:
        content = self.content[part]
        if self.types.of(part) in parts.PICTURES:
            return embedded.rebuilt(part, content, self.report)
        root = trees.parsed(content, self.report)
        active.refuse_active(root)
        people.hide_names(root, self.report)
        markup.clean(root, self.gone.get(part, set()), self.report)
        return trees.written(root)
