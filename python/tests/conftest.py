"""What the tests share: the texts, how many rows, where the command line program is."""

import os
import shutil
import subprocess
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

PYTHON = Path(__file__).parent.parent


def pytest_addoption(parser):
    parser.addoption("--rows", type=int, default=2_000, help="rows that go through every recipe")
    parser.addoption("--texts", type=Path, default=PYTHON / "tests/texts.txt", help="texts for them, one a line")


@pytest.fixture(scope="session")
def texts():
    return (PYTHON / "tests/texts.txt").read_text("utf-8").splitlines()


@pytest.fixture(scope="session")
def program():
    """The command line program that `cargo xtask engines` has built."""
    found = os.environ.get("GREENCAT") or shutil.which("greencat")
    if not found:
        pytest.fail("no greencat program: set GREENCAT, or run `cargo xtask engines`")
    return found


@pytest.fixture(scope="session")
def parquet(request, tmp_path_factory):
    """A file of enterprises: as many rows as asked for, the texts again and again, one missing now and then."""
    rows, path = request.config.getoption("rows"), tmp_path_factory.mktemp("table") / "scopes.parquet"
    texts = request.config.getoption("texts").read_text("utf-8").splitlines()
    scopes = [None if row % 997 == 996 else texts[row % len(texts)] for row in range(rows)]
    table = pa.table({"id": pa.array(range(rows), pa.int64()), "name": [f"企业{row % 7}" for row in range(rows)], "scope": scopes})
    pq.write_table(table, path, row_group_size=max(1, min(50_000, rows // 4)))
    return path


def command(program, *arguments, input):
    return subprocess.run([program, *arguments], input=input.encode(), stdout=subprocess.PIPE, check=False).stdout.decode()
