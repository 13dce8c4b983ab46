"""Who consents to the words of the newest round, who objects, and for whom the circle waits. Pure.

Consent is given to the words of one round (sociocratic circle method; Endenburg, *Sociocracy*, 1998): when
they are amended, everybody is asked again. Who has taken part cannot be passed over by being silent later.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass

CONSENT, OBJECTION = "consent", "objection"


@dataclass(frozen=True)
class Said:
    """One statement, in the order it was made; `by` is nobody's when the person is gone."""

    kind: str
    by: int | None
    round: int


@dataclass(frozen=True)
class Standing:
    """Where the voting members stand. Each of them is in one of the four."""

    round: int
    consenting: frozenset[int]
    objecting: frozenset[int]
    waited_for: frozenset[int]
    silent: frozenset[int]

    @property
    def is_agreed(self) -> bool:
        return bool(self.consenting) and not self.objecting and not self.waited_for


def newest_round(statements: Iterable[Said]) -> int:
    return max((said.round for said in statements), default=1)


def standing(statements: Collection[Said], voters: Collection[int]) -> Standing:
    """Return where the voters stand. Who objects and then consents in the same round has been answered."""
    now, can = newest_round(statements), frozenset(voters)
    stance = {
        said.by: said.kind
        for said in statements
        if said.round == now and said.kind in (CONSENT, OBJECTION) and said.by in can
    }
    spoke = can & {said.by for said in statements}
    chose = frozenset(stance)
    return Standing(
        round=now,
        consenting=frozenset(by for by in stance if stance[by] == CONSENT),
        objecting=frozenset(by for by in stance if stance[by] == OBJECTION),
        waited_for=frozenset(spoke - chose),
        silent=frozenset(can - spoke),
    )
