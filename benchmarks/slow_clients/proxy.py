"""nginx with the configuration of `deploy/nginx`, on ports of loopback, until its block ends."""

import os
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from benchmarks.processes import ROOT, BrokenError, run, serve, supervising

_PLACES = os.pathsep.join([os.environ.get("PATH", ""), "/usr/sbin", "/usr/local/sbin"])


def require_nginx() -> str:
    """Return the path of nginx; raise BrokenError where it is not installed."""
    if program := shutil.which("nginx", path=_PLACES):
        return program
    raise BrokenError("nginx is not installed; on Debian: sudo apt-get install nginx-light")


def configure(folder: Path, base: str, upstream_port: int, **settings: str) -> Path:
    """Write a certificate and nginx.conf into `folder`; return the path of the latter."""
    folder.mkdir(mode=0o700)
    key, certificate = folder / "key.pem", folder / "certificate.pem"
    run(
        "openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1",
        "-nodes", "-days", "2", "-subj", "/CN=localhost", "-keyout", str(key),
        "-out", str(certificate),
    )  # fmt: skip
    own = {
        "BASE_URL": base,
        "CMS_HOST": "",
        "PORT": str(upstream_port),
        "PORTS": "",
        # Started by root, nginx would become somebody who may not write into the folder.
        "NGINX_USER": "root" if os.geteuid() == 0 else "-",
        "NGINX_PID": str(folder / "nginx.pid"),
        "NGINX_ERROR_LOG": "stderr",
        "NGINX_RUN_DIR": str(folder),
        "NGINX_HTTP_PORT": str(serve.free_port()),
        "TLS_CERTIFICATE": str(certificate),
        "TLS_CERTIFICATE_KEY": str(key),
    }
    command = (sys.executable, "scripts/nginx_config.py")
    text = run(*command, environment=os.environ | own | settings)
    file = folder / "nginx.conf"
    file.write_text(text, encoding="utf-8")
    return file


@contextmanager
def proxied(file: Path, port: int) -> Iterator[int]:
    """Run nginx with `file`; yield its process id when it answers at `port`."""
    errors = file.with_name("errors.log")
    with errors.open("wb") as log:
        process = subprocess.Popen(
            [require_nginx(), "-c", str(file), "-p", str(file.parent), "-g", "daemon off;"],
            cwd=ROOT,
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=log,
            preexec_fn=supervising.dies_with(os.getpid()),  # noqa: PLW1509 - no threads here
        )
        try:
            _wait_until_bound(process, port, errors)
            yield process.pid
        finally:
            process.terminate()  # its workers end with it
            process.wait(timeout=10)


def _wait_until_bound(process: subprocess.Popen[bytes], port: int, errors: Path) -> None:
    deadline = time.monotonic() + 10
    while time.monotonic() < deadline and process.poll() is None:
        if serve.port_problem(port):
            return
        time.sleep(0.05)
    raise BrokenError(f"nginx does not start:\n{errors.read_text(errors='replace')}")
