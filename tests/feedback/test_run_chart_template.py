"""The written picture: readable by everyone, with nothing a strict CSP refuses."""

import re
from html.parser import HTMLParser

from django.template.loader import render_to_string
from django.utils import translation

from feedback.charts import Annotation, MarkLine, draw
from feedback.recording import frozen
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


def marked(language="da", **options):
    marks = [
        MarkLine("freeze", 11, "uge 12", "Før kurset", "Ida Holm", "3. marts 2026"),
        MarkLine("exclude", 3, "uge 4", "Lukket <b>", "Ida Holm", "3. marts 2026"),
        MarkLine("note", 13, "uge 14", "Ny folder", "Ida Holm", "3. marts 2026"),
        MarkLine("part", None, "uge 1, 2020", "Væk", "Ida Holm", "3. marts 2026"),
        MarkLine("part", None, "uge 5", "Flyttet", "Ida", "før", "", "Ida, nu", "En fejl"),
    ]
    analysis = analyse([40, 42] * 12, freeze=12, exclude=[4], **options)
    labels = [f"uge {at}" for at in range(1, 25)]
    chart = draw(analysis, labels, id="m", title="T", marks=marks)
    with translation.override(language):
        return render_to_string("feedback/components/run_chart.html", {"chart": chart})


def words(html):
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", "", html))


def test_each_mark_is_told_in_words_with_reason_person_and_day():
    text = words(marked())
    assert (
        "uge 12: linjen er frosset efter dette punkt. Før kurset Ida Holm, 3. marts 2026." in text
    )
    assert "uge 4: ikke talt med. Lukket &lt;b&gt;" in text
    assert "uge 14: note. Ny folder" in text
    assert "Tæller ikke med: uge 4." in text


def test_a_mark_without_its_point_and_one_taken_back_are_told_too():
    text = words(marked())
    assert "Ikke tegnet: Punktet er ikke på diagrammet" in text
    assert "Flyttet Ida, før. Taget tilbage: En fejl Ida, nu." in text


def test_a_chart_without_marks_has_no_list_of_them():
    assert "rc-marklist" not in written()


def test_the_two_signs_of_the_nhs_rules_are_drawn_and_said():
    options = {"chart": "i", "rules": "nhs", "improvement": "increase", "target": 100}
    html = marked(**options)
    assert "Udsving: kun de almindelige" in html
    assert "Mål: bliver ikke nået, som det går nu" in html
    assert "NHS-regler" in html
    assert "Anhøj" not in html
    assert "rc-signs" not in marked()


def test_a_frozen_drawing_is_written_as_the_one_it_was_taken_from():
    analysis = analyse(VALUES, freeze=16)
    chart = draw(analysis, [f"uge {at}" for at in range(1, len(VALUES) + 1)], id="a", title="T")
    template = "feedback/components/run_chart.html"
    assert render_to_string(template, {"chart": frozen(chart)}) == render_to_string(
        template, {"chart": chart}
    )
