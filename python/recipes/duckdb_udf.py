import duckdb
import greencat


def install(connection):
    """Makes `greencat(text)` known to SQL; it gives a struct."""

    def answer(texts):
        return greencat.classify_arrow(texts)

    connection.create_function("greencat", answer, ["VARCHAR"], duckdb.sqltype(greencat.DUCKDB_TYPE), type="arrow")
