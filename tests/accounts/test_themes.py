"""Theme files of NL Design System, and palettes in which everything can be read."""

import gzip
import json
import re
from pathlib import Path

import pytest
from django.conf import settings
from django.core.exceptions import ValidationError
from hypothesis import given
from hypothesis import settings as examples
from hypothesis import strategies as st

from accounts.enums import Look
from accounts.queries.house_style import theme_of_the_product
from core.colour import contrast, mix, nearest_passing, read_colour
from core.design_tokens import COLOURS, LARGEST_FILE, read_theme
from core.house_style import Font, HouseStyle, stylesheet
from core.palettes import FAR, LENT, LENT_TINTS, NIGHT, OURS, PAIRS, STATES, draw_palettes
from tests.core.test_components import STYLES

BUILT = Path(settings.VAR_DIR) / "build" / "assets" / "kw.css"
COLOUR = st.integers(0, 0xFFFFFF).map("#{:06x}".format)
BRAND = {"utrecht": {"link": {"color": {"$value": "#00568b"}}}}


def theme(**tokens: object) -> bytes:
    """A theme file with BRAND and ``tokens`` by path, "utrecht.button.border-radius" written with "__" for the dot."""
    tree = json.loads(json.dumps(BRAND))
    for name, value in tokens.items():
        *path, last = name.replace("_h_", "-").split("__")
        node = tree
        for part in path:
            node = node.setdefault(part, {})
        node[last] = {"$value": value}
    return json.dumps(tree).encode()


# ---- colours ---------------------------------------------------------------------------------------------------------


def test_contrast_is_what_the_standard_says() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#ffffff", "#767676") == pytest.approx(4.54, abs=0.01)  # the grey of WCAG's own examples
    assert contrast("#777777", "#ffffff") < 4.5


@pytest.mark.parametrize(
    ("text", "colour"),
    [
        ("#ABC", "#aabbcc"),
        ("#0b5c7aff", "#0b5c7a"),
        ("rgb(11, 92, 122)", "#0b5c7a"),
        ("rgba(11, 92, 122, 1)", "#0b5c7a"),
        ("hsl(0, 100%, 50%)", "#ff0000"),
        ("transparent", None),
        ("rgba(0, 0, 0, 0)", None),
        ("#0b5c7a80", None),
    ],
)
def test_colours_are_read_as_css_writes_them(text: str, colour: str | None) -> None:
    assert read_colour(text) == colour


@pytest.mark.parametrize(
    "text", ["", "red;}", "url(x)", "#12", "var(--x)", "#000000;background:url(//evil)", "a" * 99]
)
def test_what_is_no_colour_is_refused(text: str) -> None:
    with pytest.raises(ValueError):  # noqa: PT011 - the sentence is Pillow's
        read_colour(text)


@examples(deadline=None)
@given(COLOUR, COLOUR)
def test_the_nearest_shade_passes_and_a_colour_that_passes_stays(colour: str, ground: str) -> None:
    found = nearest_passing(colour, [(ground, 4.5)])
    assert contrast(found, ground) >= 4.5
    assert found == colour or contrast(colour, ground) < 4.5


@examples(deadline=None)
@given(st.dictionaries(st.sampled_from(sorted(COLOURS)), COLOUR), COLOUR)
def test_whatever_a_theme_says_every_pair_can_be_read(colours: dict[str, str], fill: str) -> None:
    drawn = draw_palettes(colours | {"fill": fill})
    for palette in (drawn.light, drawn.dark):
        for colour, ground, least in PAIRS:
            assert contrast(getattr(palette, colour), getattr(palette, ground)) >= least, (colour, ground)
    assert contrast(drawn.on_deep, drawn.deep) >= FAR
    assert all(contrast(colour, drawn.light.paper) >= 4.5 for colour in LENT)
    assert all(contrast(drawn.light.muted, tint) >= 4.5 for tint in LENT_TINTS)


