"""Published items: what is public, decided once, in the transaction that changes it.

- `registry`: where other apps register what core must not know (renderers, provenance, guards)
- `transactions`: a publication transaction, which updates the published items before it commits
- `adding`: new pages whose text is final, saved once
- `changes`: what a transaction has changed
- `signals`, `seams`: where changes of pages, pictures and names are recorded
- `visibility`: the one rule of what is public
- `expiry`: what would be over before anybody could read it is not published
- `items`: updates the published items after a change of pages
- `ledger`: what was withdrawn, in a file for whoever restores a backup
- `rendering`: fills the items with what the API and the lists show
- `texts`, `words`: what items are found by
- `records`: what the renderer stores, as types that its readers share
- `marks`: finds names and pictures that were changed without a signal
- `former`: the slugs and addresses by which readers may still ask for what was public
- `mentions`: removes withdrawn pages from items that are rendered only later
- `works`: derives the translation status of the works that a transaction touched
- `links`: public addresses of the pages that bodies link to
- `counter`, `state`: numbers the changes, and reads the number of the latest
- `announced`: that number outside of the database, for readers while it is away
- `middleware`: one publication transaction for each change in the CMS
- `comparison`: where pages and published items differ
- `repair`: rebuild and reconcile, for changes that send no signal
- `pictures`: what a change publishes, made before its transaction opens
- `tasks`: work for the background worker

A transaction locks the counter before it reads visibility. The other way round, one editor
restricting an index while another publishes below it would make a restricted story public.
"""
