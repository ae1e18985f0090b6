"""The lines of the report, from the survey, the rows and the questions."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from moving.models import ImportedPost, Question
from moving.survey.briefs import LEFT_OUT, REPEAT, Faults, Key
from moving.survey.index import Index


@dataclass(frozen=True, slots=True)
class Line:
    """One line: the post ("" and None where it is about a whole file or site) and the finding."""

    site: str
    post_id: int | None
    title: str
    code: str
    detail: str = ""

    @property
    def key(self) -> str:
        return f"{self.site}:{self.post_id}" if self.post_id else self.site


@dataclass
class Findings:
    """What is to be reported; `refused` and `untouched` are of this run, all else is stored."""

    index: Index
    faults: Faults
    refused: Mapping[Key, str]
    untouched: Mapping[Key, str]

    def lines(self) -> list[Line]:
        """Return the lines, those of one post together."""
        found = [*self._of_files(), *self._of_posts(), *self._of_rows(), *self._of_questions()]
        unique = dict.fromkeys(found)
        return sorted(unique, key=lambda line: (line.site, line.post_id or 0, line.code))

    def _line(self, key: Key, code: str, detail: str = "") -> Line:
        brief = self.index.briefs.get(key)
        return Line(key[0], key[1], brief.title if brief else "", code, detail)

    def _of_files(self) -> Iterator[Line]:
        for fault in self.faults.found:
            yield Line(fault.site, fault.post_id, "", "refused", f"{fault.where}: {fault.reason}")
        for (site, kind), count in self.index.left_out.items():
            yield Line(site, None, "", "type", f"{kind}: {count}")

    def _of_posts(self) -> Iterator[Line]:
        for key, brief in self.index.briefs.items():
            verdict = brief.verdict
            if verdict.outcome == REPEAT and brief.repeats:
                yield self._line(key, "repeat", f"{brief.repeats[0]}:{brief.repeats[1]}")
            elif verdict.outcome == LEFT_OUT or verdict.reason:
                yield self._line(key, verdict.reason)
        for key, reason in self.refused.items():
            yield self._line(key, "refused", reason)
        for key, code in self.untouched.items():
            yield self._line(key, code)

    def _of_rows(self) -> Iterator[Line]:
        rows = ImportedPost.objects.only("site", "post_id", "outcome", "notes").iterator()
        for row in rows:
            key = (row.site, row.post_id)
            if row.outcome == ImportedPost.Outcome.JOINED:
                yield self._line(key, "joined")
            for code, detail in row.notes:
                yield self._line(key, code, detail)

    def _of_questions(self) -> Iterator[Line]:
        reported = (Question.Kind.PAIR, Question.Kind.REPRINT, Question.Kind.ALT)
        questions = Question.objects.filter(kind__in=reported).select_related("post", "other")
        for question in questions.iterator():
            key = (question.post.site, question.post.post_id)
            if question.decision and question.kind != Question.Kind.PAIR:
                continue
            detail = question.other.key if question.other else ""
            yield self._line(key, question.reason or question.kind, detail)
