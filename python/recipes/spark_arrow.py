import greencat
from pyspark.sql.types import StructField, StructType


def label(frame, column):
    """The rows of a Spark frame with their answers in a struct column `greencat`."""

    def answer(batches):
        for batch in batches:
            yield batch.append_column("greencat", greencat.classify_arrow(batch, column))

    answers = StructField("greencat", StructType.fromDDL(greencat.SPARK_TYPE))
    return frame.mapInArrow(answer, StructType([*frame.schema.fields, answers]))
