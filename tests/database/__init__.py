"""The database of the tests: made once, and put back as it was after tests with real commits.

migrated.py                   the database as migrations leave it, copied for each process
initial.py                    what it held at first: saved, and put back
management/commands/flush.py  puts that back, where Django would empty all tables
"""
