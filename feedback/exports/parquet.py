"""Published numbers as Parquet, for those who count with pandas, R or DuckDB. The only meeting with pyarrow.

pyarrow takes 140 MB, so it is an extra: `pip install kilden[parquet]`. Where it is not there, that is said.
The columns have the names of the JSON, and codes instead of words; what the numbers are stands in the
metadata of the file, so that it travels with them.
"""

import io
from collections.abc import Sequence
from importlib.util import find_spec

from feedback.exports.files import About
from feedback.exports.numbers import COLUMNS, Number, row


def is_there() -> bool:
    return find_spec("pyarrow") is not None


def parquet_file(numbers: Sequence[Number], about: About) -> bytes:
    import pyarrow
    from pyarrow import parquet

    kinds = {
        str: pyarrow.string(),
        int: pyarrow.int64(),
        float: pyarrow.float64(),
        bool: pyarrow.bool_(),
    }
    schema = pyarrow.schema(
        [
            pyarrow.field(
                column.name,
                kinds[column.type],
                nullable=column.is_nullable,
                metadata={"description": column.said},
            )
            for column in COLUMNS
        ],
        metadata=dict(about),
    )
    names = [column.name for column in COLUMNS]
    rows = [dict(zip(names, row(number), strict=True)) for number in numbers]
    file = io.BytesIO()
    parquet.write_table(pyarrow.Table.from_pylist(rows, schema=schema), file)
    return file.getvalue()
