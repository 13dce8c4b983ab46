"""Which bytes of a file a player asks for (RFC 9110, section 14). Pure.

Safari plays no film without them, and every player needs them to jump.
"""

import re

ONE_SPAN = re.compile(r"bytes=(\d{0,18})-(\d{0,18})")


def asked_bytes(header: str, size: int) -> range | None:
    """Return the bytes asked for, none of them when they lie outside the file.

    None is returned for what we do not serve in part – several spans, other units, nonsense: then the
    whole file is the right answer.
    """
    found = ONE_SPAN.fullmatch(header.strip())
    if found is None or found[0] == "bytes=-":
        return None
    first, last = found.groups()
    if not first:
        return range(max(size - int(last), 0), size)
    if last and int(last) < int(first):
        return None
    return range(int(first), min(int(last) + 1, size) if last else size)
