"""News for the rooms above. Sent inside the transaction that stores the answer."""

from django.dispatch import Signal

# provides args: version_id (int), week (str)
response_submitted = Signal()

# provides args: version_id (int), week (str). Answers were erased, set aside or taken back: count anew.
answers_changed = Signal()

# provides args: none. Sent once, when a whole file has gone in.
responses_imported = Signal()
