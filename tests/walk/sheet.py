"""The contact sheet: every screen that was walked, on one page for people to look through."""

from collections import defaultdict
from collections.abc import Iterable
from html import escape
from pathlib import Path

_HEAD = """<!doctype html><html lang="en"><meta charset="utf-8"><title>Contact sheet</title><style>
body{font:14px/1.4 sans-serif;margin:1rem;background:#eee} section{margin:0 0 2rem} h2{font-size:1rem;margin:0 0 .5rem}
div{display:flex;gap:.75rem;overflow-x:auto;align-items:flex-start} figure{margin:0;flex:none} figcaption{color:#555}
img{display:block;height:26rem;border:1px solid #bbb;background:#fff}</style>"""


def write(folder: Path, pictures: Iterable[tuple[str, ...]]) -> Path:
    """``index.html`` beside ``folder``, with the pictures in it by view and person."""
    by_view: dict[tuple[str, str], list[tuple[str, ...]]] = defaultdict(list)
    for picture in pictures:
        by_view[picture[0], picture[1]].append(picture)
    parts = [_HEAD, f"<h1>{len(by_view)} screens</h1>"]
    for (view, role), ones in sorted(by_view.items()):
        parts.append(f"<section><h2>{escape(view)} · {escape(role)}</h2><div>")
        for *_, language, width, theme, state, name in ones:
            words = " ".join(filter(None, (language, width, theme, state)))
            source = f"{folder.name}/{escape(name)}"
            parts.append(f'<figure><a href="{source}"><img loading="lazy" src="{source}" alt=""></a>')
            parts.append(f"<figcaption>{escape(words)}</figcaption></figure>")
        parts.append("</div></section>")
    index = folder.parent / "index.html"
    index.write_text("\n".join(parts))
    return index
