"""Arrow in, Arrow out."""

import greencat
import pyarrow as pa
import pytest


def plain(text):
    """What the struct has to say of a text, taken from the dictionary."""
    if text is None:
        return None
    answer = greencat.classify(text)
    first = answer["entries"][0] if answer["entries"] else {}
    evidence = [{key: words[key] for key in ("kind", "term", "start", "end")} for words in first.get("evidence", [])]
    return {
        "outcome": answer["outcome"],
        **{key: first.get(key) for key in ("code", "name", "verdict")},
        "confidence": answer["confidence"],
        "evidence": evidence,
    }


@pytest.fixture(scope="module")
def rows(texts):
    return [*texts[:20], None, *texts[20:], None]


KINDS = [pa.string(), pa.large_string(), pa.string_view(), pa.dictionary(pa.int32(), pa.string()), pa.dictionary(pa.int8(), pa.large_string())]


@pytest.mark.parametrize("kind", KINDS, ids=str)
def test_every_kind_of_string_column_is_read(rows, kind):
    array = pa.array(rows, pa.string()).cast(kind) if not pa.types.is_dictionary(kind) else pa.array(rows, kind)
    answers = greencat.classify_arrow(array)
    assert isinstance(answers, pa.StructArray)
    answers.validate(full=True)
    assert answers.to_pylist() == [plain(text) for text in rows]


def test_a_slice_is_read_where_it_stands(rows):
    array = pa.array(rows)
    assert greencat.classify_arrow(array.slice(7, 20)).to_pylist() == [plain(text) for text in rows[7:27]]
    words = array.dictionary_encode().slice(18, 5)
    assert greencat.classify_arrow(words).to_pylist() == [plain(text) for text in rows[18:23]]


def test_chunks_give_chunks(rows):
    chunks = pa.chunked_array([rows[:3], [], rows[3:]], pa.string())
    answers = greencat.classify_arrow(chunks)
    assert [len(chunk) for chunk in answers.chunks] == [3, 0, len(rows) - 3]
    assert answers.to_pylist() == [plain(text) for text in rows]
    assert greencat.classify_arrow(pa.chunked_array([], pa.string())).to_pylist() == []


def test_more_rows_than_one_block(rows):
    answers = greencat.classify_arrow(pa.array(rows * 500))
    answers.validate(full=True)
    assert answers.to_pylist() == [plain(text) for text in rows] * 500


def test_a_batch_or_table_with_one_column_of_strings_needs_no_name(rows):
    batch = pa.record_batch({"id": list(range(len(rows))), "scope": rows})
    expected = [plain(text) for text in rows]
    assert greencat.classify_arrow(batch).to_pylist() == expected
    assert greencat.classify_arrow(pa.Table.from_batches([batch, batch])).to_pylist() == expected * 2


def test_several_columns_of_strings_need_a_name(rows):
    batch = pa.record_batch({"name": ["绿源环保科技公司"] * len(rows), "scope": rows})
    with pytest.raises(ValueError, match="column=…, one of: name, scope"):
        greencat.classify_arrow(batch)
    with pytest.raises(KeyError, match="there are: name, scope"):
        greencat.classify_arrow(batch, column="text")
    assert greencat.classify_arrow(batch, column="scope").to_pylist() == [plain(text) for text in rows]


def test_nothing_but_missing_texts():
    assert greencat.classify_arrow(pa.nulls(3)).to_pylist() == [None] * 3
    assert greencat.classify_arrow(pa.array([], pa.string())).to_pylist() == []


def test_what_holds_no_text_is_refused_with_its_type():
    with pytest.raises(TypeError, match="Int64"):
        greencat.classify_arrow(pa.array([1, 2]))
    with pytest.raises(TypeError, match="Int64"):
        greencat.classify_arrow(pa.chunked_array([], pa.int64()))
    with pytest.raises(TypeError, match="leave it out"):
        greencat.classify_arrow(pa.array(["污水处理"]), column="scope")
    with pytest.raises((TypeError, ValueError)):
        greencat.classify_arrow(["污水处理"])


def test_the_type_is_the_same_in_every_engines_words():
    kind = greencat.classify_arrow(pa.array([], pa.string())).type
    names = [kind.field(place).name for place in range(kind.num_fields)]
    assert names == ["outcome", "code", "name", "verdict", "confidence", "evidence"]
    assert [column.split(" ")[0] for column in greencat.SPARK_TYPE.split(", ")[:6]] == names
    assert greencat.DUCKDB_TYPE.startswith('STRUCT("outcome" VARCHAR, "code" VARCHAR,')
