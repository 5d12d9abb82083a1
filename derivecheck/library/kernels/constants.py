"""Constants that the implementations of the kernels share.

The series are polynomials near the best ones (`benchmarks/polynomials.py`), lowest power first;
`tests/library/test_kernel_polynomials.py` proves their errors in interval arithmetic.
"""

LOG_SERIES = (  # 2 (artanh(s)/s - 1)/s² in z = s² for 0 ≤ z ≤ 1/9: z times the error is below 2e-17
    0.6666666666666666,
    0.40000000000014585,
    0.2857142856710876,
    0.22222222717427864,
    0.18181789436132859,
    0.15385570064958623,
    0.13314144209654935,
    0.12001072809590713,
    0.08800738486144674,
    0.1616404561194353,
)
EXP_SERIES = (  # (exp(x) - 1 - x)/x² for |x| ≤ 1/2: the error is below 1e-17
    0.5,
    0.16666666666666666,
    0.04166666666666706,
    0.00833333333333336,
    0.001388888888870455,
    0.00019841269841146993,
    2.4801587616145414e-05,
    2.755731943362024e-06,
    2.7557076636642725e-07,
    2.505194670972162e-08,
    2.0962955815976076e-09,
    1.6116496514371548e-10,
)
STIRLING = (  # B_2k/(2k (2k - 1)), the coefficient of x^-(2k-1) in the remainder of log Γ(x)
    1 / 12,
    -1 / 360,
    1 / 1260,
    -1 / 1680,
    1 / 1188,
    -691 / 360360,
    1 / 156,
    -3617 / 122400,
    43867 / 244188,
)
SPLITTER = {64: 2.0**27 + 1, 32: 2.0**12 + 1}  # halves a number of so many bits (Dekker, Veltkamp)
FLOOR = {64: -700.0, 32: -80.0}  # of a normal power of e with so many bits
LOG_WIDTH = {  # √(2πe) as a number of so many bits and the rest
    64: (4.132731354122493, 1.211870280536999e-16),
    32: (4.1327314376831055, -8.356061253028061e-08),
}
HALF_LOG_2 = 0.34657359027997264
LOG_2 = (0.6931471803691238, 1.9082149292705877e-10)  # its first 32 bits and the rest