def test_what_was_moved_is_told_and_nothing_else() -> None:
    drawn = draw_palettes({"accent": "#8ab4d8", "fill": "#0b5c7a", "on_fill": "#ffffff"})
    assert set(drawn.moved) == {"accent"}
    assert drawn.moved["accent"] == ("#8ab4d8", drawn.light.accent)
    assert (drawn.light.fill, drawn.light.on_fill) == ("#0b5c7a", "#ffffff")


def test_words_on_a_button_keep_their_colour_and_the_button_gives_way() -> None:
    light = draw_palettes({"fill": "#2f9bd6", "on_fill": "#ffffff"}).light
    assert light.on_fill == "#ffffff"
    assert light.fill != "#2f9bd6"


def test_what_koerswerk_lends_a_theme_is_in_its_tokens() -> None:
    tokens = (STYLES / "tokens.css").read_text()
    for name, colour in OURS.items():
        assert f"--kw-{name}: light-dark({colour}," in tokens
    for name, colour in NIGHT.items():
        assert re.search(rf"--kw-{name}: light-dark\(#\w+, {colour}\);", tokens), name
    for name, colour in zip(("good", "warn", "bad"), STATES, strict=True):
        assert f"--kw-{name}: light-dark({colour}," in tokens


# ---- files -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("look", [Look.VOORBEELD, Look.MOOI_EN_ANDERS])
def test_the_open_themes_come_from_their_packages_with_everything_that_we_read(look: str) -> None:
    found = theme_of_the_product(look)
    assert set(found.colours) == set(COLOURS)
    assert set(found.fonts) == {"body", "heading"}
    assert found.shapes["utrecht-button-border-radius"] == "8px"


def test_the_three_ways_of_writing_tokens_say_the_same() -> None:
    blue = {"brand": {"blue": {"$value": "#00568B"}}}
    w3c = json.dumps(
        {"utrecht": {"link": {"color": {"$type": "color", "$value": "{brand.blue}"}}}} | blue
    ).encode()
    dictionary = w3c.replace(b"{brand.blue}", b"{brand.blue.value}").replace(b"$value", b"value")
    sets = json.dumps(
        {
            "dark": {"utrecht": {"link": {"color": {"value": "#ffffff"}}}},
            "brand": {"brand": {"blue": {"value": "#ff0000"}}},
            "components/link": {"utrecht": {"link": {"color": {"value": "{brand.blue}"}}}},
            "of ours": {"brand": {"blue": {"value": "#00568b"}}},
            "$metadata": {"tokenSetOrder": ["brand", "components/link", "of ours", "dark"]},
        }
    ).encode()
    assert read_theme(w3c) == read_theme(dictionary) == read_theme(sets)
    assert read_theme(w3c).colours == {"accent": "#00568b"}


def test_the_present_form_of_colours_and_lengths_is_read() -> None:
    found = read_theme(
        theme(
            utrecht__root__color={"colorSpace": "srgb", "components": [0, 0.5, 1]},
            utrecht__button__border_h_radius={"value": 4, "unit": "px"},
            utrecht__root__font_h_family=["Noto Sans", "sans-serif"],
            utrecht__button__font_h_weight="Semi Bold",
        )
    )
    assert found.colours["ink"] == "#0080ff"
    assert found.shapes == {"utrecht-button-border-radius": "4px", "utrecht-button-font-weight": "600"}
    assert found.fonts == {"body": "Noto Sans"}


