"""The partners' door, and the only place that speaks REST.

- `rendering`: what an item looks like, told to the shelf and stored there at publish time
- `serializers`: the shape of everything that is answered, field by field
- `views`: one module for each resource; they read the shelf and nothing else
- `parameters`, `filters`, `fields`, `moments`, `searching`, `cursors`: what is asked, understood
- `listing`, `rows`, `changes`, `counts`: what is read from the shelf; `paging`, `highlights`
- `answers`: stored JSON becomes an answer
- `middleware`: answers /api/ before sessions and users; cross-origin headers on every answer
- `delivery`, `kept`, `shared`, `validators`: what is kept, what the asker has already
- `limits`, `negotiation`, `compression`: HTTP's other matters
- `problems`: errors as RFC 9457 problem details, in both languages
- `document…`, `examples`: the OpenAPI document; `guide…`: the page to read and try

Imports translation, home, news, forums and core; only config stands on this package.
"""
