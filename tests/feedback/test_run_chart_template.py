"""The written picture: readable by everyone, with nothing a strict CSP refuses."""

import re
from html.parser import HTMLParser

from django.template.loader import render_to_string
from django.utils import translation

from feedback.charts import Annotation, draw
from feedback.runcharts import analyse

VALUES = [4, 6, None, 6] * 4 + [7, 8] * 5


def written(language="en", id="measure-1"):
    analysis = analyse(VALUES, freeze=16)
    labels = [f"uge {at}" for at in range(1, len(VALUES) + 1)]
    notes = [Annotation(16, "Kort på <køleskabet>")]
    chart = draw(analysis, labels, id=id, title="Vidste & spurgte", annotations=notes)
    with translation.override(language):
        return render_to_string("feedback/components/run_chart.html", {"chart": chart})


class Tags(HTMLParser):
    def __init__(self, html):
        super().__init__()
        self.found = []
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        self.found.append((tag, dict(attrs)))


def test_there_is_no_inline_style_and_no_script():
    for tag, attributes in Tags(written()).found:
        assert tag not in ("style", "script")
        assert not [name for name in attributes if name == "style" or name.startswith("on")]


def test_each_picture_is_named_and_described_by_elements_that_are_there_once():
    tags = Tags(written()).found
    ids = [attributes["id"] for _, attributes in tags if "id" in attributes]
    assert len(ids) == len(set(ids))
    assert all(name.startswith("measure-1") for name in ids)
    pictures = [attributes for tag, attributes in tags if attributes.get("role") == "img"]
    assert len(pictures) == 2
    for picture in pictures:
        assert set(picture["aria-labelledby"].split()) <= set(ids)


def test_coordinates_are_the_same_in_every_language():
    def places(html):
        return re.findall(r' (?:d|x|y|x1|width|viewbox)="([^"]*)"', html)

    assert places(written("da")) == places(written("en"))
    assert not [place for place in places(written("da")) if "," in place]


def test_the_same_chart_is_written_the_same_way_twice():
    assert written() == written()


def test_masked_rows_say_so_and_never_show_a_zero_or_a_dash():
    cells = re.findall(r"<td>(.*?)</td>", written(), re.S)
    values = [re.sub(r"<small>.*?</small>", "", cell).strip() for cell in cells]
    assert values.count("<i>too few answers</i>") == 4
    assert not {"0", "-", "–", "—", "", "None"} & set(values)


def test_headers_of_the_table_have_a_scope():
    headers = [attributes for tag, attributes in Tags(written()).found if tag == "th"]
    assert len(headers) == 3 + len(VALUES)
    assert {attributes["scope"] for attributes in headers} == {"col", "row"}


def test_one_line_says_rules_points_run_and_crossings():
    text = re.sub(r"\s+", " ", re.sub(r"<[^>]+>", "", written()).replace("&nbsp;", " "))
    assert (
        "Anhøj rules · 14 useful points · longest run 10 (limit 7) · 1 crossing (at least 4)"
        in text
    )
    assert "shift from uge 17" in text


def test_words_from_the_caller_are_escaped():
    assert "<køleskabet>" not in written()
    assert "Vidste &amp; spurgte" in written()
