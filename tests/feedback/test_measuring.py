"""A measure is made only from what its questionnaire has; else the editor is told which field is wrong."""

import pytest

from feedback.measuring import Source, fault_of
from tests.questionnaires.made import definition, question, rating, scale, text

MADE = definition(
    rating("a", (0, 1, 2), top_box=["2"]),
    rating("b", (0, 1)),
    question("n", "integer", minimum=0, maximum=10),
    scales=[
        scale(
            "a",
            "b",
            bands=[{"code": "lidt", "text": text("Lidt"), "least": 0, "greatest": 3}],
            least=0,
            greatest=3,
        ),
        scale(
            "a",
            "b",
            key="told",
            least=0,
            greatest=3,
            reference={"standard_deviation": "1", "reliability": "0.8", "source": "Prøve."},
        ),
    ],
)


@pytest.mark.parametrize(
    ("source", "link_id", "scale_key", "codes", "place"),
    [
        (Source.TOP, "a", "", (), None),
        (Source.TOP, "b", "", (), "link_id"),
        (Source.CHOOSING, "b", "", ("0",), None),
        (Source.CHOOSING, "b", "", ("2",), "codes"),
        (Source.CHOOSING, "b", "", (), "codes"),
        (Source.CHOOSING, "nope", "", ("0",), "link_id"),
        (Source.BAND, "", "sum", ("lidt",), None),
        (Source.BAND, "", "sum", ("meget",), "codes"),
        (Source.BAND, "", "nope", ("lidt",), "scale"),
        (Source.MEAN, "", "sum", (), None),
        (Source.MEAN, "n", "", (), None),
        (Source.MEAN, "n", "sum", (), "scale"),
        (Source.MEAN, "", "", (), "scale"),
        (Source.MEAN, "", "nope", (), "scale"),
        (Source.MEAN, "a", "", (), "link_id"),
        (Source.CHANGE, "", "told", (), None),
        (Source.CHANGE, "", "sum", (), "scale"),
        (Source.CHANGE, "", "nope", (), "scale"),
        (Source.SERIES, "", "", (), "source"),
    ],
)
def test_what_cannot_be_counted_is_told_by_field(source, link_id, scale_key, codes, place) -> None:
    fault = fault_of(MADE, source, link_id, scale_key, frozenset(codes))

    assert (fault and fault.place) == place


def test_the_codes_there_are_stand_in_the_sentence() -> None:
    assert (
        str(fault_of(MADE, Source.CHOOSING, "b", "", frozenset("9")))
        == "codes: Name some of these: 0, 1."
    )
