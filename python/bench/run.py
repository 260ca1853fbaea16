"""Measures the recipes and the peers; `cargo xtask engines --bench` starts it and says where everything is.

Two tables. The engines move all rows once each, the command line before and after them, so that a change of the
machine's load shows. The peers read fewer texts in rounds, each round all of them in turn; ratios are taken within
a round. Processor seconds are those of all processes that took part; on a shared machine they say more than the clock.
"""

import argparse
import datetime
import json
import os
import platform
import statistics
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from pathlib import Path

import greencat
import psutil
import pyarrow as pa
import pyarrow.parquet as pq

sys.path.insert(0, str(Path(__file__).parent.parent))

PEER_TEXTS, ROUNDS = 20_000, 5
BEGIN, END = "<!-- engines: written by cargo xtask engines --bench -->", "<!-- /engines -->"


def processor_seconds():
    """Of this process, its children, and children of theirs that have ended."""
    me = psutil.Process()
    total = 0.0
    for process in [me, *me.children(recursive=True)]:
        try:
            times = process.cpu_times()
        except psutil.NoSuchProcess:
            continue
        total += times.user + times.system + times.children_user + times.children_system
    return total


def timed(work):
    clock, processor = time.perf_counter(), processor_seconds()
    work()
    return time.perf_counter() - clock, processor_seconds() - processor


def command_line(options, jobs, lines):
    with lines.open("rb") as source:
        arguments = [options.program, "classify", "--format", "ndjson", "--summary", "none", "--jobs", str(jobs)]
        done = subprocess.run(arguments, stdin=source, stdout=subprocess.DEVNULL, check=False)
    if done.returncode > 1:
        raise RuntimeError(f"greencat ended with {done.returncode}")


