"""The text of a part as blocks: what is quoted in it stands apart, and is set large."""

from itertools import groupby

from reports.koersdocument.pdf.blocks import QuoteBlock, TextBlock

_SAID_BY = ("— ", "– ", "-- ")


def text_blocks(text: str) -> list[TextBlock | QuoteBlock]:
    """``text`` in Markdown as blocks. Lines that begin with ``>`` are a quote; the last of them says who said it when
    it begins with a dash.
    """
    blocks: list[TextBlock | QuoteBlock] = []
    for is_quote, lines in groupby(text.splitlines(), key=lambda line: line.startswith(">")):
        if is_quote:
            blocks.append(_quote([line[1:].strip() for line in lines]))
        elif words := "\n".join(lines).strip():
            blocks.append(TextBlock(text=words))
    return [block for block in blocks if block.text]


def _quote(lines: list[str]) -> QuoteBlock:
    lines = [line for line in lines if line]
    said_by = ""
    if lines and lines[-1].startswith(_SAID_BY):
        said_by = lines.pop().split(" ", 1)[1].strip()
    return QuoteBlock(text=" ".join(lines).strip("‘’'\"“”"), said_by=said_by)


def first_sentence(text: str, longest: int) -> tuple[str, str]:
    """The first sentence of ``text`` and what comes after it; nothing and all of it when the sentence is longer than
    ``longest``.
    """
    line, _newline, below = text.strip().partition("\n")
    for place, sign in enumerate(line):
        if sign in ".?!" and (place + 1 == len(line) or line[place + 1] == " "):
            if place >= longest:
                break
            return line[: place + 1], f"{line[place + 1 :]}\n{below}".strip()
    return "", text.strip()
