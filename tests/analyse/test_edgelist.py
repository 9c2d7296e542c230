"""Plain graphs from files, in the forms that other tools write."""

import gzip
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from entramado.analyse.edgelist import read
from entramado.model.errors import InputError

NETWORKS = Path(__file__).parents[3] / "shared" / "data" / "networks"


def written(folder, text, name="links.csv"):
    path = folder / name
    path.write_bytes(text.encode() if isinstance(text, str) else text)
    return path


def links(ground):
    """Each link by the names of its ends, with weight and belief."""
    graph = ground.graph
    return {
        frozenset((ground.names[one], ground.names[other])): (weight, belief)
        for (one, other), weight, belief in zip(graph.pairs, graph.weight, graph.belief, strict=True)
    }


@pytest.mark.parametrize("mark", [",", ";", "\t", " ", "   "])
def test_columns_are_parted_by_what_the_file_uses(tmp_path, mark):
    found = read(written(tmp_path, f"ana{mark}eva\neva{mark}ivo\n"))
    assert links(found) == {frozenset(("ana", "eva")): (1, 1), frozenset(("eva", "ivo")): (1, 1)}
    assert found.listed.all()


def test_a_heading_tells_the_columns(tmp_path):
    text = "period,from,to,belief,weight\n1,Ana Ejemplo,Eva Ejemplo,0.5,3\n2,Eva Ejemplo,Ivo Ejemplo,0.75,1.5\n"
    found = links(read(written(tmp_path, text)))
    assert found == {frozenset(("Ana Ejemplo", "Eva Ejemplo")): (3, 0.5), frozenset(("Eva Ejemplo", "Ivo Ejemplo")): (1.5, 0.75)}


def test_a_heading_of_other_words_is_known_by_the_numbers_below_it(tmp_path):
    assert links(read(written(tmp_path, "x;y\n1;2\n2;3\n"))).keys() == {frozenset("12"), frozenset("23")}


def test_a_third_column_without_a_heading_is_a_weight(tmp_path):
    assert links(read(written(tmp_path, "0\t1\t4\n1\t2\t2.5\n"))) == {frozenset("01"): (4, 1), frozenset("12"): (2.5, 1)}


def test_comments_and_empty_lines_are_passed_over(tmp_path):
    assert len(read(written(tmp_path, "% a graph\n\n# more\n1 2\n\n# between\n2 3\n")).graph.pairs) == 2


def test_a_comment_that_counts_the_nodes_keeps_those_without_links(tmp_path):
    found = read(written(tmp_path, gzip.compress(b"# nodes 5\n0,1\n1,3\n"), "links.csv.gz"))
    assert found.graph.size == 5
    assert list(found.names) == ["0", "1", "2", "3", "4"]


def test_numbers_that_are_names_keep_their_form(tmp_path):
    assert sorted(read(written(tmp_path, "007,1\n1,12\n")).names) == ["007", "1", "12"]


def test_double_links_become_one_and_loops_are_left_out_and_both_are_told(tmp_path):
    found = read(written(tmp_path, "a,b\nb,a\na,a\n"))
    assert links(found) == {frozenset("ab"): (2, 1)}
    assert len(found.notes) == 2


def test_names_in_quotes_may_hold_the_mark(tmp_path):
    assert links(read(written(tmp_path, '"Ejemplo, Ana",Eva\n'))).keys() == {frozenset(("Ejemplo, Ana", "Eva"))}


def test_semicolons_let_names_and_decimals_hold_commas(tmp_path):
    found = read(written(tmp_path, "origen;destino;peso\nEjemplo, Ana;Eva;0,5\nEva;Ivo;1,25\n"))
    assert links(found) == {frozenset(("Ejemplo, Ana", "Eva")): (0.5, 1), frozenset(("Eva", "Ivo")): (1.25, 1)}
    assert set(read(written(tmp_path, "Ejemplo, Ana;Eva\nEva;Ivo\n")).names) == {"Ejemplo, Ana", "Eva", "Ivo"}
    assert set(read(written(tmp_path, "Ana,Eva;Ivo\nUno,Dos\n")).names) == {"Ana", "Eva;Ivo", "Uno", "Dos"}


def test_a_first_line_that_may_be_a_heading_is_doubted_aloud(tmp_path):
    found = read(written(tmp_path, "Persona 1,Persona 2\nAna,Eva\nEva,Ivo\n"))
    assert any("If it is a heading" in note for note in found.notes)
    assert not read(written(tmp_path, "Ana,Eva\nEva,Ivo\nIvo,Ada\n")).notes


