"""A measure may have a target and a unit, and the chart tells why it is drawn as it is."""

from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError

from cms.models import Platform
from feedback import charts
from feedback.measuring import Source
from feedback.models import Measure
from feedback.runcharts import analyse
from feedback.seriescharts import draw
from feedback.seriespoints import target_of


def measure(**changes: object) -> Measure:
    about = {"slug": "m", "title": "Måling", "definition": "Andel.", "platform": Platform(pk=1)}
    return Measure(pk=1, **about | changes)


@pytest.mark.parametrize("target", ["-1", "100.5"])
@pytest.mark.parametrize("source", [Source.TOP, Source.CHOOSING, Source.BAND, Source.CHANGE])
def test_the_target_of_a_share_lies_between_nothing_and_all(source: Source, target: str) -> None:
    with pytest.raises(ValidationError) as refused:
        measure(source=source, target=Decimal(target)).clean()

    assert list(refused.value.message_dict) == ["target"]


@pytest.mark.parametrize("source", [Source.MEAN, Source.SERIES])
def test_any_other_target_may_be_any_number(source: Source) -> None:
    measure(source=source, target=Decimal("4350.5")).clean()


def test_a_share_has_its_target_in_per_cent() -> None:
    assert target_of(measure(target=Decimal(80)), is_share=True) == 0.8
    assert target_of(measure(target=Decimal(80)), is_share=False) == 80
    assert target_of(measure(), is_share=True) is None


def test_a_target_is_in_the_picture_also_where_no_point_is_near_it() -> None:
    drawing = charts.draw(
        analyse([10, 12, 11], [100] * 3),
        ["1", "2", "3"],
        id="c",
        title="t",
        is_percent=True,
        target=0.8,
    )

    for picture in drawing.pictures:
        assert picture.target is not None
        assert min(mark.y for mark in picture.marks) > picture.target.y1 > 0
        assert picture.target_label.text == drawing.target == "80\N{NO-BREAK SPACE}%"


def test_the_words_of_the_target_keep_away_from_the_points() -> None:
    """The series begins at its target and ends far below it, so the words stand at the end."""
    series = [40, 41, 39, 40, 41, 40, *([20, 22] * 6)]
    labels = [str(at) for at in range(18)]

    drawing = charts.draw(analyse(series), labels, id="c", title="t", target=40)

    assert [picture.target_label.anchor for picture in drawing.pictures] == ["end", "end"]


def test_a_chart_without_target_has_no_line() -> None:
    drawing = charts.draw(analyse([10, 12, 11]), ["1", "2", "3"], id="c", title="t")

    assert [picture.target for picture in drawing.pictures] == [None, None]
    assert drawing.target == ""


def drawn(**changes: object) -> charts.RunChartDrawing:
    numbers = [(count, None) for count in (40, 47, 36, 44, 38, 52, 41, 35, 46, 39, 43, 49) * 2]
    labels = [str(at) for at in range(24)]
    return draw(measure(source=Source.SERIES, **changes), numbers, labels, [], False).drawing


def test_a_number_has_its_unit_and_a_share_its_per_cent() -> None:
    assert drawn(unit="børn").rows[0].value == "40\N{NO-BREAK SPACE}børn"
    shares = draw(measure(unit="børn"), [(40, 80)] * 3, ["1", "2", "3"], [], False)
    assert shares.drawing.rows[0].value == "50\N{NO-BREAK SPACE}%"


def test_the_chart_says_why_it_has_limits_or_none() -> None:
    assert (drawn().has_limits, drawn().why) == (
        True,
        "Vist med grænser (c-diagram), fordi hvert punkt er et antal hændelser.",
    )
    few = draw(measure(), [(40, 80)] * 3, ["1", "2", "3"], [], False).drawing
    assert not few.has_limits
    assert few.why.startswith("Vist som seriediagram, fordi grænser")


def test_the_nhs_rules_choose_their_own_chart_and_judge_the_target() -> None:
    drawing = drawn(rules=Measure.Rules.NHS, target=Decimal(90), direction="higher")

    assert drawing.rules == "nhs"
    assert drawing.why == "Vist med grænser (XmR-diagram), fordi NHS-reglerne er valgt til det."
    assert drawing.assurance == "consistent_fail"
