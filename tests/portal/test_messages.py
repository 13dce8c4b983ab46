"""`messages` keeps the catalogues in step with the source."""

from pathlib import Path

import pytest
from babel.messages.mofile import read_mo
from babel.messages.pofile import read_po
from django.core.management import CommandError, call_command

from portal.management.commands.messages import source_messages

TEMPLATE = """
{% load i18n %}{% translate 'Say "hello"' %}
{% blocktranslate count n=n %}one{% plural %}many{% endblocktranslate %}
"""


class Tree:
    """A small project of its own, with one package and one catalogue."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.po = root / "locale" / "da" / "LC_MESSAGES" / "django.po"
        (root / "portal" / "migrations").mkdir(parents=True)
        self.write("portal/views.py", 'print(_("Week by week"))\n')

    def write(self, path: str, text: str) -> None:
        (self.root / path).parent.mkdir(parents=True, exist_ok=True)
        (self.root / path).write_text(text, encoding="utf-8")

    def translate(self, body: str) -> None:
        self.write("locale/da/LC_MESSAGES/django.po", f'msgid ""\nmsgstr ""\n\n{body}')

    def messages(self) -> set:
        with self.po.open("rb") as file:
            return {message.id for message in read_po(file) if message.id}


@pytest.fixture
def tree(tmp_path: Path, settings) -> Tree:
    settings.BASE_DIR = tmp_path
    settings.LOCALE_PATHS = [tmp_path / "locale"]
    return Tree(tmp_path)


def test_strings_of_source_and_templates_are_collected(tree: Tree) -> None:
    tree.write("portal/templates/page.html", TEMPLATE)
    tree.write("portal/templates/letter.txt", "{% load i18n %}{% translate 'Hello' %}")
    tree.write("portal/migrations/0001.py", '_("not for people")\n')
    tree.write("portal/more.py", 'ngettext("a point", "%s points", 2)\npgettext("day", "May")\n')

    call_command("messages")

    assert tree.messages() == {
        "Week by week",
        'Say "hello"',
        "Hello",
        ("one", "many"),
        ("a point", "%s points"),
        "May",
    }


def test_a_translation_stays_and_a_string_no_longer_used_goes(tree: Tree) -> None:
    tree.translate('msgid "Week by week"\nmsgstr "Uge for uge"\n\nmsgid "Gone"\nmsgstr "Væk"\n')
    tree.write("portal/more.py", '_("New")\n')

    call_command("messages")

    assert tree.messages() == {"Week by week", "New"}
    assert 'msgstr "Uge for uge"' in tree.po.read_text(encoding="utf-8")


def test_a_catalogue_in_step_passes_the_check(tree: Tree) -> None:
    tree.translate('msgid "Week by week"\nmsgstr "Uge for uge"\n')

    call_command("messages", "--check")


@pytest.mark.parametrize(
    ("source", "catalogue"),
    [
        pytest.param('_("New")', "", id="not there"),
        pytest.param('_("New")', 'msgid "New"\nmsgstr ""\n', id="empty"),
        pytest.param('_("New")', '#, fuzzy\nmsgid "New"\nmsgstr "Gammel"\n', id="only a guess"),
        pytest.param(
            'ngettext("New", "News", 2)',
            'msgid "New"\nmsgid_plural "News"\nmsgstr[0] "Ny"\nmsgstr[1] ""\n',
            id="no plural",
        ),
        pytest.param('pgettext("moon", "New")', 'msgid "New"\nmsgstr "Ny"\n', id="other context"),
    ],
)
def test_a_string_without_danish_fails_the_check_by_name(
    tree: Tree, source: str, catalogue: str
) -> None:
    tree.write("portal/views.py", source + "\n")
    tree.translate(catalogue)

    with pytest.raises(CommandError, match="No Danish for:\n  .*New"):
        call_command("messages", "--check")


def test_arabic_has_what_citizens_meet_and_nothing_of_the_admin(tree: Tree) -> None:
    tree.write("cms/templates/cms/page.html", '{% load i18n %}{% translate "For citizens" %}')
    tree.write("cms/templates/cms/admin/list.html", '{% load i18n %}{% translate "For editors" %}')

    call_command("messages")

    arabic = tree.root / "locale" / "ar" / "LC_MESSAGES" / "django.po"
    with arabic.open("rb") as file:
        assert {message.id for message in read_po(file) if message.id} == {"For citizens"}
    assert tree.messages() == {"For citizens", "For editors", "Week by week"}
    assert "nplurals=6" in arabic.read_text(encoding="utf-8")


def test_a_string_for_citizens_without_arabic_fails_the_check(tree: Tree) -> None:
    tree.write("cms/ages.py", '_("Week by week")\n')
    tree.translate('msgid "Week by week"\nmsgstr "Uge for uge"\n')

    with pytest.raises(CommandError, match="No Arabic for:\n  Week by week"):
        call_command("messages", "--check")


@pytest.mark.thorough
def test_our_own_catalogues_are_whole() -> None:
    call_command("messages", "--check")


def test_compiling_writes_each_catalogue_that_is_newer(tree: Tree) -> None:
    tree.translate('msgid "Week by week"\nmsgstr "Uge for uge"\n')
    compiled = tree.po.with_suffix(".mo")

    call_command("messages", "--compile")

    with compiled.open("rb") as file:
        assert read_mo(file).get("Week by week").string == "Uge for uge"
    compiled.write_bytes(b"newer than its source")
    call_command("messages", "--compile")
    assert compiled.read_bytes() == b"newer than its source"


@pytest.mark.thorough
def test_our_own_templates_and_sources_can_be_read() -> None:
    found = {message.id for message in source_messages()}

    assert {"Keeper of the purpose", "Sign in"} <= found
