"""What a browser would send of the forms of a page, read from its HTML."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import html5lib


@dataclass(frozen=True, slots=True)
class Field:
    """A field of a form as a page shows it."""

    name: str
    kind: str
    value: str


def read_fields(form: Any) -> Iterator[Field]:
    """What a browser would send of a form, and of each group of choices one."""
    for item in form.iter():
        name = item.get("name")
        if (
            not name
            or name == "csrfmiddlewaretoken"
            or item.tag not in {"input", "select", "textarea", "button"}
        ):
            continue
        if item.tag == "textarea":
            yield Field(name, "textarea", "".join(item.itertext()))
        elif item.tag == "select":
            chosen = [one for one in item.iter("option") if one.get("selected") is not None] or list(
                item.iter("option")
            )
            yield Field(name, "select", (chosen[0].get("value") or "") if chosen else "")
        else:
            kind = "submit" if item.tag == "button" else item.get("type", "text").lower()
            if kind not in {"radio", "checkbox"} or item.get("checked") is not None:
                yield Field(name, kind, item.get("value") or "")


def filled_in(page: Any, field: str, **changed: str) -> dict[str, str]:
    """What is sent of the form with ``field`` on ``page``, an answer of the test client, with what was ``changed``."""
    tree = html5lib.parse(page.content, treebuilder="etree", namespaceHTMLElements=False)
    for form in tree.iter("form"):
        fields = {one.name: one.value for one in read_fields(form) if one.kind != "submit"}
        if field in fields:
            return fields | changed
    raise AssertionError(f"no form with {field}")
