"""Truth tables in tests: who may do what in which stage, as somebody would write it on paper."""


def truth_table(text: str) -> list[tuple[str, str, bool]]:
    """(person, stage, allowed) for each cell of a table with a row per person and a column per stage."""
    head, *rows = [line.split() for line in text.strip().splitlines()]
    return [(row[0], stage, cell == "yes") for row in rows for stage, cell in zip(head, row[1:], strict=True)]
