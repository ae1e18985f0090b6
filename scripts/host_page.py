"""A partner's website: plain pages at another origin, to picture and measure what they embed."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

DIRECTIONS = {"en": "ltr", "ar": "rtl"}
_NAMES = {"en": "A partner’s website", "ar": "موقع أحد الشركاء"}
STYLED = """<style>body { margin: 0 auto; max-width: 44rem; padding: 1rem; background: #f3efe6;
font: 18px/1.6 Georgia, "Noto Naskh Arabic", serif }</style>"""
_SHELL = """<!doctype html><html lang="{lang}" dir="{direction}"><head><meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1"><title>{name}</title>
<link rel="icon" href="data:,">{head}</head>
<body><main><h1>{name}</h1>{body}</main></body></html>"""


def host_page(body: str, head: str = "", lang: str = "en") -> str:
    """Return a page with this in its body, and further elements in its head."""
    name = _NAMES[lang]
    return _SHELL.format(lang=lang, direction=DIRECTIONS[lang], name=name, body=body, head=head)


@contextmanager
def partner_site(pages: dict[str, str], headers: dict[str, str] | None = None) -> Iterator[str]:
    """Serve pages by their names until the block ends; yield the address before the names.

    Both may change meanwhile; `headers` are sent with every page.
    """

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            page = pages.get(self.path.lstrip("/"))
            self.send_response(404 if page is None else 200)
            self.send_header("Content-Type", "text/html; charset=utf-8")
            for name, value in (headers or {}).items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write((page or "").encode())

        def log_message(self, *_args: object) -> None:
            """Write nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/"
    finally:
        server.shutdown()
        server.server_close()
