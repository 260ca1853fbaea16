"""Never run: `mypy --strict` reads it, to see that the stubs say what callers need."""

import greencat
import pyarrow as pa

answer: greencat.Classification = greencat.classify("污水处理", top=1)
outcome: greencat.Outcome = answer["outcome"]
codes: list[str] = [entry["code"] for entry in answer["entries"]]
question = answer["question"]
if question is not None:
    choices: list[str | None] = [choice["code"] for choice in question["answers"]]
many: list[greencat.Classification] = greencat.classify_many(["污水处理"])
version: str = greencat.__version__
