# SPDX-License-Identifier: Apache-2.0
"""nginx with the settings of Deploy/server, before an intake on a unix socket."""

import contextlib
import re
import shutil
import socket
import subprocess
import time

from machines import ROOT, free_port

SHIPPED = ROOT / "Deploy" / "server" / "nginx.conf"


class Nginx:
    """Starts both, and stops nginx; the intake is stopped by whoever made it."""

    def __init__(self, intake, folder):
        self.intake, self.folder, self.port = intake, folder, free_port()

    def __enter__(self):
        self.folder.mkdir(mode=0o755)
        self.intake.set("socket", self.folder / "http.sock")
        self.intake.start()
        (self.folder / "http.sock").chmod(0o666)
        (self.folder / "site.conf").write_text(self.site())
        (self.folder / "nginx.conf").write_text(self.around())
        with open(self.folder / "nginx.err", "wb") as errors:
            self.server = subprocess.Popen(
                ["nginx", "-c", str(self.folder / "nginx.conf"), "-p", str(self.folder)],
                stdout=subprocess.DEVNULL, stderr=errors)
        self.wait()
        return self

    def __exit__(self, *_):
        self.server.terminate()
        self.server.wait()

    def site(self):
        """The shipped file with this test's socket, ports and certificate."""
        for name in ("certificate.pem", "certificate-key.pem"):
            shutil.copy(self.intake.folder / name, self.folder / name)
        site = re.sub(r"listen \[::\].*;\n", "", SHIPPED.read_text())
        for shipped, own in (
                ("unix:/run/ovoz-intake/http.sock", f"unix:{self.folder}/http.sock"),
                ("listen 443 ssl", f"listen 127.0.0.1:{self.port} ssl"),
                ("listen 80", f"listen 127.0.0.1:{free_port()}"),
                ("/etc/ssl/form.example/fullchain.pem", f"{self.folder}/certificate.pem"),
                ("/etc/ssl/form.example/privkey.pem", f"{self.folder}/certificate-key.pem")):
            assert shipped in site, shipped
            site = site.replace(shipped, own)
        return site

    def around(self):
        folder = self.folder
        places = " ".join(f"{name}_temp_path {folder}/{name};"
                          for name in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi"))
        return (f"daemon off; master_process off; pid {folder}/pid; error_log {folder}/started.log crit;\n"
                f"events {{}}\nhttp {{ {places} include {folder}/site.conf; }}\n")

    def wait(self):
        end = time.monotonic() + 20
        while time.monotonic() < end:
            with contextlib.suppress(OSError):
                return self.knock()
            assert self.server.poll() is None, (self.folder / "nginx.err").read_text()
            time.sleep(0.05)
        raise AssertionError("nginx does not answer")

    def knock(self):
        socket.create_connection(("127.0.0.1", self.port), 0.2).close()
