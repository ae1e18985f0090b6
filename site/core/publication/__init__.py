"""The shelf: what is public, decided once, in the transaction that changes it.

- `registry`: what core must not know (renderers, translation states, guards) is told to it here
- `units`: one transaction that ends by writing the shelf
- `marks`: what a transaction has touched
- `visibility`: the one rule of what is public
- `writing`: brings the rows in line with the pages
- `rendering`: fills rows with what the API and the lists show
- `mentions`: takes what is withdrawn out of what is rendered only later
- `redirects`: old addresses lead to the new ones
- `counter`, `state`: the numbers of changes, and how far they have come
- `signals`, `seams`: where changes of pages, pictures and names become marks
- `repair`: rebuild and reconcile, for what no signal sees

A unit locks the counter before it reads visibility. The other way round, one editor restricting
an index while another publishes below it would make a restricted story public.
"""
