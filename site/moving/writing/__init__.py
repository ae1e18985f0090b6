"""Posts as pages here: each in a transaction with all that belongs to it, or not at all.

- `files`: pictures and documents of the uploads, each stored once
- `existing`: pages that are here already, such as forums
- `resolving`: what the media and links of a text are here
- `values`: a post as values of a page's fields
- `digests`: whether a post, or its page here, has changed since the last run
- `edited`: whether people have changed what was written
- `pages`: the page of a post, new or updated
- `rows`: identity, addresses and questions of a post
- `described`: questions about pictures that have got a text meanwhile
- `posts`: one post, with all of these
- `batches`: many posts, in short transactions between which others write
"""
