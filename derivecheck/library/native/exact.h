/* Written by derivecheck.generate from proved expressions. */

static const double HALF_LOG_2 = 0x1.62e42fefa39efp-2;
static const double _E0 = 0x1.0000000000000p-1;
static const double _E1 = 0x1.5555555555555p-3;
static const double _E10 = 0x1.201cd8001288bp-29;
static const double _E11 = 0x1.6267cf434f12cp-33;
static const double _E2 = 0x1.555555555558ep-5;
static const double _E3 = 0x1.1111111111120p-7;
static const double _E4 = 0x1.6c16c16c02003p-10;
static const double _E5 = 0x1.a01a01a00ef0fp-13;
static const double _E6 = 0x1.a01a01f8a44eap-16;
static const double _E7 = 0x1.71de3a84a10c3p-19;
static const double _E8 = 0x1.27e450c2e35f7p-22;
static const double _E9 = 0x1.ae63a07779c78p-26;
static const double _EXP_CEILING = 0x1.d945df4f8ec8ep+1009;
static const double _EXP_FLOOR = 0x1.14f2b0fb9307fp-1010;
static const double _FLOOR = -0x1.5e00000000000p+9;
static const double _HUGE = 0x1.7e43c8800759cp+996;
static const double _L0 = 0x1.5555555555555p-1;
static const double _L1 = 0x1.999999999a3ddp-2;
static const double _L2 = 0x1.24924923d44c6p-2;
static const double _L3 = 0x1.c71c727143318p-3;
static const double _L4 = 0x1.745cf0b0e03bdp-3;
static const double _L5 = 0x1.3b18b294bebf9p-3;
static const double _L6 = 0x1.10ac75dc602b1p-3;
static const double _L7 = 0x1.eb905e8575054p-4;
static const double _L8 = 0x1.687a6e7c95176p-4;
static const double _L9 = 0x1.4b0a26c5f2aefp-3;
static const double _LARGEST_EXPONENT = 0x1.62e42fefa39efp+9;
static const double _LOG_2 = 0x1.62e42fefa39efp-1;
static const double _SPLITTER = 0x1.0000002000000p+27;
static const double _TINY = 0x1.0000000000000p-1022;
static const double _WIDTH = 0x1.087eaba64708ap+2;
static const double _WIDTH_REST = 0x1.177031e6ed67fp-53;
static const double _LARGE = 0x1.4000000000000p+3;
static const double _S0 = 0x1.5555555555555p-4;
static const double _S1 = -0x1.6c16c16c16c17p-9;
static const double _S2 = 0x1.a01a01a01a01ap-11;
static const double _S3 = -0x1.3813813813814p-11;
static const double _S4 = 0x1.b951e2b18ff23p-11;
static const double _S5 = -0x1.f6ab0d9993c7dp-10;
static const double _S6 = 0x1.a41a41a41a41ap-8;
static const double _S7 = -0x1.e4286cb0f5398p-6;
static const double _S8 = 0x1.6fe96381e0680p-3;
#define LOG_SERIES_0 0x1.5555555555555p-1
#define LOG_SERIES_1 0x1.999999999a3ddp-2
#define LOG_SERIES_2 0x1.24924923d44c6p-2
#define LOG_SERIES_3 0x1.c71c727143318p-3
#define LOG_SERIES_4 0x1.745cf0b0e03bdp-3
#define LOG_SERIES_5 0x1.3b18b294bebf9p-3
#define LOG_SERIES_6 0x1.10ac75dc602b1p-3
#define LOG_SERIES_7 0x1.eb905e8575054p-4
#define LOG_SERIES_8 0x1.687a6e7c95176p-4
#define LOG_SERIES_9 0x1.4b0a26c5f2aefp-3
#define EXP_SERIES_0 0x1.0000000000000p-1
#define EXP_SERIES_1 0x1.5555555555555p-3
#define EXP_SERIES_2 0x1.555555555558ep-5
#define EXP_SERIES_3 0x1.1111111111120p-7
#define EXP_SERIES_4 0x1.6c16c16c02003p-10
#define EXP_SERIES_5 0x1.a01a01a00ef0fp-13
#define EXP_SERIES_6 0x1.a01a01f8a44eap-16
#define EXP_SERIES_7 0x1.71de3a84a10c3p-19
#define EXP_SERIES_8 0x1.27e450c2e35f7p-22
#define EXP_SERIES_9 0x1.ae63a07779c78p-26
#define EXP_SERIES_10 0x1.201cd8001288bp-29
#define EXP_SERIES_11 0x1.6267cf434f12cp-33
static double _log(double x) {
    if (x > 0.0) {
        return log(x);
    }
    return x == 0.0 ? (-INFINITY) : NAN;
}
static double _exp(double x) {
    return x > _LARGEST_EXPONENT ? INFINITY : exp(x);
}
static double _two_diff(double a, double b, double *second) {
    double h, t;
    if (a == b) {
        *second = 0.0;
        return 0.0;
    }
    h = a - b;
    t = h - a;
    *second = (a - (h - t)) - (b + t);
    return h;
}
static double _two_prod(double a, double b, double *second) {
    double h, s, t, a1, b1, a2, b2;
    h = a * b;
    s = _SPLITTER * a;
    t = _SPLITTER * b;
    a1 = s - (s - a);
    b1 = t - (t - b);
    a2 = a - a1;
    b2 = b - b1;
    *second = ((((a1 * b1) - h) + (a1 * b2)) + (a2 * b1)) + (a2 * b2);
    return h;
}
static double _log_gap(double t) {
    double s, z, r;
    s = t / (2.0 + t);
    z = s * s;
    r = (z * ((z * ((z * ((z * ((z * _L9) + _L8)) + _L7)) + _L6)) + _L5)) + _L4;
    r = (z * ((z * ((z * ((z * r) + _L3)) + _L2)) + _L1)) + _L0;
    return s * (t - (z * r));
}
static double _exp_gap(double x) {
    double r;
    r = (x * ((x * ((x * ((x * ((x * _E11) + _E10)) + _E9)) + _E8)) + _E7)) + _E6;
    r = (x * ((x * ((x * ((x * ((x * r) + _E5)) + _E4)) + _E3)) + _E2)) + _E1;
    return (x * x) * ((x * r) + _E0);
}
static double _log_quotient(double a, double b) {
    double x;
    x = a / b;
    if (_TINY < x && x < INFINITY) {
        return log(x);
    }
    return _log(a) - _log(b);
}
static double _divergence(double p, double q, double d) {
    double x, y;
    if (p == 0.0) {
        return q;
    }
    if (((-0.5) * p) <= d && d <= p) {
        return p * _log_gap(d / p);
    }
    if (d > 0.0) {
        y = q - (2.0 * p);
        return (p * (1.0 - _LOG_2)) + (y - (p * log1p(fmin(0.5 * (y / p), _HUGE))));
    }
    x = 2.0 * (q / p);
    if (x < _TINY) {
        return d - (p * (_log(q) - _log(p)));
    }
    return (p * (_LOG_2 - 0.5)) + ((q - (0.5 * p)) - (p * _log(x)));
}
static double _js(double h, double low, double g) {
    if (low == 0.0) {
        return HALF_LOG_2 * h;
    }
    return 0.5 * ((h * _log_gap((-g) / h)) + _divergence(low, low + g, g));
}
static double _quotient(double h, double rest, double T, double *second) {
    double k, ph, pl, r;
    if (T == 0.0) {
        *second = 0.0;
        return NAN;
    }
    k = h / T;
    ph = _two_prod(k, T, &pl);
    r = (((h - ph) - pl) + rest) / T;
    *second = isfinite(r) ? r : 0.0;
    return k;
}
static double _scaled_difference(double a, double b, double T, double *second) {
    double h, rest, k, r;
    h = _two_diff(a, b, &rest);
    k = _quotient(h, rest, T, &r);
    *second = r;
    return k;
}
static double _exp_sum(double h, double rest) {
    double e, c;
    e = _exp(h);
    c = e * rest;
    return isfinite(c) ? (e + c) : e;
}
static double _times_exp(double w, double h, double rest) {
    if (h < _FLOOR) {
        if (h == (-INFINITY)) {
            return w == w ? 0.0 : w;
        }
        return (w * _exp_sum(h - _FLOOR, rest)) * _EXP_FLOOR;
    }
    if (h > (-_FLOOR)) {
        return w != 0.0 ? ((w * _EXP_CEILING) * _exp_sum(h + _FLOOR, rest)) : 0.0;
    }
    return w * _exp_sum(h, rest);
}
static double _tilt(double a, double m, double b, double n, double c, double T, double *second) {
    double h, f, k, g, d, e, x, r, y, rest, z;
    h = _two_diff(a, m, &f);
    k = _two_diff(b, n, &g);
    d = _two_diff(k, h, &e);
    x = _quotient(d, e + (g - f), T, &r);
    y = _two_diff(x, c, &e);
    rest = e + r;
    if (!isfinite(y + rest)) {
        *second = 0.0;
        return y;
    }
    z = y + rest;
    *second = (y - z) + rest;
    return z;
}
static double _times_q(double w, double b, double n, double c, double change, double T) {
    double k, r, h, e, rest;
    k = _scaled_difference(b, n, T, &r);
    h = _two_diff(k, c, &e);
    rest = (e + r) + change;
    return _times_exp(w, h, isfinite(rest) ? rest : 0.0);
}
static double _times_p(double w, double a, double m, double change, double T) {
    double k, r;
    k = _scaled_difference(a, m, T, &r);
    return _times_exp(w, k, isfinite(change) ? (r + change) : r);
}
static double _log_share(double x) {
    if (x < (-1.0)) {
        return x - log1p(0.5 * expm1(x));
    }
    return -log1p(0.5 * expm1(-x));
}
static double log1pmx(double t) {
    if ((-0.5) <= t && t <= 1.0) {
        return -_log_gap(t);
    }
    return t == INFINITY ? (-INFINITY) : (log1p(t) - t);
}
static double expm1mx(double x) {
    if ((-0.5) <= x && x <= 0.5) {
        return _exp_gap(x);
    }
    return x > _LARGEST_EXPONENT ? INFINITY : (expm1(x) - x);
}
static double sq(double x) {
    return x * x;
}
static double xlogy(double w, double x) {
    return (w == 0.0) && (x >= 0.0) ? 0.0 : (w * _log(x));
}
static double xlog1py(double w, double t) {
    return (w == 0.0) && (t >= (-1.0)) ? 0.0 : (w * log1p(t));
}
static double log_ratio(double a, double b) {
    double d;
    if (!((a >= 0.0) && (b >= 0.0))) {
        return NAN;
    }
    if (a == b) {
        return 0.0;
    }
    d = a - b;
    if (((-0.5) * b) < d && d < b) {
        return log1p(d / b);
    }
    return b == 0.0 ? INFINITY : _log_quotient(a, b);
}
static double kl_term(double p, double q) {
    return (p >= 0.0) && (q >= 0.0) ? _divergence(p, q, q - p) : NAN;
}
static double kl_term_rest(double p, double q) {
    double inside;
    inside = (0.0 <= p && p <= 1.0) && (0.0 <= q && q <= 1.0);
    return inside ? _divergence(1.0 - p, 1.0 - q, p - q) : NAN;
}
static double js_term(double p, double q) {
    double h, low;
    if (!((p >= 0.0) && (q >= 0.0))) {
        return NAN;
    }
    h = fmax(p, q);
    low = fmin(p, q);
    return _js(h, low, 0.5 * (h - low));
}
static double log_mean(double p, double q) {
    double x;
    if (!((p >= 0.0) && (q >= 0.0))) {
        return NAN;
    }
    if (p == q) {
        return 0.0;
    }
    if (p == 0.0) {
        return INFINITY;
    }
    x = 0.5 * ((q - p) / p);
    return x < INFINITY ? log1p(x) : ((_log(q) - _log(p)) - _LOG_2);
}
static double above_gap(double s, double t) {
    double r;
    r = s + log1pmx(t);
    return r < 0.0 ? 0.0 : r;
}
static double gan_term(double p, double q) {
    double x;
    if (!((p >= 0.0) && (q >= 0.0))) {
        return NAN;
    }
    if (p == 0.0) {
        return 0.0 * q;
    }
    x = q / p;
    if (x < 1e-20) {
        return q;
    }
    return p * (x < INFINITY ? log1p(x) : _log_quotient(q, p));
}
static double ratio_gap(double a, double b) {
    double u, x;
    if (!((a >= 0.0) && (b > 0.0))) {
        return (a > 0.0) && (b == 0.0) ? INFINITY : NAN;
    }
    u = (a - b) / b;
    x = a / b;
    return x >= _TINY ? _divergence(1.0, x, u) : (u - (_log(a) - _log(b)));
}
static double scale_gap(double s, double r) {
    double u, square;
    if (!((s >= 0.0) && (r > 0.0))) {
        return (s > 0.0) && (r == 0.0) ? INFINITY : NAN;
    }
    u = (s - r) / r;
    square = (0.5 * u) * u;
    if ((-0.5) <= u && u <= 1.0) {
        return _log_gap(u) + square;
    }
    if (u > 0.0) {
        return square + (u - log1p(fmin(u, _HUGE)));
    }
    return (square + u) - _log_quotient(s, r);
}
static double laplace_gap(double x, double b, double r) {
    double t;
    if (!((x >= 0.0) && (b > 0.0) && (r > 0.0))) {
        return NAN;
    }
    t = x / b;
    if (t < 1e-20) {
        return (0.5 * t) * (x / r);
    }
    if (t < 8.0) {
        return (b / r) * expm1mx(-t);
    }
    return (x / r) + ((b / r) * expm1(-t));
}
static double expm1mx_diff(double a, double b) {
    double h, rest, c;
    h = _two_diff(a, b, &rest);
    c = rest * expm1(h);
    return expm1mx(h) + (isfinite(c) ? c : 0.0);
}
static double log_width(double s) {
    double c, h, rest, near;
    if (!(s >= 0.0)) {
        return NAN;
    }
    c = fmin(fmax(s, 0.125), 1000000000000000.0);
    h = _two_prod(c, _WIDTH, &rest);
    near = log1p((h - 1.0) + (rest + (c * _WIDTH_REST)));
    return near + _log(s / c);
}
static double times_diff(double w, double a, double b) {
    if ((w != w) || (a != a) || (b != b)) {
        return NAN;
    }
    return (w == 0.0) || (a == b) ? 0.0 : (w * (a - b));
}
static double exp_diff(double a, double b, double T) {
    double k, r;
    k = _scaled_difference(a, b, T, &r);
    return _exp_sum(k, r);
}
static double times_exp(double w, double a, double b, double T) {
    double k, r;
    k = _scaled_difference(a, b, T, &r);
    return _times_exp(w, k, r);
}
static double tilt(double a, double m, double b, double n, double c, double T) {
    double x, rest;
    x = _tilt(a, m, b, n, c, T, &rest);
    return x + rest;
}
static double tilt_gap(double w, double a, double m, double b, double n, double c, double T) {
    double x, rest, y, gap;
    x = _tilt(a, m, b, n, c, T, &rest);
    y = x == x ? fmin(x, 50.0) : x;
    gap = expm1mx(y);
    if (gap == 0.0) {
        return w == w ? 0.0 : w;
    }
    if (x > 0.0) {
        return _times_q(w * (gap * _exp(-y)), b, n, c, rest * (y / gap), T);
    }
    return _times_p(w * gap, a, m, rest * ((gap + y) / gap), T);
}
static double tilt_diff(double w, double a, double m, double b, double n, double c, double T) {
    double x, rest, gap, change;
    x = _tilt(a, m, b, n, c, T, &rest);
    if (x == 0.0) {
        return w == w ? 0.0 : w;
    }
    gap = copysign(expm1(-fabs(x)), x);
    change = rest * ((1.0 - fabs(gap)) / gap);
    if (x > 0.0) {
        return _times_q(w * gap, b, n, c, change, T);
    }
    return _times_p(w * gap, a, m, change, T);
}
static double tilt_js(double w, double a, double m, double b, double n, double c, double T) {
    double x, _, y, share;
    x = _tilt(a, m, b, n, c, T, &_);
    y = -fabs(x);
    share = w * _js(1.0, exp(y), (-0.5) * expm1(y));
    return x > 0.0 ? _times_q(share, b, n, c, 0.0, T) : _times_p(share, a, m, 0.0, T);
}
static double tilt_share(double w, double a, double m, double b, double n, double c, double T) {
    double x, _;
    x = _tilt(a, m, b, n, c, T, &_);
    return _times_q(w * _log_share(x), b, n, c, 0.0, T);
}
static double tilt_middle(double w, double a, double m, double b, double n, double c, double T) {
    double x, rest, t, gap, change;
    x = _tilt(a, m, b, n, c, T, &rest);
    if (x < _FLOOR) {
        return _times_p(0.5 * w, a, m, 0.0, T);
    }
    t = 0.5 * expm1(-x);
    gap = -log1pmx(t);
    if (gap == 0.0) {
        return 0.0 * w;
    }
    change = (-rest) * ((t / (1.0 + t)) * ((t + 0.5) / gap));
    return _times_q(w * gap, b, n, c, change, T);
}
static double tilt_lag(double w, double a, double m, double b, double n, double c, double T) {
    double x, _, y, k, r, h, s, e, first, z, gap, lag;
    x = _tilt(a, m, b, n, c, T, &_);
    y = x == x ? fmax(-fabs(x), -800.0) : x;
    k = _scaled_difference(a, m, T, &r);
    h = _scaled_difference(b, n, T, &s);
    h = _two_diff(h, c, &e);
    first = 2.0 * fmax(k + r, isfinite(e + s) ? (h + (e + s)) : h);
    z = exp(y);
    gap = _js(1.0, z, (-0.5) * expm1(y));
    lag = (y * (z * _log_share(y))) + ((gap == 0.0) && (first == first) ? 0.0 : (first * gap));
    return x > 0.0 ? _times_q(w * lag, b, n, c, 0.0, T) : _times_p(w * lag, a, m, 0.0, T);
}
static double _log1p_exp(double x, double rest) {
    return x > (-_FLOOR) ? x : log1p(_exp_sum(x, rest));
}
static double share_gap(double a, double m, double b, double k, double n, double c, double T) {
    double x, r, y, s, d, _;
    x = _tilt(a, m, b, n, c, T, &r);
    y = _tilt(m, m, k, n, c, T, &s);
    d = _tilt(a, m, b, k, 0.0, T, &_);
    if ((-1.0) < d && d < 1.0) {
        return log1p(expm1(d) / (1.0 + _exp_sum(-y, -s)));
    }
    return _log1p_exp(x, r) - _log1p_exp(y, s);
}
static double mixed_kl_term(double p, double q, double w) {
    if (!((p >= 0.0) && (q >= 0.0) && (0.0 <= w && w <= 1.0))) {
        return NAN;
    }
    return _divergence(p, ((1.0 - w) * p) + (w * q), w * (q - p));
}
static double skewed_js_term(double p, double q, double w) {
    double first;
    if (!((p >= 0.0) && (q >= 0.0) && (0.0 <= w && w <= 1.0))) {
        return NAN;
    }
    first = w > 0.0 ? (w * mixed_kl_term(p, q, 1.0 - w)) : 0.0;
    return first + (w < 1.0 ? ((1.0 - w) * mixed_kl_term(q, p, w)) : 0.0);
}
static double log_mixture(double p, double q, double w) {
    double x;
    if (!((p >= 0.0) && (q >= 0.0) && (0.0 <= w && w <= 1.0))) {
        return NAN;
    }
    if ((w * (q - p)) == 0.0) {
        return 0.0;
    }
    if (p == 0.0) {
        return INFINITY;
    }
    x = w * ((q - p) / p);
    if ((-0.5) <= x && x < INFINITY) {
        return log1p(x);
    }
    return x < 0.0 ? _log((1.0 - w) + (w * (q / p))) : (_log(w * q) - _log(p));
}
static double chi_term(double p, double q) {
    if (!((p >= 0.0) && (q >= 0.0))) {
        return NAN;
    }
    if (p == q) {
        return 0.0;
    }
    return q > 0.0 ? (((p - q) / q) * (p - q)) : INFINITY;
}
static double root_gap(double p, double q) {
    double root;
    if (!((p >= 0.0) && (q >= 0.0))) {
        return NAN;
    }
    if (p == q) {
        return 0.0;
    }
    root = (p - q) / (sqrt(p) + sqrt(q));
    return (0.5 * root) * root;
}
static double root_share(double p, double q) {
    double root;
    if (!((p >= 0.0) && (q >= 0.0))) {
        return NAN;
    }
    if (p == q) {
        return 0.0;
    }
    root = sqrt(p);
    return p > 0.0 ? (((p - q) / (root + sqrt(q))) / root) : (-INFINITY);
}
static double root_product(double p, double q) {
    if (!((p >= 0.0) && (q >= 0.0))) {
        return NAN;
    }
    return sqrt(p) * sqrt(q);
}
static double softplus(double w, double x) {
    double y;
    if ((w == 0.0) && (x == x)) {
        return 0.0;
    }
    y = log1p(exp(-fabs(x)));
    return w * (x > 0.0 ? (x + y) : y);
}
static double logistic(double w, double x) {
    double y;
    y = x < 0.0 ? x : (x == x ? 0.0 : x);
    return _times_exp(w, y, 0.0) / (1.0 + exp(-fabs(x)));
}
static double relative_gap(double a, double b) {
    if (b == 0.0) {
        return (a != 0.0) && (a == a) ? copysign(INFINITY, a) : a;
    }
    return (a - b) / b;
}
static double _cross(double p, double q, double s, double t, double e) {
    return (q * (((s - t) + e) / t)) + (q - p);
}
static double cross_kl(double p, double q, double s, double t, double e) {
    double d;
    if (!((p > 0.0) && (q > 0.0) && (s > 0.0) && (t > 0.0) && (e == e))) {
        return NAN;
    }
    d = _cross(p, q, s, t, e);
    return _divergence(p, d > ((-0.5) * p) ? (p + d) : (q * (s / t)), d);
}
static double cross_gap(double p, double q, double s, double t, double e) {
    double d;
    if (!(t > 0.0)) {
        return NAN;
    }
    d = _cross(p, q, s, t, e);
    return d > ((-0.5) * p) ? d : (((q * (s / t)) - p) + (e * (q / t)));
}
static double cross_ratio(double p, double q, double s, double t, double e) {
    double d;
    if (!((p > 0.0) && (q > 0.0) && (s > 0.0) && (t > 0.0) && (e == e))) {
        return NAN;
    }
    d = _cross(p, q, s, t, e);
    if (((-0.5) * p) < d && d < p) {
        return -log1p(d / p);
    }
    return (_log(p) - _log(q)) - (_log(s) - _log(t));
}
static double _odd_series(double z) {
    double r;
    r = (z * ((z * ((z * ((z * ((z * _L9) + _L8)) + _L7)) + _L6)) + _L5)) + _L4;
    return (0.5 * z) * ((z * ((z * ((z * ((z * r) + _L3)) + _L2)) + _L1)) + _L0);
}
static double stirling(double x) {
    double r, w, t, s;
    if (!(x > 0.0)) {
        return NAN;
    }
    r = 0.0;
    while (x < _LARGE) {
        if (x < 1.0) {
            r = r + (((x + 0.5) * (log1p(x) - _log(x))) - 1.0);
        } else {
            s = 1.0 / ((2.0 * x) + 1.0);
            r = r + _odd_series(s * s);
        }
        x = x + 1.0;
    }
    w = (1.0 / x) / x;
    t = (w * ((w * ((w * ((w * _S8) + _S7)) + _S6)) + _S5)) + _S4;
    return r + (((w * ((w * ((w * ((w * t) + _S3)) + _S2)) + _S1)) + _S0) / x);
}
static double stirling_slope(double x) {
    double r, w, t, s, z;
    if (!(x > 0.0)) {
        return NAN;
    }
    r = 0.0;
    while (x < _LARGE) {
        if (x < 1.0) {
            r = r + ((log1p(x) - _log(x)) - (((x + 0.5) / (x + 1.0)) / x));
        } else {
            s = 1.0 / ((2.0 * x) + 1.0);
            z = s * s;
            r = r - ((2.0 * s) * ((z / (1.0 - z)) - _odd_series(z)));
        }
        x = x + 1.0;
    }
    w = (1.0 / x) / x;
    t = (w * ((w * ((w * (((w * 17.0) * _S8) + (15.0 * _S7))) + (13.0 * _S6))) + (11.0 * _S5))) + (9.0 * _S4);
    return r - (w * ((w * ((w * ((w * ((w * t) + (7.0 * _S3))) + (5.0 * _S2))) + (3.0 * _S1))) + _S0));
}
static double stirling_curvature(double x) {
    double r, w, t, s, c;
    if (!(x > 0.0)) {
        return NAN;
    }
    r = 0.0;
    while (x < _LARGE) {
        c = (1.0 / (x + 1.0)) / x;
        r = r + ((0.5 * c) * c);
        x = x + 1.0;
    }
    w = (1.0 / x) / x;
    t = (w * ((w * ((w * (((w * 306.0) * _S8) + (240.0 * _S7))) + (182.0 * _S6))) + (132.0 * _S5))) + (90.0 * _S4);
    s = (w * ((w * ((w * ((w * t) + (56.0 * _S3))) + (30.0 * _S2))) + (12.0 * _S1))) + (2.0 * _S0);
    return r + ((w * s) / x);
}
static double _coefficient(double n) {
    if (n < 8.0) {
        return n < 6.0 ? (n == 3.0 ? _S1 : _S2) : _S3;
    }
    if (n < 12.0) {
        return n == 9.0 ? _S4 : _S5;
    }
    return n < 16.0 ? (n == 13.0 ? _S6 : _S7) : _S8;
}
static double _series_gap(double a, double b) {
    double r, power, total, n;
    r = 1.0 / a;
    power = 1.0 / b;
    total = _S0 * r;
    n = 1.0;
    while (n < 17.0) {
        r = (r + ((n + 1.0) * power)) / a;
        power = power / b;
        r = (r + ((n + 2.0) * power)) / a;
        power = power / b;
        n = n + 2.0;
        total = total + (r * _coefficient(n));
    }
    return total;
}
static double _binet_gap(double a, double b) {
    double y, v, r, power, n, last, total;
    y = (2.0 * a) + 1.0;
    v = 1.0 / ((2.0 * b) + 1.0);
    r = 1.0 / y;
    power = v;
    n = 1.0;
    last = 1.0;
    total = 0.0;
    while (last > (1e-18 * total)) {
        r = (r + ((n + 1.0) * power)) / y;
        power = power * v;
        last = r / (n + 2.0);
        total = total + last;
        r = (r + ((n + 2.0) * power)) / y;
        power = power * v;
        n = n + 2.0;
    }
    return total;
}
static double _binet_rise(double a, double b) {
    double v, y, r, power, n, last, total;
    v = 1.0 / ((2.0 * a) + 1.0);
    y = (2.0 * b) + 1.0;
    r = v / y;
    power = v;
    n = 1.0;
    last = 1.0;
    total = 0.0;
    while (last > (1e-18 * total)) {
        power = power * v;
        r = (r + power) / y;
        power = power * v;
        r = (r + power) / y;
        n = n + 2.0;
        last = ((4.0 * (n - 1.0)) / n) * r;
        total = total + last;
    }
    return total;
}
static double _series_rise(double a, double b) {
    double power, r, n, total;
    power = (1.0 / a) / a;
    r = (((1.0 / a) / b) + power) / b;
    n = 1.0;
    total = _S0 * r;
    while (n < 17.0) {
        power = power / a;
        r = (r + power) / b;
        power = power / a;
        r = (r + power) / b;
        n = n + 2.0;
        total = total + ((n * r) * _coefficient(n));
    }
    return total;
}
static double _small_gap(double a, double b, double d) {
    double c, shares;
    c = b + 1.0;
    shares = _log_gap(d / c) + _log_gap(d / b);
    return (0.5 * shares) - (_divergence(a, b, -d) - _divergence(a + 1.0, c, -d));
}
static double shape_gap(double a, double b, double e) {
    double d, total, u;
    if (!((a > 0.0) && (b > 0.0) && (e == e))) {
        return NAN;
    }
    d = (a - b) + e;
    if (!(((-0.5) * b) < d && d < b)) {
        return (0.5 * ratio_gap(a, b)) + ((stirling(a) - stirling(b)) - (d * stirling_slope(b)));
    }
    total = 0.5 * _log_gap(d / b);
    while (fmin(a, b) < _LARGE) {
        if (fmin(a, b) < 1.0) {
            total = total + fmax(_small_gap(a, b, d), 0.0);
        } else {
            u = (2.0 * d) / ((2.0 * b) + 1.0);
            total = total + ((u * u) * _binet_gap(a, b));
        }
        a = a + 1.0;
        b = b + 1.0;
    }
    u = d / b;
    return total + ((u * u) * _series_gap(a, b));
}
static double shape_rise(double a, double b, double e) {
    double d, total, logs;
    if (!((a > 0.0) && (b > 0.0) && (e == e))) {
        return NAN;
    }
    d = (a - b) + e;
    total = 0.5 * ((d / a) / b);
    if (!(((-0.5) * b) < d && d < b)) {
        return total + (stirling_slope(a) - stirling_slope(b));
    }
    while (fmin(a, b) < _LARGE) {
        if (fmin(a, b) < 1.0) {
            logs = log1p(d / (b + 1.0)) - log1p(d / b);
            total = (total + logs) + (0.5 * (((d / a) / b) + ((d / (a + 1.0)) / (b + 1.0))));
        } else {
            total = total + (d * _binet_rise(a, b));
        }
        a = a + 1.0;
        b = b + 1.0;
    }
    return total + (d * _series_rise(a, b));
}
