# SPDX-License-Identifier: Apache-2.0
"""A page without any of our protections: what a browser keeps of it shows that a search can find."""

import contextlib
import ssl
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

PAGE = b"""<!doctype html><title>Plain</title><form action="/sent"><textarea name="a" id="a">
</textarea><input name="b" id="b" autocomplete="on"><button>Send</button></form>"""


class Unprotected(BaseHTTPRequestHandler):
    """Any address is the same page, and a browser may keep all of it."""

    def do_GET(self):
        self.send_response(200)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(PAGE)))
        self.end_headers()
        self.wfile.write(PAGE)

    def log_message(self, *_):
        """Says nothing."""


@contextlib.contextmanager
def served(certificate=None):
    """The page's address, for as long as it is needed; with a folder of a certificate, over TLS."""
    server, scheme = ThreadingHTTPServer(("127.0.0.1", 0), Unprotected), "http"
    if certificate:
        context, scheme = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER), "https"
        context.load_cert_chain(certificate / "certificate.pem", certificate / "certificate-key.pem")
        server.socket = context.wrap_socket(server.socket, server_side=True)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"{scheme}://127.0.0.1:{server.server_port}/"
    server.shutdown()
    server.server_close()
