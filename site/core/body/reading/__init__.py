"""What other programs made, read as the pieces of a body: imported stories and pasted text.

- `runs`: text with its formatting, always well-formed
- `codes`: WordPress's codes in square brackets
- `foreign`: HTML of Word, Google Docs and others, with tags for what it shows by styles
- `markup`: HTML or plain text as pieces
- `program`: the same as a process of its own, for what strangers wrote; `separate` runs it

Each imports only those before it.
"""
