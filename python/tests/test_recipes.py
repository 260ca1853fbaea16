"""The recipes of the manual, as they stand there, on the engines themselves."""

import json
import os
from collections import Counter

import greencat
import pyarrow.parquet as pq
import pytest
from conftest import PYTHON


@pytest.fixture(scope="module")
def expected(parquet):
    """How often each outcome and code comes up."""
    scopes = pq.read_table(parquet, columns=["scope"])["scope"].combine_chunks().dictionary_encode()
    answers = greencat.classify_arrow(scopes).to_pylist()
    return Counter((answer and answer["outcome"], answer and answer["code"]) for answer in answers)


@pytest.fixture(scope="module")
def spark():
    if os.environ.get("GREENCAT_WITHOUT_SPARK"):
        pytest.skip("asked to leave Spark out")
    from pyspark.sql import SparkSession

    session = (
        SparkSession.builder.master("local[2]")
        .config("spark.ui.enabled", "false")
        .config("spark.sql.shuffle.partitions", "2")
        .config("spark.driver.bindAddress", "127.0.0.1")
        .config("spark.driver.host", "127.0.0.1")
        .getOrCreate()
    )
    yield session
    session.stop()


@pytest.mark.parametrize("recipe", sorted(path.name for path in (PYTHON / "recipes").glob("*.py")))
def test_the_manual_shows_the_recipe_that_is_tested(recipe):
    assert (PYTHON / "recipes" / recipe).read_text("utf-8").strip() in (PYTHON / "README.md").read_text("utf-8")


def test_spark_map_in_arrow(spark, parquet, expected):
    from recipes.spark_arrow import label

    labelled = label(spark.read.parquet(str(parquet)), "scope")
    assert labelled.columns == ["id", "name", "scope", "greencat"]
    counts = labelled.groupBy("greencat.outcome", "greencat.code").count().collect()
    assert Counter({(row["outcome"], row["code"]): row["count"] for row in counts}) == expected
    row = labelled.where("greencat.code IS NOT NULL").first()
    first = greencat.classify(row["scope"])["entries"][0]
    assert [words["term"] for words in row["greencat"]["evidence"]] == [words["term"] for words in first["evidence"]]


def test_spark_pipe_to_the_command_line(spark, parquet, expected, program):
    from recipes.spark_pipe import label

    frame = spark.read.parquet(str(parquet))
    answers = spark.read.json(label(frame, "id", "scope", program), schema="id bigint, outcome string, entries array<struct<code string>>")
    answers = answers.cache()
    counts = Counter()
    for row in answers.selectExpr("outcome", "get(entries, 0).code AS code").groupBy("outcome", "code").count().collect():
        counts[row["outcome"], row["code"]] += row["count"]
    # To the command line a missing text is an empty one.
    missing = expected[None, None]
    assert counts == Counter({key: count for key, count in expected.items() if key[0]}) + Counter({("unclear", None): missing})
    assert answers.selectExpr("count(DISTINCT id)").first()[0] == sum(expected.values())


def test_spark_pipe_survives_line_breaks_and_partitions_without_rows(spark, program):
    from recipes.spark_pipe import label

    frame = spark.createDataFrame([("甲", "污水处理\n光伏组件制造"), ("乙", '"引号"\r\n\\反斜杠')], "id string, scope string").repartition(5)
    answers = {answer["id"]: answer for answer in map(json.loads, label(frame, "id", "scope", program).collect())}
    assert sorted(answers) == ["乙", "甲"]
    for row in frame.collect():
        assert {**greencat.classify(row["scope"]), "id": row["id"]} == answers[row["id"]]


def test_spark_pipe_tells_when_the_program_fails(spark):
    from py4j.protocol import Py4JJavaError
    from recipes.spark_pipe import label

    frame = spark.createDataFrame([("甲", "污水处理")], "id string, scope string")
    with pytest.raises((Py4JJavaError, Exception), match="exit|code"):
        label(frame, "id", "scope", "no-such-greencat").collect()


def test_duckdb_arrow_function(parquet, expected):
    import duckdb
    from recipes.duckdb_udf import install

    with duckdb.connect(config={"threads": 2}) as connection:
        install(connection)
        query = f"SELECT g.outcome, g.code, count(*) FROM (SELECT greencat(scope) AS g FROM '{parquet}') GROUP BY ALL"
        assert Counter({(outcome, code): count for outcome, code, count in connection.sql(query).fetchall()}) == expected
        words = connection.sql("SELECT greencat('污水处理').evidence[1]").fetchall()[0][0]
        assert words == {key: greencat.classify("污水处理")["entries"][0]["evidence"][0][key] for key in words}


@pytest.mark.parametrize("lazy", [False, True])
def test_polars_map_batches(parquet, expected, lazy):
    import polars as pl
    from recipes.polars_map import label

    labelled = label(pl.scan_parquet(parquet) if lazy else pl.read_parquet(parquet), "scope")
    counts = labelled.select(pl.col("greencat").struct.field("outcome", "code")).group_by("outcome", "code").len().lazy().collect()
    assert Counter({(outcome, code): count for outcome, code, count in counts.iter_rows()}) == expected
