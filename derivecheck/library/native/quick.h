/* The most used kernels in a form that a compiler vectorises.

   Same names and order of arguments as derivecheck.terms.kernels, with quick_ before.  No loop, no
   table, no branch: both sides of a choice are computed and one is taken.  On a common range the
   results are those of the exact kernels but for a few ulp; outside it they are nan, so that a
   caller who finds what is not finite in a block computes that block again by the exact kernels.
   Only logical shifts: AVX2 has no arithmetic one of 64 bits. */

#define INLINE static inline __attribute__((always_inline))

#define LOG_2_HIGH 0.6931471803691238
#define LOG_2_LOW 1.9082149292705877e-10
#define ROUNDER 6755399441055744.0 /* 1.5 * 2^52: x + ROUNDER ends in the integer nearest to x */
#define ROUNDER_BITS 0x4338000000000000ull
#define OFFSET 2048ull /* makes exponents positive */
#define HALF_UNIT (1ull << 51)

INLINE uint64_t bits(double x) { uint64_t b; memcpy(&b, &x, 8); return b; }
INLINE double number(uint64_t b) { double x; memcpy(&x, &b, 8); return x; }

/* Polynomials by pairs (Estrin): half the steps that wait for each other of Horner's rule.

   w with 2 artanh s = s (2 + w), for z = s s and |s| <= 1/3 */
INLINE double artanh_rest(double z) {
    double z2 = z * z, z4 = z2 * z2;
    double a = LOG_SERIES_0 + z * LOG_SERIES_1, b = LOG_SERIES_2 + z * LOG_SERIES_3;
    double c = LOG_SERIES_4 + z * LOG_SERIES_5, d = LOG_SERIES_6 + z * LOG_SERIES_7;
    double e = LOG_SERIES_8 + z * LOG_SERIES_9;
    return z * ((a + z2 * b) + z4 * ((c + z2 * d) + z4 * e));
}

/* exp(x) - 1 - x for |x| <= 1/2 */
INLINE double exp_gap(double x) {
    double x2 = x * x, x4 = x2 * x2;
    double a = EXP_SERIES_0 + x * EXP_SERIES_1, b = EXP_SERIES_2 + x * EXP_SERIES_3;
    double c = EXP_SERIES_4 + x * EXP_SERIES_5, d = EXP_SERIES_6 + x * EXP_SERIES_7;
    double e = EXP_SERIES_8 + x * EXP_SERIES_9, f = EXP_SERIES_10 + x * EXP_SERIES_11;
    return x2 * ((a + x2 * b) + x4 * ((c + x2 * d) + x4 * (e + x2 * f)));
}

/* k as a number and m with x = 2^k m, sqrt(1/2) <= m < sqrt(2), for a normal x > 0 */
INLINE double split(double x, double *m) {
    uint64_t b = bits(x), k = (b + (OFFSET << 52) - 0x3FE6A09E667F3BCDull) >> 52;
    *m = number(b - ((k - OFFSET) << 52));
    return number(k + ROUNDER_BITS) - (ROUNDER + (double)OFFSET);
}

INLINE double log_sum(double k, double log_m) {
    return k * LOG_2_HIGH + (log_m + k * LOG_2_LOW);
}

/* the power of 2 in exp(x), and r = x - k log 2 with |r| <= (log 2)/2 */
INLINE double exp_parts(double x, double *r) {
    double shifted = x * 1.4426950408889634 + ROUNDER, k = shifted - ROUNDER;
    *r = (x - k * LOG_2_HIGH) - k * LOG_2_LOW;
    return number((bits(shifted) - ROUNDER_BITS + 1023) << 52);
}

INLINE int moderate(double x) { return x > 1e-140 && x < 1e140; }

INLINE double quick_log(double x) {
    double m, k = split(x, &m), f = m - 1.0, s = f / (m + 1.0), w = artanh_rest(s * s);
    double r = log_sum(k, f - s * (f - w));
    return x > 1e-300 && x < 1e300 ? r : NAN;
}

INLINE double quick_log1p(double t) {
    int near = t > -0.5 && t < 1.0;
    double m, e = split(1.0 + t, &m), f = near ? t : m - 1.0, s = f / (2.0 + f);
    double r = log_sum(near ? 0.0 : e, f - s * (f - artanh_rest(s * s)));
    return t > -1.0 && t < 1e300 ? r : NAN;
}

INLINE double quick_log1pmx(double t) {
    int near = t > -0.5 && t < 1.0;
    double m, e = split(1.0 + t, &m), f = near ? t : m - 1.0, s = f / (2.0 + f);
    double gap = s * (f - artanh_rest(s * s));
    double r = near ? -gap : log_sum(e, f - gap) - t;
    return t > -1.0 && t < 1e300 ? r : NAN;
}

