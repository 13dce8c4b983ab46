"""Tables of counts are protected and attacked from the command line, in the form others use."""

import json
from contextlib import nullcontext
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from feedback import countfiles
from tests.feedback.test_disclosure_oracles import ORACLES

TRUE = """age,sex,value
child,f,2
child,m,30
adult,f,40
adult,m,50
old,f,12
old,m,3
"""


@pytest.fixture
def true(tmp_path: Path) -> Path:
    return saved(tmp_path / "true.csv", TRUE)


def saved(path: Path, text: str) -> Path:
    path.write_text(text, encoding="utf-8")
    return path


def run(name: str, *args: object) -> str:
    out = StringIO()
    call_command(name, *map(str, args), stdout=out)
    return out.getvalue()


def test_what_is_protected_shows_true_counts_with_all_sums_and_hides_the_small_ones(
    true: Path, tmp_path: Path
) -> None:
    output = tmp_path / "published.csv"

    said = run("protect_table", true, "-o", output)

    counts = countfiles.read_table(output.read_text("utf-8")).counts
    assert len(counts) == 12
    assert counts["Total", "Total"] == 137
    assert counts["child", "f"] is None
    assert counts["old", "m"] is None
    assert "12 cells" in said
    assert "Safe" in run("audit_table", output, "--truth", true)


def test_a_group_of_codes_is_a_sum_too(true: Path, tmp_path: Path) -> None:
    groups = saved(tmp_path / "h.json", json.dumps({"age": {"grown": ["adult", "old"]}}))
    output = tmp_path / "published.csv"

    run("protect_table", true, "--hier", groups, "-o", output)

    counts = countfiles.read_table(output.read_text("utf-8")).counts
    assert counts["grown", "Total"] == 105
    assert "Safe" in run("audit_table", output, "--hier", groups, "--truth", true)


def test_the_naive_masking_is_caught_and_told(true: Path, tmp_path: Path) -> None:
    naive = saved(
        tmp_path / "naive.csv",
        TRUE.replace("child,f,2", "child,f,-1").replace("old,m,3", "old,m,-1")
        + "child,Total,32\nold,Total,15\nadult,Total,90\n",
    )
    report = tmp_path / "report.json"

    with pytest.raises(CommandError) as refused:
        run("audit_table", naive, "--json", report)

    assert refused.value.returncode == 1
    found = json.loads(report.read_text())
    assert not found["safe"]
    assert {"age": "child", "sex": "f"} in [
        row["cell"] for row in found["report"] if row["verdict"] == "exact"
    ]


def test_two_releases_that_can_be_subtracted_are_caught_together(tmp_path: Path) -> None:
    first = saved(tmp_path / "a.csv", "age,value\nchild,-1\nadult,90\nold,-1\nTotal,137\n")
    second = saved(tmp_path / "b.csv", "age,value\nchild,-1\nold,44\nTotal,137\n")

    with pytest.raises(CommandError) as refused:
        run("audit_table", first, second)

    assert refused.value.returncode == 1


def test_tables_that_contradict_one_another_are_inconsistent(tmp_path: Path) -> None:
    first = saved(tmp_path / "a.csv", "age,value\nchild,7\nadult,9\nTotal,16\n")
    second = saved(tmp_path / "b.csv", "age,value\nchild,8\n")

    with pytest.raises(CommandError, match="both 7 and 8") as refused:
        run("audit_table", first, second)

    assert refused.value.returncode == 2


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("age,count\nchild,1\n", "one of them “value”"),
        ("value\n1\n", "no column beside"),
        ("age,value\n", "no rows"),
        ("age,value\nchild,many\n", "line 2: “many”"),
        ("age,value\nchild,-2\n", "line 2: a count cannot be below 0"),
        ("age,value\nchild,1\nchild,2\n", "line 3: child stands twice"),
        ("age,value\nchild,-1\nadult,9\n", "child is masked"),
    ],
)
def test_a_file_that_is_no_table_is_refused_with_its_line(
    tmp_path: Path, text: str, said: str
) -> None:
    output = tmp_path / "published.csv"

    with pytest.raises(CommandError) as refused:
        run("protect_table", saved(tmp_path / "true.csv", text), "-o", output)

    assert said in str(refused.value)
    assert not output.exists()


@pytest.mark.parametrize("text", ["{", "[]", '{"age": ["40+"]}', '{"age": {"40+": []}}'])
def test_a_hierarchy_that_is_none_is_refused(true: Path, tmp_path: Path, text: str) -> None:
    groups = saved(tmp_path / "h.json", text)

    with pytest.raises(CommandError, match="hierarchy"):
        run("protect_table", true, "--hier", groups, "-o", tmp_path / "published.csv")


def test_a_file_that_is_not_there_is_said(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="cannot be read"):
        run("audit_table", tmp_path / "nothing.csv")


@pytest.mark.thorough
@pytest.mark.oracle
@pytest.mark.skipif(not ORACLES.is_dir(), reason="the reference tables are kept elsewhere")
@pytest.mark.parametrize("kind", ["naive", "gauss"])
@pytest.mark.parametrize("name", ["tiny", "hair_eye_sex"])
def test_the_intervals_are_those_of_the_reference(tmp_path: Path, name: str, kind: str) -> None:
    tables, report = ORACLES / "tables", tmp_path / "report.json"
    wanted = json.loads((tables / f"{name}.{kind}.attack.json").read_text("utf-8"))
    options = ("--truth", tables / f"{name}.true.csv", "--json", report)
    with nullcontext() if wanted["safe"] else pytest.raises(CommandError):
        run("audit_table", tables / f"{name}.{kind}.csv", *options)

    def key(row: dict) -> tuple:
        return (*row["cell"].values(), row["lo"], row["hi"], row["verdict"])

    found = json.loads(report.read_text())
    assert sorted(map(key, found["report"]), key=str) == sorted(map(key, wanted["report"]), key=str)
    assert found["safe"] == wanted["safe"]
