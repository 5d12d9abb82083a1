"""The independent numeric witness: everything from definitions, over any number type, no SymPy.

Each formula is written once against a `Field` and runs over floats, mpmath digits, Arb balls and
dual numbers.

* ``field``, ``fields``, ``balls``, ``dual``: the number types.
* ``finite``, ``classification``, ``coding``: finite laws, softmax and losses, prefix codes.
* ``law``, ``laws``, ``line``: densities on the real line and their integrals.
* ``linear``, ``gaussian``: small matrices and the multivariate normal law.
* ``normal_means``: exact means of polynomials and exponentials under normal vectors.
* ``montecarlo``, ``routines``: double precision with NumPy.
"""
