"""The codes of what the import finds, each with what it means for people.

Rows hold codes, so that both languages read them and the removal of a name leaves them alone.
"""

from django.utils.translation import gettext_lazy as _

# Why a post did not become public.
DRAFTS = {
    "draft": _("It was a draft there."),
    "pending": _("It was waiting for review there."),
    "private": _("It was private there."),
    "future": _("It was scheduled there, and its date has not come."),
    "password": _("It had a password there."),
    "status": _("Its status is unknown here."),
    "no-date": _("It has no date."),
    "no-title": _("It has no title."),
    "no-text": _("It has no text."),
    "language": _("It is written in another language than its site."),
    "mixed": _("It is written in two languages."),
    "kurdish": _("It seems to be written in Kurdish."),
    "not-valid": _("It cannot be published as it is."),
}
# What supports or contradicts that two posts are a pair.
EVIDENCE = {
    "linked-both": _("Each links to the other by its line for the other language."),
    "linked": _("One links to the other by its line for the other language."),
    "other-claim": _("Another post links to one of them as its counterpart."),
    "other-target": _("One of them links to another post as its counterpart."),
    "same-picture": _("They show the same picture."),
    "same-file": _("Their pictures have the same file name."),
    "same-day": _("They are of the same day."),
    "near-day": _("They are of the same week."),
    "far-day": _("Their dates lie far apart."),
    "same-forum": _("They are about the same forum."),
    "same-name": _("Their titles mean the same page."),
}
# What became of posts, as a run counts them.
COUNTS = {
    "new": _("Public now"),
    "updated": _("Written anew"),
    "unchanged": _("Unchanged"),
    "checked": _("Here already"),
    "new-forum": _("Forums made as drafts"),
    "fetched": _("Files fetched from the old site"),
}
# Everything else that a report names.
NOTES = {
    "refused": _("It cannot be read, and was left out."),
    "repeat": _("It repeats another post, and was left out; its addresses lead there."),
    "joined": _("The page is here already; its addresses lead there."),
    "edited": _("It was edited here since; it stays as it is."),
    "deleted": _("It was deleted here; it stays deleted."),
    "withdrawn": _("It was withdrawn here; it stays so."),
    "type": _("Posts of this type are left out."),
    "trash": _("It was in the trash."),
    "code": _("A code in square brackets was left out; the text within it stays."),
    "file-missing": _("A file is missing in the uploads, and was left out."),
    "file-refused": _("A file cannot be stored, and was left out."),
    "remote-picture": _("A picture of another site was left out."),
    "link": _("A link to what is not public, or not here, became plain text."),
    "left-out": _("Something that cannot be shown here was left out."),
    "mended": _("Wrongly read characters were corrected."),
    "mojibake": _("It has wrongly read characters that cannot be corrected with certainty."),
    "characters": _("Characters that cannot be stored were removed."),
    "reprint": _("It seems to be a reprint; a person confirms the right to pass it on."),
    "alt": _("A picture has no alternative text."),
    "pair": _("It may be the counterpart of another post."),
    "pair-joined": _("It was joined with its counterpart."),
    "pair-separate": _("It was joined with its counterpart, as written separately."),
    "pair-refused": _("It could not be joined with its counterpart."),
}
MEANINGS = DRAFTS | EVIDENCE | COUNTS | NOTES


def meaning(code: str) -> str:
    """Return what a code means, in the language of the moment."""
    return str(MEANINGS.get(code, code))
