"""Random codes that people read aloud, and keyed hashes that nobody can turn back."""

import hashlib
import hmac
import secrets
from uuid import UUID

# No 0/o, 1/i/l, no vowel pairs that spell words: a code is read from a poster and typed by hand.
ALPHABET = "23456789bcdfghjkmnpqrstvwxz"
CODE_LENGTH = 8


def random_code(length: int = CODE_LENGTH) -> str:
    """Return a code that cannot be guessed from another one (38 bits at eight characters)."""
    return "".join(secrets.choice(ALPHABET) for _ in range(length))


def keyed_hash(key: str, *parts: str) -> str:
    """Return what may be stored instead of a secret (HMAC-SHA-256): found by it, never read from it."""
    return hmac.new(key.encode(), "\x1f".join(parts).encode(), hashlib.sha256).hexdigest()


def keyed_uuid(key: str, *parts: str) -> UUID:
    """Return the same id for the same parts, worthless to anyone without `key`."""
    message = "\x1f".join(parts).encode()
    return UUID(bytes=hmac.new(key.encode(), message, hashlib.sha256).digest()[:16])
