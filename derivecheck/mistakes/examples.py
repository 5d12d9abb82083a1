"""An example of every kind of mistake: a statement as somebody might write it, which is wrong.

What is wrong with it, and what should stand there, is not written here: the judge is asked
(`derivecheck.judgement.explained`), for `derivecheck explain` and for `docs/mistakes.md`.
"""

from __future__ import annotations

from sympy import Symbol, exp, log, pi

from derivecheck.language import (
    CE,
    JS,
    KL,
    E,
    Exponential,
    FiniteLaw,
    H,
    Index,
    Joint,
    Normal,
    Statement,
    given,
    midpoint,
    not_always,
    point,
    total,
)

N = Symbol("N", integer=True, positive=True)
k = Symbol("k", integer=True, positive=True)
p, q = FiniteLaw("p", N), FiniteLaw("q", N)
mu, nu = Symbol("mu", real=True), Symbol("nu", real=True)
sigma, tau = Symbol("sigma", positive=True), Symbol("tau", positive=True)
a, b, u = (Symbol(name, positive=True) for name in "abu")
x, z = point("x"), point("z")
law, laws, joint = given(p), given(p, q), Joint("p")
wide, other = Normal(mu, sigma), Normal(nu, tau)
normal, normals = given(wide), given(wide, other)

EXAMPLES: dict[str, Statement] = {
    "inequality-direction": laws.le(KL(p, q), 0),
    "swapped-arguments": laws.eq(CE(p, q) - H(p), KL(q, p)),
    "wrong-laws": laws.eq(JS(p, q), KL(p, q) / 2 + KL(q, p) / 2),
    "wrong-law": given(joint).eq(
        log(joint.of_x.at(x)), log(joint.at(x, z)) - log(joint.x_given(z).at(x))
    ),
    "wrong-index": given(p, q, Index(k, N)).eq(
        KL(p, q), total(lambda i: p.at(i) * log(p.at(i) / q.at(k)), 1, N)
    ),
    "wrong-optimum": given().minimum(a * log(u) + b * log(1 - u), u, a / (a + b)),
    "bracket": laws.eq(CE(p, q), -log(E(p, lambda i: q.at(i)))),
    "exponential": law.eq(total(lambda i: p.at(i) * exp(a), 1, N), a),
    "wrong-operator": law.eq(E(p, lambda i: log(2 * p.at(i))), -log(2) * H(p)),
    "sum-for-mean": law.eq(log(N), total(lambda i: log(N), 1, N)),
    "inverse": given(Exponential(a)).eq(E(Exponential(a), lambda t: t), a),
    "wrong-digit": given().rounds(log(2), "0.694"),
    "logarithm": laws.eq(KL(p, q), E(p, lambda i: p.at(i) / q.at(i))),
    "logarithm-base": laws.eq(KL(p, q), (CE(p, q) - H(p)) / log(2)),
    "wrong-letter": normals.eq(E(wide, lambda t: (t - mu) ** 2), tau**2),
    "wrong-functional": laws.eq(KL(p, q), H(q) - H(p)),
    "wrong-power": normals.eq(KL(wide, Normal(nu, sigma)), (mu - nu) ** 2 / (2 * sigma)),
    "extra-factor": normal.eq(H(wide), log(2 * pi * exp(1) * sigma**2 * a) / 2),
    "missing-factor": laws.eq(JS(p, q), KL(p, midpoint(p, q)) + KL(q, midpoint(p, q))),
    "missing-term": normal.eq(H(wide), log(2 * pi * sigma**2) / 2),
    "extra-term": laws.eq(CE(p, q), H(p) + KL(p, q) + 1),
    "sign": laws.eq(KL(p, q), CE(p, q) + H(p)),
    "always": not_always(laws.eq(CE(p, q), H(p) + KL(p, q))),
}
