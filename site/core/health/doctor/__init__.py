"""The doctor: everything that whoever runs the site can get wrong, each with a line that helps.

- `findings`: what a check finds: ok, a warning or an error
- `examining`: all checks, one after another; none of them stops another, or takes long
- `limits`: how long a check may keep the database
- `configuration`: settings and keys
- `files`: who may read what, and how much room there is
- `database`: the database, its migrations and its clock
- `services`: Redis and the e-mail server
- `background`: the worker, and what it could not do
- `backups`: the last backup, and the ledger
- `network`: the site's name, its certificate, and what the proxy sends
- `machines`: what several machines share
- `content`: published items, the index of the search, pictures; whether the site is open
"""
