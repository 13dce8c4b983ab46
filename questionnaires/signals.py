"""News for the rooms above. Sent inside the transaction that stores the answer."""

from typing import NamedTuple

from django.dispatch import Signal

# provides args: version_id (int), week (str)
response_submitted = Signal()

# provides args: response (Response), key (str). Sent as the answer is stored, so that the person behind a
# link of her own is stored with it or not at all. The key is in her hands only.
own_link_given = Signal()

# provides args: version_id (int), week (str). Answers that were counted are gone, or count no more.
answers_changed = Signal()

# provides args: none. Sent when answers whose time is over have been erased.
answers_erased = Signal()

# provides args: none. Sent once, when a whole file has gone in.
responses_imported = Signal()

# provides args: words (UUID), platform_id (int), version_id (int), week (str). A person has approved them.
words_approved = Signal()

# provides args: words (UUID). Words that were approved are erased after all.
words_taken_away = Signal()

# provides args: request (HttpRequest), words (UUID, or None on the page that lists them). A receiver
# returns HTML to stand below: what a room above does with words that are approved.
words_looked_at = Signal()


class News(NamedTuple):
    """What earlier answers changed: in short, and where below the platform's front page it is told."""

    title: str
    words: str
    path: str


# provides args: platform (Platform). A receiver returns a list of News, the newest first.
changes_wanted = Signal()
