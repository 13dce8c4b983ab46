"""A PostgreSQL of a test's own, durable as in production, on a socket in a folder of its own."""

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

PROGRAMS = sorted(Path("/usr/lib/postgresql").glob("*/bin"))
# The programs refuse to run as root, which is who runs the tests in a container.
RUN_BY = "postgres" if os.geteuid() == 0 else None


def is_there() -> bool:
    return bool(PROGRAMS) or shutil.which("initdb") is not None


class Cluster:
    def __init__(self, folder: Path) -> None:
        self.folder, self.data = folder, folder / "data"
        self.run("initdb", "--auth=trust", "--username=postgres", "--encoding=UTF8")

    @property
    def address(self) -> str:
        return f"postgres://postgres@/postgres?host={self.folder}"

    def run(self, program: str, *arguments: str) -> None:
        found = PROGRAMS[-1] / program if PROGRAMS else Path(shutil.which(program) or program)
        subprocess.run(
            [found, "-D", self.data, *arguments],
            cwd=self.folder,
            user=RUN_BY,
            check=True,
            stdout=subprocess.DEVNULL,
        )

    def start(self, listen: str = "") -> None:
        """Start on the socket, and on an address whose whole network is trusted where one is given."""
        if listen:
            with (self.data / "pg_hba.conf").open("a") as rules:
                rules.write(f"host all all {listen}/24 trust\n")
        options = f"-c listen_addresses={listen} -c unix_socket_directories={self.folder}"
        self.run("pg_ctl", "-w", "-l", str(self.folder / "log"), "-o", options, "start")

    def stop(self, how: str = "fast") -> None:
        self.run("pg_ctl", "-m", how, "stop")


@contextmanager
def running_cluster(listen: str = "") -> Iterator[Cluster]:
    with tempfile.TemporaryDirectory(prefix="pg-") as name:
        folder = Path(name)
        if RUN_BY:
            shutil.chown(folder, RUN_BY)
        cluster = Cluster(folder)
        cluster.start(listen)
        try:
            yield cluster
        finally:
            cluster.stop("immediate")