def engines(options, lines, parquet):
    """What is measured, by name; each is something to call."""
    column = pq.read_table(parquet, columns=["scope"])["scope"]
    texts = column.to_pylist()
    yield "command line, `--jobs 1`", lambda: command_line(options, 1, lines)
    yield "command line, all cores", lambda: command_line(options, os.cpu_count(), lines)
    yield "`classify_arrow`, one thread", lambda: greencat.classify_arrow(column)
    yield "`classify_many`, dictionaries, a tenth of the rows", lambda: greencat.classify_many(texts[: len(texts) // 10])

    import duckdb
    from recipes import duckdb_udf

    connection = duckdb.connect(config={"threads": 2})
    duckdb_udf.install(connection)
    query = f"SELECT g.outcome, g.code, count(*) FROM (SELECT greencat(scope) AS g FROM '{parquet}') GROUP BY ALL"
    yield "DuckDB, Arrow function, 2 threads", lambda: connection.sql(query).fetchall()

    import polars as pl
    from recipes import polars_map

    field = pl.col("greencat").struct.field("outcome", "code")
    frame = polars_map.label(pl.scan_parquet(parquet), "scope").select(field)
    yield "Polars, `map_batches`", lambda: frame.group_by("outcome", "code").len().collect()

    if not options.without_spark:
        from pyspark.sql import SparkSession
        from recipes import spark_arrow, spark_pipe

        builder = SparkSession.builder.master("local[2]").config("spark.ui.enabled", "false")
        spark = builder.config("spark.sql.shuffle.partitions", "2").config("spark.driver.host", "127.0.0.1").getOrCreate()
        spark.sparkContext.setLogLevel("ERROR")
        rows = spark.read.parquet(str(parquet)).cache()
        rows.count()
        counts = spark_arrow.label(rows, "scope").groupBy("greencat.outcome", "greencat.code").count()
        yield "Spark `local[2]`, `mapInArrow`", counts.collect
        answers = spark_pipe.label(rows, "id", "scope", options.program)
        yield "Spark `local[2]`, `RDD.pipe`, lines counted", answers.count
        spark.stop()

    yield "command line, all cores, again", lambda: command_line(options, os.cpu_count(), lines)


def measure_engines(options, folder):
    texts = options.texts.read_text("utf-8").splitlines()
    scopes = [texts[row % len(texts)] for row in range(options.rows)]
    lines, parquet = folder / "scopes.txt", folder / "scopes.parquet"
    lines.write_text("\n".join(scopes) + "\n", "utf-8")
    pq.write_table(pa.table({"id": pa.array(range(options.rows), pa.int64()), "scope": scopes}), parquet, row_group_size=50_000)
    characters = sum(map(len, scopes)) / len(scopes)
    del scopes
    told = []
    for name, work in engines(options, lines, parquet):
        rows = options.rows // 10 if "a tenth" in name else options.rows
        clock, processor = timed(work)
        print(f"{name}: {rows / clock:,.0f} rows/s, {processor / rows * 1e6:.1f} processor seconds a million", flush=True)
        told.append((name, rows / clock, processor / rows * 1e6))
    return told, characters


def sklearn_peer(options):
    import jieba
    import numpy
    from sklearn.feature_extraction.text import TfidfVectorizer
    from sklearn.metrics.pairwise import linear_kernel

    documents = json.loads(subprocess.run([options.peers, "documents"], stdout=subprocess.PIPE, check=True).stdout)
    jieba.setLogLevel("ERROR")
    vectorizer = TfidfVectorizer(tokenizer=jieba.lcut, token_pattern=None, lowercase=False)
    entries = vectorizer.fit_transform([document["text"] for document in documents])

    def best(texts):
        for start in range(0, len(texts), 1000):
            likeness = linear_kernel(vectorizer.transform(texts[start : start + 1000]), entries)
            numpy.argpartition(-likeness, 5, axis=1)[:, :5]

    return best


def measure_peers(options, folder):
    """Texts per processor second of each peer, a list of rounds."""
    texts = options.texts.read_text("utf-8").splitlines()[:PEER_TEXTS]
    lines = folder / "peers.txt"
    lines.write_text("\n".join(texts) + "\n", "utf-8")
    best = sklearn_peer(options)
    rates = defaultdict(list)
    for _ in range(ROUNDS):
        told = subprocess.run([options.peers, "rates", lines], stdout=subprocess.PIPE, check=True).stdout
        for line in told.splitlines():
            measured = json.loads(line)
            rates[measured["engine"]].append(measured["texts"] / measured["seconds"])
        _, processor = timed(lambda: command_line(options, 1, lines))
        rates["command line"].append(len(texts) / processor)
        _, processor = timed(lambda: greencat.classify_arrow(pa.array(texts)))
        rates["classify_arrow"].append(len(texts) / processor)
        start = time.process_time()
        best(texts)
        rates["scikit-learn"].append(len(texts) / (time.process_time() - start))
    return rates


PEERS = {
    "bare scan": "bare scan: daachorse charwise, leftmost-longest, the same terms",
    "greencat": "greencat, the library: verdicts, evidence, criteria",
    "classify_arrow": "greencat, `classify_arrow` from Python",
    "command line": "greencat, the command line: lines in, NDJSON out, start included",
    "tantivy": "tantivy 0.27 + jieba-rs: BM25, best 5 of 211 names and scopes",
    "scikit-learn": "scikit-learn TF-IDF + jieba (Python): best 5, in batches of 1000",
}


def machine():
    name = platform.processor() or platform.machine()
    try:
        name = next(line.split(":")[1].strip() for line in open("/proc/cpuinfo") if line.startswith("model name"))
    except (OSError, StopIteration):
        pass
    memory = psutil.virtual_memory().total / 2**30
    return f"{name}, {os.cpu_count()} cores, {memory:.0f} GiB, {platform.system()}, Python {platform.python_version()}"


def page(options, told, characters, rates, load):
    yield f"{datetime.date.today()}, {machine()}. The machine was shared: its load was {load[0]:.1f} at the start and {load[1]:.1f} at the end"
    yield "(runnable processes on all cores), so compare within a table; processor seconds say more than the clock."
    yield f"Command: `cargo xtask engines --bench --texts FILE --rows {options.rows}`; the texts are {options.texts.name}"
    yield f"(real business scopes, not part of this repository), repeated to {options.rows:,} rows of {characters:.0f} characters on average."
    if options.note:
        yield f"{options.note}"
    yield ""
    yield "### Rows through the engines"
    yield ""
    yield "| | rows/s by the clock | processor seconds per million rows |"
    yield "| --- | ---: | ---: |"
    for name, rate, processor in told:
        yield f"| {name} | {rate:,.0f} | {processor:.1f} |"
    yield ""
    yield "One pass each, in this order. The command line and `RDD.pipe` write the whole answer as JSON; the Arrow columns hold the"
    yield "first entry. Spark's input was cached; DuckDB and Polars read the Parquet file; Spark's time is that of both Python"
    yield "workers and the JVM."
    yield ""
    yield "### Beside the peers, one core"
    yield ""
    yield "| | texts per processor second | share of the bare scan: median (least, most) |"
    yield "| --- | ---: | ---: |"
    for key, name in PEERS.items():
        shares = sorted(rate / scan for rate, scan in zip(rates[key], rates["bare scan"], strict=True))
        median = statistics.median(shares)
        yield f"| {name} | {statistics.median(rates[key]):,.0f} | {median:.4f} ({shares[0]:.4f}, {shares[-1]:.4f}) |"
    yield ""
    yield f"{ROUNDS} rounds over the first {PEER_TEXTS:,} texts; within a round all ran after one another, and shares are taken within it. The peers only"
    yield "rank 211 names and scopes by shared words: they give no verdict, no evidence and no criteria, and call nothing ordinary."
    yield "They are general tools with their ordinary interface, so this says what fits the task, not how good they are."


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--texts", type=Path, required=True)
    parser.add_argument("--rows", type=int, required=True)
    parser.add_argument("--program", required=True)
    parser.add_argument("--peers", required=True)
    parser.add_argument("--write", type=Path, required=True)
    parser.add_argument("--note", default=os.environ.get("GREENCAT_BENCH_NOTE", ""))
    parser.add_argument("--without-spark", action="store_true")
    options = parser.parse_args()
    load = [os.getloadavg()[0]]
    with tempfile.TemporaryDirectory() as folder:
        rates = measure_peers(options, Path(folder))
        told, characters = measure_engines(options, Path(folder))
    load.append(os.getloadavg()[0])
    written = "\n".join(page(options, told, characters, rates, load))
    print(written)
    before, _, rest = options.write.read_text("utf-8").partition(BEGIN)
    _, _, after = rest.partition(END)
    options.write.write_text(f"{before}{BEGIN}\n{written}\n{END}{after}", "utf-8")


main()
