"""Posts that repeat another one: their addresses lead to it."""

from core.publication.transactions import publication_transaction
from moving.models import ImportedPost
from moving.survey.index import Index
from moving.writing.rows import addresses_of, record_addresses, row_of


def record_repeats(index: Index) -> int:
    """Record the posts that were left out as repeats; return how many there are."""
    count = 0
    for brief in index.briefs.values():
        if brief.repeats is None:
            continue
        count += 1
        if row_of(brief.key) is not None:
            continue
        first = row_of(brief.repeats)
        if first is None:
            continue
        with publication_transaction():
            ImportedPost.objects.create(
                site=brief.site,
                post_id=brief.key[1],
                outcome=ImportedPost.Outcome.REPEAT,
                reason="repeat",
                repeats=first,
            )
            record_addresses(brief.site, addresses_of(brief, index), post=first)
    return count
