"""Reads business scopes against China's Green Industry Guidance Catalogue (绿色产业指导目录, 2019)."""

from collections.abc import Sequence
from typing import Final, Literal, Protocol, TypedDict, overload

import pyarrow as pa

__version__: Final[str]
"""The release; the answers of one version never differ."""

EDITION: Final[str]
"""The catalogue's edition: ``gigc-2019``."""

SPARK_TYPE: Final[str]
"""What ``classify_arrow`` gives, as a schema for Spark: ``outcome string, code string, …``."""

DUCKDB_TYPE: Final[str]
"""What ``classify_arrow`` gives, as a type for DuckDB: ``STRUCT("outcome" VARCHAR, …)``."""

Outcome = Literal["green", "conditional", "near", "none", "unclear"]
Verdict = Literal["direct", "conditional", "near"]

class Evidence(TypedDict):
    kind: Literal["subject", "role", "grade"]
    term: str
    start: int
    """Counted as Python counts: ``text[start:end] == term``."""
    end: int
    points: int

class Criterion(TypedDict):
    subject: str
    standard: str
    requirement: str

class Entry(TypedDict):
    code: str
    name: str
    verdict: Verdict
    score: int
    confidence: float
    evidence: list[Evidence]
    criteria: list[Criterion]

class Choice(TypedDict):
    text: str
    text_en: str
    code: str | None
    verdict: Verdict | None

class Question(TypedDict):
    text: str
    text_en: str
    answers: list[Choice]

class Classification(TypedDict):
    edition: str
    outcome: Outcome
    confidence: float
    entries: list[Entry]
    """Best first: direct and conditional ones, then near ones."""
    question: Question | None

class ArrowArray(Protocol):
    """One piece of Arrow data: an array or a record batch of any library."""

    def __arrow_c_array__(self, requested_schema: object | None = None, /) -> tuple[object, object]: ...

class ArrowStream(Protocol):
    """Arrow data in pieces: a chunked array, a series, a table of any library."""

    def __arrow_c_stream__(self, requested_schema: object | None = None, /) -> object: ...

def classify(text: str, top: int | None = None) -> Classification:
    """Classify one text; with ``top``, tell at most so many entries.

    Never fails: a text that says nothing is ``unclear``.
    """

def classify_many(texts: Sequence[str], top: int | None = None) -> list[Classification]:
    """Classify many texts, in their order."""

@overload
def classify_arrow(data: ArrowArray, column: str | None = None) -> pa.StructArray:
    """Classify a column of strings; gives a struct for each row.

    ``data`` is an array or chunked array of strings, or a record batch or table with one column of them;
    ``column`` names it if there are several. The texts are read where they stand.

    The fields are ``outcome``, then ``code``, ``name`` and ``verdict`` of the first entry (null where there is none),
    ``confidence`` of the outcome, and ``evidence``: a list of ``kind``, ``term``, ``start`` and ``end``.
    A missing text gives a missing answer.
    """

@overload
def classify_arrow(data: ArrowStream, column: str | None = None) -> pa.ChunkedArray: ...
