/* Written by derivecheck.generate from proved expressions. */

static void NAMED(log1p)(double *restrict out, const double *restrict a, long count) {
    for (long i = 0; i < count; ++i) out[i] = quick_log1p(a[i]);
    if (!NAMED(odd)(out, count)) return;
    for (long i = 0; i < count; ++i) if (!isfinite(out[i])) out[i] = log1p(a[i]);
}
static void NAMED(expm1)(double *restrict out, const double *restrict a, long count) {
    for (long i = 0; i < count; ++i) out[i] = quick_expm1(a[i]);
    if (!NAMED(odd)(out, count)) return;
    for (long i = 0; i < count; ++i) if (!isfinite(out[i])) out[i] = expm1(a[i]);
}
static void NAMED(log1pmx)(double *restrict out, const double *restrict a, long count) {
    for (long i = 0; i < count; ++i) out[i] = quick_log1pmx(a[i]);
    if (!NAMED(odd)(out, count)) return;
    for (long i = 0; i < count; ++i) if (!isfinite(out[i])) out[i] = log1pmx(a[i]);
}
static void NAMED(expm1mx)(double *restrict out, const double *restrict a, long count) {
    for (long i = 0; i < count; ++i) out[i] = quick_expm1mx(a[i]);
    if (!NAMED(odd)(out, count)) return;
    for (long i = 0; i < count; ++i) if (!isfinite(out[i])) out[i] = expm1mx(a[i]);
}
static void NAMED(sq)(double *restrict out, const double *restrict a, long count) {
    for (long i = 0; i < count; ++i) out[i] = quick_sq(a[i]);
    if (!NAMED(odd)(out, count)) return;
    for (long i = 0; i < count; ++i) if (!isfinite(out[i])) out[i] = sq(a[i]);
}
static void NAMED(xlogy)(double *restrict out, const double *restrict a, const double *restrict b, long count) {
    for (long i = 0; i < count; ++i) out[i] = quick_xlogy(a[i], b[i]);
    if (!NAMED(odd)(out, count)) return;
    for (long i = 0; i < count; ++i) if (!isfinite(out[i])) out[i] = xlogy(a[i], b[i]);
}
static void NAMED(xlog1py)(double *restrict out, const double *restrict a, const double *restrict b, long count) {
    for (long i = 0; i < count; ++i) out[i] = quick_xlog1py(a[i], b[i]);
    if (!NAMED(odd)(out, count)) return;
    for (long i = 0; i < count; ++i) if (!isfinite(out[i])) out[i] = xlog1py(a[i], b[i]);
}
static void NAMED(log_ratio)(double *restrict out, const double *restrict a, const double *restrict b, long count) {
    for (long i = 0; i < count; ++i) out[i] = quick_log_ratio(a[i], b[i]);
    if (!NAMED(odd)(out, count)) return;
    for (long i = 0; i < count; ++i) if (!isfinite(out[i])) out[i] = log_ratio(a[i], b[i]);
}
static void NAMED(kl_term)(double *restrict out, const double *restrict a, const double *restrict b, long count) {
    for (long i = 0; i < count; ++i) out[i] = quick_kl_term(a[i], b[i]);
    if (!NAMED(odd)(out, count)) return;
    for (long i = 0; i < count; ++i) if (!isfinite(out[i])) out[i] = kl_term(a[i], b[i]);
}
static void NAMED(kl_term_rest)(double *restrict out, const double *restrict a, const double *restrict b, long count) {
    for (long i = 0; i < count; ++i) out[i] = kl_term_rest(a[i], b[i]);
}
static void NAMED(js_term)(double *restrict out, const double *restrict a, const double *restrict b, long count) {
    for (long i = 0; i < count; ++i) out[i] = quick_js_term(a[i], b[i]);
    if (!NAMED(odd)(out, count)) return;
    for (long i = 0; i < count; ++i) if (!isfinite(out[i])) out[i] = js_term(a[i], b[i]);
}
static void NAMED(log_mean)(double *restrict out, const double *restrict a, const double *restrict b, long count) {
    for (long i = 0; i < count; ++i) out[i] = quick_log_mean(a[i], b[i]);
    if (!NAMED(odd)(out, count)) return;
    for (long i = 0; i < count; ++i) if (!isfinite(out[i])) out[i] = log_mean(a[i], b[i]);
}
static void NAMED(above_gap)(double *restrict out, const double *restrict a, const double *restrict b, long count) {
    for (long i = 0; i < count; ++i) out[i] = quick_above_gap(a[i], b[i]);
    if (!NAMED(odd)(out, count)) return;
    for (long i = 0; i < count; ++i) if (!isfinite(out[i])) out[i] = above_gap(a[i], b[i]);
}
static void NAMED(gan_term)(double *restrict out, const double *restrict a, const double *restrict b, long count) {
    for (long i = 0; i < count; ++i) out[i] = gan_term(a[i], b[i]);
}
static void NAMED(mixed_kl_term)(double *restrict out, const double *restrict a, const double *restrict b, const double *restrict c, long count) {
    for (long i = 0; i < count; ++i) out[i] = mixed_kl_term(a[i], b[i], c[i]);
}
static void NAMED(skewed_js_term)(double *restrict out, const double *restrict a, const double *restrict b, const double *restrict c, long count) {
    for (long i = 0; i < count; ++i) out[i] = skewed_js_term(a[i], b[i], c[i]);
}
static void NAMED(log_mixture)(double *restrict out, const double *restrict a, const double *restrict b, const double *restrict c, long count) {
    for (long i = 0; i < count; ++i) out[i] = log_mixture(a[i], b[i], c[i]);
}
static void NAMED(chi_term)(double *restrict out, const double *restrict a, const double *restrict b, long count) {
    for (long i = 0; i < count; ++i) out[i] = chi_term(a[i], b[i]);
}
static void NAMED(root_gap)(double *restrict out, const double *restrict a, const double *restrict b, long count) {
    for (long i = 0; i < count; ++i) out[i] = root_gap(a[i], b[i]);
}
static void NAMED(root_share)(double *restrict out, const double *restrict a, const double *restrict b, long count) {
    for (long i = 0; i < count; ++i) out[i] = root_share(a[i], b[i]);
}
static void NAMED(root_product)(double *restrict out, const double *restrict a, const double *restrict b, long count) {
    for (long i = 0; i < count; ++i) out[i] = root_product(a[i], b[i]);
}
static void NAMED(softplus)(double *restrict out, const double *restrict a, const double *restrict b, long count) {
    for (long i = 0; i < count; ++i) out[i] = softplus(a[i], b[i]);
}
static void NAMED(logistic)(double *restrict out, const double *restrict a, const double *restrict b, long count) {
    for (long i = 0; i < count; ++i) out[i] = logistic(a[i], b[i]);
}
static void NAMED(relative_gap)(double *restrict out, const double *restrict a, const double *restrict b, long count) {
    for (long i = 0; i < count; ++i) out[i] = quick_relative_gap(a[i], b[i]);
    if (!NAMED(odd)(out, count)) return;
    for (long i = 0; i < count; ++i) if (!isfinite(out[i])) out[i] = relative_gap(a[i], b[i]);
}
static void NAMED(scale_gap)(double *restrict out, const double *restrict a, const double *restrict b, long count) {
    for (long i = 0; i < count; ++i) out[i] = quick_scale_gap(a[i], b[i]);
    if (!NAMED(odd)(out, count)) return;
    for (long i = 0; i < count; ++i) if (!isfinite(out[i])) out[i] = scale_gap(a[i], b[i]);
}
static void NAMED(expm1mx_diff)(double *restrict out, const double *restrict a, const double *restrict b, long count) {
    for (long i = 0; i < count; ++i) out[i] = quick_expm1mx_diff(a[i], b[i]);
    if (!NAMED(odd)(out, count)) return;
    for (long i = 0; i < count; ++i) if (!isfinite(out[i])) out[i] = expm1mx_diff(a[i], b[i]);
}
static void NAMED(log_width)(double *restrict out, const double *restrict a, long count) {
    for (long i = 0; i < count; ++i) out[i] = log_width(a[i]);
}
static void NAMED(ratio_gap)(double *restrict out, const double *restrict a, const double *restrict b, long count) {
    for (long i = 0; i < count; ++i) out[i] = quick_ratio_gap(a[i], b[i]);
    if (!NAMED(odd)(out, count)) return;
    for (long i = 0; i < count; ++i) if (!isfinite(out[i])) out[i] = ratio_gap(a[i], b[i]);
}
static void NAMED(laplace_gap)(double *restrict out, const double *restrict a, const double *restrict b, const double *restrict c, long count) {
    for (long i = 0; i < count; ++i) out[i] = laplace_gap(a[i], b[i], c[i]);
}
static void NAMED(times_diff)(double *restrict out, const double *restrict a, const double *restrict b, const double *restrict c, long count) {
    for (long i = 0; i < count; ++i) out[i] = quick_times_diff(a[i], b[i], c[i]);
    if (!NAMED(odd)(out, count)) return;
    for (long i = 0; i < count; ++i) if (!isfinite(out[i])) out[i] = times_diff(a[i], b[i], c[i]);
}
static void NAMED(exp_diff)(double *restrict out, const double *restrict a, const double *restrict b, const double *restrict c, long count) {
    const double T = NAMED(common)(c, count);
    if (T == 1.0)
        for (long i = 0; i < count; ++i) out[i] = quick_exp_diff(a[i], b[i], 1.0);
    else if (T == T)
        for (long i = 0; i < count; ++i) out[i] = quick_exp_diff(a[i], b[i], T);
    else
        for (long i = 0; i < count; ++i) out[i] = quick_exp_diff(a[i], b[i], c[i]);
    if (!NAMED(odd)(out, count)) return;
    for (long i = 0; i < count; ++i) if (!isfinite(out[i])) out[i] = exp_diff(a[i], b[i], c[i]);
}
static void NAMED(times_exp)(double *restrict out, const double *restrict a, const double *restrict b, const double *restrict c, const double *restrict d, long count) {
    const double T = NAMED(common)(d, count);
    if (T == 1.0)
        for (long i = 0; i < count; ++i) out[i] = quick_times_exp(a[i], b[i], c[i], 1.0);
    else if (T == T)
        for (long i = 0; i < count; ++i) out[i] = quick_times_exp(a[i], b[i], c[i], T);
    else
        for (long i = 0; i < count; ++i) out[i] = quick_times_exp(a[i], b[i], c[i], d[i]);
    if (!NAMED(odd)(out, count)) return;
    for (long i = 0; i < count; ++i) if (!isfinite(out[i])) out[i] = times_exp(a[i], b[i], c[i], d[i]);
}
static void NAMED(tilt)(double *restrict out, const double *restrict a, const double *restrict b, const double *restrict c, const double *restrict d, const double *restrict e, const double *restrict f, long count) {
    const double T = NAMED(common)(f, count);
    if (T == 1.0)
        for (long i = 0; i < count; ++i) out[i] = quick_tilt(a[i], b[i], c[i], d[i], e[i], 1.0);
    else if (T == T)
        for (long i = 0; i < count; ++i) out[i] = quick_tilt(a[i], b[i], c[i], d[i], e[i], T);
    else
        for (long i = 0; i < count; ++i) out[i] = quick_tilt(a[i], b[i], c[i], d[i], e[i], f[i]);
    if (!NAMED(odd)(out, count)) return;
    for (long i = 0; i < count; ++i) if (!isfinite(out[i])) out[i] = tilt(a[i], b[i], c[i], d[i], e[i], f[i]);
}
static void NAMED(share_gap)(double *restrict out, const double *restrict a, const double *restrict b, const double *restrict c, const double *restrict d, const double *restrict e, const double *restrict f, const double *restrict g, long count) {
    for (long i = 0; i < count; ++i) out[i] = share_gap(a[i], b[i], c[i], d[i], e[i], f[i], g[i]);
}
static void NAMED(tilt_gap)(double *restrict out, const double *restrict a, const double *restrict b, const double *restrict c, const double *restrict d, const double *restrict e, const double *restrict f, const double *restrict g, long count) {
    const double T = NAMED(common)(g, count);
    if (T == 1.0)
        for (long i = 0; i < count; ++i) out[i] = quick_tilt_gap(a[i], b[i], c[i], d[i], e[i], f[i], 1.0);
    else if (T == T)
        for (long i = 0; i < count; ++i) out[i] = quick_tilt_gap(a[i], b[i], c[i], d[i], e[i], f[i], T);
    else
        for (long i = 0; i < count; ++i) out[i] = quick_tilt_gap(a[i], b[i], c[i], d[i], e[i], f[i], g[i]);
    if (!NAMED(odd)(out, count)) return;
    for (long i = 0; i < count; ++i) if (!isfinite(out[i])) out[i] = tilt_gap(a[i], b[i], c[i], d[i], e[i], f[i], g[i]);
}
static void NAMED(tilt_diff)(double *restrict out, const double *restrict a, const double *restrict b, const double *restrict c, const double *restrict d, const double *restrict e, const double *restrict f, const double *restrict g, long count) {
    const double T = NAMED(common)(g, count);
    if (T == 1.0)
        for (long i = 0; i < count; ++i) out[i] = quick_tilt_diff(a[i], b[i], c[i], d[i], e[i], f[i], 1.0);
    else if (T == T)
        for (long i = 0; i < count; ++i) out[i] = quick_tilt_diff(a[i], b[i], c[i], d[i], e[i], f[i], T);
    else
        for (long i = 0; i < count; ++i) out[i] = quick_tilt_diff(a[i], b[i], c[i], d[i], e[i], f[i], g[i]);
    if (!NAMED(odd)(out, count)) return;
    for (long i = 0; i < count; ++i) if (!isfinite(out[i])) out[i] = tilt_diff(a[i], b[i], c[i], d[i], e[i], f[i], g[i]);
}
static void NAMED(tilt_js)(double *restrict out, const double *restrict a, const double *restrict b, const double *restrict c, const double *restrict d, const double *restrict e, const double *restrict f, const double *restrict g, long count) {
    for (long i = 0; i < count; ++i) out[i] = tilt_js(a[i], b[i], c[i], d[i], e[i], f[i], g[i]);
}
static void NAMED(tilt_share)(double *restrict out, const double *restrict a, const double *restrict b, const double *restrict c, const double *restrict d, const double *restrict e, const double *restrict f, const double *restrict g, long count) {
    for (long i = 0; i < count; ++i) out[i] = tilt_share(a[i], b[i], c[i], d[i], e[i], f[i], g[i]);
}
static void NAMED(tilt_middle)(double *restrict out, const double *restrict a, const double *restrict b, const double *restrict c, const double *restrict d, const double *restrict e, const double *restrict f, const double *restrict g, long count) {
    for (long i = 0; i < count; ++i) out[i] = tilt_middle(a[i], b[i], c[i], d[i], e[i], f[i], g[i]);
}
static void NAMED(tilt_lag)(double *restrict out, const double *restrict a, const double *restrict b, const double *restrict c, const double *restrict d, const double *restrict e, const double *restrict f, const double *restrict g, long count) {
    for (long i = 0; i < count; ++i) out[i] = tilt_lag(a[i], b[i], c[i], d[i], e[i], f[i], g[i]);
}
static void NAMED(cross_gap)(double *restrict out, const double *restrict a, const double *restrict b, const double *restrict c, const double *restrict d, const double *restrict e, long count) {
    for (long i = 0; i < count; ++i) out[i] = cross_gap(a[i], b[i], c[i], d[i], e[i]);
}
static void NAMED(cross_ratio)(double *restrict out, const double *restrict a, const double *restrict b, const double *restrict c, const double *restrict d, const double *restrict e, long count) {
    for (long i = 0; i < count; ++i) out[i] = cross_ratio(a[i], b[i], c[i], d[i], e[i]);
}
static void NAMED(cross_kl)(double *restrict out, const double *restrict a, const double *restrict b, const double *restrict c, const double *restrict d, const double *restrict e, long count) {
    for (long i = 0; i < count; ++i) out[i] = cross_kl(a[i], b[i], c[i], d[i], e[i]);
}
static void NAMED(stirling)(double *restrict out, const double *restrict a, long count) {
    for (long i = 0; i < count; ++i) out[i] = stirling(a[i]);
}
static void NAMED(stirling_slope)(double *restrict out, const double *restrict a, long count) {
    for (long i = 0; i < count; ++i) out[i] = stirling_slope(a[i]);
}
static void NAMED(stirling_curvature)(double *restrict out, const double *restrict a, long count) {
    for (long i = 0; i < count; ++i) out[i] = stirling_curvature(a[i]);
}
static void NAMED(shape_rise)(double *restrict out, const double *restrict a, const double *restrict b, const double *restrict c, long count) {
    for (long i = 0; i < count; ++i) out[i] = shape_rise(a[i], b[i], c[i]);
}
static void NAMED(shape_gap)(double *restrict out, const double *restrict a, const double *restrict b, const double *restrict c, long count) {
    for (long i = 0; i < count; ++i) out[i] = shape_gap(a[i], b[i], c[i]);
}
static void NAMED(log)(double *restrict out, const double *restrict a, long count) {
    for (long i = 0; i < count; ++i) out[i] = quick_log(a[i]);
    if (!NAMED(odd)(out, count)) return;
    for (long i = 0; i < count; ++i) if (!isfinite(out[i])) out[i] = log(a[i]);
}
static void NAMED(exp)(double *restrict out, const double *restrict a, long count) {
    for (long i = 0; i < count; ++i) out[i] = quick_exp(a[i]);
    if (!NAMED(odd)(out, count)) return;
    for (long i = 0; i < count; ++i) if (!isfinite(out[i])) out[i] = exp(a[i]);
}
