"""One synchronous worker on the loopback, alone on the last core of the machine."""

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from http.client import HTTPConnection


class Worker:
    def __init__(self, port: int) -> None:
        self.port = port

    def get(self, path: str) -> bytes:
        with closing(HTTPConnection("127.0.0.1", self.port, timeout=60)) as connection:
            connection.request("GET", path)
            answer = connection.getresponse()
            content = answer.read()
        if answer.status != 200:
            raise RuntimeError(f"{path} answered {answer.status}")
        return content


@contextmanager
def worker() -> Iterator[Worker]:
    with closing(socket.create_server(("127.0.0.1", 0))) as found:
        port = found.getsockname()[1]
    command = [sys.executable, "-W", "ignore", "-m", "gunicorn", "--workers=1", f"--bind=127.0.0.1:{port}"]
    process = subprocess.Popen(
        [*command, "--log-level=error", "--timeout=120", "portal.wsgi:application"],
        env={**os.environ, "DJANGO_SETTINGS_MODULE": "tests.bench.settings"},
    )
    cores = sorted(os.sched_getaffinity(0))
    try:
        os.sched_setaffinity(process.pid, {cores[-1]})
        _wait(port)
        os.sched_setaffinity(0, set(cores[:-1]) or set(cores))
        yield Worker(port)
    finally:
        os.sched_setaffinity(0, set(cores))
        process.terminate()
        process.wait()


def _wait(port: int) -> None:
    for _attempt in range(300):
        try:
            Worker(port).get("/bench/forget/pages/")
        except OSError:
            time.sleep(0.1)
        else:
            return
    raise RuntimeError("the worker does not answer")
