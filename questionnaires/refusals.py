"""How often answers to an access point were held back in a week. In the cache alone, and only a count."""

from django.core.cache import cache

from portal.periods import Week

KEPT = 14 * 86_400


def added_to(key: str, seconds: int) -> int:
    """Count one more, and return how many there are."""
    cache.add(key, 0, seconds)
    try:
        return cache.incr(key)
    except ValueError:  # the cache was emptied between the two
        return 1


def refuse(access_point_id: int, week: Week) -> None:
    added_to(key_of(access_point_id, week), KEPT)


def refusals(access_point_id: int, week: Week) -> int:
    return cache.get(key_of(access_point_id, week), 0)


def key_of(access_point_id: int, week: Week) -> str:
    return f"capture.refused.{access_point_id}.{week}"
