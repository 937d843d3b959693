"""Questions about small tables: products with prices, students with grades, in the shapes in which people keep them."""

from opencodeinterpreter.data.tasks.tables.asking import table_question

__all__ = ["table_question"]
