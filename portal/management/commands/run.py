"""`run`: the whole of Kilden on this one machine, for trying it out."""

import os
import signal
import socket
import subprocess
import sys
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError

WEB = [
    "gunicorn",
    "portal.wsgi:application",
    "--threads",
    "8",
    "--log-level",
    "warning",
    "--no-control-socket",
]
HIGHEST_PORT = 65535
WORKER = ["celery", "-q", "-A", "portal", "worker", "-B", "-c", "1", "-l", "WARNING"]


class Command(BaseCommand):
    help = "Prepares the database, loads the demo once, and starts the web server and one worker."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--port", type=int, default=8000)

    def handle(self, *args: Any, **options: Any) -> None:
        if not settings.DEMO_ALLOWED:
            raise CommandError(
                "run is for trying things out; use gunicorn and celery in production."
            )
        port = options["port"]
        if not 1 <= port <= HIGHEST_PORT:
            raise CommandError(f"{port} is no port. Choose one from 1 to {HIGHEST_PORT}.")
        refuse_taken(port)
        call_command("migrate", verbosity=0)
        call_command("demo", address=f"http://127.0.0.1:{port}")
        self.stdout.write("Stop with Ctrl-C. The data stays in .data/.")
        self.stdout.flush()
        serve(port)


def refuse_taken(port: int) -> None:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError as error:
            raise CommandError(
                f"Port {port} is taken. Choose another one: make run PORT={port + 1}"
            ) from error


def serve(port: int) -> None:
    """Run web server and worker side by side until one of them ends or the user stops them."""
    # Where this runs as root, in a container say, the worker would warn of it at every start.
    environment = os.environ | {
        "PUBLIC_URL": f"http://127.0.0.1:{port}",
        "PYTHONWARNINGS": "ignore",
    }
    tools = Path(sys.executable).parent
    commands = ([*WEB, "--bind", f"127.0.0.1:{port}"], WORKER)
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    running = [
        subprocess.Popen([tools / name, *arguments], env=environment)  # noqa: S603
        for name, *arguments in commands
    ]
    try:
        running[0].wait()
    except KeyboardInterrupt:
        sys.stdout.write("\n")
    finally:
        for process in running:
            process.terminate()
        for process in running:
            process.wait(timeout=20)
