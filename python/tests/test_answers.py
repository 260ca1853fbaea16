"""The module gives the command line's answers."""

import json
import threading

import greencat
import pytest
from conftest import command


def test_every_text_gets_the_command_lines_answer(texts, program):
    lines = command(program, "classify", "--format", "ndjson", input="\n".join(texts) + "\n").splitlines()
    told = [json.loads(line) for line in lines]
    for number, answer in enumerate(told, 1):
        assert answer.pop("id") == number
    assert greencat.classify_many(texts) == told
    assert [greencat.classify(text) for text in texts] == told


def test_the_texts_show_every_outcome(texts):
    assert {answer["outcome"] for answer in greencat.classify_many(texts)} >= {"green", "conditional", "near", "none", "unclear"}


def test_python_slices_by_an_evidences_place(texts):
    seen = 0
    for text in texts:
        for entry in greencat.classify(text)["entries"]:
            for words in entry["evidence"]:
                assert text[words["start"] : words["end"]] == words["term"]
                seen += 1
    assert seen > 50


def test_top_limits_the_entries():
    text = "光伏组件制造；污水处理；充电桩运营"
    assert len(greencat.classify(text)["entries"]) > 1
    assert [len(answer["entries"]) for answer in greencat.classify_many([text, text], top=1)] == [1, 1]
    assert greencat.classify(text, top=0)["outcome"] == greencat.classify(text)["outcome"]


@pytest.mark.parametrize("text", ["", "\0", "🌱" * 1000, "a\u0301", "\u202e污水处理", "污水处理" * 50_000])
def test_any_string_is_answered(text):
    assert greencat.classify(text)["edition"] == greencat.EDITION


def test_a_lone_surrogate_is_an_error_that_names_it():
    with pytest.raises(UnicodeEncodeError):
        greencat.classify("\ud800")


def test_what_is_no_text_is_refused():
    with pytest.raises(TypeError):
        greencat.classify(None)
    with pytest.raises(TypeError):
        greencat.classify_many("污水处理")


def test_threads_get_the_same_answers(texts):
    expected, got = greencat.classify_many(texts), []
    threads = [threading.Thread(target=lambda: got.append(greencat.classify_many(texts))) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert got == [expected] * 4
