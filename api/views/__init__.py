"""The resources of the API, one module for each.

- `resource`: what all of them share
- `root`, `languages`, `vocabularies`
- `lists`, `works`, `initiative`: items of every collection; `search` and `suggest` look for them
- `changes`: what partners follow for a copy; `resolve`: from an address to its item
- `documents`: the OpenAPI document and the guide; `partner_guide`: docs/partners/, and its files

They read published items and vocabularies, and use neither sessions nor users.
"""
