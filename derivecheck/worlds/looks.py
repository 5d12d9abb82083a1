"""What instances look like at which false bounds fail: extreme laws and numbers.

Laws that are uniform, equal, all but equal, or with nearly all mass at one outcome; numbers and
cells of sizes over many orders; no, few and many outcomes.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from fractions import Fraction
from random import Random

F = Fraction
Values = tuple[Fraction, ...]
NEAR = F(1, 1000)  # by what laws and numbers differ that are all but equal


class Shape(Enum):
    """How the laws of an instance are related."""

    UNIFORM = "uniform"
    EQUAL = "equal"
    NEAR = "all but equal"
    ATOMS = "nearly all mass at one outcome, another one for each law"
    UNIFORM_FIRST = "the first uniform, the next with nearly all mass at one outcome"
    UNIFORM_LAST = "the other way round"


@dataclass(frozen=True)
class Look:
    """The shape of the laws, the decimal order of the numbers, width of cells, sizes."""

    shape: Shape
    order: int
    width: Fraction
    size: int

    @property
    def small(self) -> Fraction:
        """The mass that is not at an atom, and the distance of numbers from their bounds."""
        return F(1, 10 ** max(abs(self.order), 3))

    def law(self, n: int, position: int, zeros: bool) -> Values:
        """A law on n outcomes; ``position`` tells the laws of a statement apart."""
        match self.shape:
            case Shape.UNIFORM:
                return (F(1, n),) * n
            case Shape.EQUAL:
                return _scaled([F(k + 1) for k in range(n)])
            case Shape.NEAR:
                return _scaled([1 + NEAR * ((k + position) % n) for k in range(n)])
            case Shape.UNIFORM_FIRST | Shape.UNIFORM_LAST:
                if position % 2 == (self.shape is Shape.UNIFORM_LAST):
                    return (F(1, n),) * n
        rest = F(0) if zeros else self.small
        hot = position % n
        return _scaled([F(1) if k == hot else rest for k in range(n)])

    def number(self, kind: str, rng: Random) -> Fraction:
        """A positive or real number of the order, or of its reciprocal; or one in (0, 1)."""
        if self.shape is Shape.NEAR:
            near = NEAR * rng.randint(-9, 9)
            return F(1, 2) + near if kind == "unit" else 1 + near
        if kind == "unit":
            return self.part(rng)
        size = rng.randint(1, 9) * F(10) ** (self.order * rng.choice((1, 1, -1)))
        return -size if kind == "real" and rng.random() < 0.5 else size

    def part(self, rng: Random) -> Fraction:
        """A number in (0, 1) close to one of the ends."""
        small = self.small * rng.randint(1, 9)
        return 1 - small if rng.random() < 0.5 else small


def _scaled(weights: list[Fraction]) -> Values:
    total = sum(weights)
    return tuple(w / total for w in weights)


LOOKS: tuple[Look, ...] = (
    Look(Shape.UNIFORM, -6, F(1000), 50),
    Look(Shape.ATOMS, 6, F(1, 1000), 2),
    Look(Shape.NEAR, 0, F(1, 50), 2),
    Look(Shape.UNIFORM_FIRST, -9, F(50), 2),
    Look(Shape.UNIFORM_LAST, 3, F(1), 3),
    Look(Shape.UNIFORM, 9, F(1, 100), 2),
    Look(Shape.ATOMS, 2, F(100), 50),
    Look(Shape.EQUAL, 1, F(10), 3),
)
MANY = Look(Shape.ATOMS, 1, F(1), 6)  # more outcomes than other instances have