INLINE double quick_above_gap(double s, double t) {
    double r = s + quick_log1pmx(t);
    return r < 0.0 ? 0.0 : r;
}

/* exp(x) for -708 < x < 709; 0 below -1000 */
INLINE double quick_exp(double x) {
    double r, scale = exp_parts(x, &r), e = scale + scale * (r + exp_gap(r));
    e = x > -708.0 && x < 709.0 ? e : NAN;
    return x < -1000.0 ? 0.0 : e;
}

INLINE double quick_expm1mx(double x) {
    int near = x > -0.5 && x < 0.5;
    double r, scale = exp_parts(x, &r), f = near ? x : r, gap = exp_gap(f);
    r = near ? gap : ((scale - 1.0) - x) + scale * (f + gap);
    return x > -700.0 && x < 700.0 ? r : NAN;
}

INLINE double quick_expm1(double x) {
    int near = x > -0.5 && x < 0.5;
    double r, scale = exp_parts(x, &r), f = near ? x : r, gap = exp_gap(f);
    r = near ? f + gap : (scale - 1.0) + scale * (f + gap);
    return x > -700.0 && x < 700.0 ? r : NAN;
}

/* a - b as a rounded difference and its error (Knuth) */
INLINE double two_diff(double a, double b, double *rest) {
    double h = a - b, t = h - a;
    *rest = (a - (h - t)) - (b + t);
    return h;
}

/* the error of the product h of a and b (Dekker) */
INLINE double product_rest(double a, double b, double h) {
    double s = 134217729.0 * a, t = 134217729.0 * b;
    double a1 = s - (s - a), b1 = t - (t - b), a2 = a - a1, b2 = b - b1;
    return ((a1 * b1 - h) + a1 * b2 + a2 * b1) + a2 * b2;
}

/* (h + rest)/T as a number and the rest, by the inverse of T, which one T needs only once */
INLINE double quotient(double h, double T, double *rest) {
#ifdef __GNUC__
    if (__builtin_constant_p(T) && T == 1.0) return h;
#endif
    double inverse = 1.0 / T, k = h * inverse, p = k * T;
    *rest = (((h - p) - product_rest(k, T, p)) + *rest) * inverse;
    return k;
}

INLINE double quick_expm1mx_diff(double a, double b) {
    double rest, h = two_diff(a, b, &rest);
    return quick_expm1mx(h) + rest * quick_expm1(h);
}

INLINE double quick_sq(double x) { return x * x; }

INLINE double quick_relative_gap(double a, double b) {
    double r = (a - b) / b;
    return a == b ? 0.0 : r;
}

INLINE double quick_xlogy(double w, double x) {
    double r = w * quick_log(x);
    return w == 0.0 && x >= 0.0 ? 0.0 : r;
}

INLINE double quick_xlog1py(double w, double t) {
    double r = w * quick_log1p(t);
    return w == 0.0 && t >= -1.0 ? 0.0 : r;
}

INLINE double quick_times_diff(double w, double a, double b) { return w * (a - b); }

/* k, s and w with log(b/a) = k log 2 + s (2 + w); where near, k = 0 and s = d/total.

   The power of 2 nearest to b/a is seen in the difference of the bits, so that one division is
   enough; then b/(2^k a) is within 2/3 and 3/2, and the difference of these is exact. */
INLINE double log_parts(double a, double b, int near, double d, double total, double *s, double *w) {
    uint64_t k = (bits(b) - bits(a) + HALF_UNIT + (OFFSET << 51)) >> 52;
    double scaled = number(bits(b) - ((k - (OFFSET >> 1)) << 52));
    *s = (near ? d : scaled - a) / (near ? total : scaled + a);
    *w = artanh_rest(*s * *s);
    k = near ? OFFSET >> 1 : k;
    return number(k + ROUNDER_BITS) - (ROUNDER + (double)(OFFSET >> 1));
}

INLINE double quick_log_ratio(double a, double b) {
    double s, w, d = a - b, k = log_parts(b, a, -0.5 * b < d && d < b, d, a + b, &s, &w);
    double r = log_sum(k, s * (2.0 + w));
    r = moderate(a) && moderate(b) ? r : NAN;
    return a == b ? 0.0 : r;
}

/* p log(p/q) + d for d = q - p and total = p + q */
INLINE double divergence(double p, double q, double d, double total) {
    int near = -0.5 * p < d && d < p;
    double s, w, k = log_parts(p, q, near, d, total, &s, &w);
    double far = (d - p * (k * LOG_2_HIGH)) - p * (s * (2.0 + w) + k * LOG_2_LOW);
    return near ? s * (d - p * w) : far;
}

