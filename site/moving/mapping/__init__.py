"""What categories, tags and authors of the old sites become here, in a file that people check.

- `targets`: a forum, topic, governorate, person or organisation, as the file names it
- `guesses`: what a category or tag probably is
- `writing`: the file of a first run, with its guesses
- `reading`: the file as people left it; what is wrong has its line and reason
- `forums`: forums that the file makes, as drafts
"""
