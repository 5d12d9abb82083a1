"""Elementwise array code, recorded once and repeated block by block in few buffers.

Code that makes a new array at every step spends most of its time on memory.  Here it is called once
with nodes, which write down what is done to them; then every block of the data goes through these
steps, each result into a buffer whose content is no longer needed.  A step that only one branch of
a ``where`` needs is left out where no element of the block takes this branch.

>>> steps = recorded(lambda x: (np.where(x < 0, np.sqrt(abs(x)), x + x), 1 / x), [np.ones(1)])
>>> steps.run([np.array([1.0, 2.0])])  # no square root
[array([2., 4.]), array([1. , 0.5])]
>>> steps.run([np.array([1.0, -4.0])])
[array([2., 2.]), array([ 1.  , -0.25])]
>>> recorded(lambda x: (np.cumsum(x),), [np.ones(1)]) is None  # not elementwise
True
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from operator import itemgetter
from typing import Any, NamedTuple

import numpy as np
from numpy.lib.mixins import NDArrayOperatorsMixin

from derivecheck.library import array_support

BLOCK = 32768  # entries: the buffers stay in the cache of a core
WORTH = 2 * BLOCK  # entries: fewer are done before the recording is


class _NotElementwise(TypeError):
    """Something that is not done to each element alone."""


class Node(NDArrayOperatorsMixin):  # type: ignore[misc, unused-ignore]
    """What a step makes of its inputs, or an input if there is no step; of one element a sample."""

    ndim = 1

    def __init__(self, step: Any, inputs: Sequence[Any], sample: Any, known: Any) -> None:
        if sample.shape != (1,) or any(np.ndim(x) for x in inputs if not isinstance(x, Node)):
            raise _NotElementwise
        self.step, self.inputs, self.sample = step, inputs, sample
        self.dtype, self.known = sample.dtype, known

    def __array_ufunc__(self, ufunc: Any, method: str, *inputs: Any, **options: Any) -> Node:
        if method != "__call__" or options or ufunc.nout != 1:
            raise _NotElementwise
        return _done(ufunc, inputs)

    def __array_function__(self, function: Any, types: Any, inputs: Any, options: Any) -> Any:
        if function is np.ones_like:
            return self.dtype.type(1)
        if function not in (np.where, np.clip) or len(inputs) != 3 or options:
            raise _NotElementwise
        return _done(function, inputs)

    def __array__(self, *_: Any, **__: Any) -> Any:
        raise _NotElementwise


def _done(step: Any, inputs: Sequence[Any]) -> Node:
    """What a step makes of its inputs; the same step of the same inputs is done once."""
    known = _nodes(inputs)[0].known
    key = (step, *(id(x) if isinstance(x, Node) else (type(x), str(x)) for x in inputs))
    if key not in known:
        samples = [x.sample if isinstance(x, Node) else x for x in inputs]
        known[key] = Node(step, inputs, np.asarray(step(*samples)), known)
    return known[key]


def _nodes(inputs: Iterable[Any]) -> list[Node]:
    return [x for x in inputs if isinstance(x, Node)]


class _Step(NamedTuple):
    """A function of values by their places; ``branches`` are the places that need it, and which."""

    function: Any
    inputs: Callable[[Sequence[Any]], tuple[Any, ...]]
    place: int
    buffer: int
    branches: tuple[tuple[int, bool], ...]


class Recording:
    """The steps from inputs to results, with the values' places and the buffers they fill."""

    def __init__(self, inputs: Sequence[Node], results: Sequence[Node]) -> None:
        order = _ordered(results)
        branches, buffers = _branches(order, results), _Buffers(order, results)
        made = [n for n, test in order if not test]
        self.places = {id(n): k for k, n in enumerate([*inputs, *made])}
        self.values: list[Any] = [None] * len(self.places)
        self.buffers, self.results = buffers.made, [self.places[id(r)] for r in results]
        self.steps = []
        for node, test in order:
            needed = tuple((self.places[w], b) for w, b in branches[id(node)])
            function = _TESTED if test else _FUNCTIONS.get(node.step, node.step)
            buffer = buffers.of.get(id(node), -1)
            at = [self._place(x) for x in node.inputs]
            get = itemgetter(*at) if len(at) > 1 else _single(at[0])
            self.steps.append(_Step(function, get, self.places[id(node)], buffer, needed))

    def _place(self, x: Any) -> int:
        """The place of a node, or a new one with a number in it."""
        if isinstance(x, Node):
            return self.places[id(x)]
        self.values.append(x)
        return len(self.values) - 1

    def run(self, inputs: Sequence[Any]) -> list[Any]:
        """The results for arrays of at most the length of a block, valid until the next run."""
        values, size = self.values.copy(), len(inputs[0])
        values[: len(inputs)] = inputs
        buffers = [b[:size] for b in self.buffers]
        taken: dict[tuple[int, bool], bool] = {}
        for function, get, place, buffer, branches in self.steps:
            if branches and not all(map(taken.get, branches)):
                continue
            if function is _TESTED:
                count = np.count_nonzero(get(values)[0])
                taken[place, True], taken[place, False] = bool(count), bool(count < size)
            elif function is _CHOSEN:
                condition, yes, no = get(values)
                if taken[place, True] and taken[place, False]:
                    values[place] = np.where(condition, yes, no)
                else:
                    values[place] = yes if taken[place, True] else no
            else:
                values[place] = function(*get(values), out=buffers[buffer])
        results = [values[k] for k in self.results]
        return [r if np.ndim(r) else np.full(size, r) for r in results]


