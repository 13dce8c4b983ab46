"""News for the rooms above. Sent inside the transaction that stores the answer."""

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
