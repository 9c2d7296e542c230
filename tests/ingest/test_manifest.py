"""sources.csv: what it sets, and that a wrong one is refused whole."""

from collections.abc import Callable
from pathlib import Path

import pytest

from entramado.ingest import Deposit, list_inputs, read_paths
from entramado.model.claim import Problem

HEAD = "file,source,title,published,language,reliability,credibility,marking\n"


@pytest.fixture
def folder(tmp_path: Path, article: str) -> Path:
    folder = tmp_path / "reports"
    (folder / "sub").mkdir(parents=True)
    (folder / "a.txt").write_text(article)
    (folder / "sub" / "b.txt").write_text("Date: March 5, 2024\n\n" + article)
    return folder


def documents(paths: list[Path]) -> dict[str, Deposit]:
    return {found.holding: found for found in read_paths(paths) if isinstance(found, Deposit)}


def test_a_row_sets_source_grading_and_marking(folder: Path) -> None:
    (folder / "sources.csv").write_text(HEAD + "a.txt,Example Times,Boss held,2024-03,es,b,2,TLP:GREEN\n")
    found = documents([folder])["a.txt"]
    document = found.document
    assert found.source is not None
    assert (found.source.name, found.source.reliability) == ("Example Times", "B")
    assert document.source == found.source.id
    assert (document.title, str(document.published), document.published_from) == ("Boss held", "2024-03", "manifest")
    assert (document.lang, document.credibility, document.marking) == ("es", "2", "TLP:GREEN")


def test_an_empty_cell_leaves_it_to_the_text(folder: Path) -> None:
    (folder / "sources.csv").write_text("file,source,published\nsub/b.txt,Example Times,\n")
    found = documents([folder])
    assert (str(found["sub/b.txt"].document.published), found["sub/b.txt"].document.published_from) == ("2024-03-05", "text")
    assert found["a.txt"].source is None
    assert found["a.txt"].document.published_from == "none"


def test_it_speaks_for_a_single_file_too(folder: Path) -> None:
    (folder / "sources.csv").write_text("file,source\na.txt,Example Times\n")
    source = documents([folder / "a.txt"])["a.txt"].source
    assert source is not None
    assert source.name == "Example Times"


def test_an_inner_manifest_is_heard_first(folder: Path) -> None:
    (folder / "sources.csv").write_text("file,source\nsub/b.txt,Outer\na.txt,Outer\n")
    (folder / "sub" / "sources.csv").write_text("file,source\nb.txt,Inner\n")
    found = documents([folder])
    assert {name: deposit.source and deposit.source.name for name, deposit in found.items()} == {
        "a.txt": "Outer",
        "sub/b.txt": "Inner",
    }


def test_one_source_however_it_is_spelt(folder: Path) -> None:
    (folder / "sources.csv").write_text("file,source\na.txt,EXAMPLE  Times\nsub/b.txt,Example Times\n")
    assert len({deposit.document.source for deposit in documents([folder]).values()}) == 1


@pytest.mark.parametrize(
    ("manifest", "named"),
    [
        ("file,source\nmissing.txt,X\n", "line 2: missing.txt"),
        ("file,colour\na.txt,red\n", "'colour'"),
        ("source\nX\n", "'file'"),
        ("file,source\na.txt,X\na.txt,Y\n", "line 3: a.txt"),
        ("file,reliability\na.txt,G\n", "line 2 (a.txt)"),
        ("file,credibility\na.txt,7\n", "line 2 (a.txt)"),
        ("file,published\na.txt,2024-02-31\n", "line 2 (a.txt)"),
        ("file,published\na.txt,2924-02-01\n", "line 2 (a.txt)"),
        ("file,language\na.txt,not a language\n", "line 2 (a.txt)"),
        ("file,marking\na.txt,TLP:PURPLE\n", "line 2 (a.txt)"),
        ("file,source\na.txt,X,Y\n", "line 2"),
        ("file,source\n,X\n", "line 2"),
        ("file,source\n../reports/a.txt,X\n", "line 2"),
        ("", "is empty"),
    ],
)
def test_a_wrong_manifest_refuses_its_folder_and_says_why(folder: Path, manifest: str, named: str) -> None:
    (folder / "sources.csv").write_text(manifest)
    found = list(read_paths([folder]))
    assert [type(item) for item in found] == [Problem]
    problem = found[0]
    assert isinstance(problem, Problem)
    assert (problem.code, problem.refused, problem.where) == ("manifest", True, "sources.csv")
    assert named in problem.what


def test_a_wrong_inner_manifest_refuses_the_inner_folder_alone(folder: Path) -> None:
    (folder / "sub" / "sources.csv").write_text("file,colour\nb.txt,red\n")
    found = list(read_paths([folder]))
    assert [item.holding if isinstance(item, Deposit) else item.where for item in found] == ["a.txt", "sub/sources.csv"]


def test_it_is_checked_before_anything_is_read(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (folder / "sources.csv").write_text("file,colour\na.txt,red\n")
    opened: list[str] = []
    monkeypatch.setattr(Path, "read_bytes", _noting(opened, Path.read_bytes))
    assert [entry.problem is not None for entry in list_inputs([folder])] == [True]
    assert opened == ["sources.csv"]


def _noting(opened: list[str], read: Callable[[Path], bytes]) -> Callable[[Path], bytes]:
    def run(path: Path) -> bytes:
        opened.append(path.name)
        return read(path)

    return run
