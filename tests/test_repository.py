"""What is written about the project is true of it."""

import re
import subprocess
import tomllib
from pathlib import Path

import pytest
from django.core.management import get_commands

ROOT = Path(__file__).resolve().parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")


def tracked(pattern: str = "*") -> list[Path]:
    listed = subprocess.run(
        ["git", "ls-files", "--", pattern], cwd=ROOT, capture_output=True, text=True, check=True
    )
    return [ROOT / name for name in listed.stdout.splitlines() if (ROOT / name).is_file()]


def names_read_from_the_environment() -> set[str]:
    text = "\n".join(path.read_text() for path in (ROOT / "portal/settings").glob("*.py"))
    return set(re.findall(r"env_\w+\(\s*\"([A-Z_]+)\"", text))


def test_the_configuration_table_holds_every_setting_and_no_other() -> None:
    table = README.partition("## Configuration")[2].partition("\n## ")[0]
    written = set(re.findall(r"^\| `([A-Z_]+)`", table, re.MULTILINE))

    assert written == names_read_from_the_environment() | {"DJANGO_SETTINGS_MODULE"}


def test_every_command_of_ours_is_in_the_readme() -> None:
    rooms = ("portal", "cms", "questionnaires", "feedback")
    ours = {name for name, app in get_commands().items() if str(app).startswith(rooms)}

    assert ours == set(re.findall(r"^\| `([a-z_]+)` \|", README, re.MULTILINE))


@pytest.mark.parametrize("name", ["bootstrap", "runtime", "dev"])
def test_a_lock_is_pinned_by_hash_and_names_no_host(name: str) -> None:
    lines = (ROOT / f"requirements/{name}.txt").read_text().splitlines()
    pins = [number for number, line in enumerate(lines) if re.match(r"[a-z0-9].*==", line)]

    assert pins
    assert all("--hash=sha256:" in lines[number + 1] for number in pins)
    assert not any("://" in line for line in lines)


def test_the_changelog_tells_of_the_version_that_is_built() -> None:
    version = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]["version"]

    assert f"## {version} " in (ROOT / "CHANGELOG.md").read_text()


def test_every_folder_of_tests_is_a_package() -> None:
    folders = {path.parent for path in tracked("tests/*.py")}

    assert all((folder / "__init__.py").exists() for folder in folders)


def test_no_template_has_an_inline_style_script_or_handler() -> None:
    inline = re.compile(r"\sstyle=|<style|<script(?![^>]*\bsrc=)|\son\w+=\"", re.IGNORECASE)
    found = [path for path in tracked("*.html") if inline.search(path.read_text())]

    assert not found


def test_nothing_is_left_to_do_in_the_code() -> None:
    mark = re.compile(r"\b(" + "|".join(["TO" + "DO", "FIX" + "ME", "X" + "XX"]) + r")\b")
    files = [path for path in tracked() if path.suffix in {".py", ".html", ".js", ".css"}]

    assert not [path for path in files if mark.search(path.read_text(encoding="utf-8"))]


def test_no_file_tells_whose_machine_it_was_made_on_or_where_packages_came_from() -> None:
    traces = re.compile("|".join(["/wo" + "rk/", "/ro" + "ot/", "/ho" + "me/", "index-" + "url"]))
    binary = {".png", ".jpg", ".woff2"}
    files = [path for path in tracked() if path.suffix not in binary]

    assert len(files) > 100
    assert not [path for path in files if traces.search(path.read_text(encoding="utf-8"))]


def test_every_decision_says_context_decision_and_consequences() -> None:
    decisions = tracked("portal/decisions/*.md")

    assert decisions
    for path in decisions:
        text = path.read_text()
        assert all(word in text for word in ("**Context.**", "**Decision.**", "**Consequences.**"))
