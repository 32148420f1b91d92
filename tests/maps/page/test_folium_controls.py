from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from maps.page.folium_controls import Finished
from maps.page.parts import data_block, escaped_json

anything = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(st.characters(exclude_categories=())),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    max_leaves=12,
)  # fmt: skip


@given(anything)
def test_the_data_block_says_what_was_put_in(value):
    assert json.loads(escaped_json(value)) == value


@given(anything)
def test_nothing_in_the_data_block_can_leave_it(value):
    text = escaped_json(value)
    assert not set(text) & set("<>&\u2028\u2029")
    text.encode("utf-8")


def test_a_number_that_json_does_not_know_is_refused():
    with pytest.raises(ValueError, match="not JSON compliant"):
        escaped_json({"depth": float("nan")})


@given(st.text())
def test_a_finished_element_renders_as_it_is(text):
    assert Finished(text).render() == text


def test_a_template_expression_stays_text():
    assert "{{7*7}}" in Finished(data_block({"name": "{{7*7}}"})).render()
