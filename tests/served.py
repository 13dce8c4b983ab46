"""The product in processes of its own, as production runs it."""

import os
import signal
import subprocess
import sys
import time
from http.client import HTTPConnection, HTTPException
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
TRIES = 300


class Server:
    """Gunicorn with several workers. Killed as a whole, as when the machine loses its power."""

    def __init__(self, environment: dict[str, str], port: int, workers: int = 2) -> None:
        self.environment, self.port = os.environ | environment, port
        self.command = [
            str(Path(sys.executable).with_name("gunicorn")), "portal.wsgi",
            "--workers", str(workers), "--threads", "8", "--keep-alive", "30", "--log-level", "critical",
            "--no-control-socket", "--bind", f"127.0.0.1:{port}",
        ]  # fmt: skip
        self.running: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        self.running = subprocess.Popen(
            self.command, cwd=ROOT, env=self.environment, start_new_session=True
        )
        for _try in range(TRIES):
            if self.running.poll() is not None:
                break
            if self.answers():
                return
            time.sleep(0.1)
        raise RuntimeError("The server did not start.")

    def answers(self) -> bool:
        connection = HTTPConnection("127.0.0.1", self.port, timeout=5)
        try:
            connection.request("GET", "/-/ready")
            return connection.getresponse().status == 200
        except (OSError, HTTPException):
            return False
        finally:
            connection.close()

    def kill(self, how: signal.Signals = signal.SIGKILL) -> None:
        if self.running is not None:
            os.killpg(self.running.pid, how)
            self.running.wait(timeout=30)
            self.running = None


def python(environment: dict[str, str], code: str) -> str:
    """Run code in a process of its own with Django set up, and return what it prints."""
    start = "import django; django.setup()\n"
    return subprocess.run(
        [sys.executable, "-c", start + code],
        cwd=ROOT,
        env=os.environ | environment,
        check=True,
        capture_output=True,
        text=True,
    ).stdout
