"""What a page asks for, read from its HTML."""

import pytest

from cms.assets import needs_of


@pytest.mark.parametrize(
    "html",
    [
        "",
        "<img>",
        "<script>1</script>",
        '<img src="">',
        '<img src="data:image/png;base64,AA">',
        '<img src="https://example.org/a.png">',
        '<img src="//example.org/a.png">',
        '<link rel="canonical" href="/side/">',
        '<link rel="alternate" href="/en/side/">',
        '<link href="/a.css">',
        '<a href="/side/">',
        '<source srcset="/media/a.avif">',
        "<img src='/a.png",
    ],
)
def test_what_is_no_file_of_ours_is_left_out(html: str) -> None:
    needs = needs_of([html])

    assert needs.files == []
    assert needs.pictures == []


def test_styles_icons_and_scripts_are_needed_and_pictures_apart() -> None:
    needs = needs_of(
        [
            '<link rel="stylesheet" href="/static/a.css"><link rel="icon" href="/static/i.svg">'
            '<script src="/static/a.js" defer></script>'
            '<picture><source srcset="/media/a.avif"><img src="/media/a.png" alt=""></picture>'
        ]
    )

    assert needs.files == ["/static/a.css", "/static/i.svg", "/static/a.js"]
    assert needs.pictures == ["/media/a.png"]


def test_what_several_pages_need_is_needed_once_in_the_order_it_came() -> None:
    pages = ['<script src="/b.js"></script><img src="/1.png">', '<script src="/a.js"></script>']

    needs = needs_of([*pages, *pages])

    assert needs.files == ["/b.js", "/a.js"]
    assert needs.pictures == ["/1.png"]
