"""The public API for partners, and the only app that uses REST framework.

- `rendering`: the content of an item, stored with the published item at publish time
- `serializers`: the shape of everything that is answered, field by field
- `views`: one module for each resource; they read published items and nothing else
- `parameters`, `filters`, `fields`, `dates`, `search`, `cursors`: query parameters and their values
- `names`: forums and names of vocabularies, by slugs of now and of before; `ids`: several works
- `patterns`: the forms of texts in parameters, as they are read and as they are documented
- `tables`, `listing`, `rows`, `changes`, `counts`: queries of published items
- `paging`: pages of lists
- `answers`: stored JSON becomes an answer, and how long anybody may cache it
- `types`: the types of items and their collections
- `feeds`: the newest stories as RSS, Atom and JSON Feed, under /feeds/
- `middleware`: answers /api/ and /feeds/ before sessions and users, with cross-origin headers
- `delivery`: from an address to a response: cached, 304, or made anew (`core.caching`)
- `limits`, `negotiation`: HTTP's other matters
- `problems`: errors as RFC 9457 problem details, in both languages
- `openapi`: the OpenAPI document, openapi.json; `document`, `document_headers`,
  `document_problems`, `examples`: how it is made
- `guide`, `guide_keys`: the page that documents the API
- `partner_guide`, `partner_plugin`: the partners' guide of docs/ and its examples, as this site
  serves them; the WordPress plugin among them
- `embeds`: oEmbed, the pages that other sites show in frames, and the widget
- `push`: webhooks; `models`: its tables; `wagtail_hooks`: its screens in the CMS

Imports translation, home, news, forums and core; only config imports this package.
"""
