import greencat
import polars as pl


def label(frame, column):
    """The rows of a Polars frame, eager or lazy, with their answers in a struct column `greencat`."""

    def answer(texts):
        return pl.Series(greencat.classify_arrow(texts))

    kind = answer(pl.Series(dtype=pl.String)).dtype
    return frame.with_columns(greencat=pl.col(column).map_batches(answer, return_dtype=kind))
