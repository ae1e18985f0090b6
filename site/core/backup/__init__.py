"""Backups, and their restoration: database, uploads, and what was withdrawn since.

- `errors`: why a backup or a restoration cannot go on, as a sentence
- `manifest`: what a backup holds, with the digest of each file
- `folders`: files and folders that survive a power cut, for their owner alone
- `databases`: the database into a file at one point in time, and back
- `media`: uploads into a backup, and back; `bucket`: those that are stored in a bucket
- `making`: a backup, from its first file to its final name
- `offsite`: the finished folder into restic
- `outcomes`: when the last backup succeeded, or why it failed
- `restoring`: a backup onto an empty database
- `again`: what was withdrawn after the backup is withdrawn again
"""
