"""What both exports have, read once before anything is written.

- `briefs`: what is remembered of each post: few bytes, for there may be a hundred thousand
- `verdicts`: what becomes of a post by its type, status, time and language
- `claims`: lines of a text that lead to the other language
- `index`: all briefs, files, terms and addresses of both sites, and how they are found
- `reading`: fills the index from the files
- `repeats`: posts that repeat another one
"""
