"""Two signs that no person filled in a form: a hidden field is filled, or it took no time at all.

Neither is proof, so nobody is turned away: the form comes back with its answers and says why.
"""

from collections.abc import Mapping
from typing import Any

from django.conf import settings
from django.core.signing import SignatureExpired, TimestampSigner

TRAP = "tom"  # says nothing to the programs that fill in names and addresses


def was_trapped(data: Mapping[str, Any]) -> bool:
    return bool(data.get(TRAP))


def in_too_much_haste(signer: TimestampSigner, submission: str) -> bool:
    """Say whether the form was made just now. Its time is in the signed id, and is stored nowhere."""
    if not settings.CAPTURE_LEAST_SECONDS:
        return False
    try:
        signer.unsign(submission, max_age=settings.CAPTURE_LEAST_SECONDS)
    except SignatureExpired:
        return False
    return True
