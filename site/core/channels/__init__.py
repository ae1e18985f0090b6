"""Safe ways to reach the initiative: what staff may set, checked before it becomes public.

- `signal`: a link, a number or a user name of Signal
- `openpgp`: a public key, and what its fingerprint is
- `onion`: the address of the site within Tor
- `fields`: fields of models that store them in one form
"""
