"""Products and quotients as a line writes them; the prover and the worlds see the definitions.

SymPy cancels p(x | z) p(z) to p(x, z), and y/p to y Σ exp(z)/exp(z), when an expression is built;
what a reader is shown would then no longer be what the line says.
"""

from __future__ import annotations

from typing import Any

from sympy import Expr, Mul

from derivecheck.terms.kernels import Kernel


class over(Kernel):
    """A quotient that stays one, of the sign that it has.

    >>> from sympy.abc import a, b
    >>> over(a, b) * b, (over(a, b) * b).rewrite(over)
    (b*over(a, b), a)
    """

    @staticmethod
    def formula(top: Any, bottom: Any) -> Expr:
        return top / bottom

    @staticmethod
    def slopes(top: Any, bottom: Any) -> tuple[Any, ...]:
        return 1 / bottom, -top / bottom**2

    def _eval_is_finite(self) -> bool | None:
        return self.definition().is_finite

    def _eval_is_extended_positive(self) -> bool | None:
        return self.definition().is_extended_positive

    def _eval_is_extended_nonnegative(self) -> bool | None:
        return self.definition().is_extended_nonnegative


class times(Kernel):
    """A product that is not carried out.

    >>> times(2, 3), times(2, 3).definition()
    (times(2, 3), 6)
    """

    @staticmethod
    def formula(*factors: Any) -> Expr:
        return Mul(*factors)

    @staticmethod
    def slopes(*factors: Any) -> tuple[Any, ...]:
        return tuple(Mul(*factors[:k], *factors[k + 1 :]) for k in range(len(factors)))


class conditional(over):
    """p(x | z) = p(x, z)/p(z), of the value of a joint law and that of its marginal.

    >>> from sympy import Function
    >>> from sympy.abc import x, z
    >>> p, p_z = Function("p", positive=True), Function("p_z", positive=True)
    >>> conditional(p(x, z), p_z(z)).definition()
    p(x, z)/p_z(z)
    """
