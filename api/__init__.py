"""The public API for partners, and the only app that uses REST framework.

- `rendering`: the content of an item, stored with the published item at publish time
- `serializers`: the shape of everything that is answered, field by field
- `views`: one module for each resource; they read published items and nothing else
- `parameters`, `filters`, `fields`, `dates`, `search`, `cursors`: query parameters and their values
- `listing`, `rows`, `changes`, `counts`: queries of published items; `paging`, `highlights`
- `answers`: stored JSON becomes an answer
- `middleware`: answers /api/ before sessions and users; cross-origin headers on every answer
- `delivery`, `cache`, `shared`, `validators`: cached answers and conditional requests
- `limits`, `negotiation`, `compression`: HTTP's other matters
- `problems`: errors as RFC 9457 problem details, in both languages
- `document…`, `examples`: the OpenAPI document; `guide…`: the page that documents the API

Imports translation, home, news, forums and core; only config imports this package.
"""