@pytest.mark.parametrize(
    ("tokens", "path"),
    [
        ({"utrecht__root__color": "bluish"}, "utrecht.root.color"),
        ({"utrecht__root__color": "{nobody.home}"}, "utrecht.root.color"),
        ({"utrecht__root__color": "{utrecht.root.color}"}, "utrecht.root.color"),
        ({"utrecht__root__color": ["#fff"]}, "utrecht.root.color"),
        ({"utrecht__root__color": {"colorSpace": "srgb"}}, "utrecht.root.color"),
        ({"utrecht__button__border_h_radius": "calc(1px)"}, "utrecht.button.border-radius"),
        ({"utrecht__button__border_h_radius": "8px;}*{display:none"}, "utrecht.button.border-radius"),
        ({"utrecht__button__font_h_weight": "heavyish"}, "utrecht.button.font-weight"),
        ({"utrecht__root__font_h_family": 'x";}body{display:none}'}, "utrecht.root.font-family"),
    ],
)
def test_a_fault_is_named_by_its_path(tokens: dict[str, object], path: str) -> None:
    with pytest.raises(ValidationError) as caught:
        read_theme(theme(**tokens))
    assert len(caught.value.messages) == 1
    assert caught.value.messages[0].startswith(f"{path}: ")


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"[]",
        b"not json",
        b"\xff\xfe",
        b"[" * 100_000,
        b"{}",
        b'{"utrecht": 3}',
        b" " * (LARGEST_FILE + 1),
    ],
    ids=["empty", "list", "words", "no text", "deep", "no tokens", "a number", "large"],
)
def test_what_is_no_theme_is_refused_with_one_sentence(data: bytes) -> None:
    with pytest.raises(ValidationError) as caught:
        read_theme(data)
    assert len(caught.value.messages) == 1


@examples(deadline=None)
@given(
    st.recursive(
        st.text(max_size=9) | st.integers() | st.none(),
        lambda inner: st.dictionaries(st.text(max_size=9), inner),
    )
)
def test_any_json_is_read_or_refused(tree: object) -> None:
    data = json.dumps(
        {"utrecht": {"link": {"color": {"$value": tree}}, "root": {"font-family": {"value": tree}}}}
    )
    try:
        found = read_theme(data.encode())
    except ValidationError:
        return
    assert all(re.fullmatch("#[0-9a-f]{6}", colour) for colour in found.colours.values())


def test_a_style_sheet_holds_nothing_but_tokens_in_their_layer() -> None:
    drawn = draw_palettes({"fill": "#8a3a9f"})
    style = HouseStyle(
        name="x</style><script>", light=drawn.light, dark=drawn.dark, deep=drawn.deep, on_deep=drawn.on_deep,
        heading_font=Font("Fira Sans"), body_font=Font("Noto Sans"), shapes={"utrecht-button-border-radius": "8px"},
    )  # fmt: skip
    css = stylesheet(style, font_urls={"Fira Sans": "/static/fonts/fira-sans.woff2"})
    assert "x<" not in css
    layer = css[css.index("@layer house") :]
    assert re.fullmatch(
        r"@layer house \{\n:root, body\[data-accent\] \{\n(  --[a-z0-9-]+: [#\w ,().\"-]+;\n)+\}\n\}\n", layer
    )
    assert f"--kw-fill: light-dark(#8a3a9f, {drawn.dark.fill});" in css
    assert mix("#000000", "#ffffff", 0.5) == "#808080"


# ---- under our parts -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("part", "token"),
    [
        (".kw-alert", "alert-background-color"),
        (".kw-button", "button-border-radius"),
        (".kw-field__label", "form-label-color"),
        (".kw-field__hint", "form-field-description-color"),
        (".kw-field__error", "form-field-error-message-color"),
        ("input.kw-input", "textbox-border-radius"),
        ("textarea.kw-input", "textarea-border-radius"),
        ("select.kw-input", "select-border-radius"),
        (".kw-table", "table-font-size"),
        (":where(h1)", "heading-1-font-weight"),
        (":where(h2)", "heading-2-font-weight"),
        (":where(h3)", "heading-3-font-weight"),
        (":where(a)", "link-color"),
    ],
)
def test_each_base_control_is_utrechts(part: str, token: str) -> None:
    rules = re.findall(rf"[}}{{]{re.escape(part)}\{{([^{{}}]*)\}}", BUILT.read_text())
    assert any(f"var(--utrecht-{token}" in rule for rule in rules), part


def test_the_build_leaves_out_what_no_part_of_ours_uses_and_stays_small() -> None:
    css = BUILT.read_text()
    assert ".utrecht-" not in css
    assert len(gzip.compress(css.encode(), 9)) < 40 * 1024
