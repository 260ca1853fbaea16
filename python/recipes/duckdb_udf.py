import duckdb
import greencat


def install(connection):
    """Makes `greencat(text)` known to SQL; it gives a struct."""
    answer = duckdb.sqltype(greencat.DUCKDB_TYPE)
    connection.create_function("greencat", greencat.classify_arrow, ["VARCHAR"], answer, type="arrow")