INLINE double quick_kl_term(double p, double q) {
    double r = divergence(p, q, q - p, p + q);
    r = moderate(p) && moderate(q) ? r : NAN;
    return p == 0.0 && q >= 0.0 ? q : r;
}

INLINE double quick_js_term(double p, double q) {
    double h = p > q ? p : q, low = p > q ? q : p, g = 0.5 * (h - low), s = g / (h + (h - g));
    double r = s * (g + h * artanh_rest(s * s)) + divergence(low, low + g, g, low + (low + g));
    return moderate(p) && moderate(q) ? 0.5 * r : NAN;
}

INLINE double quick_log_mean(double p, double q) {
    double r = quick_log1p(0.5 * ((q - p) / p));
    return moderate(p) && moderate(q) ? r : NAN;
}

INLINE double quick_scale_gap(double s, double r) {
    double t, w, d = s - r, u = d / r, square = 0.5 * u * u;
    int near = -0.5 * r < d && d < r;
    double k = log_parts(r, s, near, d, s + r, &t, &w);
    double far = (u - k * LOG_2_HIGH) - (t * (2.0 + w) + k * LOG_2_LOW);
    double gap = near ? t * (u - w) : far;
    return moderate(s) && moderate(r) ? gap + square : NAN;
}

INLINE double quick_ratio_gap(double a, double b) {
    double u = (a - b) / b, x = a / b, r = divergence(1.0, x, u, 1.0 + x);
    return moderate(a) && moderate(b) && moderate(x) ? r : NAN;
}

/* w exp(h + rest) for -700 < h < 700; 0 below -1000 */
INLINE double weighted_exp(double w, double h, double rest) {
    double e = quick_exp(h), r = w * (e + e * rest);
    r = h > -700.0 && h < 700.0 ? r : NAN;
    return h < -1000.0 && w > -1e100 && w < 1e100 ? 0.0 : r;
}

INLINE double quick_times_exp(double w, double a, double b, double T) {
    double rest, h = two_diff(a, b, &rest), k = quotient(h, T, &rest);
    return weighted_exp(w, k, rest);
}

INLINE double quick_exp_diff(double a, double b, double T) { return quick_times_exp(1.0, a, b, T); }

/* ((b - n) - (a - m))/T - c as a rounded number and the rest */
INLINE double tilt_parts(double a, double m, double b, double n, double c, double T, double *rest) {
    double f, g, e, r, h = two_diff(a, m, &f), k = two_diff(b, n, &g), d = two_diff(k, h, &e);
    r = e + (g - f);
    double x = quotient(d, T, &r), y = two_diff(x, c, &e), z = y + (e + r);
    *rest = (y - z) + (e + r);
    return z;
}

INLINE double quick_tilt(double a, double m, double b, double n, double c, double T) {
    double rest, x = tilt_parts(a, m, b, n, c, T, &rest);
    return x + rest;
}

/* w (value + rest slope) times the larger of p and q = p exp(x) */
INLINE double tilted(double w, double value, double slope, double x, double rest, double a, double m,
                     double b, double n, double c, double T) {
    double r, e, first = x > 0.0 ? b : a, second = x > 0.0 ? n : m;
    double h = two_diff(first, second, &r), k = quotient(h, T, &r);
    double y = two_diff(k, x > 0.0 ? c : 0.0, &e);
    return weighted_exp(w * (value + rest * slope), y, e + r);
}

/* exp(y) - 1 - y for y = -|x|: of x > 0 it is y^2 - (1 - y) times it, or 1 - (1 - y) exp(y) */
INLINE double quick_tilt_gap(double w, double a, double m, double b, double n, double c, double T) {
    double rest, x = tilt_parts(a, m, b, n, c, T, &rest), y = x > 0.0 ? -x : x;
    double gap = quick_expm1mx(y), e = gap + y, power = 1.0 + e;
    double above = y > -1.0 ? y * y - (1.0 - y) * gap : 1.0 - (1.0 - y) * power;
    return tilted(w, x > 0.0 ? above : gap, x > 0.0 ? -y * power : e, x, rest, a, m, b, n, c, T);
}

INLINE double quick_tilt_diff(double w, double a, double m, double b, double n, double c, double T) {
    double rest, x = tilt_parts(a, m, b, n, c, T, &rest), y = x > 0.0 ? -x : x;
    double e = quick_expm1(y);
    return tilted(w, x > 0.0 ? -e : e, 1.0 + e, x, rest, a, m, b, n, c, T);
}
