"""The law of X = c·U^q for U > 0 with a known law: Weibull laws are powers of exponential ones.

The density follows from that of U by the change of variables; it is nobody's closed form.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from derivecheck.numeric.field import Field, OutOfDomain, T
from derivecheck.numeric.law import Atoms, Bell, Law, Piece, Power, Support
from derivecheck.numeric.reach import power_of, require_positive


@dataclass(frozen=True)
class PowerOf(Law[T]):
    """The law of ``scale``·U^``power`` on x > 0; U > 0 has the law ``source``; both positive."""

    source: Law[T]
    scale: T
    power: Power

    def _image(self, field: Field[T], u: T) -> T:
        return self.scale * power_of(field, u, self.power)

    def _preimage(self, field: Field[T], x: T) -> T:
        return power_of(field, x / self.scale, Fraction(1) / self.power)

    def log_density(self, field: Field[T]) -> Callable[[T], T]:
        """log p_U(u) + log du/dx, with du/dx = u/(qx)."""
        require_positive(field, self.scale)
        log_source, constant = self.source.log_density(field), field.log(field.number(self.power))

        def value(x: T) -> T:
            u = self._preimage(field, x)
            return log_source(u) + field.log(u) - field.log(x) - constant

        return value

    def support(self, field: Field[T]) -> Support[T]:
        return field.zero, None

    def pieces(self, field: Field[T]) -> Sequence[Piece[T] | Bell[T] | Atoms[T]]:
        require_positive(field, self.scale)
        if self.power <= 0:
            raise OutOfDomain("a power of a law must be positive", certain=False)
        return [self._moved(field, piece) for piece in self.source.pieces(field)]

    def _moved(
        self, field: Field[T], piece: Piece[T] | Bell[T] | Atoms[T]
    ) -> Piece[T] | Bell[T] | Atoms[T]:
        if isinstance(piece, Atoms):
            return replace(piece, points=[self._image(field, u) for u in piece.points])
        if isinstance(piece, Piece):
            return self._moved_piece(field, piece)
        left, right = (self._moved_piece(field, half) for half in (piece.left, piece.right))
        return replace(piece, left=left, right=right)

    def _moved_piece(self, field: Field[T], piece: Piece[T]) -> Piece[T]:
        point, chart = piece.point, piece.chart
        return replace(
            piece,
            point=lambda u: self._image(field, point(u)),
            chart=lambda x: chart(self._preimage(field, x)),
        )

    def tail(self, field: Field[T], k: Power) -> T:
        """E[X^k; outside] = c^k E[U^(qk); outside]."""
        return power_of(field, self.scale, k) * self.source.tail(field, self.power * k)

    def log_bound(self, field: Field[T]) -> list[tuple[Power, T]]:
        """|log x| <= |log c| + q |log u|."""
        logs = self.source.log_bound(field)
        if logs is None:
            raise OutOfDomain("no bound of the logarithm under the source", certain=False)
        q = field.number(self.power)
        scaled = [(k, q * c) for k, c in logs]
        return [(0, field.abs(field.log(self.scale))), *self._in_x(field, scaled)]

    def log_majorant(self, field: Field[T]) -> list[tuple[Power, T]]:
        """The sum of the bounds of log p_U(u), log u, log x and log q."""
        of_u = [*self.source.log_majorant(field), *(self.source.log_bound(field) or ())]
        constant = field.abs(field.log(field.number(self.power)))
        return [(0, constant), *self._in_x(field, of_u), *self.log_bound(field)]

    def _in_x(self, field: Field[T], terms: list[tuple[Power, T]]) -> list[tuple[Power, T]]:
        """Σ c_k u^k as powers of x, by u = (x/c)^(1/q)."""
        powers: list[tuple[Power, T]] = [(Fraction(k) / self.power, c) for k, c in terms]
        return [(k, c / power_of(field, self.scale, k)) for k, c in powers]
