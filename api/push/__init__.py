"""Webhooks: partners' servers are notified of what is published, changed or withdrawn.

As Standard Webhooks (version 1.0.0) lays down: thin events, signed with HMAC and ed25519.

- `models`: registered webhooks, their deliveries, and how far published items are announced
- `events`: from published items to deliveries, withdrawals first
- `lane`: the worker's lane: a thread for each webhook that has something to send
- `cdn`: a lane of its own for a CDN, which gets the addresses that it must forget
- `outcomes`: what a delivery's answer means: done, again later, or switched off
- `retries`: when it is tried again
- `sending`: one request, to the address that was checked and to no other
- `targets`: which addresses a webhook may have
- `signing`: secrets and keys, and the headers made with them
- `switching`: on and off, and who is notified of that
- `tidying`: what is removed from the log
- `screens`, `forms`, `actions`, `labels`: webhooks in the CMS, for administrators

The published items themselves are the outbox: each has the number of its latest change, taken in
the transaction of the change. What is behind the number up to which all is announced is still to
be announced, so no commit is lost, whoever made it and whenever a worker is killed.
"""
