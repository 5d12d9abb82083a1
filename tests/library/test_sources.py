"""Pieces of source."""

from types import ModuleType

from derivecheck.library.sources import (
    constants,
    definitions,
    picked,
    unannotated,
    words,
)

MODULE = '''
LIMIT = 3.0
OTHER: float = 4.0


@decorated
def leaf(x: float) -> float:
    """Uses LIMIT."""
    return x + LIMIT


def node(x: float, *rest: float) -> float:
    return leaf(x)


def apart(x):
    return OTHER
'''


def test_definitions_in_order() -> None:
    assert list(definitions(MODULE)) == ["leaf", "node", "apart"]
    assert definitions(MODULE)["leaf"].startswith("@decorated\ndef leaf")


def test_picked_is_closed_under_use() -> None:
    text = picked(MODULE, ["node"])
    assert list(definitions(text)) == ["leaf", "node"]
    assert picked(MODULE, ["nothing"]) == ""


def test_annotations_go_and_the_rest_stays() -> None:
    text = unannotated(picked(MODULE, ["node"]))
    assert "def node(x, *rest):" in text
    assert "->" not in text
    assert words(text) >= {"leaf", "LIMIT"}


def test_constants_are_numbers_that_occur() -> None:
    module = ModuleType("m")
    module.A, module.B, module.f = 1.5, (1.0, 2.0), len  # type: ignore[attr-defined]
    assert constants(module, "A * x + f(x)") == {"A": 1.5}
    assert constants(module, "B[0] + AB") == {"B": (1.0, 2.0)}
