"""Exports of WordPress (WXR 1.0 to 1.2), read as a stream.

- `errors`: why a file, or something in it, cannot be read
- `stream`: a file's XML as clean UTF-8, whatever encoding, compression or warnings it came with
- `records`: what an export is made of: posts, terms, authors
- `values`: numbers, times and texts as WordPress writes them
- `wxr`: the records of one file, in its order; nothing but one post is in memory

Each imports only those before it. Entities and document types are refused.
"""
