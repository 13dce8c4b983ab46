"""The house rules that are about our own code."""

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
ROOMS = ("portal", "cms", "questionnaires", "feedback")


def sources() -> Iterator[Path]:
    for room in ROOMS:
        yield from (path for path in (ROOT / room).rglob("*.py") if "migrations" not in path.parts)


def imports(path: Path) -> set[str]:
    nodes = list(ast.walk(ast.parse(path.read_text(encoding="utf-8"))))
    plain = {alias.name for node in nodes if isinstance(node, ast.Import) for alias in node.names}
    return plain | {node.module or "" for node in nodes if isinstance(node, ast.ImportFrom)}


@pytest.mark.parametrize(
    ("library", "door"),
    [
        ("pandas", "feedback/aggregation.py"),
        ("qrcode", "portal/printing/qr.py"),
        ("typst", "portal/printing/posters.py"),
        ("openpyxl", "questionnaires/sheets/workbook.py"),
        ("pyarrow", "feedback/exports/parquet.py"),
        ("snowballstemmer", "cms/search/stems.py"),
        ("allauth.account.adapter", "portal/users/adapter.py"),
        ("idna", "portal/hosts.py"),
    ],
)
def test_a_library_has_one_door(library: str, door: str) -> None:
    meeting = [
        str(path.relative_to(ROOT))
        for path in sources()
        if any(name == library or name.startswith(library + ".") for name in imports(path))
    ]

    assert meeting == [door]


def test_the_import_contracts_hold() -> None:
    tool = Path(sys.executable).with_name("lint-imports")
    result = subprocess.run([tool, "--no-cache"], cwd=ROOT, capture_output=True, text=True)

    assert result.returncode == 0, result.stdout


@pytest.mark.thorough
def test_a_web_process_starts_without_pandas_and_scipy() -> None:
    code = (
        "import portal.wsgi, portal.urls, sys; "
        "sys.exit(','.join({'pandas', 'scipy', 'typst'} & set(sys.modules)) or 0)"
    )
    environment = {"DJANGO_SETTINGS_MODULE": "portal.settings.test", "PATH": ""}
    result = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, env=environment, capture_output=True, text=True
    )

    assert result.returncode == 0, result.stderr


@pytest.mark.parametrize("path", list(sources()), ids=lambda path: str(path.relative_to(ROOT)))
def test_a_source_file_is_short_and_its_functions_too(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    functions = [
        node
        for node in ast.walk(ast.parse(text))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
    ]

    assert text.count("\n") <= 300
    assert all(node.end_lineno - node.lineno < 60 for node in functions)
    assert all(node.returns is not None for node in functions)