def test_a_matrix_with_names_is_read_entry_by_entry(tmp_path):
    found = read(written(tmp_path, '\ufeff"",a,b,c\na,0,2,0\nb,1,0,0\nc,0,0,1\n'))
    assert links(found) == {frozenset("ab"): (3, 1)}
    assert list(found.names) == ["a", "b", "c"]


@pytest.mark.parametrize("names", [("Ana", "Eva", "Ivo", "Ada"), ("10", "9", "8", "7")])
def test_the_order_of_lines_does_not_matter(tmp_path, names):
    a, b, c, d = names
    lines = [f"{a},{b},2", f"{c},{a},1", f"{b},{d},3", f"{d},{c},1", f"{b},{a},1"]
    one, other = (read(written(tmp_path, "\n".join(some))) for some in (lines, lines[::-1]))
    assert list(one.names) == list(other.names)
    assert one.graph.pairs.tolist() == other.graph.pairs.tolist()
    assert one.graph.weight.tolist() == other.graph.weight.tolist()


def test_a_symmetric_matrix_tells_each_link_once(tmp_path):
    found = read(written(tmp_path, '"",a,b,c\na,0,2,0\nb,2,0,1\nc,0,1,0\n'))
    assert links(found) == {frozenset("ab"): (2, 1), frozenset("bc"): (1, 1)}
    assert not found.notes


def test_a_matrix_of_people_and_events_has_nodes_of_both(tmp_path):
    found = read(written(tmp_path, '"",dinner,wedding\nana,1,0\neva,1,1\n'))
    assert links(found).keys() == {frozenset(("ana", "dinner")), frozenset(("eva", "dinner")), frozenset(("eva", "wedding"))}


@pytest.mark.parametrize("text", ["", "# nothing\n"])
def test_an_empty_file_is_an_empty_graph(tmp_path, text):
    assert read(written(tmp_path, text)).graph.size == 0


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("a,b\nc\n", "line 2: 1 columns, where 2 are needed"),
        ("a,b\n,c\n", "line 2: an end of the link has no name"),
        ("source,target,weight\na,b,much\n", "line 2: the weight is 'much', which is no number"),
        ("source,target,weight\na,b,1\na,c,0\n", "line 3: the weight is 0"),
        ("source,target,belief\na,b,1.5\n", "line 2: the belief is 1.5. A belief is from 0 to 1"),
        ("alone\n", "line 1: a link needs two ends"),
        ("# nodes 2\n0,1\n1,2\n", "names node 2, but says there are 2"),
        (b"ana,eva\neva,\xff\n", "line 2: not UTF-8"),
        (b"\x1f\x8bbroken", "damaged"),
        ('"",a,b\na,0,1\nb,0\n', "line 3: 2 columns, where the first row of the matrix has 3"),
        ("0,1,2\n1,2,-1\n", "line 2: the weight is -1"),
        ("0,1,2\n1,2,nan\n", "line 2: the weight is 'nan', which is no number"),
    ],
)
def test_what_cannot_be_read_is_told_with_its_place_and_what_to_do(tmp_path, text, said):
    path = written(tmp_path, text)
    with pytest.raises(InputError, match=said) as error:
        read(path)
    assert str(path) in str(error.value)


def test_a_file_that_is_not_there_is_an_input_error(tmp_path):
    with pytest.raises(InputError, match="cannot be read"):
        read(tmp_path / "none.csv")


@given(st.lists(st.tuples(st.integers(0, 30), st.integers(0, 30)), min_size=1), st.sampled_from([",", "\t", " "]))
@settings(deadline=None, max_examples=50)
def test_numbers_read_fast_are_the_same_as_names_read_slowly(tmp_path_factory, pairs, mark):
    folder = tmp_path_factory.mktemp("fast")
    fast = read(written(folder, "".join(f"{one}{mark}{other}\n" for one, other in pairs)))
    slow = read(written(folder, "".join(f"n{one}{mark}n{other}\n" for one, other in pairs)))
    assert {frozenset(f"n{name}" for name in link): values for link, values in links(fast).items()} == links(slow)


@pytest.mark.skipif(not NETWORKS.is_dir(), reason="the published networks are not beside the checkout")
def test_published_files_are_read_whole():
    found = read(NETWORKS / "dismantling" / "maayan-foodweb.edges.csv.gz").graph
    assert (found.size, len(found.pairs)) == (183, 2434)
    for path in (NETWORKS / "covert").iterdir():
        assert path.name.endswith("_nodes.csv") or len(read(path).graph.pairs) > 10
    assert np.isclose(read(NETWORKS / "montagna" / "Montagna_phonecalls_edgelist.csv").graph.weight.min(), 1)
