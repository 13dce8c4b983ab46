"""A mail server of a test's own: it speaks as much SMTP as smtplib asks of it, and keeps what it gets."""

import socketserver
from collections.abc import Iterator
from contextlib import contextmanager
from email import message_from_bytes, policy
from email.message import EmailMessage
from threading import Thread


class PostOffice(socketserver.ThreadingTCPServer):
    """`refused` are addresses it knows nothing of; while `is_full` it takes no letter at all."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Counter)
        self.letters: list[EmailMessage] = []
        self.refused: set[str] = set()
        self.is_full = False

    @property
    def port(self) -> int:
        return self.server_address[1]

    @property
    def addresses(self) -> list[str]:
        return [letter["To"] for letter in self.letters]


class Counter(socketserver.StreamRequestHandler):
    """One conversation at the counter."""

    server: PostOffice

    def handle(self) -> None:
        self.say("220 post.example")
        for line in self.rfile:
            words = line.decode().strip()
            name = words[:4].upper()
            self.say(self.answer(name, words))
            if name == "QUIT":
                return

    def answer(self, name: str, words: str) -> str:
        if name == "RCPT" and words.partition("<")[2].partition(">")[0] in self.server.refused:
            return "550 nobody of that name"
        if name != "DATA":
            return "221 goodbye" if name == "QUIT" else "250 yes"
        self.say("354 go on")
        lines = list(iter(self.rfile.readline, b".\r\n"))
        if self.server.is_full:
            return "452 no room, come back later"
        letter = message_from_bytes(b"".join(lines), policy=policy.default)
        self.server.letters.append(letter)
        return "250 taken"

    def say(self, words: str) -> None:
        self.wfile.write(f"{words}\r\n".encode())


@contextmanager
def open_post_office() -> Iterator[PostOffice]:
    with PostOffice() as office:
        thread = Thread(target=office.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        try:
            yield office
        finally:
            office.shutdown()
            thread.join()
