"""A dry run: every post is read and converted, and nothing is written."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from moving.html.converting import convert
from moving.models import ImportedPost
from moving.report.findings import Line
from moving.survey.briefs import Key
from moving.survey.index import Index
from moving.writing.batches import posts_of, too_long


@dataclass
class Rehearsed:
    """What a run would do, as far as it is seen without writing."""

    counts: Counter[str] = field(default_factory=Counter)
    refused: dict[Key, str] = field(default_factory=dict)
    lines: list[Line] = field(default_factory=list)


def rehearse(
    files: Mapping[str, Sequence[Path]], index: Index, on_post: Callable[[], None]
) -> Rehearsed:
    """Return what would become of every post."""
    found = Rehearsed()
    found.counts["repeat"] = sum(brief.repeats is not None for brief in index.briefs.values())
    there = set(ImportedPost.objects.values_list("site", "post_id"))
    done: set[Key] = set()
    for site, paths in files.items():
        for path in paths:
            for post in posts_of(path):
                key = (site, post.post_id)
                brief = index.briefs.get(key)
                if brief is None or not brief.becomes_page or key in done:
                    continue
                done.add(key)
                on_post()
                if reason := too_long(post):
                    found.refused[key] = reason
                    found.counts["refused"] += 1
                    continue
                new = "new" if brief.is_public else "draft"
                found.counts["checked" if key in there else new] += 1
                notes = convert(post, brief, index).notes
                found.lines += [Line(site, key[1], brief.title, *note) for note in notes]
    return found
