"""What is answered, one module for each resource.

- `resource`: what all of them share
- `root`, `languages`, `vocabularies`
- `lists`, `works`, `initiative`: items of every collection; `search` and `suggest` look for them
- `changes`: what partners follow to keep a copy; `resolve`: from an address to its item
- `documents`: the OpenAPI document and the guide

They read the shelf and the vocabularies, and touch neither sessions nor users.
"""
