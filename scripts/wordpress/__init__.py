"""Our API's clients in a real WordPress, for `make interop`.

- `asking`, `database`: servers on this machine; a MariaDB of its own
- `trees`, `server`: WordPress from Debian and from npm; two sites of each
- `ours`: our site, which may be slow or away
- `people`: what people do in WordPress; `report`: what was seen
- `plugin`, `embeds`, `feeds`: one scenario each
"""
