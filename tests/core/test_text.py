"""Long text: what people make up is shown, what could harm is not, and its beginning reads as words."""

import re

import pytest
from django.template import Context, Template
from django.urls import reverse

from core.forms import MarkdownInput
from core.text import plain_words, render_markdown
from tests import makers
from tests.conftest import Cast


def shown(text: str, name: str = "markdown") -> str:
    """``text`` through a filter, in a template."""
    return Template("{{ text|" + name + " }}").render(Context({"text": text}))


def test_made_up_text_becomes_html() -> None:
    html = shown(
        "## Ga langs\n\nKies **wie** je wilt:\n\n- een boer\n- *iemand*\n\n[lees](https://example.org/)"
    )
    for part in ("<h3>Ga langs</h3>", "<strong>wie</strong>", "<li>een boer</li>", "<em>iemand</em>"):
        assert part in html
    assert 'rel="noopener noreferrer nofollow"' in html


@pytest.mark.parametrize(
    "text",
    [
        "<script>alert(1)</script>",
        "[klik](javascript:alert(1))",
        "[klik](data:text/html,x)",
        "<img src=x onerror=alert(1)>",
        "![foto](https://example.org/x.png)",
        '[klik](https://example.org/"onmouseover="alert(1))',
    ],
)
def test_what_could_harm_stays_words(text: str) -> None:
    html = str(render_markdown(text))
    assert "<script" not in html
    assert "<img" not in html
    assert 'href="javascript' not in html
    assert 'href="data' not in html
    assert not re.search(r"<[^>]*\sonmouseover=", html)


def test_a_line_end_that_somebody_typed_stays_one() -> None:
    assert "Een<br>\ntwee" in shown("Een\ntwee")


def test_the_beginning_of_a_text_is_words_without_signs() -> None:
    text = "## Kop\n\n**Vet** & [een link](https://example.org/)\n\n- punt < 3"
    assert plain_words(text) == "Kop Vet & een link punt < 3"
    assert shown("**Vet** <b>", "plain_words") == "Vet &lt;b&gt;"


def test_an_editor_keeps_what_was_typed_as_it_was() -> None:
    html = MarkdownInput().render("words", "**a** </textarea><script>", {"id": "words"})
    assert "**a** &lt;/textarea&gt;&lt;script&gt;" in html
    assert 'role="toolbar"' in html
    assert "hidden" in html.split('role="toolbar"')[1].split(">")[0]


@pytest.mark.django_db
def test_an_assignment_shows_what_its_facilitator_made_up(cast: Cast) -> None:
    assignment = makers.make_assignment(cast.programme, instructions="Ga **langs**\n\n- kijk")
    html = cast.client("participant").get(reverse("homework:assignment", args=[assignment.public_id]))
    assert "<strong>langs</strong>" in html.content.decode()
    assert "<li>kijk</li>" in html.content.decode()