_TESTED, _CHOSEN = object(), object()
_FUNCTIONS = {np.where: _CHOSEN, np.clip: lambda x, low, high, out: x.clip(low, high, out=out)}


def _single(place: int) -> Callable[[Sequence[Any]], tuple[Any, ...]]:
    return lambda values: (values[place],)


def _ordered(results: Iterable[Node]) -> list[tuple[Node, bool]]:
    """The nodes in an order of evaluation; a condition is tested before what depends on it."""
    order: list[tuple[Node, bool]] = []
    seen: set[int] = set()

    def visit(node: Node) -> None:
        if id(node) in seen or node.step is None:
            return
        seen.add(id(node))
        for k, x in enumerate(node.inputs):
            if isinstance(x, Node):
                visit(x)
            if node.step is np.where and k == 0:
                order.append((node, True))
        order.append((node, False))

    for result in results:
        visit(result)
    return order


def _branches(
    order: Sequence[tuple[Node, bool]], results: Iterable[Node]
) -> dict[int, frozenset[tuple[int, bool]]]:
    """The branches that all who need a node lie in."""
    found: dict[int, frozenset[tuple[int, bool]]] = {id(r): frozenset() for r in results}
    for node, test in reversed(order):
        for k, x in enumerate(node.inputs if not test else ()):
            if isinstance(x, Node):
                inner = {(id(node), k == 1)} if node.step is np.where and k else set()
                needed = found[id(node)] | inner
                found[id(x)] = found.get(id(x), needed) & needed
    return found


class _Buffers:
    """For each node the number of a buffer that is free when its step comes."""

    def __init__(self, order: Sequence[tuple[Node, bool]], results: Iterable[Node]) -> None:
        self.of: dict[int, int] = {}
        self.made: list[Any] = []
        free: dict[Any, list[int]] = {}
        dying = _dying(order, results)
        for k, (node, test) in enumerate(order):
            for x in dying.get(k, ()):
                if id(x) in self.of:
                    free.setdefault(x.dtype, []).append(self.of[id(x)])
            if not test and node.step is not np.where:
                self.of[id(node)] = self._taken(free.setdefault(node.dtype, []), node.dtype)

    def _taken(self, free: list[int], dtype: Any) -> int:
        if not free:
            free.append(len(self.made))
            self.made.append(np.empty(BLOCK, dtype))
        return free.pop()


def _dying(order: Sequence[tuple[Node, bool]], results: Iterable[Node]) -> dict[int, list[Node]]:
    """The nodes that are needed last at a step; the branches of a choice live as long as it."""
    last: dict[int, int] = {id(r): len(order) for r in results}
    needed = {}
    for k, (node, test) in reversed(list(enumerate(order))):
        for x in _nodes(node.inputs) if not test else ():
            chosen = node.step is np.where and x is not node.inputs[0]
            needed[id(x)] = x
            last[id(x)] = max(last.get(id(x), k), last[id(node)] if chosen else k)
    dying: dict[int, list[Node]] = {}
    for x in needed.values():
        dying.setdefault(last[id(x)], []).append(x)
    return dying


def recorded(function: Callable[..., Any], arrays: Sequence[Any]) -> Recording | None:
    """The steps of a function from arrays of one length to a tuple; None if not elementwise."""
    known: dict[Any, Node] = {}
    inputs = [Node(None, (), np.asarray(a[:1]), known) for a in arrays]
    try:
        results = function(*inputs)
    except _NotElementwise:
        return None
    return Recording(inputs, results) if len(_nodes(results)) == len(results) else None


def blockwise(function: Callable[..., Any], arrays: Sequence[Any]) -> Iterator[Any]:
    """The tuples of values of a function, block by block; each is overwritten by the next."""
    recording = recorded(function, arrays)
    call = recording.run if recording else lambda block: function(*block)
    for k in range(0, len(arrays[0]), BLOCK):
        yield call([a[k : k + BLOCK] for a in arrays])


def total(term: Callable[..., Any], *arrays: Any) -> Any:
    """The sum of a term over the index; a single long vector goes block by block."""
    return totals(lambda *a: (term(*a),), *arrays)[0]


def totals(terms: Callable[..., tuple[Any, ...]], *arrays: Any) -> tuple[Any, ...]:
    """The sums of several terms."""
    if any(a.ndim > 1 for a in arrays) or len(arrays[0]) < WORTH:
        return array_support.totals(terms, *arrays)
    sums = [[np.sum(term) for term in block] for block in blockwise(terms, arrays)]
    return tuple(map(np.sum, zip(*sums, strict=True)))
