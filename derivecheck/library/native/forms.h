/* Written by derivecheck.generate from proved expressions. */

static int NAMED(form_information_content)(const tile_t *t) {
    const long rows = t->rows, n = t->n;
    (void)n;
    const double *restrict p = t->in[0];
    (void)p;
    if (t->check && !(NAMED(within)(p, t->rows, 0.0, 1.0))) return 0;
    double s1[BLOCK];
    {
        NAMED(log)(s1, p, rows);
    }
    double *restrict out = t->out;
    {
        for (long i = 0; i < rows; ++i) out[i] = -s1[i];
    }
    return 1;
}

static int NAMED(form_information_content_by_p)(const tile_t *t) {
    const long rows = t->rows, n = t->n;
    (void)n;
    const double *restrict p = t->in[0];
    (void)p;
    if (t->check && !(NAMED(within)(p, t->rows, 0.0, 1.0))) return 0;
    double *restrict out = t->out;
    {
        for (long i = 0; i < rows; ++i) out[i] = -1/p[i];
    }
    return 1;
}

static int NAMED(form_entropy)(const tile_t *t) {
    const long rows = t->rows, n = t->n;
    (void)n;
    const double *restrict p = t->in[0];
    (void)p;
    if (t->check && !(NAMED(laws)(p, t))) return 0;
    double s1[BLOCK]; total_t s1_total = {0.0, 0.0};
    for (long at = 0; at < rows * n; at += BLOCK) {
        const long count = rows * n - at < BLOCK ? rows * n - at : BLOCK;
        double v[BLOCK];
        NAMED(xlogy)(v, p + at, p + at, count);
        NAMED(sum_rows)(v, t, count, s1);
        add(&s1_total, s1[0]);
    }
    if (rows == 1) s1[0] = s1_total.high + s1_total.low;
    double *restrict out = t->out;
    {
        for (long i = 0; i < rows; ++i) out[i] = -s1[i];
    }
    return 1;
}

static int NAMED(form_entropy_by_p)(const tile_t *t) {
    const long rows = t->rows, n = t->n;
    (void)n;
    const double *restrict p = t->in[0];
    (void)p;
    if (t->check && !(NAMED(laws)(p, t))) return 0;
    double *restrict out = t->out;
    for (long at = 0; at < rows * n; at += BLOCK) {
        const long count = rows * n - at < BLOCK ? rows * n - at : BLOCK;
        double *restrict o = out + at;
        double k0[BLOCK];
        NAMED(log)(k0, p + at, count);
        for (long i = 0; i < count; ++i) o[i] = -k0[i] - 1;
    }
    return 1;
}

static int NAMED(form_binary_entropy)(const tile_t *t) {
    const long rows = t->rows, n = t->n;
    (void)n;
    const double *restrict p = t->in[0];
    (void)p;
    if (t->check && !(NAMED(within)(p, t->rows, 0.0, 1.0))) return 0;
    double s1[BLOCK];
    {
        double k0[BLOCK];
        for (long i = 0; i < rows; ++i) k0[i] = 1 - p[i];
        double k1[BLOCK];
        for (long i = 0; i < rows; ++i) k1[i] = -p[i];
        NAMED(xlog1py)(s1, k0, k1, rows);
    }
    double s2[BLOCK];
    {
        NAMED(xlogy)(s2, p, p, rows);
    }
    double *restrict out = t->out;
    {
        for (long i = 0; i < rows; ++i) out[i] = -s1[i] - s2[i];
    }
    return 1;
}

static int NAMED(form_binary_entropy_by_p)(const tile_t *t) {
    const long rows = t->rows, n = t->n;
    (void)n;
    const double *restrict p = t->in[0];
    (void)p;
    if (t->check && !(NAMED(within)(p, t->rows, 0.0, 1.0))) return 0;
    double s1[BLOCK];
    {
        NAMED(log)(s1, p, rows);
    }
    double s2[BLOCK];
    {
        double k0[BLOCK];
        for (long i = 0; i < rows; ++i) k0[i] = -p[i];
        NAMED(log1p)(s2, k0, rows);
    }
    double *restrict out = t->out;
    {
        for (long i = 0; i < rows; ++i) out[i] = s2[i] - s1[i];
    }
    return 1;
}

static int NAMED(form_cross_entropy)(const tile_t *t) {
    const long rows = t->rows, n = t->n;
    (void)n;
    const double *restrict p = t->in[0];
    (void)p;
    const double *restrict q = t->in[1];
    (void)q;
    if (t->check && !(NAMED(laws)(p, t) && NAMED(laws)(q, t))) return 0;
    double s1[BLOCK]; total_t s1_total = {0.0, 0.0};
    for (long at = 0; at < rows * n; at += BLOCK) {
        const long count = rows * n - at < BLOCK ? rows * n - at : BLOCK;
        double v[BLOCK];
        NAMED(xlogy)(v, p + at, q + at, count);
        NAMED(sum_rows)(v, t, count, s1);
        add(&s1_total, s1[0]);
    }
    if (rows == 1) s1[0] = s1_total.high + s1_total.low;
    double *restrict out = t->out;
    {
        for (long i = 0; i < rows; ++i) out[i] = -s1[i];
    }
    return 1;
}

static int NAMED(form_cross_entropy_by_p)(const tile_t *t) {
    const long rows = t->rows, n = t->n;
    (void)n;
    const double *restrict p = t->in[0];
    (void)p;
    const double *restrict q = t->in[1];
    (void)q;
    if (t->check && !(NAMED(laws)(p, t) && NAMED(laws)(q, t))) return 0;
    double *restrict out = t->out;
    for (long at = 0; at < rows * n; at += BLOCK) {
        const long count = rows * n - at < BLOCK ? rows * n - at : BLOCK;
        double *restrict o = out + at;
        double k0[BLOCK];
        NAMED(log)(k0, q + at, count);
        for (long i = 0; i < count; ++i) o[i] = -k0[i];
    }
    return 1;
}

static int NAMED(form_cross_entropy_by_q)(const tile_t *t) {
    const long rows = t->rows, n = t->n;
    (void)n;
    const double *restrict p = t->in[0];
    (void)p;
    const double *restrict q = t->in[1];
    (void)q;
    if (t->check && !(NAMED(laws)(p, t) && NAMED(laws)(q, t))) return 0;
    double *restrict out = t->out;
    for (long at = 0; at < rows * n; at += BLOCK) {
        const long count = rows * n - at < BLOCK ? rows * n - at : BLOCK;
        double *restrict o = out + at;
        for (long i = 0; i < count; ++i) o[i] = -p[at + i]/q[at + i];
    }
    return 1;
}

static int NAMED(form_kl)(const tile_t *t) {
    const long rows = t->rows, n = t->n;
    (void)n;
    const double *restrict p = t->in[0];
    (void)p;
    const double *restrict q = t->in[1];
    (void)q;
    if (t->check && !(NAMED(laws)(p, t) && NAMED(laws)(q, t))) return 0;
    double s1[BLOCK]; total_t s1_total = {0.0, 0.0};
    double s2[BLOCK]; total_t s2_total = {0.0, 0.0};
    double s3[BLOCK]; total_t s3_total = {0.0, 0.0};
    for (long at = 0; at < rows * n; at += BLOCK) {
        const long count = rows * n - at < BLOCK ? rows * n - at : BLOCK;
        double v[BLOCK];
        for (long i = 0; i < count; ++i) v[i] = p[at + i];
        NAMED(sum_rows)(v, t, count, s1);
        add(&s1_total, s1[0]);
        NAMED(kl_term)(v, p + at, q + at, count);
        NAMED(sum_rows)(v, t, count, s2);
        add(&s2_total, s2[0]);
        for (long i = 0; i < count; ++i) v[i] = q[at + i] - p[at + i];
        NAMED(sum_rows)(v, t, count, s3);
        add(&s3_total, s3[0]);
    }
    if (rows == 1) s1[0] = s1_total.high + s1_total.low;
    if (rows == 1) s2[0] = s2_total.high + s2_total.low;
    if (rows == 1) s3[0] = s3_total.high + s3_total.low;
    double s4[BLOCK];
    {
        double k0[BLOCK];
        for (long i = 0; i < rows; ++i) k0[i] = s2[i]/s1[i];
        double k1[BLOCK];
        for (long i = 0; i < rows; ++i) k1[i] = s3[i]/s1[i];
        NAMED(above_gap)(s4, k0, k1, rows);
    }
    double *restrict out = t->out;
    {
        for (long i = 0; i < rows; ++i) out[i] = s4[i];
    }
    return 1;
}

static int NAMED(form_kl_by_p)(const tile_t *t) {
    const long rows = t->rows, n = t->n;
    (void)n;
    const double *restrict p = t->in[0];
    (void)p;
    const double *restrict q = t->in[1];
    (void)q;
    if (t->check && !(NAMED(laws)(p, t) && NAMED(laws)(q, t))) return 0;
    double *restrict out = t->out;
    for (long at = 0; at < rows * n; at += BLOCK) {
        const long count = rows * n - at < BLOCK ? rows * n - at : BLOCK;
        double *restrict o = out + at;
        NAMED(log_ratio)(o, p + at, q + at, count);
    }
    return 1;
}

static int NAMED(form_kl_by_q)(const tile_t *t) {
    const long rows = t->rows, n = t->n;
    (void)n;
    const double *restrict p = t->in[0];
    (void)p;
    const double *restrict q = t->in[1];
    (void)q;
    if (t->check && !(NAMED(laws)(p, t) && NAMED(laws)(q, t))) return 0;
    double *restrict out = t->out;
    for (long at = 0; at < rows * n; at += BLOCK) {
        const long count = rows * n - at < BLOCK ? rows * n - at : BLOCK;
        double *restrict o = out + at;
        double k0[BLOCK];
        NAMED(relative_gap)(k0, p + at, q + at, count);
        for (long i = 0; i < count; ++i) o[i] = -k0[i];
    }
    return 1;
}

static int NAMED(form_js)(const tile_t *t) {
    const long rows = t->rows, n = t->n;
    (void)n;
    const double *restrict p = t->in[0];
    (void)p;
    const double *restrict q = t->in[1];
    (void)q;
    if (t->check && !(NAMED(laws)(p, t) && NAMED(laws)(q, t))) return 0;
    double s1[BLOCK]; total_t s1_total = {0.0, 0.0};
    for (long at = 0; at < rows * n; at += BLOCK) {
        const long count = rows * n - at < BLOCK ? rows * n - at : BLOCK;
        double v[BLOCK];
        NAMED(js_term)(v, p + at, q + at, count);
        NAMED(sum_rows)(v, t, count, s1);
        add(&s1_total, s1[0]);
    }
    if (rows == 1) s1[0] = s1_total.high + s1_total.low;
    double *restrict out = t->out;
    {
        for (long i = 0; i < rows; ++i) out[i] = s1[i];
    }
    return 1;
}

static int NAMED(form_js_by_p)(const tile_t *t) {
    const long rows = t->rows, n = t->n;
    (void)n;
    const double *restrict p = t->in[0];
    (void)p;
    const double *restrict q = t->in[1];
    (void)q;
    if (t->check && !(NAMED(laws)(p, t) && NAMED(laws)(q, t))) return 0;
    double *restrict out = t->out;
    for (long at = 0; at < rows * n; at += BLOCK) {
        const long count = rows * n - at < BLOCK ? rows * n - at : BLOCK;
        double *restrict o = out + at;
        double k0[BLOCK];
        NAMED(log_mean)(k0, p + at, q + at, count);
        for (long i = 0; i < count; ++i) o[i] = -1.0/2.0*k0[i];
    }
    return 1;
}

static int NAMED(form_js_by_q)(const tile_t *t) {
    const long rows = t->rows, n = t->n;
    (void)n;
    const double *restrict p = t->in[0];
    (void)p;
    const double *restrict q = t->in[1];
    (void)q;
    if (t->check && !(NAMED(laws)(p, t) && NAMED(laws)(q, t))) return 0;
    double *restrict out = t->out;
    for (long at = 0; at < rows * n; at += BLOCK) {
        const long count = rows * n - at < BLOCK ? rows * n - at : BLOCK;
        double *restrict o = out + at;
        double k0[BLOCK];
        NAMED(log_mean)(k0, q + at, p + at, count);
        for (long i = 0; i < count; ++i) o[i] = -1.0/2.0*k0[i];
    }
    return 1;
}

static int NAMED(form_js_distance)(const tile_t *t) {
    const long rows = t->rows, n = t->n;
    (void)n;
    const double *restrict p = t->in[0];
    (void)p;
    const double *restrict q = t->in[1];
    (void)q;
    if (t->check && !(NAMED(laws)(p, t) && NAMED(laws)(q, t))) return 0;
    double s1[BLOCK]; total_t s1_total = {0.0, 0.0};
    for (long at = 0; at < rows * n; at += BLOCK) {
        const long count = rows * n - at < BLOCK ? rows * n - at : BLOCK;
        double v[BLOCK];
        NAMED(js_term)(v, p + at, q + at, count);
        NAMED(sum_rows)(v, t, count, s1);
        add(&s1_total, s1[0]);
    }
    if (rows == 1) s1[0] = s1_total.high + s1_total.low;
    double *restrict out = t->out;
    {
        for (long i = 0; i < rows; ++i) out[i] = sqrt(s1[i]);
    }
    return 1;
}

static int NAMED(form_js_distance_by_p)(const tile_t *t) {
    const long rows = t->rows, n = t->n;
    (void)n;
    const double *restrict p = t->in[0];
    (void)p;
    const double *restrict q = t->in[1];
    (void)q;
    if (t->check && !(NAMED(laws)(p, t) && NAMED(laws)(q, t))) return 0;
    double s1[BLOCK]; total_t s1_total = {0.0, 0.0};
    for (long at = 0; at < rows * n; at += BLOCK) {
        const long count = rows * n - at < BLOCK ? rows * n - at : BLOCK;
        double v[BLOCK];
        NAMED(js_term)(v, p + at, q + at, count);
        NAMED(sum_rows)(v, t, count, s1);
        add(&s1_total, s1[0]);
    }
    if (rows == 1) s1[0] = s1_total.high + s1_total.low;
    double *restrict out = t->out;
    for (long at = 0; at < rows * n; at += BLOCK) {
        const long count = rows * n - at < BLOCK ? rows * n - at : BLOCK;
        double x_s1[BLOCK]; NAMED(spread)(x_s1, s1, t, count);
        double *restrict o = out + at;
        double k0[BLOCK];
        NAMED(log_mean)(k0, p + at, q + at, count);
        for (long i = 0; i < count; ++i) o[i] = -1.0/4.0*k0[i]/sqrt(x_s1[i]);
    }
    return 1;
}

static int NAMED(form_js_distance_by_q)(const tile_t *t) {
    const long rows = t->rows, n = t->n;
    (void)n;
    const double *restrict p = t->in[0];
    (void)p;
    const double *restrict q = t->in[1];
    (void)q;
    if (t->check && !(NAMED(laws)(p, t) && NAMED(laws)(q, t))) return 0;
    double s1[BLOCK]; total_t s1_total = {0.0, 0.0};
    for (long at = 0; at < rows * n; at += BLOCK) {
        const long count = rows * n - at < BLOCK ? rows * n - at : BLOCK;
        double v[BLOCK];
        NAMED(js_term)(v, p + at, q + at, count);
        NAMED(sum_rows)(v, t, count, s1);
        add(&s1_total, s1[0]);
    }
    if (rows == 1) s1[0] = s1_total.high + s1_total.low;
    double *restrict out = t->out;
    for (long at = 0; at < rows * n; at += BLOCK) {
        const long count = rows * n - at < BLOCK ? rows * n - at : BLOCK;
        double x_s1[BLOCK]; NAMED(spread)(x_s1, s1, t, count);
        double *restrict o = out + at;
        double k0[BLOCK];
        NAMED(log_mean)(k0, q + at, p + at, count);
        for (long i = 0; i < count; ++i) o[i] = -1.0/4.0*k0[i]/sqrt(x_s1[i]);
    }
    return 1;
}

static int NAMED(form_jeffreys)(const tile_t *t) {
    const long rows = t->rows, n = t->n;
    (void)n;
    const double *restrict p = t->in[0];
    (void)p;
    const double *restrict q = t->in[1];
    (void)q;
    if (t->check && !(NAMED(laws)(p, t) && NAMED(laws)(q, t))) return 0;
    double s1[BLOCK]; total_t s1_total = {0.0, 0.0};
    for (long at = 0; at < rows * n; at += BLOCK) {
        const long count = rows * n - at < BLOCK ? rows * n - at : BLOCK;
        double v[BLOCK];
        double k0[BLOCK];
        NAMED(kl_term)(k0, p + at, q + at, count);
        double k1[BLOCK];
        NAMED(kl_term)(k1, q + at, p + at, count);
        for (long i = 0; i < count; ++i) v[i] = k0[i] + k1[i];
        NAMED(sum_rows)(v, t, count, s1);
        add(&s1_total, s1[0]);
    }
    if (rows == 1) s1[0] = s1_total.high + s1_total.low;
    double *restrict out = t->out;
    {
        for (long i = 0; i < rows; ++i) out[i] = s1[i];
    }
    return 1;
}

static int NAMED(form_jeffreys_by_p)(const tile_t *t) {
    const long rows = t->rows, n = t->n;
    (void)n;
    const double *restrict p = t->in[0];
    (void)p;
    const double *restrict q = t->in[1];
    (void)q;
    if (t->check && !(NAMED(laws)(p, t) && NAMED(laws)(q, t))) return 0;
    double *restrict out = t->out;
    for (long at = 0; at < rows * n; at += BLOCK) {
        const long count = rows * n - at < BLOCK ? rows * n - at : BLOCK;
        double *restrict o = out + at;
        double k0[BLOCK];
        NAMED(relative_gap)(k0, q + at, p + at, count);
        double k1[BLOCK];
        NAMED(log_ratio)(k1, p + at, q + at, count);
        for (long i = 0; i < count; ++i) o[i] = k1[i] - k0[i];
    }
    return 1;
}

static int NAMED(form_jeffreys_by_q)(const tile_t *t) {
    const long rows = t->rows, n = t->n;
    (void)n;
    const double *restrict p = t->in[0];
    (void)p;
    const double *restrict q = t->in[1];
    (void)q;
    if (t->check && !(NAMED(laws)(p, t) && NAMED(laws)(q, t))) return 0;
    double *restrict out = t->out;
    for (long at = 0; at < rows * n; at += BLOCK) {
        const long count = rows * n - at < BLOCK ? rows * n - at : BLOCK;
        double *restrict o = out + at;
        double k0[BLOCK];
        NAMED(relative_gap)(k0, p + at, q + at, count);
        double k1[BLOCK];
        NAMED(log_ratio)(k1, q + at, p + at, count);
        for (long i = 0; i < count; ++i) o[i] = k1[i] - k0[i];
    }
    return 1;
}

static int NAMED(form_skewed_js)(const tile_t *t) {
    const long rows = t->rows, n = t->n;
    (void)n;
    const double *restrict p = t->in[0];
    (void)p;
    const double *restrict q = t->in[1];
    (void)q;
    const double *restrict weight = t->in[2];
    (void)weight;
    if (t->check && !(NAMED(laws)(p, t) && NAMED(laws)(q, t) && NAMED(within)(weight, t->rows, 0.0, 1.0))) return 0;
    double s1[BLOCK]; total_t s1_total = {0.0, 0.0};
    for (long at = 0; at < rows * n; at += BLOCK) {
        const long count = rows * n - at < BLOCK ? rows * n - at : BLOCK;
        double x_weight[BLOCK]; NAMED(spread)(x_weight, weight, t, count);
        double v[BLOCK];
        NAMED(skewed_js_term)(v, p + at, q + at, x_weight, count);
        NAMED(sum_rows)(v, t, count, s1);
        add(&s1_total, s1[0]);
    }
    if (rows == 1) s1[0] = s1_total.high + s1_total.low;
    double *restrict out = t->out;
    {
        for (long i = 0; i < rows; ++i) out[i] = s1[i];
    }
    return 1;
}

static int NAMED(form_skewed_js_by_p)(const tile_t *t) {
    const long rows = t->rows, n = t->n;
    (void)n;
    const double *restrict p = t->in[0];
    (void)p;
    const double *restrict q = t->in[1];
    (void)q;
    const double *restrict weight = t->in[2];
    (void)weight;
    if (t->check && !(NAMED(laws)(p, t) && NAMED(laws)(q, t) && NAMED(within)(weight, t->rows, 0.0, 1.0))) return 0;
    double s1[BLOCK];
    {
        for (long i = 0; i < rows; ++i) s1[i] = 1 - weight[i];
    }
    double *restrict out = t->out;
    for (long at = 0; at < rows * n; at += BLOCK) {
        const long count = rows * n - at < BLOCK ? rows * n - at : BLOCK;
        double x_s1[BLOCK]; NAMED(spread)(x_s1, s1, t, count);
        double x_weight[BLOCK]; NAMED(spread)(x_weight, weight, t, count);
        double *restrict o = out + at;
        double k0[BLOCK];
        NAMED(log_mixture)(k0, p + at, q + at, x_s1, count);
        for (long i = 0; i < count; ++i) o[i] = -k0[i]*x_weight[i];
    }
    return 1;
}

static int NAMED(form_skewed_js_by_q)(const tile_t *t) {
    const long rows = t->rows, n = t->n;
    (void)n;
    const double *restrict p = t->in[0];
    (void)p;
    const double *restrict q = t->in[1];
    (void)q;
    const double *restrict weight = t->in[2];
    (void)weight;
    if (t->check && !(NAMED(laws)(p, t) && NAMED(laws)(q, t) && NAMED(within)(weight, t->rows, 0.0, 1.0))) return 0;
    double *restrict out = t->out;
    for (long at = 0; at < rows * n; at += BLOCK) {
        const long count = rows * n - at < BLOCK ? rows * n - at : BLOCK;
        double x_weight[BLOCK]; NAMED(spread)(x_weight, weight, t, count);
        double *restrict o = out + at;
        double k0[BLOCK];
        NAMED(log_mixture)(k0, q + at, p + at, x_weight, count);
        for (long i = 0; i < count; ++i) o[i] = k0[i]*(x_weight[i] - 1);
    }
    return 1;
}

static int NAMED(form_skewed_js_by_weight)(const tile_t *t) {
    const long rows = t->rows, n = t->n;
    (void)n;
    const double *restrict p = t->in[0];
    (void)p;
    const double *restrict q = t->in[1];
    (void)q;
    const double *restrict weight = t->in[2];
    (void)weight;
    if (t->check && !(NAMED(laws)(p, t) && NAMED(laws)(q, t) && NAMED(within)(weight, t->rows, 0.0, 1.0))) return 0;
    double s1[BLOCK];
    {
        for (long i = 0; i < rows; ++i) s1[i] = 1 - weight[i];
    }
    double s2[BLOCK]; total_t s2_total = {0.0, 0.0};
    for (long at = 0; at < rows * n; at += BLOCK) {
        const long count = rows * n - at < BLOCK ? rows * n - at : BLOCK;
        double x_s1[BLOCK]; NAMED(spread)(x_s1, s1, t, count);
        double x_weight[BLOCK]; NAMED(spread)(x_weight, weight, t, count);
        double v[BLOCK];
        double k0[BLOCK];
        NAMED(mixed_kl_term)(k0, q + at, p + at, x_weight, count);
        double k1[BLOCK];
        NAMED(mixed_kl_term)(k1, p + at, q + at, x_s1, count);
        for (long i = 0; i < count; ++i) v[i] = k1[i] - k0[i];
        NAMED(sum_rows)(v, t, count, s2);
        add(&s2_total, s2[0]);
    }
    if (rows == 1) s2[0] = s2_total.high + s2_total.low;
    double *restrict out = t->out;
    {
        for (long i = 0; i < rows; ++i) out[i] = s2[i];
    }
    return 1;
}

static int NAMED(form_total_variation)(const tile_t *t) {
    const long rows = t->rows, n = t->n;
    (void)n;
    const double *restrict p = t->in[0];
    (void)p;
    const double *restrict q = t->in[1];
    (void)q;
    if (t->check && !(NAMED(laws)(p, t) && NAMED(laws)(q, t))) return 0;
    double s1[BLOCK]; total_t s1_total = {0.0, 0.0};
    for (long at = 0; at < rows * n; at += BLOCK) {
        const long count = rows * n - at < BLOCK ? rows * n - at : BLOCK;
        double v[BLOCK];
        double k0[BLOCK];
        NAMED(times_diff)(k0, ONES, p + at, q + at, count);
        for (long i = 0; i < count; ++i) v[i] = fabs(k0[i]);
        NAMED(sum_rows)(v, t, count, s1);
        add(&s1_total, s1[0]);
    }
    if (rows == 1) s1[0] = s1_total.high + s1_total.low;
    double *restrict out = t->out;
    {
        for (long i = 0; i < rows; ++i) out[i] = (1.0/2.0)*s1[i];
    }
    return 1;
}

static int NAMED(form_total_variation_by_p)(const tile_t *t) {
    const long rows = t->rows, n = t->n;
    (void)n;
    const double *restrict p = t->in[0];
    (void)p;
    const double *restrict q = t->in[1];
    (void)q;
    if (t->check && !(NAMED(laws)(p, t) && NAMED(laws)(q, t))) return 0;
    double *restrict out = t->out;
    for (long at = 0; at < rows * n; at += BLOCK) {
        const long count = rows * n - at < BLOCK ? rows * n - at : BLOCK;
        double *restrict o = out + at;
        double k0[BLOCK];
        NAMED(times_diff)(k0, ONES, p + at, q + at, count);
        for (long i = 0; i < count; ++i) o[i] = (1.0/2.0)*(((k0[i]) > 0) - ((k0[i]) < 0));
    }
    return 1;
}

static int NAMED(form_total_variation_by_q)(const tile_t *t) {
    const long rows = t->rows, n = t->n;
    (void)n;
    const double *restrict p = t->in[0];
    (void)p;
    const double *restrict q = t->in[1];
    (void)q;
    if (t->check && !(NAMED(laws)(p, t) && NAMED(laws)(q, t))) return 0;
    double *restrict out = t->out;
    for (long at = 0; at < rows * n; at += BLOCK) {
        const long count = rows * n - at < BLOCK ? rows * n - at : BLOCK;
        double *restrict o = out + at;
        double k0[BLOCK];
        NAMED(times_diff)(k0, ONES, p + at, q + at, count);
        for (long i = 0; i < count; ++i) o[i] = -1.0/2.0*(((k0[i]) > 0) - ((k0[i]) < 0));
    }
    return 1;
}

static int NAMED(form_chi_squared)(const tile_t *t) {
    const long rows = t->rows, n = t->n;
    (void)n;
    const double *restrict p = t->in[0];
    (void)p;
    const double *restrict q = t->in[1];
    (void)q;
    if (t->check && !(NAMED(laws)(p, t) && NAMED(laws)(q, t))) return 0;
    double s1[BLOCK]; total_t s1_total = {0.0, 0.0};
    for (long at = 0; at < rows * n; at += BLOCK) {
        const long count = rows * n - at < BLOCK ? rows * n - at : BLOCK;
        double v[BLOCK];
        NAMED(chi_term)(v, p + at, q + at, count);
        NAMED(sum_rows)(v, t, count, s1);
        add(&s1_total, s1[0]);
    }
    if (rows == 1) s1[0] = s1_total.high + s1_total.low;
    double *restrict out = t->out;
    {
        for (long i = 0; i < rows; ++i) out[i] = s1[i];
    }
    return 1;
}

static int NAMED(form_chi_squared_by_p)(const tile_t *t) {
    const long rows = t->rows, n = t->n;
    (void)n;
    const double *restrict p = t->in[0];
    (void)p;
    const double *restrict q = t->in[1];
    (void)q;
    if (t->check && !(NAMED(laws)(p, t) && NAMED(laws)(q, t))) return 0;
    double *restrict out = t->out;
    for (long at = 0; at < rows * n; at += BLOCK) {
        const long count = rows * n - at < BLOCK ? rows * n - at : BLOCK;
        double *restrict o = out + at;
        double k0[BLOCK];
        NAMED(relative_gap)(k0, p + at, q + at, count);
        for (long i = 0; i < count; ++i) o[i] = 2*k0[i];
    }
    return 1;
}

static int NAMED(form_chi_squared_by_q)(const tile_t *t) {
    const long rows = t->rows, n = t->n;
    (void)n;
    const double *restrict p = t->in[0];
    (void)p;
    const double *restrict q = t->in[1];
    (void)q;
    if (t->check && !(NAMED(laws)(p, t) && NAMED(laws)(q, t))) return 0;
    double *restrict out = t->out;
    for (long at = 0; at < rows * n; at += BLOCK) {
        const long count = rows * n - at < BLOCK ? rows * n - at : BLOCK;
        double *restrict o = out + at;
        double k0[BLOCK];
        NAMED(relative_gap)(k0, p + at, q + at, count);
        for (long i = 0; i < count; ++i) o[i] = -k0[i]*(k0[i] + 2);
    }
    return 1;
}

static int NAMED(form_hellinger)(const tile_t *t) {
    const long rows = t->rows, n = t->n;
    (void)n;
    const double *restrict p = t->in[0];
    (void)p;
    const double *restrict q = t->in[1];
    (void)q;
    if (t->check && !(NAMED(laws)(p, t) && NAMED(laws)(q, t))) return 0;
    double s1[BLOCK]; total_t s1_total = {0.0, 0.0};
    for (long at = 0; at < rows * n; at += BLOCK) {
        const long count = rows * n - at < BLOCK ? rows * n - at : BLOCK;
        double v[BLOCK];
        NAMED(root_gap)(v, p + at, q + at, count);
        NAMED(sum_rows)(v, t, count, s1);
        add(&s1_total, s1[0]);
    }
    if (rows == 1) s1[0] = s1_total.high + s1_total.low;
    double *restrict out = t->out;
    {
        for (long i = 0; i < rows; ++i) out[i] = sqrt(s1[i]);
    }
    return 1;
}

static int NAMED(form_hellinger_by_p)(const tile_t *t) {
    const long rows = t->rows, n = t->n;
    (void)n;
    const double *restrict p = t->in[0];
    (void)p;
    const double *restrict q = t->in[1];
    (void)q;
    if (t->check && !(NAMED(laws)(p, t) && NAMED(laws)(q, t))) return 0;
    double s1[BLOCK]; total_t s1_total = {0.0, 0.0};
    for (long at = 0; at < rows * n; at += BLOCK) {
        const long count = rows * n - at < BLOCK ? rows * n - at : BLOCK;
        double v[BLOCK];
        NAMED(root_gap)(v, p + at, q + at, count);
        NAMED(sum_rows)(v, t, count, s1);
        add(&s1_total, s1[0]);
    }
    if (rows == 1) s1[0] = s1_total.high + s1_total.low;
    double *restrict out = t->out;
    for (long at = 0; at < rows * n; at += BLOCK) {
        const long count = rows * n - at < BLOCK ? rows * n - at : BLOCK;
        double x_s1[BLOCK]; NAMED(spread)(x_s1, s1, t, count);
        double *restrict o = out + at;
        double k0[BLOCK];
        NAMED(root_share)(k0, p + at, q + at, count);
        for (long i = 0; i < count; ++i) o[i] = (1.0/4.0)*k0[i]/sqrt(x_s1[i]);
    }
    return 1;
}

static int NAMED(form_hellinger_by_q)(const tile_t *t) {
    const long rows = t->rows, n = t->n;
    (void)n;
    const double *restrict p = t->in[0];
    (void)p;
    const double *restrict q = t->in[1];
    (void)q;
    if (t->check && !(NAMED(laws)(p, t) && NAMED(laws)(q, t))) return 0;
    double s1[BLOCK]; total_t s1_total = {0.0, 0.0};
    for (long at = 0; at < rows * n; at += BLOCK) {
        const long count = rows * n - at < BLOCK ? rows * n - at : BLOCK;
        double v[BLOCK];
        NAMED(root_gap)(v, p + at, q + at, count);
        NAMED(sum_rows)(v, t, count, s1);
        add(&s1_total, s1[0]);
    }
    if (rows == 1) s1[0] = s1_total.high + s1_total.low;
    double *restrict out = t->out;
    for (long at = 0; at < rows * n; at += BLOCK) {
        const long count = rows * n - at < BLOCK ? rows * n - at : BLOCK;
        double x_s1[BLOCK]; NAMED(spread)(x_s1, s1, t, count);
        double *restrict o = out + at;
        double k0[BLOCK];
        NAMED(root_share)(k0, q + at, p + at, count);
        for (long i = 0; i < count; ++i) o[i] = (1.0/4.0)*k0[i]/sqrt(x_s1[i]);
    }
    return 1;
}

static int NAMED(form_bhattacharyya)(const tile_t *t) {
    const long rows = t->rows, n = t->n;
    (void)n;
    const double *restrict p = t->in[0];
    (void)p;
    const double *restrict q = t->in[1];
    (void)q;
    if (t->check && !(NAMED(laws)(p, t) && NAMED(laws)(q, t))) return 0;
    double s1[BLOCK]; total_t s1_total = {0.0, 0.0};
    double s2[BLOCK]; total_t s2_total = {0.0, 0.0};
    for (long at = 0; at < rows * n; at += BLOCK) {
        const long count = rows * n - at < BLOCK ? rows * n - at : BLOCK;
        double v[BLOCK];
        NAMED(root_product)(v, p + at, q + at, count);
        NAMED(sum_rows)(v, t, count, s1);
        add(&s1_total, s1[0]);
        NAMED(root_gap)(v, p + at, q + at, count);
        NAMED(sum_rows)(v, t, count, s2);
        add(&s2_total, s2[0]);
    }
    if (rows == 1) s1[0] = s1_total.high + s1_total.low;
    if (rows == 1) s2[0] = s2_total.high + s2_total.low;
    double s3[BLOCK];
    {
        double k0[BLOCK];
        for (long i = 0; i < rows; ++i) k0[i] = s2[i]/s1[i];
        NAMED(log1p)(s3, k0, rows);
    }
    double *restrict out = t->out;
    {
        for (long i = 0; i < rows; ++i) out[i] = s3[i];
    }
    return 1;
}

static int NAMED(form_bhattacharyya_by_p)(const tile_t *t) {
    const long rows = t->rows, n = t->n;
    (void)n;
    const double *restrict p = t->in[0];
    (void)p;
    const double *restrict q = t->in[1];
    (void)q;
    if (t->check && !(NAMED(laws)(p, t) && NAMED(laws)(q, t))) return 0;
    double s1[BLOCK]; total_t s1_total = {0.0, 0.0};
    double s2[BLOCK]; total_t s2_total = {0.0, 0.0};
    for (long at = 0; at < rows * n; at += BLOCK) {
        const long count = rows * n - at < BLOCK ? rows * n - at : BLOCK;
        double v[BLOCK];
        NAMED(root_product)(v, p + at, q + at, count);
        NAMED(sum_rows)(v, t, count, s1);
        add(&s1_total, s1[0]);
        NAMED(root_gap)(v, p + at, q + at, count);
        NAMED(sum_rows)(v, t, count, s2);
        add(&s2_total, s2[0]);
    }
    if (rows == 1) s1[0] = s1_total.high + s1_total.low;
    if (rows == 1) s2[0] = s2_total.high + s2_total.low;
    double *restrict out = t->out;
    for (long at = 0; at < rows * n; at += BLOCK) {
        const long count = rows * n - at < BLOCK ? rows * n - at : BLOCK;
        double x_s1[BLOCK]; NAMED(spread)(x_s1, s1, t, count);
        double x_s2[BLOCK]; NAMED(spread)(x_s2, s2, t, count);
        double *restrict o = out + at;
        double k0[BLOCK];
        NAMED(root_share)(k0, p + at, q + at, count);
        for (long i = 0; i < count; ++i) o[i] = ((1.0/2.0)*k0[i]/x_s1[i] - x_s2[i]/x_s1[i]*(1.0/2.0 - 1.0/2.0*k0[i])/x_s1[i])/(1 + x_s2[i]/x_s1[i]);
    }
    return 1;
}

static int NAMED(form_bhattacharyya_by_q)(const tile_t *t) {
    const long rows = t->rows, n = t->n;
    (void)n;
    const double *restrict p = t->in[0];
    (void)p;
    const double *restrict q = t->in[1];
    (void)q;
    if (t->check && !(NAMED(laws)(p, t) && NAMED(laws)(q, t))) return 0;
    double s1[BLOCK]; total_t s1_total = {0.0, 0.0};
    double s2[BLOCK]; total_t s2_total = {0.0, 0.0};
    for (long at = 0; at < rows * n; at += BLOCK) {
        const long count = rows * n - at < BLOCK ? rows * n - at : BLOCK;
        double v[BLOCK];
        NAMED(root_product)(v, p + at, q + at, count);
        NAMED(sum_rows)(v, t, count, s1);
        add(&s1_total, s1[0]);
        NAMED(root_gap)(v, p + at, q + at, count);
        NAMED(sum_rows)(v, t, count, s2);
        add(&s2_total, s2[0]);
    }
    if (rows == 1) s1[0] = s1_total.high + s1_total.low;
    if (rows == 1) s2[0] = s2_total.high + s2_total.low;
    double *restrict out = t->out;
    for (long at = 0; at < rows * n; at += BLOCK) {
        const long count = rows * n - at < BLOCK ? rows * n - at : BLOCK;
        double x_s1[BLOCK]; NAMED(spread)(x_s1, s1, t, count);
        double x_s2[BLOCK]; NAMED(spread)(x_s2, s2, t, count);
        double *restrict o = out + at;
        double k0[BLOCK];
        NAMED(root_share)(k0, q + at, p + at, count);
        for (long i = 0; i < count; ++i) o[i] = ((1.0/2.0)*k0[i]/x_s1[i] - x_s2[i]/x_s1[i]*(1.0/2.0 - 1.0/2.0*k0[i])/x_s1[i])/(1 + x_s2[i]/x_s1[i]);
    }
    return 1;
}

static int NAMED(form_perplexity)(const tile_t *t) {
    const long rows = t->rows, n = t->n;
    (void)n;
    const double *restrict p = t->in[0];
    (void)p;
    if (t->check && !(NAMED(laws)(p, t))) return 0;
    double s1[BLOCK]; total_t s1_total = {0.0, 0.0};
    for (long at = 0; at < rows * n; at += BLOCK) {
        const long count = rows * n - at < BLOCK ? rows * n - at : BLOCK;
        double v[BLOCK];
        NAMED(xlogy)(v, p + at, p + at, count);
        NAMED(sum_rows)(v, t, count, s1);
        add(&s1_total, s1[0]);
    }
    if (rows == 1) s1[0] = s1_total.high + s1_total.low;
    double s2[BLOCK];
    {
        double k0[BLOCK];
        for (long i = 0; i < rows; ++i) k0[i] = -s1[i];
        NAMED(exp)(s2, k0, rows);
    }
    double *restrict out = t->out;
    {
        for (long i = 0; i < rows; ++i) out[i] = s2[i];
    }
    return 1;
}

static int NAMED(form_perplexity_by_p)(const tile_t *t) {
    const long rows = t->rows, n = t->n;
    (void)n;
    const double *restrict p = t->in[0];
    (void)p;
    if (t->check && !(NAMED(laws)(p, t))) return 0;
    double s1[BLOCK]; total_t s1_total = {0.0, 0.0};
    for (long at = 0; at < rows * n; at += BLOCK) {
        const long count = rows * n - at < BLOCK ? rows * n - at : BLOCK;
        double v[BLOCK];
        NAMED(xlogy)(v, p + at, p + at, count);
        NAMED(sum_rows)(v, t, count, s1);
        add(&s1_total, s1[0]);
    }
    if (rows == 1) s1[0] = s1_total.high + s1_total.low;
    double s2[BLOCK];
    {
        double k0[BLOCK];
        for (long i = 0; i < rows; ++i) k0[i] = -s1[i];
        NAMED(exp)(s2, k0, rows);
    }
    double *restrict out = t->out;
    for (long at = 0; at < rows * n; at += BLOCK) {
        const long count = rows * n - at < BLOCK ? rows * n - at : BLOCK;
        double x_s2[BLOCK]; NAMED(spread)(x_s2, s2, t, count);
        double *restrict o = out + at;
        double k0[BLOCK];
        NAMED(log)(k0, p + at, count);
        for (long i = 0; i < count; ++i) o[i] = -x_s2[i]*(k0[i] + 1);
    }
    return 1;
}

static int NAMED(form_kl_bernoulli)(const tile_t *t) {
    const long rows = t->rows, n = t->n;
    (void)n;
    const double *restrict p = t->in[0];
    (void)p;
    const double *restrict q = t->in[1];
    (void)q;
    if (t->check && !(NAMED(within)(p, t->rows, 0.0, 1.0) && NAMED(within)(q, t->rows, 0.0, 1.0))) return 0;
    double s1[BLOCK];
    {
        NAMED(kl_term)(s1, p, q, rows);
    }
    double s2[BLOCK];
    {
        NAMED(kl_term_rest)(s2, p, q, rows);
    }
    double *restrict out = t->out;
    {
        for (long i = 0; i < rows; ++i) out[i] = s1[i] + s2[i];
    }
    return 1;
}

static int NAMED(form_kl_bernoulli_by_p)(const tile_t *t) {
    const long rows = t->rows, n = t->n;
    (void)n;
    const double *restrict p = t->in[0];
    (void)p;
    const double *restrict q = t->in[1];
    (void)q;
    if (t->check && !(NAMED(within)(p, t->rows, 0.0, 1.0) && NAMED(within)(q, t->rows, 0.0, 1.0))) return 0;
    double s1[BLOCK];
    {
        double k0[BLOCK];
        for (long i = 0; i < rows; ++i) k0[i] = -p[i];
        NAMED(log1p)(s1, k0, rows);
    }
    double s2[BLOCK];
    {
        double k0[BLOCK];
        for (long i = 0; i < rows; ++i) k0[i] = -q[i];
        NAMED(log1p)(s2, k0, rows);
    }
    double s3[BLOCK];
    {
        NAMED(log_ratio)(s3, p, q, rows);
    }
    double *restrict out = t->out;
    {
        for (long i = 0; i < rows; ++i) out[i] = -s1[i] + s2[i] + s3[i];
    }
    return 1;
}

static int NAMED(form_kl_bernoulli_by_q)(const tile_t *t) {
    const long rows = t->rows, n = t->n;
    (void)n;
    const double *restrict p = t->in[0];
    (void)p;
    const double *restrict q = t->in[1];
    (void)q;
    if (t->check && !(NAMED(within)(p, t->rows, 0.0, 1.0) && NAMED(within)(q, t->rows, 0.0, 1.0))) return 0;
    double s1[BLOCK];
    {
        NAMED(relative_gap)(s1, p, q, rows);
    }
    double *restrict out = t->out;
    {
        for (long i = 0; i < rows; ++i) out[i] = (q[i] - p[i])/(1 - q[i]) - s1[i];
    }
    return 1;
}

static int NAMED(form_optimal_discriminator)(const tile_t *t) {
    const long rows = t->rows, n = t->n;
    (void)n;
    const double *restrict a = t->in[0];
    (void)a;
    const double *restrict b = t->in[1];
    (void)b;
    if (t->check && !(NAMED(within)(a, t->rows, 0x1p-1074, INFINITY) && NAMED(within)(b, t->rows, 0x1p-1074, INFINITY))) return 0;
    double *restrict out = t->out;
    {
        for (long i = 0; i < rows; ++i) out[i] = a[i]/(a[i] + b[i]);
    }
    return 1;
}

static int NAMED(form_optimal_discriminator_by_a)(const tile_t *t) {
    const long rows = t->rows, n = t->n;
    (void)n;
    const double *restrict a = t->in[0];
    (void)a;
    const double *restrict b = t->in[1];
    (void)b;
    if (t->check && !(NAMED(within)(a, t->rows, 0x1p-1074, INFINITY) && NAMED(within)(b, t->rows, 0x1p-1074, INFINITY))) return 0;
    double *restrict out = t->out;
    {
        for (long i = 0; i < rows; ++i) out[i] = b[i]/(a[i] + b[i])/(a[i] + b[i]);
    }
    return 1;
}

static int NAMED(form_optimal_discriminator_by_b)(const tile_t *t) {
    const long rows = t->rows, n = t->n;
    (void)n;
    const double *restrict a = t->in[0];
    (void)a;
    const double *restrict b = t->in[1];
    (void)b;
    if (t->check && !(NAMED(within)(a, t->rows, 0x1p-1074, INFINITY) && NAMED(within)(b, t->rows, 0x1p-1074, INFINITY))) return 0;
    double *restrict out = t->out;
    {
        for (long i = 0; i < rows; ++i) out[i] = -a[i]/(a[i] + b[i])/(a[i] + b[i]);
    }
    return 1;
}

static int NAMED(form_gan_value)(const tile_t *t) {
    const long rows = t->rows, n = t->n;
    (void)n;
    const double *restrict p = t->in[0];
    (void)p;
    const double *restrict q = t->in[1];
    (void)q;
    const double *restrict discriminator = t->in[2];
    (void)discriminator;
    if (t->check && !(NAMED(laws)(p, t) && NAMED(laws)(q, t) && NAMED(within)(discriminator, t->rows * t->n, 0.0, 1.0))) return 0;
    double s1[BLOCK]; total_t s1_total = {0.0, 0.0};
    for (long at = 0; at < rows * n; at += BLOCK) {
        const long count = rows * n - at < BLOCK ? rows * n - at : BLOCK;
        double v[BLOCK];
        double k0[BLOCK];
        for (long i = 0; i < count; ++i) k0[i] = -discriminator[at + i];
        double k1[BLOCK];
        NAMED(xlog1py)(k1, q + at, k0, count);
        double k2[BLOCK];
        NAMED(xlogy)(k2, p + at, discriminator + at, count);
        for (long i = 0; i < count; ++i) v[i] = k1[i] + k2[i];
        NAMED(sum_rows)(v, t, count, s1);
        add(&s1_total, s1[0]);
    }
    if (rows == 1) s1[0] = s1_total.high + s1_total.low;
    double *restrict out = t->out;
    {
        for (long i = 0; i < rows; ++i) out[i] = s1[i];
    }
    return 1;
}

static int NAMED(form_gan_value_by_p)(const tile_t *t) {
    const long rows = t->rows, n = t->n;
    (void)n;
    const double *restrict p = t->in[0];
    (void)p;
    const double *restrict q = t->in[1];
    (void)q;
    const double *restrict discriminator = t->in[2];
    (void)discriminator;
    if (t->check && !(NAMED(laws)(p, t) && NAMED(laws)(q, t) && NAMED(within)(discriminator, t->rows * t->n, 0.0, 1.0))) return 0;
    double *restrict out = t->out;
    for (long at = 0; at < rows * n; at += BLOCK) {
        const long count = rows * n - at < BLOCK ? rows * n - at : BLOCK;
        double *restrict o = out + at;
        NAMED(log)(o, discriminator + at, count);
    }
    return 1;
}

static int NAMED(form_gan_value_by_q)(const tile_t *t) {
    const long rows = t->rows, n = t->n;
    (void)n;
    const double *restrict p = t->in[0];
    (void)p;
    const double *restrict q = t->in[1];
    (void)q;
    const double *restrict discriminator = t->in[2];
    (void)discriminator;
    if (t->check && !(NAMED(laws)(p, t) && NAMED(laws)(q, t) && NAMED(within)(discriminator, t->rows * t->n, 0.0, 1.0))) return 0;
    double *restrict out = t->out;
    for (long at = 0; at < rows * n; at += BLOCK) {
        const long count = rows * n - at < BLOCK ? rows * n - at : BLOCK;
        double *restrict o = out + at;
        double k0[BLOCK];
        for (long i = 0; i < count; ++i) k0[i] = -discriminator[at + i];
        NAMED(log1p)(o, k0, count);
    }
    return 1;
}

static int NAMED(form_gan_value_by_discriminator)(const tile_t *t) {
    const long rows = t->rows, n = t->n;
    (void)n;
    const double *restrict p = t->in[0];
    (void)p;
    const double *restrict q = t->in[1];
    (void)q;
    const double *restrict discriminator = t->in[2];
    (void)discriminator;
    if (t->check && !(NAMED(laws)(p, t) && NAMED(laws)(q, t) && NAMED(within)(discriminator, t->rows * t->n, 0.0, 1.0))) return 0;
    double *restrict out = t->out;
    for (long at = 0; at < rows * n; at += BLOCK) {
        const long count = rows * n - at < BLOCK ? rows * n - at : BLOCK;
        double *restrict o = out + at;
        for (long i = 0; i < count; ++i) o[i] = p[at + i]/discriminator[at + i] - q[at + i]/(1 - discriminator[at + i]);
    }
    return 1;
}

static int NAMED(form_gan_value_at_optimum)(const tile_t *t) {
    const long rows = t->rows, n = t->n;
    (void)n;
    const double *restrict p = t->in[0];
    (void)p;
    const double *restrict q = t->in[1];
    (void)q;
    if (t->check && !(NAMED(laws)(p, t) && NAMED(laws)(q, t))) return 0;
    double s1[BLOCK]; total_t s1_total = {0.0, 0.0};
    for (long at = 0; at < rows * n; at += BLOCK) {
        const long count = rows * n - at < BLOCK ? rows * n - at : BLOCK;
        double v[BLOCK];
        double k0[BLOCK];
        NAMED(gan_term)(k0, p + at, q + at, count);
        double k1[BLOCK];
        NAMED(gan_term)(k1, q + at, p + at, count);
        for (long i = 0; i < count; ++i) v[i] = k0[i] + k1[i];
        NAMED(sum_rows)(v, t, count, s1);
        add(&s1_total, s1[0]);
    }
    if (rows == 1) s1[0] = s1_total.high + s1_total.low;
    double *restrict out = t->out;
    {
        for (long i = 0; i < rows; ++i) out[i] = -s1[i];
    }
    return 1;
}

static int NAMED(form_gan_value_at_optimum_by_p)(const tile_t *t) {
    const long rows = t->rows, n = t->n;
    (void)n;
    const double *restrict p = t->in[0];
    (void)p;
    const double *restrict q = t->in[1];
    (void)q;
    if (t->check && !(NAMED(laws)(p, t) && NAMED(laws)(q, t))) return 0;
    double *restrict out = t->out;
    for (long at = 0; at < rows * n; at += BLOCK) {
        const long count = rows * n - at < BLOCK ? rows * n - at : BLOCK;
        double *restrict o = out + at;
        double k0[BLOCK];
        for (long i = 0; i < count; ++i) k0[i] = q[at + i]/p[at + i];
        double k1[BLOCK];
        NAMED(log1p)(k1, k0, count);
        for (long i = 0; i < count; ++i) o[i] = -k1[i];
    }
    return 1;
}

static int NAMED(form_gan_value_at_optimum_by_q)(const tile_t *t) {
    const long rows = t->rows, n = t->n;
    (void)n;
    const double *restrict p = t->in[0];
    (void)p;
    const double *restrict q = t->in[1];
    (void)q;
    if (t->check && !(NAMED(laws)(p, t) && NAMED(laws)(q, t))) return 0;
    double *restrict out = t->out;
    for (long at = 0; at < rows * n; at += BLOCK) {
        const long count = rows * n - at < BLOCK ? rows * n - at : BLOCK;
        double *restrict o = out + at;
        double k0[BLOCK];
        for (long i = 0; i < count; ++i) k0[i] = p[at + i]/q[at + i];
        double k1[BLOCK];
        NAMED(log1p)(k1, k0, count);
        for (long i = 0; i < count; ++i) o[i] = -k1[i];
    }
    return 1;
}

static int NAMED(form_kl_normal)(const tile_t *t) {
    const long rows = t->rows, n = t->n;
    (void)n;
    const double *restrict mu1 = t->in[0];
    (void)mu1;
    const double *restrict sigma1 = t->in[1];
    (void)sigma1;
    const double *restrict mu2 = t->in[2];
    (void)mu2;
    const double *restrict sigma2 = t->in[3];
    (void)sigma2;
    if (t->check && !(NAMED(within)(sigma1, t->rows, 0x1p-1074, INFINITY) && NAMED(within)(sigma2, t->rows, 0x1p-1074, INFINITY))) return 0;
    double s1[BLOCK];
    {
        double k0[BLOCK];
        for (long i = 0; i < rows; ++i) k0[i] = (mu1[i] - mu2[i])/sigma2[i];
        NAMED(sq)(s1, k0, rows);
    }
    double s2[BLOCK];
    {
        NAMED(scale_gap)(s2, sigma1, sigma2, rows);
    }
    double *restrict out = t->out;
    {
        for (long i = 0; i < rows; ++i) out[i] = (1.0/2.0)*s1[i] + s2[i];
    }
    return 1;
}

static int NAMED(form_kl_normal_by_mu1)(const tile_t *t) {
    const long rows = t->rows, n = t->n;
    (void)n;
    const double *restrict mu1 = t->in[0];
    (void)mu1;
    const double *restrict sigma1 = t->in[1];
    (void)sigma1;
    const double *restrict mu2 = t->in[2];
    (void)mu2;
    const double *restrict sigma2 = t->in[3];
    (void)sigma2;
    if (t->check && !(NAMED(within)(sigma1, t->rows, 0x1p-1074, INFINITY) && NAMED(within)(sigma2, t->rows, 0x1p-1074, INFINITY))) return 0;
    double *restrict out = t->out;
    {
        for (long i = 0; i < rows; ++i) out[i] = (mu1[i] - mu2[i])/sigma2[i]/sigma2[i];
    }
    return 1;
}

static int NAMED(form_kl_normal_by_sigma1)(const tile_t *t) {
    const long rows = t->rows, n = t->n;
    (void)n;
    const double *restrict mu1 = t->in[0];
    (void)mu1;
    const double *restrict sigma1 = t->in[1];
    (void)sigma1;
    const double *restrict mu2 = t->in[2];
    (void)mu2;
    const double *restrict sigma2 = t->in[3];
    (void)sigma2;
    if (t->check && !(NAMED(within)(sigma1, t->rows, 0x1p-1074, INFINITY) && NAMED(within)(sigma2, t->rows, 0x1p-1074, INFINITY))) return 0;
    double s1[BLOCK];
    {
        NAMED(relative_gap)(s1, sigma1, sigma2, rows);
    }
    double *restrict out = t->out;
    {
        for (long i = 0; i < rows; ++i) out[i] = s1[i]*(s1[i] + 2)/sigma1[i];
    }
    return 1;
}

static int NAMED(form_kl_normal_by_mu2)(const tile_t *t) {
    const long rows = t->rows, n = t->n;
    (void)n;
    const double *restrict mu1 = t->in[0];
    (void)mu1;
    const double *restrict sigma1 = t->in[1];
    (void)sigma1;
    const double *restrict mu2 = t->in[2];
    (void)mu2;
    const double *restrict sigma2 = t->in[3];
    (void)sigma2;
    if (t->check && !(NAMED(within)(sigma1, t->rows, 0x1p-1074, INFINITY) && NAMED(within)(sigma2, t->rows, 0x1p-1074, INFINITY))) return 0;
    double *restrict out = t->out;
    {
        for (long i = 0; i < rows; ++i) out[i] = -(mu1[i] - mu2[i])/sigma2[i]/sigma2[i];
    }
    return 1;
}

static int NAMED(form_kl_normal_by_sigma2)(const tile_t *t) {
    const long rows = t->rows, n = t->n;
    (void)n;
    const double *restrict mu1 = t->in[0];
    (void)mu1;
    const double *restrict sigma1 = t->in[1];
    (void)sigma1;
    const double *restrict mu2 = t->in[2];
    (void)mu2;
    const double *restrict sigma2 = t->in[3];
    (void)sigma2;
    if (t->check && !(NAMED(within)(sigma1, t->rows, 0x1p-1074, INFINITY) && NAMED(within)(sigma2, t->rows, 0x1p-1074, INFINITY))) return 0;
    double s1[BLOCK];
    {
        NAMED(relative_gap)(s1, sigma1, sigma2, rows);
    }
    double *restrict out = t->out;
    {
        for (long i = 0; i < rows; ++i) out[i] = -s1[i]*(s1[i] + 2)/sigma2[i] - (mu1[i] - mu2[i])/sigma2[i]*(mu1[i] - mu2[i])/sigma2[i]/sigma2[i];
    }
    return 1;
}

static int NAMED(form_kl_normal_variance)(const tile_t *t) {
    const long rows = t->rows, n = t->n;
    (void)n;
    const double *restrict mu1 = t->in[0];
    (void)mu1;
    const double *restrict variance1 = t->in[1];
    (void)variance1;
    const double *restrict mu2 = t->in[2];
    (void)mu2;
    const double *restrict variance2 = t->in[3];
    (void)variance2;
    if (t->check && !(NAMED(within)(variance1, t->rows, 0x1p-1074, INFINITY) && NAMED(within)(variance2, t->rows, 0x1p-1074, INFINITY))) return 0;
    double s1[BLOCK];
    {
        NAMED(ratio_gap)(s1, variance1, variance2, rows);
    }
    double s2[BLOCK];
    {
        double k0[BLOCK];
        for (long i = 0; i < rows; ++i) k0[i] = (mu1[i] - mu2[i])/sqrt(variance2[i]);
        NAMED(sq)(s2, k0, rows);
    }
    double *restrict out = t->out;
    {
        for (long i = 0; i < rows; ++i) out[i] = (1.0/2.0)*s1[i] + (1.0/2.0)*s2[i];
    }
    return 1;
}

static int NAMED(form_kl_normal_variance_by_mu1)(const tile_t *t) {
    const long rows = t->rows, n = t->n;
    (void)n;
    const double *restrict mu1 = t->in[0];
    (void)mu1;
    const double *restrict variance1 = t->in[1];
    (void)variance1;
    const double *restrict mu2 = t->in[2];
    (void)mu2;
    const double *restrict variance2 = t->in[3];
    (void)variance2;
    if (t->check && !(NAMED(within)(variance1, t->rows, 0x1p-1074, INFINITY) && NAMED(within)(variance2, t->rows, 0x1p-1074, INFINITY))) return 0;
    double *restrict out = t->out;
    {
        for (long i = 0; i < rows; ++i) out[i] = (mu1[i] - mu2[i])/variance2[i];
    }
    return 1;
}

static int NAMED(form_kl_normal_variance_by_variance1)(const tile_t *t) {
    const long rows = t->rows, n = t->n;
    (void)n;
    const double *restrict mu1 = t->in[0];
    (void)mu1;
    const double *restrict variance1 = t->in[1];
    (void)variance1;
    const double *restrict mu2 = t->in[2];
    (void)mu2;
    const double *restrict variance2 = t->in[3];
    (void)variance2;
    if (t->check && !(NAMED(within)(variance1, t->rows, 0x1p-1074, INFINITY) && NAMED(within)(variance2, t->rows, 0x1p-1074, INFINITY))) return 0;
    double s1[BLOCK];
    {
        NAMED(relative_gap)(s1, variance1, variance2, rows);
    }
    double *restrict out = t->out;
    {
        for (long i = 0; i < rows; ++i) out[i] = (1.0/2.0)*s1[i]/variance1[i];
    }
    return 1;
}

static int NAMED(form_kl_normal_variance_by_mu2)(const tile_t *t) {
    const long rows = t->rows, n = t->n;
    (void)n;
    const double *restrict mu1 = t->in[0];
    (void)mu1;
    const double *restrict variance1 = t->in[1];
    (void)variance1;
    const double *restrict mu2 = t->in[2];
    (void)mu2;
    const double *restrict variance2 = t->in[3];
    (void)variance2;
    if (t->check && !(NAMED(within)(variance1, t->rows, 0x1p-1074, INFINITY) && NAMED(within)(variance2, t->rows, 0x1p-1074, INFINITY))) return 0;
    double *restrict out = t->out;
    {
        for (long i = 0; i < rows; ++i) out[i] = -(mu1[i] - mu2[i])/variance2[i];
    }
    return 1;
}

static int NAMED(form_kl_normal_variance_by_variance2)(const tile_t *t) {
    const long rows = t->rows, n = t->n;
    (void)n;
    const double *restrict mu1 = t->in[0];
    (void)mu1;
    const double *restrict variance1 = t->in[1];
    (void)variance1;
    const double *restrict mu2 = t->in[2];
    (void)mu2;
    const double *restrict variance2 = t->in[3];
    (void)variance2;
    if (t->check && !(NAMED(within)(variance1, t->rows, 0x1p-1074, INFINITY) && NAMED(within)(variance2, t->rows, 0x1p-1074, INFINITY))) return 0;
    double s1[BLOCK];
    {
        NAMED(relative_gap)(s1, variance1, variance2, rows);
    }
    double *restrict out = t->out;
    {
        for (long i = 0; i < rows; ++i) out[i] = -1.0/2.0*s1[i]/variance2[i] + (-1.0/2.0)*(mu1[i] - mu2[i])/variance2[i]*(mu1[i] - mu2[i])/variance2[i];
    }
    return 1;
}

static int NAMED(form_kl_log_variance)(const tile_t *t) {
    const long rows = t->rows, n = t->n;
    (void)n;
    const double *restrict mu1 = t->in[0];
    (void)mu1;
    const double *restrict log_variance1 = t->in[1];
    (void)log_variance1;
    const double *restrict mu2 = t->in[2];
    (void)mu2;
    const double *restrict log_variance2 = t->in[3];
    (void)log_variance2;
    double s1[BLOCK];
    {
        NAMED(expm1mx_diff)(s1, log_variance1, log_variance2, rows);
    }
    double s2[BLOCK];
    {
        double k0[BLOCK];
        for (long i = 0; i < rows; ++i) k0[i] = mu1[i] - mu2[i];
        double k1[BLOCK];
        for (long i = 0; i < rows; ++i) k1[i] = 2;
        NAMED(times_exp)(s2, k0, ZEROS, log_variance2, k1, rows);
    }
    double s3[BLOCK];
    {
        NAMED(sq)(s3, s2, rows);
    }
    double *restrict out = t->out;
    {
        for (long i = 0; i < rows; ++i) out[i] = (1.0/2.0)*s1[i] + (1.0/2.0)*s3[i];
    }
    return 1;
}

static int NAMED(form_kl_log_variance_by_mu1)(const tile_t *t) {
    const long rows = t->rows, n = t->n;
    (void)n;
    const double *restrict mu1 = t->in[0];
    (void)mu1;
    const double *restrict log_variance1 = t->in[1];
    (void)log_variance1;
    const double *restrict mu2 = t->in[2];
    (void)mu2;
    const double *restrict log_variance2 = t->in[3];
    (void)log_variance2;
    double s1[BLOCK];
    {
        double k0[BLOCK];
        for (long i = 0; i < rows; ++i) k0[i] = 2;
        NAMED(exp_diff)(s1, ZEROS, log_variance2, k0, rows);
    }
    double s2[BLOCK];
    {
        double k0[BLOCK];
        for (long i = 0; i < rows; ++i) k0[i] = mu1[i] - mu2[i];
        double k1[BLOCK];
        for (long i = 0; i < rows; ++i) k1[i] = 2;
        NAMED(times_exp)(s2, k0, ZEROS, log_variance2, k1, rows);
    }
    double *restrict out = t->out;
    {
        for (long i = 0; i < rows; ++i) out[i] = s1[i]*s2[i];
    }
    return 1;
}

static int NAMED(form_kl_log_variance_by_log_variance1)(const tile_t *t) {
    const long rows = t->rows, n = t->n;
    (void)n;
    const double *restrict mu1 = t->in[0];
    (void)mu1;
    const double *restrict log_variance1 = t->in[1];
    (void)log_variance1;
    const double *restrict mu2 = t->in[2];
    (void)mu2;
    const double *restrict log_variance2 = t->in[3];
    (void)log_variance2;
    double s1[BLOCK];
    {
        double k0[BLOCK];
        for (long i = 0; i < rows; ++i) k0[i] = log_variance1[i] - log_variance2[i];
        NAMED(expm1)(s1, k0, rows);
    }
    double *restrict out = t->out;
    {
        for (long i = 0; i < rows; ++i) out[i] = (1.0/2.0)*s1[i];
    }
    return 1;
}

static int NAMED(form_kl_log_variance_by_mu2)(const tile_t *t) {
    const long rows = t->rows, n = t->n;
    (void)n;
    const double *restrict mu1 = t->in[0];
    (void)mu1;
    const double *restrict log_variance1 = t->in[1];
    (void)log_variance1;
    const double *restrict mu2 = t->in[2];
    (void)mu2;
    const double *restrict log_variance2 = t->in[3];
    (void)log_variance2;
    double s1[BLOCK];
    {
        double k0[BLOCK];
        for (long i = 0; i < rows; ++i) k0[i] = 2;
        NAMED(exp_diff)(s1, ZEROS, log_variance2, k0, rows);
    }
    double s2[BLOCK];
    {
        double k0[BLOCK];
        for (long i = 0; i < rows; ++i) k0[i] = mu1[i] - mu2[i];
        double k1[BLOCK];
        for (long i = 0; i < rows; ++i) k1[i] = 2;
        NAMED(times_exp)(s2, k0, ZEROS, log_variance2, k1, rows);
    }
    double *restrict out = t->out;
    {
        for (long i = 0; i < rows; ++i) out[i] = -s1[i]*s2[i];
    }
    return 1;
}

static int NAMED(form_kl_log_variance_by_log_variance2)(const tile_t *t) {
    const long rows = t->rows, n = t->n;
    (void)n;
    const double *restrict mu1 = t->in[0];
    (void)mu1;
    const double *restrict log_variance1 = t->in[1];
    (void)log_variance1;
    const double *restrict mu2 = t->in[2];
    (void)mu2;
    const double *restrict log_variance2 = t->in[3];
    (void)log_variance2;
    double s1[BLOCK];
    {
        double k0[BLOCK];
        for (long i = 0; i < rows; ++i) k0[i] = log_variance1[i] - log_variance2[i];
        NAMED(expm1)(s1, k0, rows);
    }
    double s2[BLOCK];
    {
        double k0[BLOCK];
        for (long i = 0; i < rows; ++i) k0[i] = 2;
        NAMED(exp_diff)(s2, ZEROS, log_variance2, k0, rows);
    }
    double s3[BLOCK];
    {
        double k0[BLOCK];
        for (long i = 0; i < rows; ++i) k0[i] = mu1[i] - mu2[i];
        double k1[BLOCK];
        for (long i = 0; i < rows; ++i) k1[i] = 2;
        NAMED(times_exp)(s3, k0, ZEROS, log_variance2, k1, rows);
    }
    double *restrict out = t->out;
    {
        for (long i = 0; i < rows; ++i) out[i] = (1.0/2.0)*s2[i]*s3[i]*(mu2[i] - mu1[i]) - 1.0/2.0*s1[i];
    }
    return 1;
}

static int NAMED(form_kl_normal_standard)(const tile_t *t) {
    const long rows = t->rows, n = t->n;
    (void)n;
    const double *restrict mu = t->in[0];
    (void)mu;
    const double *restrict sigma = t->in[1];
    (void)sigma;
    if (t->check && !(NAMED(within)(sigma, t->rows, 0x1p-1074, INFINITY))) return 0;
    double s1[BLOCK];
    {
        NAMED(sq)(s1, mu, rows);
    }
    double s2[BLOCK];
    {
        NAMED(scale_gap)(s2, sigma, ONES, rows);
    }
    double *restrict out = t->out;
    {
        for (long i = 0; i < rows; ++i) out[i] = (1.0/2.0)*s1[i] + s2[i];
    }
    return 1;
}

static int NAMED(form_kl_normal_standard_by_mu)(const tile_t *t) {
    const long rows = t->rows, n = t->n;
    (void)n;
    const double *restrict mu = t->in[0];
    (void)mu;
    const double *restrict sigma = t->in[1];
    (void)sigma;
    if (t->check && !(NAMED(within)(sigma, t->rows, 0x1p-1074, INFINITY))) return 0;
    double *restrict out = t->out;
    {
        for (long i = 0; i < rows; ++i) out[i] = mu[i];
    }
    return 1;
}

static int NAMED(form_kl_normal_standard_by_sigma)(const tile_t *t) {
    const long rows = t->rows, n = t->n;
    (void)n;
    const double *restrict mu = t->in[0];
    (void)mu;
    const double *restrict sigma = t->in[1];
    (void)sigma;
    if (t->check && !(NAMED(within)(sigma, t->rows, 0x1p-1074, INFINITY))) return 0;
    double s1[BLOCK];
    {
        NAMED(relative_gap)(s1, sigma, ONES, rows);
    }
    double *restrict out = t->out;
    {
        for (long i = 0; i < rows; ++i) out[i] = s1[i]*(s1[i] + 2)/sigma[i];
    }
    return 1;
}

static int NAMED(form_kl_standard_log_variance)(const tile_t *t) {
    const long rows = t->rows, n = t->n;
    (void)n;
    const double *restrict mu = t->in[0];
    (void)mu;
    const double *restrict log_variance = t->in[1];
    (void)log_variance;
    double s1[BLOCK];
    {
        NAMED(expm1mx)(s1, log_variance, rows);
    }
    double s2[BLOCK];
    {
        NAMED(sq)(s2, mu, rows);
    }
    double *restrict out = t->out;
    {
        for (long i = 0; i < rows; ++i) out[i] = (1.0/2.0)*s1[i] + (1.0/2.0)*s2[i];
    }
    return 1;
}

static int NAMED(form_kl_standard_log_variance_by_mu)(const tile_t *t) {
    const long rows = t->rows, n = t->n;
    (void)n;
    const double *restrict mu = t->in[0];
    (void)mu;
    const double *restrict log_variance = t->in[1];
    (void)log_variance;
    double *restrict out = t->out;
    {
        for (long i = 0; i < rows; ++i) out[i] = mu[i];
    }
    return 1;
}

static int NAMED(form_kl_standard_log_variance_by_log_variance)(const tile_t *t) {
    const long rows = t->rows, n = t->n;
    (void)n;
    const double *restrict mu = t->in[0];
    (void)mu;
    const double *restrict log_variance = t->in[1];
    (void)log_variance;
    double s1[BLOCK];
    {
        NAMED(expm1)(s1, log_variance, rows);
    }
    double *restrict out = t->out;
    {
        for (long i = 0; i < rows; ++i) out[i] = (1.0/2.0)*s1[i];
    }
    return 1;
}

static int NAMED(form_entropy_normal)(const tile_t *t) {
    const long rows = t->rows, n = t->n;
    (void)n;
    const double *restrict sigma = t->in[0];
    (void)sigma;
    if (t->check && !(NAMED(within)(sigma, t->rows, 0x1p-1074, INFINITY))) return 0;
    double s1[BLOCK];
    {
        NAMED(log_width)(s1, sigma, rows);
    }
    double *restrict out = t->out;
    {
        for (long i = 0; i < rows; ++i) out[i] = s1[i];
    }
    return 1;
}

static int NAMED(form_entropy_normal_by_sigma)(const tile_t *t) {
    const long rows = t->rows, n = t->n;
    (void)n;
    const double *restrict sigma = t->in[0];
    (void)sigma;
    if (t->check && !(NAMED(within)(sigma, t->rows, 0x1p-1074, INFINITY))) return 0;
    double *restrict out = t->out;
    {
        for (long i = 0; i < rows; ++i) out[i] = 1.0/sigma[i];
    }
    return 1;
}

static int NAMED(form_entropy_log_variance)(const tile_t *t) {
    const long rows = t->rows, n = t->n;
    (void)n;
    const double *restrict log_variance = t->in[0];
    (void)log_variance;
    double *restrict out = t->out;
    {
        double k0[BLOCK];
        NAMED(log_width)(k0, ONES, rows);
        for (long i = 0; i < rows; ++i) out[i] = k0[i] + (1.0/2.0)*log_variance[i];
    }
    return 1;
}

static int NAMED(form_entropy_log_variance_by_log_variance)(const tile_t *t) {
    const long rows = t->rows, n = t->n;
    (void)n;
    const double *restrict log_variance = t->in[0];
    (void)log_variance;
    double *restrict out = t->out;
    {
        for (long i = 0; i < rows; ++i) out[i] = 1.0/2.0;
    }
    return 1;
}

static int NAMED(form_cross_entropy_normal)(const tile_t *t) {
    const long rows = t->rows, n = t->n;
    (void)n;
    const double *restrict mu1 = t->in[0];
    (void)mu1;
    const double *restrict sigma1 = t->in[1];
    (void)sigma1;
    const double *restrict mu2 = t->in[2];
    (void)mu2;
    const double *restrict sigma2 = t->in[3];
    (void)sigma2;
    if (t->check && !(NAMED(within)(sigma1, t->rows, 0x1p-1074, INFINITY) && NAMED(within)(sigma2, t->rows, 0x1p-1074, INFINITY))) return 0;
    double s1[BLOCK];
    {
        double k0[BLOCK];
        for (long i = 0; i < rows; ++i) k0[i] = sigma1[i]/sigma2[i];
        NAMED(sq)(s1, k0, rows);
    }
    double s2[BLOCK];
    {
        double k0[BLOCK];
        for (long i = 0; i < rows; ++i) k0[i] = (mu1[i] - mu2[i])/sigma2[i];
        NAMED(sq)(s2, k0, rows);
    }
    double s3[BLOCK];
    {
        NAMED(log_width)(s3, sigma2, rows);
    }
    double *restrict out = t->out;
    {
        for (long i = 0; i < rows; ++i) out[i] = (1.0/2.0)*s1[i] + (1.0/2.0)*s2[i] + s3[i] - 1.0/2.0;
    }
    return 1;
}

static int NAMED(form_cross_entropy_normal_by_mu1)(const tile_t *t) {
    const long rows = t->rows, n = t->n;
    (void)n;
    const double *restrict mu1 = t->in[0];
    (void)mu1;
    const double *restrict sigma1 = t->in[1];
    (void)sigma1;
    const double *restrict mu2 = t->in[2];
    (void)mu2;
    const double *restrict sigma2 = t->in[3];
    (void)sigma2;
    if (t->check && !(NAMED(within)(sigma1, t->rows, 0x1p-1074, INFINITY) && NAMED(within)(sigma2, t->rows, 0x1p-1074, INFINITY))) return 0;
    double *restrict out = t->out;
    {
        for (long i = 0; i < rows; ++i) out[i] = (mu1[i] - mu2[i])/sigma2[i]/sigma2[i];
    }
    return 1;
}

static int NAMED(form_cross_entropy_normal_by_sigma1)(const tile_t *t) {
    const long rows = t->rows, n = t->n;
    (void)n;
    const double *restrict mu1 = t->in[0];
    (void)mu1;
    const double *restrict sigma1 = t->in[1];
    (void)sigma1;
    const double *restrict mu2 = t->in[2];
    (void)mu2;
    const double *restrict sigma2 = t->in[3];
    (void)sigma2;
    if (t->check && !(NAMED(within)(sigma1, t->rows, 0x1p-1074, INFINITY) && NAMED(within)(sigma2, t->rows, 0x1p-1074, INFINITY))) return 0;
    double *restrict out = t->out;
    {
        for (long i = 0; i < rows; ++i) out[i] = sigma1[i]/sigma2[i]/sigma2[i];
    }
    return 1;
}

static int NAMED(form_cross_entropy_normal_by_mu2)(const tile_t *t) {
    const long rows = t->rows, n = t->n;
    (void)n;
    const double *restrict mu1 = t->in[0];
    (void)mu1;
    const double *restrict sigma1 = t->in[1];
    (void)sigma1;
    const double *restrict mu2 = t->in[2];
    (void)mu2;
    const double *restrict sigma2 = t->in[3];
    (void)sigma2;
    if (t->check && !(NAMED(within)(sigma1, t->rows, 0x1p-1074, INFINITY) && NAMED(within)(sigma2, t->rows, 0x1p-1074, INFINITY))) return 0;
    double *restrict out = t->out;
    {
        for (long i = 0; i < rows; ++i) out[i] = -(mu1[i] - mu2[i])/sigma2[i]/sigma2[i];
    }
    return 1;
}

static int NAMED(form_cross_entropy_normal_by_sigma2)(const tile_t *t) {
    const long rows = t->rows, n = t->n;
    (void)n;
    const double *restrict mu1 = t->in[0];
    (void)mu1;
    const double *restrict sigma1 = t->in[1];
    (void)sigma1;
    const double *restrict mu2 = t->in[2];
    (void)mu2;
    const double *restrict sigma2 = t->in[3];
    (void)sigma2;
    if (t->check && !(NAMED(within)(sigma1, t->rows, 0x1p-1074, INFINITY) && NAMED(within)(sigma2, t->rows, 0x1p-1074, INFINITY))) return 0;
    double *restrict out = t->out;
    {
        for (long i = 0; i < rows; ++i) out[i] = -sigma1[i]/sigma2[i]*sigma1[i]/sigma2[i]/sigma2[i] + 1.0/sigma2[i] - (mu1[i] - mu2[i])/sigma2[i]*(mu1[i] - mu2[i])/sigma2[i]/sigma2[i];
    }
    return 1;
}

static int NAMED(form_reconstruction_gaussian)(const tile_t *t) {
    const long rows = t->rows, n = t->n;
    (void)n;
    const double *restrict x = t->in[0];
    (void)x;
    const double *restrict mu = t->in[1];
    (void)mu;
    const double *restrict sigma = t->in[2];
    (void)sigma;
    const double *restrict weight = t->in[3];
    (void)weight;
    const double *restrict bias = t->in[4];
    (void)bias;
    const double *restrict scale = t->in[5];
    (void)scale;
    if (t->check && !(NAMED(within)(sigma, t->rows, 0x1p-1074, INFINITY) && NAMED(within)(scale, t->rows, 0x1p-1074, INFINITY))) return 0;
    double s1[BLOCK];
    {
        NAMED(log_width)(s1, scale, rows);
    }
    double s2[BLOCK];
    {
        double k0[BLOCK];
        for (long i = 0; i < rows; ++i) k0[i] = (-bias[i] - mu[i]*weight[i] + x[i])/scale[i];
        NAMED(sq)(s2, k0, rows);
    }
    double s3[BLOCK];
    {
        double k0[BLOCK];
        for (long i = 0; i < rows; ++i) k0[i] = sigma[i]*weight[i]/scale[i];
        NAMED(sq)(s3, k0, rows);
    }
    double *restrict out = t->out;
    {
        for (long i = 0; i < rows; ++i) out[i] = -s1[i] - 1.0/2.0*s2[i] - 1.0/2.0*s3[i] + 1.0/2.0;
    }
    return 1;
}

static int NAMED(form_reconstruction_gaussian_by_x)(const tile_t *t) {
    const long rows = t->rows, n = t->n;
    (void)n;
    const double *restrict x = t->in[0];
    (void)x;
    const double *restrict mu = t->in[1];
    (void)mu;
    const double *restrict sigma = t->in[2];
    (void)sigma;
    const double *restrict weight = t->in[3];
    (void)weight;
    const double *restrict bias = t->in[4];
    (void)bias;
    const double *restrict scale = t->in[5];
    (void)scale;
    if (t->check && !(NAMED(within)(sigma, t->rows, 0x1p-1074, INFINITY) && NAMED(within)(scale, t->rows, 0x1p-1074, INFINITY))) return 0;
    double *restrict out = t->out;
    {
        for (long i = 0; i < rows; ++i) out[i] = -(-bias[i] - mu[i]*weight[i] + x[i])/scale[i]/scale[i];
    }
    return 1;
}

static int NAMED(form_reconstruction_gaussian_by_mu)(const tile_t *t) {
    const long rows = t->rows, n = t->n;
    (void)n;
    const double *restrict x = t->in[0];
    (void)x;
    const double *restrict mu = t->in[1];
    (void)mu;
    const double *restrict sigma = t->in[2];
    (void)sigma;
    const double *restrict weight = t->in[3];
    (void)weight;
    const double *restrict bias = t->in[4];
    (void)bias;
    const double *restrict scale = t->in[5];
    (void)scale;
    if (t->check && !(NAMED(within)(sigma, t->rows, 0x1p-1074, INFINITY) && NAMED(within)(scale, t->rows, 0x1p-1074, INFINITY))) return 0;
    double *restrict out = t->out;
    {
        for (long i = 0; i < rows; ++i) out[i] = weight[i]/scale[i]*(-bias[i] - mu[i]*weight[i] + x[i])/scale[i];
    }
    return 1;
}

static int NAMED(form_reconstruction_gaussian_by_sigma)(const tile_t *t) {
    const long rows = t->rows, n = t->n;
    (void)n;
    const double *restrict x = t->in[0];
    (void)x;
    const double *restrict mu = t->in[1];
    (void)mu;
    const double *restrict sigma = t->in[2];
    (void)sigma;
    const double *restrict weight = t->in[3];
    (void)weight;
    const double *restrict bias = t->in[4];
    (void)bias;
    const double *restrict scale = t->in[5];
    (void)scale;
    if (t->check && !(NAMED(within)(sigma, t->rows, 0x1p-1074, INFINITY) && NAMED(within)(scale, t->rows, 0x1p-1074, INFINITY))) return 0;
    double *restrict out = t->out;
    {
        for (long i = 0; i < rows; ++i) out[i] = -sigma[i]/scale[i]*weight[i]/scale[i]*weight[i];
    }
    return 1;
}

static int NAMED(form_reconstruction_gaussian_by_weight)(const tile_t *t) {
    const long rows = t->rows, n = t->n;
    (void)n;
    const double *restrict x = t->in[0];
    (void)x;
    const double *restrict mu = t->in[1];
    (void)mu;
    const double *restrict sigma = t->in[2];
    (void)sigma;
    const double *restrict weight = t->in[3];
    (void)weight;
    const double *restrict bias = t->in[4];
    (void)bias;
    const double *restrict scale = t->in[5];
    (void)scale;
    if (t->check && !(NAMED(within)(sigma, t->rows, 0x1p-1074, INFINITY) && NAMED(within)(scale, t->rows, 0x1p-1074, INFINITY))) return 0;
    double *restrict out = t->out;
    {
        for (long i = 0; i < rows; ++i) out[i] = mu[i]/scale[i]*(-bias[i] - mu[i]*weight[i] + x[i])/scale[i] - weight[i]/scale[i]*sigma[i]/scale[i]*sigma[i];
    }
    return 1;
}

static int NAMED(form_reconstruction_gaussian_by_bias)(const tile_t *t) {
    const long rows = t->rows, n = t->n;
    (void)n;
    const double *restrict x = t->in[0];
    (void)x;
    const double *restrict mu = t->in[1];
    (void)mu;
    const double *restrict sigma = t->in[2];
    (void)sigma;
    const double *restrict weight = t->in[3];
    (void)weight;
    const double *restrict bias = t->in[4];
    (void)bias;
    const double *restrict scale = t->in[5];
    (void)scale;
    if (t->check && !(NAMED(within)(sigma, t->rows, 0x1p-1074, INFINITY) && NAMED(within)(scale, t->rows, 0x1p-1074, INFINITY))) return 0;
    double *restrict out = t->out;
    {
        for (long i = 0; i < rows; ++i) out[i] = (-bias[i] - mu[i]*weight[i] + x[i])/scale[i]/scale[i];
    }
    return 1;
}

static int NAMED(form_reconstruction_gaussian_by_scale)(const tile_t *t) {
    const long rows = t->rows, n = t->n;
    (void)n;
    const double *restrict x = t->in[0];
    (void)x;
    const double *restrict mu = t->in[1];
    (void)mu;
    const double *restrict sigma = t->in[2];
    (void)sigma;
    const double *restrict weight = t->in[3];
    (void)weight;
    const double *restrict bias = t->in[4];
    (void)bias;
    const double *restrict scale = t->in[5];
    (void)scale;
    if (t->check && !(NAMED(within)(sigma, t->rows, 0x1p-1074, INFINITY) && NAMED(within)(scale, t->rows, 0x1p-1074, INFINITY))) return 0;
    double *restrict out = t->out;
    {
        for (long i = 0; i < rows; ++i) out[i] = -1/scale[i] + weight[i]/scale[i]*weight[i]/scale[i]*sigma[i]/scale[i]*sigma[i] + (-bias[i] - mu[i]*weight[i] + x[i])/scale[i]*(-bias[i] - mu[i]*weight[i] + x[i])/scale[i]/scale[i];
    }
    return 1;
}

static int NAMED(form_elbo_gaussian)(const tile_t *t) {
    const long rows = t->rows, n = t->n;
    (void)n;
    const double *restrict x = t->in[0];
    (void)x;
    const double *restrict mu = t->in[1];
    (void)mu;
    const double *restrict sigma = t->in[2];
    (void)sigma;
    const double *restrict weight = t->in[3];
    (void)weight;
    const double *restrict bias = t->in[4];
    (void)bias;
    const double *restrict scale = t->in[5];
    (void)scale;
    if (t->check && !(NAMED(within)(sigma, t->rows, 0x1p-1074, INFINITY) && NAMED(within)(scale, t->rows, 0x1p-1074, INFINITY))) return 0;
    double s1[BLOCK];
    {
        NAMED(log_width)(s1, scale, rows);
    }
    double s2[BLOCK];
    {
        NAMED(scale_gap)(s2, sigma, ONES, rows);
    }
    double s3[BLOCK];
    {
        NAMED(sq)(s3, mu, rows);
    }
    double s4[BLOCK];
    {
        double k0[BLOCK];
        for (long i = 0; i < rows; ++i) k0[i] = (-bias[i] - mu[i]*weight[i] + x[i])/scale[i];
        NAMED(sq)(s4, k0, rows);
    }
    double s5[BLOCK];
    {
        double k0[BLOCK];
        for (long i = 0; i < rows; ++i) k0[i] = sigma[i]*weight[i]/scale[i];
        NAMED(sq)(s5, k0, rows);
    }
    double *restrict out = t->out;
    {
        for (long i = 0; i < rows; ++i) out[i] = -s1[i] - s2[i] - 1.0/2.0*s3[i] - 1.0/2.0*s4[i] - 1.0/2.0*s5[i] + 1.0/2.0;
    }
    return 1;
}

static int NAMED(form_elbo_gaussian_by_x)(const tile_t *t) {
    const long rows = t->rows, n = t->n;
    (void)n;
    const double *restrict x = t->in[0];
    (void)x;
    const double *restrict mu = t->in[1];
    (void)mu;
    const double *restrict sigma = t->in[2];
    (void)sigma;
    const double *restrict weight = t->in[3];
    (void)weight;
    const double *restrict bias = t->in[4];
    (void)bias;
    const double *restrict scale = t->in[5];
    (void)scale;
    if (t->check && !(NAMED(within)(sigma, t->rows, 0x1p-1074, INFINITY) && NAMED(within)(scale, t->rows, 0x1p-1074, INFINITY))) return 0;
    double *restrict out = t->out;
    {
        for (long i = 0; i < rows; ++i) out[i] = -(-bias[i] - mu[i]*weight[i] + x[i])/scale[i]/scale[i];
    }
    return 1;
}

static int NAMED(form_elbo_gaussian_by_mu)(const tile_t *t) {
    const long rows = t->rows, n = t->n;
    (void)n;
    const double *restrict x = t->in[0];
    (void)x;
    const double *restrict mu = t->in[1];
    (void)mu;
    const double *restrict sigma = t->in[2];
    (void)sigma;
    const double *restrict weight = t->in[3];
    (void)weight;
    const double *restrict bias = t->in[4];
    (void)bias;
    const double *restrict scale = t->in[5];
    (void)scale;
    if (t->check && !(NAMED(within)(sigma, t->rows, 0x1p-1074, INFINITY) && NAMED(within)(scale, t->rows, 0x1p-1074, INFINITY))) return 0;
    double *restrict out = t->out;
    {
        for (long i = 0; i < rows; ++i) out[i] = weight[i]/scale[i]*(-bias[i] - mu[i]*weight[i] + x[i])/scale[i] - mu[i];
    }
    return 1;
}

static int NAMED(form_elbo_gaussian_by_sigma)(const tile_t *t) {
    const long rows = t->rows, n = t->n;
    (void)n;
    const double *restrict x = t->in[0];
    (void)x;
    const double *restrict mu = t->in[1];
    (void)mu;
    const double *restrict sigma = t->in[2];
    (void)sigma;
    const double *restrict weight = t->in[3];
    (void)weight;
    const double *restrict bias = t->in[4];
    (void)bias;
    const double *restrict scale = t->in[5];
    (void)scale;
    if (t->check && !(NAMED(within)(sigma, t->rows, 0x1p-1074, INFINITY) && NAMED(within)(scale, t->rows, 0x1p-1074, INFINITY))) return 0;
    double s1[BLOCK];
    {
        NAMED(relative_gap)(s1, sigma, ONES, rows);
    }
    double *restrict out = t->out;
    {
        for (long i = 0; i < rows; ++i) out[i] = -s1[i]*(s1[i] + 2)/sigma[i] - sigma[i]/scale[i]*weight[i]/scale[i]*weight[i];
    }
    return 1;
}

static int NAMED(form_elbo_gaussian_by_weight)(const tile_t *t) {
    const long rows = t->rows, n = t->n;
    (void)n;
    const double *restrict x = t->in[0];
    (void)x;
    const double *restrict mu = t->in[1];
    (void)mu;
    const double *restrict sigma = t->in[2];
    (void)sigma;
    const double *restrict weight = t->in[3];
    (void)weight;
    const double *restrict bias = t->in[4];
    (void)bias;
    const double *restrict scale = t->in[5];
    (void)scale;
    if (t->check && !(NAMED(within)(sigma, t->rows, 0x1p-1074, INFINITY) && NAMED(within)(scale, t->rows, 0x1p-1074, INFINITY))) return 0;
    double *restrict out = t->out;
    {
        for (long i = 0; i < rows; ++i) out[i] = mu[i]/scale[i]*(-bias[i] - mu[i]*weight[i] + x[i])/scale[i] - weight[i]/scale[i]*sigma[i]/scale[i]*sigma[i];
    }
    return 1;
}

static int NAMED(form_elbo_gaussian_by_bias)(const tile_t *t) {
    const long rows = t->rows, n = t->n;
    (void)n;
    const double *restrict x = t->in[0];
    (void)x;
    const double *restrict mu = t->in[1];
    (void)mu;
    const double *restrict sigma = t->in[2];
    (void)sigma;
    const double *restrict weight = t->in[3];
    (void)weight;
    const double *restrict bias = t->in[4];
    (void)bias;
    const double *restrict scale = t->in[5];
    (void)scale;
    if (t->check && !(NAMED(within)(sigma, t->rows, 0x1p-1074, INFINITY) && NAMED(within)(scale, t->rows, 0x1p-1074, INFINITY))) return 0;
    double *restrict out = t->out;
    {
        for (long i = 0; i < rows; ++i) out[i] = (-bias[i] - mu[i]*weight[i] + x[i])/scale[i]/scale[i];
    }
    return 1;
}

static int NAMED(form_elbo_gaussian_by_scale)(const tile_t *t) {
    const long rows = t->rows, n = t->n;
    (void)n;
    const double *restrict x = t->in[0];
    (void)x;
    const double *restrict mu = t->in[1];
    (void)mu;
    const double *restrict sigma = t->in[2];
    (void)sigma;
    const double *restrict weight = t->in[3];
    (void)weight;
    const double *restrict bias = t->in[4];
    (void)bias;
    const double *restrict scale = t->in[5];
    (void)scale;
    if (t->check && !(NAMED(within)(sigma, t->rows, 0x1p-1074, INFINITY) && NAMED(within)(scale, t->rows, 0x1p-1074, INFINITY))) return 0;
    double *restrict out = t->out;
    {
        for (long i = 0; i < rows; ++i) out[i] = -1/scale[i] + weight[i]/scale[i]*weight[i]/scale[i]*sigma[i]/scale[i]*sigma[i] + (-bias[i] - mu[i]*weight[i] + x[i])/scale[i]*(-bias[i] - mu[i]*weight[i] + x[i])/scale[i]/scale[i];
    }
    return 1;
}

static int NAMED(form_kl_diagonal_normal)(const tile_t *t) {
    const long rows = t->rows, n = t->n;
    (void)n;
    const double *restrict mean1 = t->in[0];
    (void)mean1;
    const double *restrict sigma1 = t->in[1];
    (void)sigma1;
    const double *restrict mean2 = t->in[2];
    (void)mean2;
    const double *restrict sigma2 = t->in[3];
    (void)sigma2;
    if (t->check && !(NAMED(within)(sigma1, t->rows * t->n, 0x1p-1074, INFINITY) && NAMED(within)(sigma2, t->rows * t->n, 0x1p-1074, INFINITY))) return 0;
    double s1[BLOCK]; total_t s1_total = {0.0, 0.0};
    for (long at = 0; at < rows * n; at += BLOCK) {
        const long count = rows * n - at < BLOCK ? rows * n - at : BLOCK;
        double v[BLOCK];
        double k0[BLOCK];
        for (long i = 0; i < count; ++i) k0[i] = (mean1[at + i] - mean2[at + i])/sigma2[at + i];
        double k1[BLOCK];
        NAMED(sq)(k1, k0, count);
        double k2[BLOCK];
        NAMED(scale_gap)(k2, sigma1 + at, sigma2 + at, count);
        for (long i = 0; i < count; ++i) v[i] = (1.0/2.0)*k1[i] + k2[i];
        NAMED(sum_rows)(v, t, count, s1);
        add(&s1_total, s1[0]);
    }
    if (rows == 1) s1[0] = s1_total.high + s1_total.low;
    double *restrict out = t->out;
    {
        for (long i = 0; i < rows; ++i) out[i] = s1[i];
    }
    return 1;
}

static int NAMED(form_kl_diagonal_normal_by_mean1)(const tile_t *t) {
    const long rows = t->rows, n = t->n;
    (void)n;
    const double *restrict mean1 = t->in[0];
    (void)mean1;
    const double *restrict sigma1 = t->in[1];
    (void)sigma1;
    const double *restrict mean2 = t->in[2];
    (void)mean2;
    const double *restrict sigma2 = t->in[3];
    (void)sigma2;
    if (t->check && !(NAMED(within)(sigma1, t->rows * t->n, 0x1p-1074, INFINITY) && NAMED(within)(sigma2, t->rows * t->n, 0x1p-1074, INFINITY))) return 0;
    double *restrict out = t->out;
    for (long at = 0; at < rows * n; at += BLOCK) {
        const long count = rows * n - at < BLOCK ? rows * n - at : BLOCK;
        double *restrict o = out + at;
        for (long i = 0; i < count; ++i) o[i] = (mean1[at + i] - mean2[at + i])/sigma2[at + i]/sigma2[at + i];
    }
    return 1;
}

static int NAMED(form_kl_diagonal_normal_by_sigma1)(const tile_t *t) {
    const long rows = t->rows, n = t->n;
    (void)n;
    const double *restrict mean1 = t->in[0];
    (void)mean1;
    const double *restrict sigma1 = t->in[1];
    (void)sigma1;
    const double *restrict mean2 = t->in[2];
    (void)mean2;
    const double *restrict sigma2 = t->in[3];
    (void)sigma2;
    if (t->check && !(NAMED(within)(sigma1, t->rows * t->n, 0x1p-1074, INFINITY) && NAMED(within)(sigma2, t->rows * t->n, 0x1p-1074, INFINITY))) return 0;
    double *restrict out = t->out;
    for (long at = 0; at < rows * n; at += BLOCK) {
        const long count = rows * n - at < BLOCK ? rows * n - at : BLOCK;
        double *restrict o = out + at;
        double k0[BLOCK];
        NAMED(relative_gap)(k0, sigma1 + at, sigma2 + at, count);
        for (long i = 0; i < count; ++i) o[i] = k0[i]*(k0[i] + 2)/sigma1[at + i];
    }
    return 1;
}

static int NAMED(form_kl_diagonal_normal_by_mean2)(const tile_t *t) {
    const long rows = t->rows, n = t->n;
    (void)n;
    const double *restrict mean1 = t->in[0];
    (void)mean1;
    const double *restrict sigma1 = t->in[1];
    (void)sigma1;
    const double *restrict mean2 = t->in[2];
    (void)mean2;
    const double *restrict sigma2 = t->in[3];
    (void)sigma2;
    if (t->check && !(NAMED(within)(sigma1, t->rows * t->n, 0x1p-1074, INFINITY) && NAMED(within)(sigma2, t->rows * t->n, 0x1p-1074, INFINITY))) return 0;
    double *restrict out = t->out;
    for (long at = 0; at < rows * n; at += BLOCK) {
        const long count = rows * n - at < BLOCK ? rows * n - at : BLOCK;
        double *restrict o = out + at;
        for (long i = 0; i < count; ++i) o[i] = -(mean1[at + i] - mean2[at + i])/sigma2[at + i]/sigma2[at + i];
    }
    return 1;
}

static int NAMED(form_kl_diagonal_normal_by_sigma2)(const tile_t *t) {
    const long rows = t->rows, n = t->n;
    (void)n;
    const double *restrict mean1 = t->in[0];
    (void)mean1;
    const double *restrict sigma1 = t->in[1];
    (void)sigma1;
    const double *restrict mean2 = t->in[2];
    (void)mean2;
    const double *restrict sigma2 = t->in[3];
    (void)sigma2;
    if (t->check && !(NAMED(within)(sigma1, t->rows * t->n, 0x1p-1074, INFINITY) && NAMED(within)(sigma2, t->rows * t->n, 0x1p-1074, INFINITY))) return 0;
    double *restrict out = t->out;
    for (long at = 0; at < rows * n; at += BLOCK) {
        const long count = rows * n - at < BLOCK ? rows * n - at : BLOCK;
        double *restrict o = out + at;
        double k0[BLOCK];
        NAMED(relative_gap)(k0, sigma1 + at, sigma2 + at, count);
        for (long i = 0; i < count; ++i) o[i] = -k0[i]*(k0[i] + 2)/sigma2[at + i] - (mean1[at + i] - mean2[at + i])/sigma2[at + i]*(mean1[at + i] - mean2[at + i])/sigma2[at + i]/sigma2[at + i];
    }
    return 1;
}

static int NAMED(form_nll_normal)(const tile_t *t) {
    const long rows = t->rows, n = t->n;
    (void)n;
    const double *restrict x = t->in[0];
    (void)x;
    const double *restrict mu = t->in[1];
    (void)mu;
    const double *restrict sigma = t->in[2];
    (void)sigma;
    if (t->check && !(NAMED(within)(sigma, t->rows, 0x1p-1074, INFINITY))) return 0;
    double s1[BLOCK];
    {
        double k0[BLOCK];
        for (long i = 0; i < rows; ++i) k0[i] = (x[i] - mu[i])/sigma[i];
        NAMED(sq)(s1, k0, rows);
    }
    double s2[BLOCK];
    {
        NAMED(log_width)(s2, sigma, rows);
    }
    double *restrict out = t->out;
    {
        for (long i = 0; i < rows; ++i) out[i] = (1.0/2.0)*s1[i] + s2[i] - 1.0/2.0;
    }
    return 1;
}

static int NAMED(form_nll_normal_by_x)(const tile_t *t) {
    const long rows = t->rows, n = t->n;
    (void)n;
    const double *restrict x = t->in[0];
    (void)x;
    const double *restrict mu = t->in[1];
    (void)mu;
    const double *restrict sigma = t->in[2];
    (void)sigma;
    if (t->check && !(NAMED(within)(sigma, t->rows, 0x1p-1074, INFINITY))) return 0;
    double *restrict out = t->out;
    {
        for (long i = 0; i < rows; ++i) out[i] = (x[i] - mu[i])/sigma[i]/sigma[i];
    }
    return 1;
}

static int NAMED(form_nll_normal_by_mu)(const tile_t *t) {
    const long rows = t->rows, n = t->n;
    (void)n;
    const double *restrict x = t->in[0];
    (void)x;
    const double *restrict mu = t->in[1];
    (void)mu;
    const double *restrict sigma = t->in[2];
    (void)sigma;
    if (t->check && !(NAMED(within)(sigma, t->rows, 0x1p-1074, INFINITY))) return 0;
    double *restrict out = t->out;
    {
        for (long i = 0; i < rows; ++i) out[i] = -(x[i] - mu[i])/sigma[i]/sigma[i];
    }
    return 1;
}

static int NAMED(form_nll_normal_by_sigma)(const tile_t *t) {
    const long rows = t->rows, n = t->n;
    (void)n;
    const double *restrict x = t->in[0];
    (void)x;
    const double *restrict mu = t->in[1];
    (void)mu;
    const double *restrict sigma = t->in[2];
    (void)sigma;
    if (t->check && !(NAMED(within)(sigma, t->rows, 0x1p-1074, INFINITY))) return 0;
    double *restrict out = t->out;
    {
        for (long i = 0; i < rows; ++i) out[i] = 1.0/sigma[i] - (x[i] - mu[i])/sigma[i]*(x[i] - mu[i])/sigma[i]/sigma[i];
    }
    return 1;
}

static int NAMED(form_nll_log_variance)(const tile_t *t) {
    const long rows = t->rows, n = t->n;
    (void)n;
    const double *restrict x = t->in[0];
    (void)x;
    const double *restrict mu = t->in[1];
    (void)mu;
    const double *restrict log_variance = t->in[2];
    (void)log_variance;
    double s1[BLOCK];
    {
        double k0[BLOCK];
        for (long i = 0; i < rows; ++i) k0[i] = x[i] - mu[i];
        double k1[BLOCK];
        for (long i = 0; i < rows; ++i) k1[i] = 2;
        NAMED(times_exp)(s1, k0, ZEROS, log_variance, k1, rows);
    }
    double s2[BLOCK];
    {
        NAMED(sq)(s2, s1, rows);
    }
    double *restrict out = t->out;
    {
        double k0[BLOCK];
        NAMED(log_width)(k0, ONES, rows);
        for (long i = 0; i < rows; ++i) out[i] = k0[i] + (1.0/2.0)*log_variance[i] + (1.0/2.0)*s2[i] - 1.0/2.0;
    }
    return 1;
}

static int NAMED(form_nll_log_variance_by_x)(const tile_t *t) {
    const long rows = t->rows, n = t->n;
    (void)n;
    const double *restrict x = t->in[0];
    (void)x;
    const double *restrict mu = t->in[1];
    (void)mu;
    const double *restrict log_variance = t->in[2];
    (void)log_variance;
    double s1[BLOCK];
    {
        double k0[BLOCK];
        for (long i = 0; i < rows; ++i) k0[i] = 2;
        NAMED(exp_diff)(s1, ZEROS, log_variance, k0, rows);
    }
    double s2[BLOCK];
    {
        double k0[BLOCK];
        for (long i = 0; i < rows; ++i) k0[i] = x[i] - mu[i];
        double k1[BLOCK];
        for (long i = 0; i < rows; ++i) k1[i] = 2;
        NAMED(times_exp)(s2, k0, ZEROS, log_variance, k1, rows);
    }
    double *restrict out = t->out;
    {
        for (long i = 0; i < rows; ++i) out[i] = s1[i]*s2[i];
    }
    return 1;
}

static int NAMED(form_nll_log_variance_by_mu)(const tile_t *t) {
    const long rows = t->rows, n = t->n;
    (void)n;
    const double *restrict x = t->in[0];
    (void)x;
    const double *restrict mu = t->in[1];
    (void)mu;
    const double *restrict log_variance = t->in[2];
    (void)log_variance;
    double s1[BLOCK];
    {
        double k0[BLOCK];
        for (long i = 0; i < rows; ++i) k0[i] = 2;
        NAMED(exp_diff)(s1, ZEROS, log_variance, k0, rows);
    }
    double s2[BLOCK];
    {
        double k0[BLOCK];
        for (long i = 0; i < rows; ++i) k0[i] = x[i] - mu[i];
        double k1[BLOCK];
        for (long i = 0; i < rows; ++i) k1[i] = 2;
        NAMED(times_exp)(s2, k0, ZEROS, log_variance, k1, rows);
    }
    double *restrict out = t->out;
    {
        for (long i = 0; i < rows; ++i) out[i] = -s1[i]*s2[i];
    }
    return 1;
}

static int NAMED(form_nll_log_variance_by_log_variance)(const tile_t *t) {
    const long rows = t->rows, n = t->n;
    (void)n;
    const double *restrict x = t->in[0];
    (void)x;
    const double *restrict mu = t->in[1];
    (void)mu;
    const double *restrict log_variance = t->in[2];
    (void)log_variance;
    double s1[BLOCK];
    {
        double k0[BLOCK];
        for (long i = 0; i < rows; ++i) k0[i] = 2;
        NAMED(exp_diff)(s1, ZEROS, log_variance, k0, rows);
    }
    double s2[BLOCK];
    {
        double k0[BLOCK];
        for (long i = 0; i < rows; ++i) k0[i] = x[i] - mu[i];
        double k1[BLOCK];
        for (long i = 0; i < rows; ++i) k1[i] = 2;
        NAMED(times_exp)(s2, k0, ZEROS, log_variance, k1, rows);
    }
    double *restrict out = t->out;
    {
        for (long i = 0; i < rows; ++i) out[i] = (1.0/2.0)*s1[i]*s2[i]*(mu[i] - x[i]) + 1.0/2.0;
    }
    return 1;
}

static int NAMED(form_entropy_diagonal_normal)(const tile_t *t) {
    const long rows = t->rows, n = t->n;
    (void)n;
    const double *restrict sigma = t->in[0];
    (void)sigma;
    if (t->check && !(NAMED(within)(sigma, t->rows * t->n, 0x1p-1074, INFINITY))) return 0;
    double s1[BLOCK]; total_t s1_total = {0.0, 0.0};
    for (long at = 0; at < rows * n; at += BLOCK) {
        const long count = rows * n - at < BLOCK ? rows * n - at : BLOCK;
        double v[BLOCK];
        NAMED(log_width)(v, sigma + at, count);
        NAMED(sum_rows)(v, t, count, s1);
        add(&s1_total, s1[0]);
    }
    if (rows == 1) s1[0] = s1_total.high + s1_total.low;
    double *restrict out = t->out;
    {
        for (long i = 0; i < rows; ++i) out[i] = s1[i];
    }
    return 1;
}

static int NAMED(form_entropy_diagonal_normal_by_sigma)(const tile_t *t) {
    const long rows = t->rows, n = t->n;
    (void)n;
    const double *restrict sigma = t->in[0];
    (void)sigma;
    if (t->check && !(NAMED(within)(sigma, t->rows * t->n, 0x1p-1074, INFINITY))) return 0;
    double *restrict out = t->out;
    for (long at = 0; at < rows * n; at += BLOCK) {
        const long count = rows * n - at < BLOCK ? rows * n - at : BLOCK;
        double *restrict o = out + at;
        for (long i = 0; i < count; ++i) o[i] = 1.0/sigma[at + i];
    }
    return 1;
}

static int NAMED(form_wasserstein_normal)(const tile_t *t) {
    const long rows = t->rows, n = t->n;
    (void)n;
    const double *restrict mu1 = t->in[0];
    (void)mu1;
    const double *restrict sigma1 = t->in[1];
    (void)sigma1;
    const double *restrict mu2 = t->in[2];
    (void)mu2;
    const double *restrict sigma2 = t->in[3];
    (void)sigma2;
    if (t->check && !(NAMED(within)(sigma1, t->rows, 0x1p-1074, INFINITY) && NAMED(within)(sigma2, t->rows, 0x1p-1074, INFINITY))) return 0;
    double s1[BLOCK];
    {
        double k0[BLOCK];
        for (long i = 0; i < rows; ++i) k0[i] = mu1[i] - mu2[i];
        NAMED(sq)(s1, k0, rows);
    }
    double s2[BLOCK];
    {
        double k0[BLOCK];
        for (long i = 0; i < rows; ++i) k0[i] = sigma1[i] - sigma2[i];
        NAMED(sq)(s2, k0, rows);
    }
    double *restrict out = t->out;
    {
        for (long i = 0; i < rows; ++i) out[i] = s1[i] + s2[i];
    }
    return 1;
}

static int NAMED(form_wasserstein_normal_by_mu1)(const tile_t *t) {
    const long rows = t->rows, n = t->n;
    (void)n;
    const double *restrict mu1 = t->in[0];
    (void)mu1;
    const double *restrict sigma1 = t->in[1];
    (void)sigma1;
    const double *restrict mu2 = t->in[2];
    (void)mu2;
    const double *restrict sigma2 = t->in[3];
    (void)sigma2;
    if (t->check && !(NAMED(within)(sigma1, t->rows, 0x1p-1074, INFINITY) && NAMED(within)(sigma2, t->rows, 0x1p-1074, INFINITY))) return 0;
    double *restrict out = t->out;
    {
        for (long i = 0; i < rows; ++i) out[i] = 2*mu1[i] - 2*mu2[i];
    }
    return 1;
}

static int NAMED(form_wasserstein_normal_by_sigma1)(const tile_t *t) {
    const long rows = t->rows, n = t->n;
    (void)n;
    const double *restrict mu1 = t->in[0];
    (void)mu1;
    const double *restrict sigma1 = t->in[1];
    (void)sigma1;
    const double *restrict mu2 = t->in[2];
    (void)mu2;
    const double *restrict sigma2 = t->in[3];
    (void)sigma2;
    if (t->check && !(NAMED(within)(sigma1, t->rows, 0x1p-1074, INFINITY) && NAMED(within)(sigma2, t->rows, 0x1p-1074, INFINITY))) return 0;
    double *restrict out = t->out;
    {
        for (long i = 0; i < rows; ++i) out[i] = 2*sigma1[i] - 2*sigma2[i];
    }
    return 1;
}

static int NAMED(form_wasserstein_normal_by_mu2)(const tile_t *t) {
    const long rows = t->rows, n = t->n;
    (void)n;
    const double *restrict mu1 = t->in[0];
    (void)mu1;
    const double *restrict sigma1 = t->in[1];
    (void)sigma1;
    const double *restrict mu2 = t->in[2];
    (void)mu2;
    const double *restrict sigma2 = t->in[3];
    (void)sigma2;
    if (t->check && !(NAMED(within)(sigma1, t->rows, 0x1p-1074, INFINITY) && NAMED(within)(sigma2, t->rows, 0x1p-1074, INFINITY))) return 0;
    double *restrict out = t->out;
    {
        for (long i = 0; i < rows; ++i) out[i] = 2*mu2[i] - 2*mu1[i];
    }
    return 1;
}

static int NAMED(form_wasserstein_normal_by_sigma2)(const tile_t *t) {
    const long rows = t->rows, n = t->n;
    (void)n;
    const double *restrict mu1 = t->in[0];
    (void)mu1;
    const double *restrict sigma1 = t->in[1];
    (void)sigma1;
    const double *restrict mu2 = t->in[2];
    (void)mu2;
    const double *restrict sigma2 = t->in[3];
    (void)sigma2;
    if (t->check && !(NAMED(within)(sigma1, t->rows, 0x1p-1074, INFINITY) && NAMED(within)(sigma2, t->rows, 0x1p-1074, INFINITY))) return 0;
    double *restrict out = t->out;
    {
        for (long i = 0; i < rows; ++i) out[i] = 2*sigma2[i] - 2*sigma1[i];
    }
    return 1;
}

static int NAMED(form_entropy_exponential)(const tile_t *t) {
    const long rows = t->rows, n = t->n;
    (void)n;
    const double *restrict rate = t->in[0];
    (void)rate;
    if (t->check && !(NAMED(within)(rate, t->rows, 0x1p-1074, INFINITY))) return 0;
    double s1[BLOCK];
    {
        NAMED(log)(s1, rate, rows);
    }
    double *restrict out = t->out;
    {
        for (long i = 0; i < rows; ++i) out[i] = 1 - s1[i];
    }
    return 1;
}

static int NAMED(form_entropy_exponential_by_rate)(const tile_t *t) {
    const long rows = t->rows, n = t->n;
    (void)n;
    const double *restrict rate = t->in[0];
    (void)rate;
    if (t->check && !(NAMED(within)(rate, t->rows, 0x1p-1074, INFINITY))) return 0;
    double *restrict out = t->out;
    {
        for (long i = 0; i < rows; ++i) out[i] = -1/rate[i];
    }
    return 1;
}

static int NAMED(form_kl_exponential)(const tile_t *t) {
    const long rows = t->rows, n = t->n;
    (void)n;
    const double *restrict rate1 = t->in[0];
    (void)rate1;
    const double *restrict rate2 = t->in[1];
    (void)rate2;
    if (t->check && !(NAMED(within)(rate1, t->rows, 0x1p-1074, INFINITY) && NAMED(within)(rate2, t->rows, 0x1p-1074, INFINITY))) return 0;
    double s1[BLOCK];
    {
        NAMED(ratio_gap)(s1, rate2, rate1, rows);
    }
    double *restrict out = t->out;
    {
        for (long i = 0; i < rows; ++i) out[i] = s1[i];
    }
    return 1;
}

static int NAMED(form_kl_exponential_by_rate1)(const tile_t *t) {
    const long rows = t->rows, n = t->n;
    (void)n;
    const double *restrict rate1 = t->in[0];
    (void)rate1;
    const double *restrict rate2 = t->in[1];
    (void)rate2;
    if (t->check && !(NAMED(within)(rate1, t->rows, 0x1p-1074, INFINITY) && NAMED(within)(rate2, t->rows, 0x1p-1074, INFINITY))) return 0;
    double s1[BLOCK];
    {
        NAMED(relative_gap)(s1, rate2, rate1, rows);
    }
    double *restrict out = t->out;
    {
        for (long i = 0; i < rows; ++i) out[i] = -s1[i]/rate1[i];
    }
    return 1;
}

static int NAMED(form_kl_exponential_by_rate2)(const tile_t *t) {
    const long rows = t->rows, n = t->n;
    (void)n;
    const double *restrict rate1 = t->in[0];
    (void)rate1;
    const double *restrict rate2 = t->in[1];
    (void)rate2;
    if (t->check && !(NAMED(within)(rate1, t->rows, 0x1p-1074, INFINITY) && NAMED(within)(rate2, t->rows, 0x1p-1074, INFINITY))) return 0;
    double s1[BLOCK];
    {
        NAMED(relative_gap)(s1, rate2, rate1, rows);
    }
    double *restrict out = t->out;
    {
        for (long i = 0; i < rows; ++i) out[i] = s1[i]/rate2[i];
    }
    return 1;
}

static int NAMED(form_kl_poisson)(const tile_t *t) {
    const long rows = t->rows, n = t->n;
    (void)n;
    const double *restrict rate1 = t->in[0];
    (void)rate1;
    const double *restrict rate2 = t->in[1];
    (void)rate2;
    if (t->check && !(NAMED(within)(rate1, t->rows, 0x1p-1074, INFINITY) && NAMED(within)(rate2, t->rows, 0x1p-1074, INFINITY))) return 0;
    double s1[BLOCK];
    {
        NAMED(kl_term)(s1, rate1, rate2, rows);
    }
    double *restrict out = t->out;
    {
        for (long i = 0; i < rows; ++i) out[i] = s1[i];
    }
    return 1;
}

static int NAMED(form_kl_poisson_by_rate1)(const tile_t *t) {
    const long rows = t->rows, n = t->n;
    (void)n;
    const double *restrict rate1 = t->in[0];
    (void)rate1;
    const double *restrict rate2 = t->in[1];
    (void)rate2;
    if (t->check && !(NAMED(within)(rate1, t->rows, 0x1p-1074, INFINITY) && NAMED(within)(rate2, t->rows, 0x1p-1074, INFINITY))) return 0;
    double s1[BLOCK];
    {
        NAMED(log_ratio)(s1, rate1, rate2, rows);
    }
    double *restrict out = t->out;
    {
        for (long i = 0; i < rows; ++i) out[i] = s1[i];
    }
    return 1;
}

static int NAMED(form_kl_poisson_by_rate2)(const tile_t *t) {
    const long rows = t->rows, n = t->n;
    (void)n;
    const double *restrict rate1 = t->in[0];
    (void)rate1;
    const double *restrict rate2 = t->in[1];
    (void)rate2;
    if (t->check && !(NAMED(within)(rate1, t->rows, 0x1p-1074, INFINITY) && NAMED(within)(rate2, t->rows, 0x1p-1074, INFINITY))) return 0;
    double s1[BLOCK];
    {
        NAMED(relative_gap)(s1, rate1, rate2, rows);
    }
    double *restrict out = t->out;
    {
        for (long i = 0; i < rows; ++i) out[i] = -s1[i];
    }
    return 1;
}

static int NAMED(form_entropy_laplace)(const tile_t *t) {
    const long rows = t->rows, n = t->n;
    (void)n;
    const double *restrict scale = t->in[0];
    (void)scale;
    if (t->check && !(NAMED(within)(scale, t->rows, 0x1p-1074, INFINITY))) return 0;
    double s1[BLOCK];
    {
        double k0[BLOCK];
        for (long i = 0; i < rows; ++i) k0[i] = 2*scale[i];
        NAMED(log)(s1, k0, rows);
    }
    double *restrict out = t->out;
    {
        for (long i = 0; i < rows; ++i) out[i] = s1[i] + 1;
    }
    return 1;
}

static int NAMED(form_entropy_laplace_by_scale)(const tile_t *t) {
    const long rows = t->rows, n = t->n;
    (void)n;
    const double *restrict scale = t->in[0];
    (void)scale;
    if (t->check && !(NAMED(within)(scale, t->rows, 0x1p-1074, INFINITY))) return 0;
    double *restrict out = t->out;
    {
        for (long i = 0; i < rows; ++i) out[i] = 1.0/scale[i];
    }
    return 1;
}

static int NAMED(form_kl_laplace)(const tile_t *t) {
    const long rows = t->rows, n = t->n;
    (void)n;
    const double *restrict mu1 = t->in[0];
    (void)mu1;
    const double *restrict scale1 = t->in[1];
    (void)scale1;
    const double *restrict mu2 = t->in[2];
    (void)mu2;
    const double *restrict scale2 = t->in[3];
    (void)scale2;
    if (t->check && !(NAMED(within)(scale1, t->rows, 0x1p-1074, INFINITY) && NAMED(within)(scale2, t->rows, 0x1p-1074, INFINITY))) return 0;
    double s1[BLOCK];
    {
        for (long i = 0; i < rows; ++i) s1[i] = fabs(mu1[i] - mu2[i]);
    }
    double s2[BLOCK];
    {
        NAMED(laplace_gap)(s2, s1, scale1, scale2, rows);
    }
    double s3[BLOCK];
    {
        NAMED(ratio_gap)(s3, scale1, scale2, rows);
    }
    double *restrict out = t->out;
    {
        for (long i = 0; i < rows; ++i) out[i] = s2[i] + s3[i];
    }
    return 1;
}

static int NAMED(form_kl_laplace_by_mu1)(const tile_t *t) {
    const long rows = t->rows, n = t->n;
    (void)n;
    const double *restrict mu1 = t->in[0];
    (void)mu1;
    const double *restrict scale1 = t->in[1];
    (void)scale1;
    const double *restrict mu2 = t->in[2];
    (void)mu2;
    const double *restrict scale2 = t->in[3];
    (void)scale2;
    if (t->check && !(NAMED(within)(scale1, t->rows, 0x1p-1074, INFINITY) && NAMED(within)(scale2, t->rows, 0x1p-1074, INFINITY))) return 0;
    double s1[BLOCK];
    {
        for (long i = 0; i < rows; ++i) s1[i] = fabs(mu1[i] - mu2[i]);
    }
    double s2[BLOCK];
    {
        double k0[BLOCK];
        for (long i = 0; i < rows; ++i) k0[i] = -s1[i]/scale1[i];
        NAMED(expm1)(s2, k0, rows);
    }
    double s3[BLOCK];
    {
        for (long i = 0; i < rows; ++i) s3[i] = (((mu1[i] - mu2[i]) > 0) - ((mu1[i] - mu2[i]) < 0));
    }
    double *restrict out = t->out;
    {
        for (long i = 0; i < rows; ++i) out[i] = -s2[i]*s3[i]/scale2[i];
    }
    return 1;
}

static int NAMED(form_kl_laplace_by_scale1)(const tile_t *t) {
    const long rows = t->rows, n = t->n;
    (void)n;
    const double *restrict mu1 = t->in[0];
    (void)mu1;
    const double *restrict scale1 = t->in[1];
    (void)scale1;
    const double *restrict mu2 = t->in[2];
    (void)mu2;
    const double *restrict scale2 = t->in[3];
    (void)scale2;
    if (t->check && !(NAMED(within)(scale1, t->rows, 0x1p-1074, INFINITY) && NAMED(within)(scale2, t->rows, 0x1p-1074, INFINITY))) return 0;
    double s1[BLOCK];
    {
        NAMED(relative_gap)(s1, scale1, scale2, rows);
    }
    double s2[BLOCK];
    {
        for (long i = 0; i < rows; ++i) s2[i] = fabs(mu1[i] - mu2[i]);
    }
    double s3[BLOCK];
    {
        double k0[BLOCK];
        for (long i = 0; i < rows; ++i) k0[i] = -s2[i]/scale1[i];
        NAMED(exp)(s3, k0, rows);
    }
    double s4[BLOCK];
    {
        double k0[BLOCK];
        for (long i = 0; i < rows; ++i) k0[i] = -s2[i]/scale1[i];
        NAMED(expm1)(s4, k0, rows);
    }
    double *restrict out = t->out;
    {
        for (long i = 0; i < rows; ++i) out[i] = s1[i]/scale1[i] + (s2[i]*s3[i]/scale1[i] + s4[i])/scale2[i];
    }
    return 1;
}

static int NAMED(form_kl_laplace_by_mu2)(const tile_t *t) {
    const long rows = t->rows, n = t->n;
    (void)n;
    const double *restrict mu1 = t->in[0];
    (void)mu1;
    const double *restrict scale1 = t->in[1];
    (void)scale1;
    const double *restrict mu2 = t->in[2];
    (void)mu2;
    const double *restrict scale2 = t->in[3];
    (void)scale2;
    if (t->check && !(NAMED(within)(scale1, t->rows, 0x1p-1074, INFINITY) && NAMED(within)(scale2, t->rows, 0x1p-1074, INFINITY))) return 0;
    double s1[BLOCK];
    {
        for (long i = 0; i < rows; ++i) s1[i] = fabs(mu1[i] - mu2[i]);
    }
    double s2[BLOCK];
    {
        double k0[BLOCK];
        for (long i = 0; i < rows; ++i) k0[i] = -s1[i]/scale1[i];
        NAMED(expm1)(s2, k0, rows);
    }
    double s3[BLOCK];
    {
        for (long i = 0; i < rows; ++i) s3[i] = (((mu1[i] - mu2[i]) > 0) - ((mu1[i] - mu2[i]) < 0));
    }
    double *restrict out = t->out;
    {
        for (long i = 0; i < rows; ++i) out[i] = s2[i]*s3[i]/scale2[i];
    }
    return 1;
}

static int NAMED(form_kl_laplace_by_scale2)(const tile_t *t) {
    const long rows = t->rows, n = t->n;
    (void)n;
    const double *restrict mu1 = t->in[0];
    (void)mu1;
    const double *restrict scale1 = t->in[1];
    (void)scale1;
    const double *restrict mu2 = t->in[2];
    (void)mu2;
    const double *restrict scale2 = t->in[3];
    (void)scale2;
    if (t->check && !(NAMED(within)(scale1, t->rows, 0x1p-1074, INFINITY) && NAMED(within)(scale2, t->rows, 0x1p-1074, INFINITY))) return 0;
    double s1[BLOCK];
    {
        for (long i = 0; i < rows; ++i) s1[i] = fabs(mu1[i] - mu2[i]);
    }
    double s2[BLOCK];
    {
        NAMED(laplace_gap)(s2, s1, scale1, scale2, rows);
    }
    double s3[BLOCK];
    {
        NAMED(relative_gap)(s3, scale1, scale2, rows);
    }
    double *restrict out = t->out;
    {
        for (long i = 0; i < rows; ++i) out[i] = -s2[i]/scale2[i] - s3[i]/scale2[i];
    }
    return 1;
}

static int NAMED(form_entropy_weibull)(const tile_t *t) {
    const long rows = t->rows, n = t->n;
    (void)n;
    const double *restrict shape = t->in[0];
    (void)shape;
    const double *restrict scale = t->in[1];
    (void)scale;
    if (t->check && !(NAMED(within)(shape, t->rows, 0x1p-1074, INFINITY) && NAMED(within)(scale, t->rows, 0x1p-1074, INFINITY))) return 0;
    double s1[BLOCK];
    {
        double k0[BLOCK];
        for (long i = 0; i < rows; ++i) k0[i] = scale[i]/shape[i];
        NAMED(log)(s1, k0, rows);
    }
    double *restrict out = t->out;
    {
        for (long i = 0; i < rows; ++i) out[i] = s1[i] + 0.5772156649015329*(1 - 1/shape[i]) + 1;
    }
    return 1;
}

static int NAMED(form_entropy_weibull_by_shape)(const tile_t *t) {
    const long rows = t->rows, n = t->n;
    (void)n;
    const double *restrict shape = t->in[0];
    (void)shape;
    const double *restrict scale = t->in[1];
    (void)scale;
    if (t->check && !(NAMED(within)(shape, t->rows, 0x1p-1074, INFINITY) && NAMED(within)(scale, t->rows, 0x1p-1074, INFINITY))) return 0;
    double *restrict out = t->out;
    {
        for (long i = 0; i < rows; ++i) out[i] = 0.5772156649015329/shape[i]/shape[i] - 1/shape[i];
    }
    return 1;
}

static int NAMED(form_entropy_weibull_by_scale)(const tile_t *t) {
    const long rows = t->rows, n = t->n;
    (void)n;
    const double *restrict shape = t->in[0];
    (void)shape;
    const double *restrict scale = t->in[1];
    (void)scale;
    if (t->check && !(NAMED(within)(shape, t->rows, 0x1p-1074, INFINITY) && NAMED(within)(scale, t->rows, 0x1p-1074, INFINITY))) return 0;
    double *restrict out = t->out;
    {
        for (long i = 0; i < rows; ++i) out[i] = 1.0/scale[i];
    }
    return 1;
}

static int NAMED(form_entropy_gamma)(const tile_t *t) {
    const long rows = t->rows, n = t->n;
    (void)n;
    const double *restrict shape = t->in[0];
    (void)shape;
    const double *restrict rate = t->in[1];
    (void)rate;
    if (t->check && !(NAMED(within)(shape, t->rows, 0x1p-1074, INFINITY) && NAMED(within)(rate, t->rows, 0x1p-1074, INFINITY))) return 0;
    double s1[BLOCK];
    {
        NAMED(log)(s1, rate, rows);
    }
    double s2[BLOCK];
    {
        NAMED(stirling_slope)(s2, shape, rows);
    }
    double s3[BLOCK];
    {
        double k0[BLOCK];
        for (long i = 0; i < rows; ++i) k0[i] = sqrt(shape[i]);
        NAMED(log_width)(s3, k0, rows);
    }
    double s4[BLOCK];
    {
        NAMED(stirling)(s4, shape, rows);
    }
    double *restrict out = t->out;
    {
        for (long i = 0; i < rows; ++i) out[i] = -s1[i] - s2[i]*(shape[i] - 1) + s3[i] + s4[i] - (1.0/2.0)/shape[i];
    }
    return 1;
}

static int NAMED(form_entropy_gamma_by_shape)(const tile_t *t) {
    const long rows = t->rows, n = t->n;
    (void)n;
    const double *restrict shape = t->in[0];
    (void)shape;
    const double *restrict rate = t->in[1];
    (void)rate;
    if (t->check && !(NAMED(within)(shape, t->rows, 0x1p-1074, INFINITY) && NAMED(within)(rate, t->rows, 0x1p-1074, INFINITY))) return 0;
    double s1[BLOCK];
    {
        NAMED(stirling_curvature)(s1, shape, rows);
    }
    double *restrict out = t->out;
    {
        for (long i = 0; i < rows; ++i) out[i] = -s1[i]*(shape[i] - 1) + (1.0/2.0)/shape[i] + (1.0/2.0)/shape[i]/shape[i];
    }
    return 1;
}

static int NAMED(form_entropy_gamma_by_rate)(const tile_t *t) {
    const long rows = t->rows, n = t->n;
    (void)n;
    const double *restrict shape = t->in[0];
    (void)shape;
    const double *restrict rate = t->in[1];
    (void)rate;
    if (t->check && !(NAMED(within)(shape, t->rows, 0x1p-1074, INFINITY) && NAMED(within)(rate, t->rows, 0x1p-1074, INFINITY))) return 0;
    double *restrict out = t->out;
    {
        for (long i = 0; i < rows; ++i) out[i] = -1/rate[i];
    }
    return 1;
}

static int NAMED(form_kl_gamma)(const tile_t *t) {
    const long rows = t->rows, n = t->n;
    (void)n;
    const double *restrict shape1 = t->in[0];
    (void)shape1;
    const double *restrict rate1 = t->in[1];
    (void)rate1;
    const double *restrict shape2 = t->in[2];
    (void)shape2;
    const double *restrict rate2 = t->in[3];
    (void)rate2;
    if (t->check && !(NAMED(within)(shape1, t->rows, 0x1p-1074, INFINITY) && NAMED(within)(rate1, t->rows, 0x1p-1074, INFINITY) && NAMED(within)(shape2, t->rows, 0x1p-1074, INFINITY) && NAMED(within)(rate2, t->rows, 0x1p-1074, INFINITY))) return 0;
    double s1[BLOCK];
    {
        NAMED(cross_kl)(s1, shape2, shape1, rate2, rate1, ZEROS, rows);
    }
    double s2[BLOCK];
    {
        NAMED(shape_gap)(s2, shape2, shape1, ZEROS, rows);
    }
    double *restrict out = t->out;
    {
        for (long i = 0; i < rows; ++i) out[i] = s1[i] + s2[i];
    }
    return 1;
}

static int NAMED(form_kl_gamma_by_shape1)(const tile_t *t) {
    const long rows = t->rows, n = t->n;
    (void)n;
    const double *restrict shape1 = t->in[0];
    (void)shape1;
    const double *restrict rate1 = t->in[1];
    (void)rate1;
    const double *restrict shape2 = t->in[2];
    (void)shape2;
    const double *restrict rate2 = t->in[3];
    (void)rate2;
    if (t->check && !(NAMED(within)(shape1, t->rows, 0x1p-1074, INFINITY) && NAMED(within)(rate1, t->rows, 0x1p-1074, INFINITY) && NAMED(within)(shape2, t->rows, 0x1p-1074, INFINITY) && NAMED(within)(rate2, t->rows, 0x1p-1074, INFINITY))) return 0;
    double s1[BLOCK];
    {
        NAMED(cross_gap)(s1, shape2, shape1, rate2, rate1, ZEROS, rows);
    }
    double s2[BLOCK];
    {
        NAMED(stirling_curvature)(s2, shape1, rows);
    }
    double s3[BLOCK];
    {
        NAMED(times_diff)(s3, ONES, shape2, shape1, rows);
    }
    double *restrict out = t->out;
    {
        for (long i = 0; i < rows; ++i) out[i] = s1[i]/shape1[i] - s3[i]*(s2[i] + (1.0/2.0)/shape1[i]/shape1[i]);
    }
    return 1;
}

static int NAMED(form_kl_gamma_by_rate1)(const tile_t *t) {
    const long rows = t->rows, n = t->n;
    (void)n;
    const double *restrict shape1 = t->in[0];
    (void)shape1;
    const double *restrict rate1 = t->in[1];
    (void)rate1;
    const double *restrict shape2 = t->in[2];
    (void)shape2;
    const double *restrict rate2 = t->in[3];
    (void)rate2;
    if (t->check && !(NAMED(within)(shape1, t->rows, 0x1p-1074, INFINITY) && NAMED(within)(rate1, t->rows, 0x1p-1074, INFINITY) && NAMED(within)(shape2, t->rows, 0x1p-1074, INFINITY) && NAMED(within)(rate2, t->rows, 0x1p-1074, INFINITY))) return 0;
    double s1[BLOCK];
    {
        NAMED(cross_gap)(s1, shape2, shape1, rate2, rate1, ZEROS, rows);
    }
    double *restrict out = t->out;
    {
        for (long i = 0; i < rows; ++i) out[i] = -s1[i]/rate1[i];
    }
    return 1;
}

static int NAMED(form_kl_gamma_by_shape2)(const tile_t *t) {
    const long rows = t->rows, n = t->n;
    (void)n;
    const double *restrict shape1 = t->in[0];
    (void)shape1;
    const double *restrict rate1 = t->in[1];
    (void)rate1;
    const double *restrict shape2 = t->in[2];
    (void)shape2;
    const double *restrict rate2 = t->in[3];
    (void)rate2;
    if (t->check && !(NAMED(within)(shape1, t->rows, 0x1p-1074, INFINITY) && NAMED(within)(rate1, t->rows, 0x1p-1074, INFINITY) && NAMED(within)(shape2, t->rows, 0x1p-1074, INFINITY) && NAMED(within)(rate2, t->rows, 0x1p-1074, INFINITY))) return 0;
    double s1[BLOCK];
    {
        NAMED(cross_ratio)(s1, shape2, shape1, rate2, rate1, ZEROS, rows);
    }
    double s2[BLOCK];
    {
        NAMED(shape_rise)(s2, shape2, shape1, ZEROS, rows);
    }
    double *restrict out = t->out;
    {
        for (long i = 0; i < rows; ++i) out[i] = s1[i] + s2[i];
    }
    return 1;
}

static int NAMED(form_kl_gamma_by_rate2)(const tile_t *t) {
    const long rows = t->rows, n = t->n;
    (void)n;
    const double *restrict shape1 = t->in[0];
    (void)shape1;
    const double *restrict rate1 = t->in[1];
    (void)rate1;
    const double *restrict shape2 = t->in[2];
    (void)shape2;
    const double *restrict rate2 = t->in[3];
    (void)rate2;
    if (t->check && !(NAMED(within)(shape1, t->rows, 0x1p-1074, INFINITY) && NAMED(within)(rate1, t->rows, 0x1p-1074, INFINITY) && NAMED(within)(shape2, t->rows, 0x1p-1074, INFINITY) && NAMED(within)(rate2, t->rows, 0x1p-1074, INFINITY))) return 0;
    double s1[BLOCK];
    {
        NAMED(cross_gap)(s1, shape2, shape1, rate2, rate1, ZEROS, rows);
    }
    double *restrict out = t->out;
    {
        for (long i = 0; i < rows; ++i) out[i] = s1[i]/rate2[i];
    }
    return 1;
}

static int NAMED(form_entropy_beta)(const tile_t *t) {
    const long rows = t->rows, n = t->n;
    (void)n;
    const double *restrict a = t->in[0];
    (void)a;
    const double *restrict b = t->in[1];
    (void)b;
    if (t->check && !(NAMED(within)(a, t->rows, 0x1p-1074, INFINITY) && NAMED(within)(b, t->rows, 0x1p-1074, INFINITY))) return 0;
    double s1[BLOCK];
    {
        double k0[BLOCK];
        for (long i = 0; i < rows; ++i) k0[i] = a[i] + b[i];
        NAMED(log_ratio)(s1, a, k0, rows);
    }
    double s2[BLOCK];
    {
        double k0[BLOCK];
        for (long i = 0; i < rows; ++i) k0[i] = a[i] + b[i];
        NAMED(log_ratio)(s2, b, k0, rows);
    }
    double s3[BLOCK];
    {
        double k0[BLOCK];
        for (long i = 0; i < rows; ++i) k0[i] = a[i] + b[i];
        NAMED(stirling)(s3, k0, rows);
    }
    double s4[BLOCK];
    {
        double k0[BLOCK];
        for (long i = 0; i < rows; ++i) k0[i] = a[i] + b[i];
        NAMED(stirling_slope)(s4, k0, rows);
    }
    double s5[BLOCK];
    {
        NAMED(stirling_slope)(s5, a, rows);
    }
    double s6[BLOCK];
    {
        NAMED(stirling_slope)(s6, b, rows);
    }
    double s7[BLOCK];
    {
        double k0[BLOCK];
        for (long i = 0; i < rows; ++i) k0[i] = pow(a[i] + b[i], -1.0/2.0);
        NAMED(log_width)(s7, k0, rows);
    }
    double s8[BLOCK];
    {
        NAMED(stirling)(s8, a, rows);
    }
    double s9[BLOCK];
    {
        NAMED(stirling)(s9, b, rows);
    }
    double *restrict out = t->out;
    {
        for (long i = 0; i < rows; ++i) out[i] = (1.0/2.0)*s1[i] + (1.0/2.0)*s2[i] - s3[i] + s4[i]*(a[i] + b[i] - 2) - s5[i]*(a[i] - 1) - s6[i]*(b[i] - 1) + s7[i] + s8[i] + s9[i] + 2/(2*a[i] + 2*b[i]) - (1.0/2.0)/b[i] - (1.0/2.0)/a[i];
    }
    return 1;
}

static int NAMED(form_entropy_beta_by_a)(const tile_t *t) {
    const long rows = t->rows, n = t->n;
    (void)n;
    const double *restrict a = t->in[0];
    (void)a;
    const double *restrict b = t->in[1];
    (void)b;
    if (t->check && !(NAMED(within)(a, t->rows, 0x1p-1074, INFINITY) && NAMED(within)(b, t->rows, 0x1p-1074, INFINITY))) return 0;
    double s1[BLOCK];
    {
        double k0[BLOCK];
        for (long i = 0; i < rows; ++i) k0[i] = a[i] + b[i];
        NAMED(stirling_curvature)(s1, k0, rows);
    }
    double s2[BLOCK];
    {
        NAMED(stirling_curvature)(s2, a, rows);
    }
    double *restrict out = t->out;
    {
        for (long i = 0; i < rows; ++i) out[i] = s1[i]*(a[i] + b[i] - 2) - s2[i]*(a[i] - 1) + (-4)/(2*a[i] + 2*b[i])/(2*a[i] + 2*b[i]) - (3.0/2.0)/(a[i] + b[i]) + (1.0/2.0)/a[i] + (1.0/2.0)/a[i]/a[i];
    }
    return 1;
}

static int NAMED(form_entropy_beta_by_b)(const tile_t *t) {
    const long rows = t->rows, n = t->n;
    (void)n;
    const double *restrict a = t->in[0];
    (void)a;
    const double *restrict b = t->in[1];
    (void)b;
    if (t->check && !(NAMED(within)(a, t->rows, 0x1p-1074, INFINITY) && NAMED(within)(b, t->rows, 0x1p-1074, INFINITY))) return 0;
    double s1[BLOCK];
    {
        double k0[BLOCK];
        for (long i = 0; i < rows; ++i) k0[i] = a[i] + b[i];
        NAMED(stirling_curvature)(s1, k0, rows);
    }
    double s2[BLOCK];
    {
        NAMED(stirling_curvature)(s2, b, rows);
    }
    double *restrict out = t->out;
    {
        for (long i = 0; i < rows; ++i) out[i] = s1[i]*(a[i] + b[i] - 2) - s2[i]*(b[i] - 1) + (-4)/(2*a[i] + 2*b[i])/(2*a[i] + 2*b[i]) - (3.0/2.0)/(a[i] + b[i]) + (1.0/2.0)/b[i] + (1.0/2.0)/b[i]/b[i];
    }
    return 1;
}

static int NAMED(form_kl_beta)(const tile_t *t) {
    const long rows = t->rows, n = t->n;
    (void)n;
    const double *restrict a1 = t->in[0];
    (void)a1;
    const double *restrict b1 = t->in[1];
    (void)b1;
    const double *restrict a2 = t->in[2];
    (void)a2;
    const double *restrict b2 = t->in[3];
    (void)b2;
    if (t->check && !(NAMED(within)(a1, t->rows, 0x1p-1074, INFINITY) && NAMED(within)(b1, t->rows, 0x1p-1074, INFINITY) && NAMED(within)(a2, t->rows, 0x1p-1074, INFINITY) && NAMED(within)(b2, t->rows, 0x1p-1074, INFINITY))) return 0;
    double s1[BLOCK];
    {
        double k0[BLOCK];
        for (long i = 0; i < rows; ++i) k0[i] = a2[i] + b2[i];
        double k1[BLOCK];
        for (long i = 0; i < rows; ++i) k1[i] = a1[i] + b1[i];
        NAMED(times_diff)(s1, ONES, k0, k1, rows);
    }
    double s2[BLOCK];
    {
        NAMED(times_diff)(s2, ONES, a2, a1, rows);
    }
    double s3[BLOCK];
    {
        NAMED(times_diff)(s3, ONES, b2, b1, rows);
    }
    double s4[BLOCK];
    {
        double k0[BLOCK];
        for (long i = 0; i < rows; ++i) k0[i] = a2[i] + b2[i];
        double k1[BLOCK];
        for (long i = 0; i < rows; ++i) k1[i] = a1[i] + b1[i];
        double k2[BLOCK];
        for (long i = 0; i < rows; ++i) k2[i] = -s1[i] + s2[i] + s3[i];
        NAMED(shape_gap)(s4, k0, k1, k2, rows);
    }
    double s5[BLOCK];
    {
        double k0[BLOCK];
        for (long i = 0; i < rows; ++i) k0[i] = a2[i] + b2[i];
        double k1[BLOCK];
        for (long i = 0; i < rows; ++i) k1[i] = a1[i] + b1[i];
        double k2[BLOCK];
        for (long i = 0; i < rows; ++i) k2[i] = -s1[i] + s2[i] + s3[i];
        NAMED(cross_kl)(s5, a2, a1, k0, k1, k2, rows);
    }
    double s6[BLOCK];
    {
        double k0[BLOCK];
        for (long i = 0; i < rows; ++i) k0[i] = a2[i] + b2[i];
        double k1[BLOCK];
        for (long i = 0; i < rows; ++i) k1[i] = a1[i] + b1[i];
        double k2[BLOCK];
        for (long i = 0; i < rows; ++i) k2[i] = -s1[i] + s2[i] + s3[i];
        NAMED(cross_kl)(s6, b2, b1, k0, k1, k2, rows);
    }
    double s7[BLOCK];
    {
        NAMED(shape_gap)(s7, a2, a1, ZEROS, rows);
    }
    double s8[BLOCK];
    {
        NAMED(shape_gap)(s8, b2, b1, ZEROS, rows);
    }
    double *restrict out = t->out;
    {
        for (long i = 0; i < rows; ++i) out[i] = -s4[i] + s5[i] + s6[i] + s7[i] + s8[i];
    }
    return 1;
}

static int NAMED(form_kl_beta_by_a1)(const tile_t *t) {
    const long rows = t->rows, n = t->n;
    (void)n;
    const double *restrict a1 = t->in[0];
    (void)a1;
    const double *restrict b1 = t->in[1];
    (void)b1;
    const double *restrict a2 = t->in[2];
    (void)a2;
    const double *restrict b2 = t->in[3];
    (void)b2;
    if (t->check && !(NAMED(within)(a1, t->rows, 0x1p-1074, INFINITY) && NAMED(within)(b1, t->rows, 0x1p-1074, INFINITY) && NAMED(within)(a2, t->rows, 0x1p-1074, INFINITY) && NAMED(within)(b2, t->rows, 0x1p-1074, INFINITY))) return 0;
    double s1[BLOCK];
    {
        double k0[BLOCK];
        for (long i = 0; i < rows; ++i) k0[i] = a2[i] + b2[i];
        double k1[BLOCK];
        for (long i = 0; i < rows; ++i) k1[i] = a1[i] + b1[i];
        NAMED(times_diff)(s1, ONES, k0, k1, rows);
    }
    double s2[BLOCK];
    {
        NAMED(times_diff)(s2, ONES, a2, a1, rows);
    }
    double s3[BLOCK];
    {
        NAMED(times_diff)(s3, ONES, b2, b1, rows);
    }
    double s4[BLOCK];
    {
        double k0[BLOCK];
        for (long i = 0; i < rows; ++i) k0[i] = a2[i] + b2[i];
        double k1[BLOCK];
        for (long i = 0; i < rows; ++i) k1[i] = a1[i] + b1[i];
        double k2[BLOCK];
        for (long i = 0; i < rows; ++i) k2[i] = -s1[i] + s2[i] + s3[i];
        NAMED(cross_gap)(s4, a2, a1, k0, k1, k2, rows);
    }
    double s5[BLOCK];
    {
        double k0[BLOCK];
        for (long i = 0; i < rows; ++i) k0[i] = a2[i] + b2[i];
        double k1[BLOCK];
        for (long i = 0; i < rows; ++i) k1[i] = a1[i] + b1[i];
        double k2[BLOCK];
        for (long i = 0; i < rows; ++i) k2[i] = -s1[i] + s2[i] + s3[i];
        NAMED(cross_gap)(s5, b2, b1, k0, k1, k2, rows);
    }
    double s6[BLOCK];
    {
        NAMED(stirling_curvature)(s6, a1, rows);
    }
    double s7[BLOCK];
    {
        double k0[BLOCK];
        for (long i = 0; i < rows; ++i) k0[i] = a1[i] + b1[i];
        NAMED(stirling_curvature)(s7, k0, rows);
    }
    double *restrict out = t->out;
    {
        for (long i = 0; i < rows; ++i) out[i] = -s2[i]*(s6[i] + (1.0/2.0)/a1[i]/a1[i]) - s4[i]/(a1[i] + b1[i]) - s5[i]/(a1[i] + b1[i]) - (-s2[i] - s3[i])*(s7[i] + (1.0/2.0)/(a1[i] + b1[i])/(a1[i] + b1[i])) + s4[i]/a1[i];
    }
    return 1;
}

static int NAMED(form_kl_beta_by_b1)(const tile_t *t) {
    const long rows = t->rows, n = t->n;
    (void)n;
    const double *restrict a1 = t->in[0];
    (void)a1;
    const double *restrict b1 = t->in[1];
    (void)b1;
    const double *restrict a2 = t->in[2];
    (void)a2;
    const double *restrict b2 = t->in[3];
    (void)b2;
    if (t->check && !(NAMED(within)(a1, t->rows, 0x1p-1074, INFINITY) && NAMED(within)(b1, t->rows, 0x1p-1074, INFINITY) && NAMED(within)(a2, t->rows, 0x1p-1074, INFINITY) && NAMED(within)(b2, t->rows, 0x1p-1074, INFINITY))) return 0;
    double s1[BLOCK];
    {
        double k0[BLOCK];
        for (long i = 0; i < rows; ++i) k0[i] = a2[i] + b2[i];
        double k1[BLOCK];
        for (long i = 0; i < rows; ++i) k1[i] = a1[i] + b1[i];
        NAMED(times_diff)(s1, ONES, k0, k1, rows);
    }
    double s2[BLOCK];
    {
        NAMED(times_diff)(s2, ONES, a2, a1, rows);
    }
    double s3[BLOCK];
    {
        NAMED(times_diff)(s3, ONES, b2, b1, rows);
    }
    double s4[BLOCK];
    {
        double k0[BLOCK];
        for (long i = 0; i < rows; ++i) k0[i] = a2[i] + b2[i];
        double k1[BLOCK];
        for (long i = 0; i < rows; ++i) k1[i] = a1[i] + b1[i];
        double k2[BLOCK];
        for (long i = 0; i < rows; ++i) k2[i] = -s1[i] + s2[i] + s3[i];
        NAMED(cross_gap)(s4, b2, b1, k0, k1, k2, rows);
    }
    double s5[BLOCK];
    {
        double k0[BLOCK];
        for (long i = 0; i < rows; ++i) k0[i] = a2[i] + b2[i];
        double k1[BLOCK];
        for (long i = 0; i < rows; ++i) k1[i] = a1[i] + b1[i];
        double k2[BLOCK];
        for (long i = 0; i < rows; ++i) k2[i] = -s1[i] + s2[i] + s3[i];
        NAMED(cross_gap)(s5, a2, a1, k0, k1, k2, rows);
    }
    double s6[BLOCK];
    {
        NAMED(stirling_curvature)(s6, b1, rows);
    }
    double s7[BLOCK];
    {
        double k0[BLOCK];
        for (long i = 0; i < rows; ++i) k0[i] = a1[i] + b1[i];
        NAMED(stirling_curvature)(s7, k0, rows);
    }
    double *restrict out = t->out;
    {
        for (long i = 0; i < rows; ++i) out[i] = -s3[i]*(s6[i] + (1.0/2.0)/b1[i]/b1[i]) - s4[i]/(a1[i] + b1[i]) - s5[i]/(a1[i] + b1[i]) - (-s2[i] - s3[i])*(s7[i] + (1.0/2.0)/(a1[i] + b1[i])/(a1[i] + b1[i])) + s4[i]/b1[i];
    }
    return 1;
}

static int NAMED(form_kl_beta_by_a2)(const tile_t *t) {
    const long rows = t->rows, n = t->n;
    (void)n;
    const double *restrict a1 = t->in[0];
    (void)a1;
    const double *restrict b1 = t->in[1];
    (void)b1;
    const double *restrict a2 = t->in[2];
    (void)a2;
    const double *restrict b2 = t->in[3];
    (void)b2;
    if (t->check && !(NAMED(within)(a1, t->rows, 0x1p-1074, INFINITY) && NAMED(within)(b1, t->rows, 0x1p-1074, INFINITY) && NAMED(within)(a2, t->rows, 0x1p-1074, INFINITY) && NAMED(within)(b2, t->rows, 0x1p-1074, INFINITY))) return 0;
    double s1[BLOCK];
    {
        double k0[BLOCK];
        for (long i = 0; i < rows; ++i) k0[i] = a2[i] + b2[i];
        double k1[BLOCK];
        for (long i = 0; i < rows; ++i) k1[i] = a1[i] + b1[i];
        NAMED(times_diff)(s1, ONES, k0, k1, rows);
    }
    double s2[BLOCK];
    {
        NAMED(times_diff)(s2, ONES, a2, a1, rows);
    }
    double s3[BLOCK];
    {
        NAMED(times_diff)(s3, ONES, b2, b1, rows);
    }
    double s4[BLOCK];
    {
        double k0[BLOCK];
        for (long i = 0; i < rows; ++i) k0[i] = a2[i] + b2[i];
        double k1[BLOCK];
        for (long i = 0; i < rows; ++i) k1[i] = a1[i] + b1[i];
        double k2[BLOCK];
        for (long i = 0; i < rows; ++i) k2[i] = -s1[i] + s2[i] + s3[i];
        NAMED(shape_rise)(s4, k0, k1, k2, rows);
    }
    double s5[BLOCK];
    {
        double k0[BLOCK];
        for (long i = 0; i < rows; ++i) k0[i] = a2[i] + b2[i];
        double k1[BLOCK];
        for (long i = 0; i < rows; ++i) k1[i] = a1[i] + b1[i];
        double k2[BLOCK];
        for (long i = 0; i < rows; ++i) k2[i] = -s1[i] + s2[i] + s3[i];
        NAMED(cross_gap)(s5, a2, a1, k0, k1, k2, rows);
    }
    double s6[BLOCK];
    {
        double k0[BLOCK];
        for (long i = 0; i < rows; ++i) k0[i] = a2[i] + b2[i];
        double k1[BLOCK];
        for (long i = 0; i < rows; ++i) k1[i] = a1[i] + b1[i];
        double k2[BLOCK];
        for (long i = 0; i < rows; ++i) k2[i] = -s1[i] + s2[i] + s3[i];
        NAMED(cross_gap)(s6, b2, b1, k0, k1, k2, rows);
    }
    double s7[BLOCK];
    {
        double k0[BLOCK];
        for (long i = 0; i < rows; ++i) k0[i] = a2[i] + b2[i];
        double k1[BLOCK];
        for (long i = 0; i < rows; ++i) k1[i] = a1[i] + b1[i];
        double k2[BLOCK];
        for (long i = 0; i < rows; ++i) k2[i] = -s1[i] + s2[i] + s3[i];
        NAMED(cross_ratio)(s7, a2, a1, k0, k1, k2, rows);
    }
    double s8[BLOCK];
    {
        NAMED(shape_rise)(s8, a2, a1, ZEROS, rows);
    }
    double *restrict out = t->out;
    {
        for (long i = 0; i < rows; ++i) out[i] = -s4[i] + s5[i]/(a2[i] + b2[i] - s1[i] + s2[i] + s3[i]) + s6[i]/(a2[i] + b2[i] - s1[i] + s2[i] + s3[i]) + s7[i] + s8[i];
    }
    return 1;
}

static int NAMED(form_kl_beta_by_b2)(const tile_t *t) {
    const long rows = t->rows, n = t->n;
    (void)n;
    const double *restrict a1 = t->in[0];
    (void)a1;
    const double *restrict b1 = t->in[1];
    (void)b1;
    const double *restrict a2 = t->in[2];
    (void)a2;
    const double *restrict b2 = t->in[3];
    (void)b2;
    if (t->check && !(NAMED(within)(a1, t->rows, 0x1p-1074, INFINITY) && NAMED(within)(b1, t->rows, 0x1p-1074, INFINITY) && NAMED(within)(a2, t->rows, 0x1p-1074, INFINITY) && NAMED(within)(b2, t->rows, 0x1p-1074, INFINITY))) return 0;
    double s1[BLOCK];
    {
        double k0[BLOCK];
        for (long i = 0; i < rows; ++i) k0[i] = a2[i] + b2[i];
        double k1[BLOCK];
        for (long i = 0; i < rows; ++i) k1[i] = a1[i] + b1[i];
        NAMED(times_diff)(s1, ONES, k0, k1, rows);
    }
    double s2[BLOCK];
    {
        NAMED(times_diff)(s2, ONES, a2, a1, rows);
    }
    double s3[BLOCK];
    {
        NAMED(times_diff)(s3, ONES, b2, b1, rows);
    }
    double s4[BLOCK];
    {
        double k0[BLOCK];
        for (long i = 0; i < rows; ++i) k0[i] = a2[i] + b2[i];
        double k1[BLOCK];
        for (long i = 0; i < rows; ++i) k1[i] = a1[i] + b1[i];
        double k2[BLOCK];
        for (long i = 0; i < rows; ++i) k2[i] = -s1[i] + s2[i] + s3[i];
        NAMED(shape_rise)(s4, k0, k1, k2, rows);
    }
    double s5[BLOCK];
    {
        double k0[BLOCK];
        for (long i = 0; i < rows; ++i) k0[i] = a2[i] + b2[i];
        double k1[BLOCK];
        for (long i = 0; i < rows; ++i) k1[i] = a1[i] + b1[i];
        double k2[BLOCK];
        for (long i = 0; i < rows; ++i) k2[i] = -s1[i] + s2[i] + s3[i];
        NAMED(cross_gap)(s5, a2, a1, k0, k1, k2, rows);
    }
    double s6[BLOCK];
    {
        double k0[BLOCK];
        for (long i = 0; i < rows; ++i) k0[i] = a2[i] + b2[i];
        double k1[BLOCK];
        for (long i = 0; i < rows; ++i) k1[i] = a1[i] + b1[i];
        double k2[BLOCK];
        for (long i = 0; i < rows; ++i) k2[i] = -s1[i] + s2[i] + s3[i];
        NAMED(cross_gap)(s6, b2, b1, k0, k1, k2, rows);
    }
    double s7[BLOCK];
    {
        double k0[BLOCK];
        for (long i = 0; i < rows; ++i) k0[i] = a2[i] + b2[i];
        double k1[BLOCK];
        for (long i = 0; i < rows; ++i) k1[i] = a1[i] + b1[i];
        double k2[BLOCK];
        for (long i = 0; i < rows; ++i) k2[i] = -s1[i] + s2[i] + s3[i];
        NAMED(cross_ratio)(s7, b2, b1, k0, k1, k2, rows);
    }
    double s8[BLOCK];
    {
        NAMED(shape_rise)(s8, b2, b1, ZEROS, rows);
    }
    double *restrict out = t->out;
    {
        for (long i = 0; i < rows; ++i) out[i] = -s4[i] + s5[i]/(a2[i] + b2[i] - s1[i] + s2[i] + s3[i]) + s6[i]/(a2[i] + b2[i] - s1[i] + s2[i] + s3[i]) + s7[i] + s8[i];
    }
    return 1;
}

static int NAMED(form_entropy_dirichlet)(const tile_t *t) {
    const long rows = t->rows, n = t->n;
    (void)n;
    const double *restrict concentration = t->in[0];
    (void)concentration;
    if (t->check && !(NAMED(within)(concentration, t->rows * t->n, 0x1p-1074, INFINITY))) return 0;
    double s1[BLOCK]; total_t s1_total = {0.0, 0.0};
    for (long at = 0; at < rows * n; at += BLOCK) {
        const long count = rows * n - at < BLOCK ? rows * n - at : BLOCK;
        double v[BLOCK];
        for (long i = 0; i < count; ++i) v[i] = concentration[at + i];
        NAMED(sum_rows)(v, t, count, s1);
        add(&s1_total, s1[0]);
    }
    if (rows == 1) s1[0] = s1_total.high + s1_total.low;
    double s2[BLOCK];
    {
        NAMED(stirling)(s2, s1, rows);
    }
    double s3[BLOCK];
    {
        double k0[BLOCK];
        for (long i = 0; i < rows; ++i) k0[i] = pow(s1[i], -1.0/2.0);
        NAMED(log_width)(s3, k0, rows);
    }
    double s4[BLOCK];
    {
        NAMED(stirling_slope)(s4, s1, rows);
    }
    double s5[BLOCK]; total_t s5_total = {0.0, 0.0};
    for (long at = 0; at < rows * n; at += BLOCK) {
        const long count = rows * n - at < BLOCK ? rows * n - at : BLOCK;
        double x_s1[BLOCK]; NAMED(spread)(x_s1, s1, t, count);
        double v[BLOCK];
        double k0[BLOCK];
        NAMED(log_ratio)(k0, concentration + at, x_s1, count);
        double k1[BLOCK];
        NAMED(stirling_slope)(k1, concentration + at, count);
        double k2[BLOCK];
        NAMED(stirling)(k2, concentration + at, count);
        for (long i = 0; i < count; ++i) v[i] = (1.0/2.0)*k0[i] - k1[i]*(concentration[at + i] - 1) + k2[i] - (1.0/2.0)/concentration[at + i];
        NAMED(sum_rows)(v, t, count, s5);
        add(&s5_total, s5[0]);
    }
    if (rows == 1) s5[0] = s5_total.high + s5_total.low;
    double *restrict out = t->out;
    {
        for (long i = 0; i < rows; ++i) out[i] = -s2[i] + s3[i]*((double)n - 1) + s4[i]*(s1[i] - (double)n) + s5[i] + (1.0/2.0)*(double)n/s1[i];
    }
    return 1;
}

static int NAMED(form_entropy_dirichlet_by_concentration)(const tile_t *t) {
    const long rows = t->rows, n = t->n;
    (void)n;
    const double *restrict concentration = t->in[0];
    (void)concentration;
    if (t->check && !(NAMED(within)(concentration, t->rows * t->n, 0x1p-1074, INFINITY))) return 0;
    double s1[BLOCK]; total_t s1_total = {0.0, 0.0};
    for (long at = 0; at < rows * n; at += BLOCK) {
        const long count = rows * n - at < BLOCK ? rows * n - at : BLOCK;
        double v[BLOCK];
        for (long i = 0; i < count; ++i) v[i] = concentration[at + i];
        NAMED(sum_rows)(v, t, count, s1);
        add(&s1_total, s1[0]);
    }
    if (rows == 1) s1[0] = s1_total.high + s1_total.low;
    double s2[BLOCK];
    {
        NAMED(stirling_curvature)(s2, s1, rows);
    }
    double *restrict out = t->out;
    for (long at = 0; at < rows * n; at += BLOCK) {
        const long count = rows * n - at < BLOCK ? rows * n - at : BLOCK;
        double x_s1[BLOCK]; NAMED(spread)(x_s1, s1, t, count);
        double x_s2[BLOCK]; NAMED(spread)(x_s2, s2, t, count);
        double *restrict o = out + at;
        double k0[BLOCK];
        NAMED(stirling_curvature)(k0, concentration + at, count);
        for (long i = 0; i < count; ++i) o[i] = -k0[i]*concentration[at + i] + k0[i] + x_s2[i]*(x_s1[i] - (double)n) + (1.0/2.0)/concentration[at + i] + (1.0/2.0)/concentration[at + i]/concentration[at + i] - 1.0/2.0*(double)n/x_s1[i] - 1.0/2.0*((double)n - 1)/x_s1[i] + (-1.0/2.0)*(double)n/x_s1[i]/x_s1[i];
    }
    return 1;
}

static int NAMED(form_kl_dirichlet)(const tile_t *t) {
    const long rows = t->rows, n = t->n;
    (void)n;
    const double *restrict concentration1 = t->in[0];
    (void)concentration1;
    const double *restrict concentration2 = t->in[1];
    (void)concentration2;
    if (t->check && !(NAMED(within)(concentration1, t->rows * t->n, 0x1p-1074, INFINITY) && NAMED(within)(concentration2, t->rows * t->n, 0x1p-1074, INFINITY))) return 0;
    double s1[BLOCK]; total_t s1_total = {0.0, 0.0};
    double s2[BLOCK]; total_t s2_total = {0.0, 0.0};
    for (long at = 0; at < rows * n; at += BLOCK) {
        const long count = rows * n - at < BLOCK ? rows * n - at : BLOCK;
        double v[BLOCK];
        for (long i = 0; i < count; ++i) v[i] = concentration2[at + i];
        NAMED(sum_rows)(v, t, count, s1);
        add(&s1_total, s1[0]);
        for (long i = 0; i < count; ++i) v[i] = concentration1[at + i];
        NAMED(sum_rows)(v, t, count, s2);
        add(&s2_total, s2[0]);
    }
    if (rows == 1) s1[0] = s1_total.high + s1_total.low;
    if (rows == 1) s2[0] = s2_total.high + s2_total.low;
    double s3[BLOCK];
    {
        NAMED(times_diff)(s3, ONES, s1, s2, rows);
    }
    double s4[BLOCK]; total_t s4_total = {0.0, 0.0};
    for (long at = 0; at < rows * n; at += BLOCK) {
        const long count = rows * n - at < BLOCK ? rows * n - at : BLOCK;
        double v[BLOCK];
        for (long i = 0; i < count; ++i) v[i] = concentration2[at + i] - concentration1[at + i];
        NAMED(sum_rows)(v, t, count, s4);
        add(&s4_total, s4[0]);
    }
    if (rows == 1) s4[0] = s4_total.high + s4_total.low;
    double s5[BLOCK];
    {
        double k0[BLOCK];
        for (long i = 0; i < rows; ++i) k0[i] = s4[i] - s3[i];
        NAMED(shape_gap)(s5, s1, s2, k0, rows);
    }
    double s6[BLOCK];
    {
        for (long i = 0; i < rows; ++i) s6[i] = s4[i] - s3[i];
    }
    double s7[BLOCK]; total_t s7_total = {0.0, 0.0};
    for (long at = 0; at < rows * n; at += BLOCK) {
        const long count = rows * n - at < BLOCK ? rows * n - at : BLOCK;
        double x_s1[BLOCK]; NAMED(spread)(x_s1, s1, t, count);
        double x_s2[BLOCK]; NAMED(spread)(x_s2, s2, t, count);
        double x_s6[BLOCK]; NAMED(spread)(x_s6, s6, t, count);
        double v[BLOCK];
        double k0[BLOCK];
        NAMED(cross_kl)(k0, concentration2 + at, concentration1 + at, x_s1, x_s2, x_s6, count);
        double k1[BLOCK];
        NAMED(shape_gap)(k1, concentration2 + at, concentration1 + at, ZEROS, count);
        for (long i = 0; i < count; ++i) v[i] = k0[i] + k1[i];
        NAMED(sum_rows)(v, t, count, s7);
        add(&s7_total, s7[0]);
    }
    if (rows == 1) s7[0] = s7_total.high + s7_total.low;
    double *restrict out = t->out;
    {
        for (long i = 0; i < rows; ++i) out[i] = s7[i] - s5[i];
    }
    return 1;
}

static int NAMED(form_kl_dirichlet_by_concentration1)(const tile_t *t) {
    const long rows = t->rows, n = t->n;
    (void)n;
    const double *restrict concentration1 = t->in[0];
    (void)concentration1;
    const double *restrict concentration2 = t->in[1];
    (void)concentration2;
    if (t->check && !(NAMED(within)(concentration1, t->rows * t->n, 0x1p-1074, INFINITY) && NAMED(within)(concentration2, t->rows * t->n, 0x1p-1074, INFINITY))) return 0;
    double s1[BLOCK]; total_t s1_total = {0.0, 0.0};
    double s2[BLOCK]; total_t s2_total = {0.0, 0.0};
    for (long at = 0; at < rows * n; at += BLOCK) {
        const long count = rows * n - at < BLOCK ? rows * n - at : BLOCK;
        double v[BLOCK];
        for (long i = 0; i < count; ++i) v[i] = concentration2[at + i];
        NAMED(sum_rows)(v, t, count, s1);
        add(&s1_total, s1[0]);
        for (long i = 0; i < count; ++i) v[i] = concentration1[at + i];
        NAMED(sum_rows)(v, t, count, s2);
        add(&s2_total, s2[0]);
    }
    if (rows == 1) s1[0] = s1_total.high + s1_total.low;
    if (rows == 1) s2[0] = s2_total.high + s2_total.low;
    double s3[BLOCK];
    {
        NAMED(times_diff)(s3, ONES, s1, s2, rows);
    }
    double s4[BLOCK];
    {
        for (long i = 0; i < rows; ++i) s4[i] = s1[i] - s2[i] - s3[i];
    }
    double s5[BLOCK];
    {
        NAMED(stirling_curvature)(s5, s2, rows);
    }
    double s6[BLOCK]; total_t s6_total = {0.0, 0.0};
    for (long at = 0; at < rows * n; at += BLOCK) {
        const long count = rows * n - at < BLOCK ? rows * n - at : BLOCK;
        double x_s1[BLOCK]; NAMED(spread)(x_s1, s1, t, count);
        double x_s2[BLOCK]; NAMED(spread)(x_s2, s2, t, count);
        double x_s4[BLOCK]; NAMED(spread)(x_s4, s4, t, count);
        double v[BLOCK];
        NAMED(cross_gap)(v, concentration2 + at, concentration1 + at, x_s1, x_s2, x_s4, count);
        NAMED(sum_rows)(v, t, count, s6);
        add(&s6_total, s6[0]);
    }
    if (rows == 1) s6[0] = s6_total.high + s6_total.low;
    double *restrict out = t->out;
    for (long at = 0; at < rows * n; at += BLOCK) {
        const long count = rows * n - at < BLOCK ? rows * n - at : BLOCK;
        double x_s1[BLOCK]; NAMED(spread)(x_s1, s1, t, count);
        double x_s2[BLOCK]; NAMED(spread)(x_s2, s2, t, count);
        double x_s4[BLOCK]; NAMED(spread)(x_s4, s4, t, count);
        double x_s5[BLOCK]; NAMED(spread)(x_s5, s5, t, count);
        double x_s6[BLOCK]; NAMED(spread)(x_s6, s6, t, count);
        double *restrict o = out + at;
        double k0[BLOCK];
        NAMED(cross_gap)(k0, concentration2 + at, concentration1 + at, x_s1, x_s2, x_s4, count);
        double k1[BLOCK];
        NAMED(stirling_curvature)(k1, concentration1 + at, count);
        double k2[BLOCK];
        NAMED(times_diff)(k2, ONES, concentration2 + at, concentration1 + at, count);
        for (long i = 0; i < count; ++i) o[i] = k0[i]/concentration1[at + i] - k1[i]*k2[i] + (-1.0/2.0)*k2[i]/concentration1[at + i]/concentration1[at + i] + (x_s1[i] - x_s2[i])*(x_s5[i] + (1.0/2.0)/x_s2[i]/x_s2[i]) - x_s6[i]/x_s2[i];
    }
    return 1;
}

static int NAMED(form_kl_dirichlet_by_concentration2)(const tile_t *t) {
    const long rows = t->rows, n = t->n;
    (void)n;
    const double *restrict concentration1 = t->in[0];
    (void)concentration1;
    const double *restrict concentration2 = t->in[1];
    (void)concentration2;
    if (t->check && !(NAMED(within)(concentration1, t->rows * t->n, 0x1p-1074, INFINITY) && NAMED(within)(concentration2, t->rows * t->n, 0x1p-1074, INFINITY))) return 0;
    double s1[BLOCK]; total_t s1_total = {0.0, 0.0};
    double s2[BLOCK]; total_t s2_total = {0.0, 0.0};
    for (long at = 0; at < rows * n; at += BLOCK) {
        const long count = rows * n - at < BLOCK ? rows * n - at : BLOCK;
        double v[BLOCK];
        for (long i = 0; i < count; ++i) v[i] = concentration2[at + i];
        NAMED(sum_rows)(v, t, count, s1);
        add(&s1_total, s1[0]);
        for (long i = 0; i < count; ++i) v[i] = concentration1[at + i];
        NAMED(sum_rows)(v, t, count, s2);
        add(&s2_total, s2[0]);
    }
    if (rows == 1) s1[0] = s1_total.high + s1_total.low;
    if (rows == 1) s2[0] = s2_total.high + s2_total.low;
    double s3[BLOCK];
    {
        NAMED(times_diff)(s3, ONES, s1, s2, rows);
    }
    double s4[BLOCK];
    {
        double k0[BLOCK];
        for (long i = 0; i < rows; ++i) k0[i] = s1[i] - s2[i] - s3[i];
        NAMED(shape_rise)(s4, s1, s2, k0, rows);
    }
    double s5[BLOCK];
    {
        for (long i = 0; i < rows; ++i) s5[i] = s1[i] - s2[i] - s3[i];
    }
    double s6[BLOCK]; total_t s6_total = {0.0, 0.0};
    for (long at = 0; at < rows * n; at += BLOCK) {
        const long count = rows * n - at < BLOCK ? rows * n - at : BLOCK;
        double x_s1[BLOCK]; NAMED(spread)(x_s1, s1, t, count);
        double x_s2[BLOCK]; NAMED(spread)(x_s2, s2, t, count);
        double x_s5[BLOCK]; NAMED(spread)(x_s5, s5, t, count);
        double v[BLOCK];
        NAMED(cross_gap)(v, concentration2 + at, concentration1 + at, x_s1, x_s2, x_s5, count);
        NAMED(sum_rows)(v, t, count, s6);
        add(&s6_total, s6[0]);
    }
    if (rows == 1) s6[0] = s6_total.high + s6_total.low;
    double *restrict out = t->out;
    for (long at = 0; at < rows * n; at += BLOCK) {
        const long count = rows * n - at < BLOCK ? rows * n - at : BLOCK;
        double x_s1[BLOCK]; NAMED(spread)(x_s1, s1, t, count);
        double x_s2[BLOCK]; NAMED(spread)(x_s2, s2, t, count);
        double x_s3[BLOCK]; NAMED(spread)(x_s3, s3, t, count);
        double x_s4[BLOCK]; NAMED(spread)(x_s4, s4, t, count);
        double x_s5[BLOCK]; NAMED(spread)(x_s5, s5, t, count);
        double x_s6[BLOCK]; NAMED(spread)(x_s6, s6, t, count);
        double *restrict o = out + at;
        double k0[BLOCK];
        NAMED(cross_ratio)(k0, concentration2 + at, concentration1 + at, x_s1, x_s2, x_s5, count);
        double k1[BLOCK];
        NAMED(shape_rise)(k1, concentration2 + at, concentration1 + at, ZEROS, count);
        for (long i = 0; i < count; ++i) o[i] = k0[i] + k1[i] - x_s4[i] + x_s6[i]/(2*x_s1[i] - x_s2[i] - x_s3[i]);
    }
    return 1;
}

static int NAMED(form_logsumexp)(const tile_t *t) {
    const long rows = t->rows, n = t->n;
    (void)n;
    const double *restrict logits = t->in[0];
    (void)logits;
    const double *restrict temperature = t->in[1];
    (void)temperature;
    if (t->check && !(NAMED(within)(temperature, t->rows, 0x1p-1074, INFINITY))) return 0;
    double top_logits[BLOCK];
    NAMED(tops)(top_logits, logits, t);
    double s1[BLOCK];
    {
        for (long i = 0; i < rows; ++i) s1[i] = logits[i * n + (long)top_logits[i]];
    }
    double s2[BLOCK]; total_t s2_total = {0.0, 0.0};
    for (long at = 0; at < rows * n; at += BLOCK) {
        const long count = rows * n - at < BLOCK ? rows * n - at : BLOCK;
        double x_s1[BLOCK]; NAMED(spread)(x_s1, s1, t, count);
        double x_temperature[BLOCK]; NAMED(spread)(x_temperature, temperature, t, count);
        double x_top_logits[BLOCK]; NAMED(spread)(x_top_logits, top_logits, t, count);
        double place[BLOCK]; NAMED(places)(place, t, at, count);
        double v[BLOCK];
        double k0[BLOCK];
        NAMED(exp_diff)(k0, logits + at, x_s1, x_temperature, count);
        for (long i = 0; i < count; ++i) v[i] = k0[i]*(1 - (place[i] == x_top_logits[i] ? 1.0 : 0.0));
        NAMED(sum_rows)(v, t, count, s2);
        add(&s2_total, s2[0]);
    }
    if (rows == 1) s2[0] = s2_total.high + s2_total.low;
    double s3[BLOCK];
    {
        NAMED(log1p)(s3, s2, rows);
    }
    double *restrict out = t->out;
    {
        for (long i = 0; i < rows; ++i) out[i] = s1[i]/temperature[i] + s3[i];
    }
    return 1;
}

static int NAMED(form_logsumexp_by_logits)(const tile_t *t) {
    const long rows = t->rows, n = t->n;
    (void)n;
    const double *restrict logits = t->in[0];
    (void)logits;
    const double *restrict temperature = t->in[1];
    (void)temperature;
    if (t->check && !(NAMED(within)(temperature, t->rows, 0x1p-1074, INFINITY))) return 0;
    double top_logits[BLOCK];
    NAMED(tops)(top_logits, logits, t);
    double s1[BLOCK];
    {
        for (long i = 0; i < rows; ++i) s1[i] = logits[i * n + (long)top_logits[i]];
    }
    double s2[BLOCK]; total_t s2_total = {0.0, 0.0};
    for (long at = 0; at < rows * n; at += BLOCK) {
        const long count = rows * n - at < BLOCK ? rows * n - at : BLOCK;
        double x_s1[BLOCK]; NAMED(spread)(x_s1, s1, t, count);
        double x_temperature[BLOCK]; NAMED(spread)(x_temperature, temperature, t, count);
        double x_top_logits[BLOCK]; NAMED(spread)(x_top_logits, top_logits, t, count);
        double place[BLOCK]; NAMED(places)(place, t, at, count);
        double v[BLOCK];
        double k0[BLOCK];
        NAMED(exp_diff)(k0, logits + at, x_s1, x_temperature, count);
        for (long i = 0; i < count; ++i) v[i] = k0[i]*(1 - (place[i] == x_top_logits[i] ? 1.0 : 0.0));
        NAMED(sum_rows)(v, t, count, s2);
        add(&s2_total, s2[0]);
    }
    if (rows == 1) s2[0] = s2_total.high + s2_total.low;
    double *restrict out = t->out;
    for (long at = 0; at < rows * n; at += BLOCK) {
        const long count = rows * n - at < BLOCK ? rows * n - at : BLOCK;
        double x_s1[BLOCK]; NAMED(spread)(x_s1, s1, t, count);
        double x_s2[BLOCK]; NAMED(spread)(x_s2, s2, t, count);
        double x_temperature[BLOCK]; NAMED(spread)(x_temperature, temperature, t, count);
        double *restrict o = out + at;
        double k0[BLOCK];
        NAMED(exp_diff)(k0, logits + at, x_s1, x_temperature, count);
        for (long i = 0; i < count; ++i) o[i] = k0[i]/(x_temperature[i]*(x_s2[i] + 1));
    }
    return 1;
}

static int NAMED(form_logsumexp_by_temperature)(const tile_t *t) {
    const long rows = t->rows, n = t->n;
    (void)n;
    const double *restrict logits = t->in[0];
    (void)logits;
    const double *restrict temperature = t->in[1];
    (void)temperature;
    if (t->check && !(NAMED(within)(temperature, t->rows, 0x1p-1074, INFINITY))) return 0;
    double top_logits[BLOCK];
    NAMED(tops)(top_logits, logits, t);
    double s1[BLOCK];
    {
        for (long i = 0; i < rows; ++i) s1[i] = logits[i * n + (long)top_logits[i]];
    }
    double s2[BLOCK]; total_t s2_total = {0.0, 0.0};
    double s3[BLOCK]; total_t s3_total = {0.0, 0.0};
    for (long at = 0; at < rows * n; at += BLOCK) {
        const long count = rows * n - at < BLOCK ? rows * n - at : BLOCK;
        double x_s1[BLOCK]; NAMED(spread)(x_s1, s1, t, count);
        double x_temperature[BLOCK]; NAMED(spread)(x_temperature, temperature, t, count);
        double x_top_logits[BLOCK]; NAMED(spread)(x_top_logits, top_logits, t, count);
        double place[BLOCK]; NAMED(places)(place, t, at, count);
        double v[BLOCK];
        double k0[BLOCK];
        NAMED(exp_diff)(k0, logits + at, x_s1, x_temperature, count);
        for (long i = 0; i < count; ++i) v[i] = k0[i]*(1 - (place[i] == x_top_logits[i] ? 1.0 : 0.0));
        NAMED(sum_rows)(v, t, count, s2);
        add(&s2_total, s2[0]);
        double k1[BLOCK];
        NAMED(times_diff)(k1, ONES, logits + at, x_s1, count);
        double k2[BLOCK];
        for (long i = 0; i < count; ++i) k2[i] = k1[i]/x_temperature[i]/x_temperature[i];
        double k3[BLOCK];
        NAMED(times_exp)(k3, k2, logits + at, x_s1, x_temperature, count);
        for (long i = 0; i < count; ++i) v[i] = k3[i]*(1 - (place[i] == x_top_logits[i] ? 1.0 : 0.0));
        NAMED(sum_rows)(v, t, count, s3);
        add(&s3_total, s3[0]);
    }
    if (rows == 1) s2[0] = s2_total.high + s2_total.low;
    if (rows == 1) s3[0] = s3_total.high + s3_total.low;
    double *restrict out = t->out;
    {
        for (long i = 0; i < rows; ++i) out[i] = -s1[i]/temperature[i]/temperature[i] - s3[i]/(s2[i] + 1);
    }
    return 1;
}

static int NAMED(form_log_softmax)(const tile_t *t) {
    const long rows = t->rows, n = t->n;
    (void)n;
    const double *restrict logits = t->in[0];
    (void)logits;
    const double *restrict temperature = t->in[1];
    (void)temperature;
    if (t->check && !(NAMED(within)(temperature, t->rows, 0x1p-1074, INFINITY))) return 0;
    double top_logits[BLOCK];
    NAMED(tops)(top_logits, logits, t);
    double s1[BLOCK];
    {
        for (long i = 0; i < rows; ++i) s1[i] = logits[i * n + (long)top_logits[i]];
    }
    double s2[BLOCK]; total_t s2_total = {0.0, 0.0};
    for (long at = 0; at < rows * n; at += BLOCK) {
        const long count = rows * n - at < BLOCK ? rows * n - at : BLOCK;
        double x_s1[BLOCK]; NAMED(spread)(x_s1, s1, t, count);
        double x_temperature[BLOCK]; NAMED(spread)(x_temperature, temperature, t, count);
        double x_top_logits[BLOCK]; NAMED(spread)(x_top_logits, top_logits, t, count);
        double place[BLOCK]; NAMED(places)(place, t, at, count);
        double v[BLOCK];
        double k0[BLOCK];
        NAMED(exp_diff)(k0, logits + at, x_s1, x_temperature, count);
        for (long i = 0; i < count; ++i) v[i] = k0[i]*(1 - (place[i] == x_top_logits[i] ? 1.0 : 0.0));
        NAMED(sum_rows)(v, t, count, s2);
        add(&s2_total, s2[0]);
    }
    if (rows == 1) s2[0] = s2_total.high + s2_total.low;
    double s3[BLOCK];
    {
        NAMED(log1p)(s3, s2, rows);
    }
    double *restrict out = t->out;
    for (long at = 0; at < rows * n; at += BLOCK) {
        const long count = rows * n - at < BLOCK ? rows * n - at : BLOCK;
        double x_s1[BLOCK]; NAMED(spread)(x_s1, s1, t, count);
        double x_s3[BLOCK]; NAMED(spread)(x_s3, s3, t, count);
        double x_temperature[BLOCK]; NAMED(spread)(x_temperature, temperature, t, count);
        double *restrict o = out + at;
        double k0[BLOCK];
        NAMED(times_diff)(k0, ONES, logits + at, x_s1, count);
        for (long i = 0; i < count; ++i) o[i] = k0[i]/x_temperature[i] - x_s3[i];
    }
    return 1;
}

static int NAMED(form_log_softmax_by_temperature)(const tile_t *t) {
    const long rows = t->rows, n = t->n;
    (void)n;
    const double *restrict logits = t->in[0];
    (void)logits;
    const double *restrict temperature = t->in[1];
    (void)temperature;
    if (t->check && !(NAMED(within)(temperature, t->rows, 0x1p-1074, INFINITY))) return 0;
    double top_logits[BLOCK];
    NAMED(tops)(top_logits, logits, t);
    double s1[BLOCK];
    {
        for (long i = 0; i < rows; ++i) s1[i] = logits[i * n + (long)top_logits[i]];
    }
    double s2[BLOCK]; total_t s2_total = {0.0, 0.0};
    double s3[BLOCK]; total_t s3_total = {0.0, 0.0};
    for (long at = 0; at < rows * n; at += BLOCK) {
        const long count = rows * n - at < BLOCK ? rows * n - at : BLOCK;
        double x_s1[BLOCK]; NAMED(spread)(x_s1, s1, t, count);
        double x_temperature[BLOCK]; NAMED(spread)(x_temperature, temperature, t, count);
        double x_top_logits[BLOCK]; NAMED(spread)(x_top_logits, top_logits, t, count);
        double place[BLOCK]; NAMED(places)(place, t, at, count);
        double v[BLOCK];
        double k0[BLOCK];
        NAMED(exp_diff)(k0, logits + at, x_s1, x_temperature, count);
        for (long i = 0; i < count; ++i) v[i] = k0[i]*(1 - (place[i] == x_top_logits[i] ? 1.0 : 0.0));
        NAMED(sum_rows)(v, t, count, s2);
        add(&s2_total, s2[0]);
        double k1[BLOCK];
        NAMED(times_diff)(k1, ONES, logits + at, x_s1, count);
        double k2[BLOCK];
        for (long i = 0; i < count; ++i) k2[i] = k1[i]/x_temperature[i]/x_temperature[i];
        double k3[BLOCK];
        NAMED(times_exp)(k3, k2, logits + at, x_s1, x_temperature, count);
        for (long i = 0; i < count; ++i) v[i] = k3[i]*(1 - (place[i] == x_top_logits[i] ? 1.0 : 0.0));
        NAMED(sum_rows)(v, t, count, s3);
        add(&s3_total, s3[0]);
    }
    if (rows == 1) s2[0] = s2_total.high + s2_total.low;
    if (rows == 1) s3[0] = s3_total.high + s3_total.low;
    double *restrict out = t->out;
    for (long at = 0; at < rows * n; at += BLOCK) {
        const long count = rows * n - at < BLOCK ? rows * n - at : BLOCK;
        double x_s1[BLOCK]; NAMED(spread)(x_s1, s1, t, count);
        double x_s2[BLOCK]; NAMED(spread)(x_s2, s2, t, count);
        double x_s3[BLOCK]; NAMED(spread)(x_s3, s3, t, count);
        double x_temperature[BLOCK]; NAMED(spread)(x_temperature, temperature, t, count);
        double *restrict o = out + at;
        double k0[BLOCK];
        NAMED(times_diff)(k0, ONES, logits + at, x_s1, count);
        for (long i = 0; i < count; ++i) o[i] = x_s3[i]/(x_s2[i] + 1) - k0[i]/x_temperature[i]/x_temperature[i];
    }
    return 1;
}

static int NAMED(form_log_softmax_pullback_logits)(const tile_t *t) {
    const long rows = t->rows, n = t->n;
    (void)n;
    const double *restrict cotangent = t->in[0];
    (void)cotangent;
    const double *restrict logits = t->in[1];
    (void)logits;
    const double *restrict temperature = t->in[2];
    (void)temperature;
    if (t->check && !(NAMED(within)(temperature, t->rows, 0x1p-1074, INFINITY))) return 0;
    double top_logits[BLOCK];
    NAMED(tops)(top_logits, logits, t);
    double s1[BLOCK];
    {
        for (long i = 0; i < rows; ++i) s1[i] = logits[i * n + (long)top_logits[i]];
    }
    double s2[BLOCK]; total_t s2_total = {0.0, 0.0};
    double s3[BLOCK]; total_t s3_total = {0.0, 0.0};
    for (long at = 0; at < rows * n; at += BLOCK) {
        const long count = rows * n - at < BLOCK ? rows * n - at : BLOCK;
        double x_s1[BLOCK]; NAMED(spread)(x_s1, s1, t, count);
        double x_temperature[BLOCK]; NAMED(spread)(x_temperature, temperature, t, count);
        double x_top_logits[BLOCK]; NAMED(spread)(x_top_logits, top_logits, t, count);
        double place[BLOCK]; NAMED(places)(place, t, at, count);
        double v[BLOCK];
        double k0[BLOCK];
        NAMED(exp_diff)(k0, logits + at, x_s1, x_temperature, count);
        for (long i = 0; i < count; ++i) v[i] = k0[i]*(1 - (place[i] == x_top_logits[i] ? 1.0 : 0.0));
        NAMED(sum_rows)(v, t, count, s2);
        add(&s2_total, s2[0]);
        for (long i = 0; i < count; ++i) v[i] = cotangent[at + i];
        NAMED(sum_rows)(v, t, count, s3);
        add(&s3_total, s3[0]);
    }
    if (rows == 1) s2[0] = s2_total.high + s2_total.low;
    if (rows == 1) s3[0] = s3_total.high + s3_total.low;
    double *restrict out = t->out;
    for (long at = 0; at < rows * n; at += BLOCK) {
        const long count = rows * n - at < BLOCK ? rows * n - at : BLOCK;
        double x_s1[BLOCK]; NAMED(spread)(x_s1, s1, t, count);
        double x_s2[BLOCK]; NAMED(spread)(x_s2, s2, t, count);
        double x_s3[BLOCK]; NAMED(spread)(x_s3, s3, t, count);
        double x_temperature[BLOCK]; NAMED(spread)(x_temperature, temperature, t, count);
        double *restrict o = out + at;
        double k0[BLOCK];
        NAMED(exp_diff)(k0, logits + at, x_s1, x_temperature, count);
        for (long i = 0; i < count; ++i) o[i] = (cotangent[at + i] - k0[i]*x_s3[i]/(x_s2[i] + 1))/x_temperature[i];
    }
    return 1;
}

static int NAMED(form_softmax)(const tile_t *t) {
    const long rows = t->rows, n = t->n;
    (void)n;
    const double *restrict logits = t->in[0];
    (void)logits;
    const double *restrict temperature = t->in[1];
    (void)temperature;
    if (t->check && !(NAMED(within)(temperature, t->rows, 0x1p-1074, INFINITY))) return 0;
    double top_logits[BLOCK];
    NAMED(tops)(top_logits, logits, t);
    double s1[BLOCK];
    {
        for (long i = 0; i < rows; ++i) s1[i] = logits[i * n + (long)top_logits[i]];
    }
    double s2[BLOCK]; total_t s2_total = {0.0, 0.0};
    for (long at = 0; at < rows * n; at += BLOCK) {
        const long count = rows * n - at < BLOCK ? rows * n - at : BLOCK;
        double x_s1[BLOCK]; NAMED(spread)(x_s1, s1, t, count);
        double x_temperature[BLOCK]; NAMED(spread)(x_temperature, temperature, t, count);
        double x_top_logits[BLOCK]; NAMED(spread)(x_top_logits, top_logits, t, count);
        double place[BLOCK]; NAMED(places)(place, t, at, count);
        double v[BLOCK];
        double k0[BLOCK];
        NAMED(exp_diff)(k0, logits + at, x_s1, x_temperature, count);
        for (long i = 0; i < count; ++i) v[i] = k0[i]*(1 - (place[i] == x_top_logits[i] ? 1.0 : 0.0));
        NAMED(sum_rows)(v, t, count, s2);
        add(&s2_total, s2[0]);
    }
    if (rows == 1) s2[0] = s2_total.high + s2_total.low;
    double *restrict out = t->out;
    for (long at = 0; at < rows * n; at += BLOCK) {
        const long count = rows * n - at < BLOCK ? rows * n - at : BLOCK;
        double x_s1[BLOCK]; NAMED(spread)(x_s1, s1, t, count);
        double x_s2[BLOCK]; NAMED(spread)(x_s2, s2, t, count);
        double x_temperature[BLOCK]; NAMED(spread)(x_temperature, temperature, t, count);
        double *restrict o = out + at;
        double k0[BLOCK];
        NAMED(exp_diff)(k0, logits + at, x_s1, x_temperature, count);
        for (long i = 0; i < count; ++i) o[i] = k0[i]/(x_s2[i] + 1);
    }
    return 1;
}

static int NAMED(form_softmax_by_temperature)(const tile_t *t) {
    const long rows = t->rows, n = t->n;
    (void)n;
    const double *restrict logits = t->in[0];
    (void)logits;
    const double *restrict temperature = t->in[1];
    (void)temperature;
    if (t->check && !(NAMED(within)(temperature, t->rows, 0x1p-1074, INFINITY))) return 0;
    double top_logits[BLOCK];
    NAMED(tops)(top_logits, logits, t);
    double s1[BLOCK];
    {
        for (long i = 0; i < rows; ++i) s1[i] = logits[i * n + (long)top_logits[i]];
    }
    double s2[BLOCK]; total_t s2_total = {0.0, 0.0};
    double s3[BLOCK]; total_t s3_total = {0.0, 0.0};
    for (long at = 0; at < rows * n; at += BLOCK) {
        const long count = rows * n - at < BLOCK ? rows * n - at : BLOCK;
        double x_s1[BLOCK]; NAMED(spread)(x_s1, s1, t, count);
        double x_temperature[BLOCK]; NAMED(spread)(x_temperature, temperature, t, count);
        double x_top_logits[BLOCK]; NAMED(spread)(x_top_logits, top_logits, t, count);
        double place[BLOCK]; NAMED(places)(place, t, at, count);
        double v[BLOCK];
        double k0[BLOCK];
        NAMED(exp_diff)(k0, logits + at, x_s1, x_temperature, count);
        for (long i = 0; i < count; ++i) v[i] = k0[i]*(1 - (place[i] == x_top_logits[i] ? 1.0 : 0.0));
        NAMED(sum_rows)(v, t, count, s2);
        add(&s2_total, s2[0]);
        double k1[BLOCK];
        NAMED(times_diff)(k1, ONES, logits + at, x_s1, count);
        double k2[BLOCK];
        for (long i = 0; i < count; ++i) k2[i] = k1[i]/x_temperature[i]/x_temperature[i];
        double k3[BLOCK];
        NAMED(times_exp)(k3, k2, logits + at, x_s1, x_temperature, count);
        for (long i = 0; i < count; ++i) v[i] = k3[i]*(1 - (place[i] == x_top_logits[i] ? 1.0 : 0.0));
        NAMED(sum_rows)(v, t, count, s3);
        add(&s3_total, s3[0]);
    }
    if (rows == 1) s2[0] = s2_total.high + s2_total.low;
    if (rows == 1) s3[0] = s3_total.high + s3_total.low;
    double *restrict out = t->out;
    for (long at = 0; at < rows * n; at += BLOCK) {
        const long count = rows * n - at < BLOCK ? rows * n - at : BLOCK;
        double x_s1[BLOCK]; NAMED(spread)(x_s1, s1, t, count);
        double x_s2[BLOCK]; NAMED(spread)(x_s2, s2, t, count);
        double x_s3[BLOCK]; NAMED(spread)(x_s3, s3, t, count);
        double x_temperature[BLOCK]; NAMED(spread)(x_temperature, temperature, t, count);
        double *restrict o = out + at;
        double k0[BLOCK];
        NAMED(times_diff)(k0, ONES, logits + at, x_s1, count);
        double k1[BLOCK];
        for (long i = 0; i < count; ++i) k1[i] = k0[i]/x_temperature[i]/x_temperature[i];
        double k2[BLOCK];
        NAMED(times_exp)(k2, k1, logits + at, x_s1, x_temperature, count);
        double k3[BLOCK];
        NAMED(exp_diff)(k3, logits + at, x_s1, x_temperature, count);
        for (long i = 0; i < count; ++i) o[i] = k3[i]*x_s3[i]/((x_s2[i] + 1)*(x_s2[i] + 1)) - k2[i]/(x_s2[i] + 1);
    }
    return 1;
}

static int NAMED(form_softmax_pullback_logits)(const tile_t *t) {
    const long rows = t->rows, n = t->n;
    (void)n;
    const double *restrict cotangent = t->in[0];
    (void)cotangent;
    const double *restrict logits = t->in[1];
    (void)logits;
    const double *restrict temperature = t->in[2];
    (void)temperature;
    if (t->check && !(NAMED(within)(temperature, t->rows, 0x1p-1074, INFINITY))) return 0;
    double top_logits[BLOCK];
    NAMED(tops)(top_logits, logits, t);
    double s1[BLOCK];
    {
        for (long i = 0; i < rows; ++i) s1[i] = logits[i * n + (long)top_logits[i]];
    }
    double s2[BLOCK]; total_t s2_total = {0.0, 0.0};
    double s3[BLOCK]; total_t s3_total = {0.0, 0.0};
    for (long at = 0; at < rows * n; at += BLOCK) {
        const long count = rows * n - at < BLOCK ? rows * n - at : BLOCK;
        double x_s1[BLOCK]; NAMED(spread)(x_s1, s1, t, count);
        double x_temperature[BLOCK]; NAMED(spread)(x_temperature, temperature, t, count);
        double x_top_logits[BLOCK]; NAMED(spread)(x_top_logits, top_logits, t, count);
        double place[BLOCK]; NAMED(places)(place, t, at, count);
        double v[BLOCK];
        double k0[BLOCK];
        NAMED(exp_diff)(k0, logits + at, x_s1, x_temperature, count);
        for (long i = 0; i < count; ++i) v[i] = k0[i]*(1 - (place[i] == x_top_logits[i] ? 1.0 : 0.0));
        NAMED(sum_rows)(v, t, count, s2);
        add(&s2_total, s2[0]);
        for (long i = 0; i < count; ++i) v[i] = k0[i]*cotangent[at + i];
        NAMED(sum_rows)(v, t, count, s3);
        add(&s3_total, s3[0]);
    }
    if (rows == 1) s2[0] = s2_total.high + s2_total.low;
    if (rows == 1) s3[0] = s3_total.high + s3_total.low;
    double *restrict out = t->out;
    for (long at = 0; at < rows * n; at += BLOCK) {
        const long count = rows * n - at < BLOCK ? rows * n - at : BLOCK;
        double x_s1[BLOCK]; NAMED(spread)(x_s1, s1, t, count);
        double x_s2[BLOCK]; NAMED(spread)(x_s2, s2, t, count);
        double x_s3[BLOCK]; NAMED(spread)(x_s3, s3, t, count);
        double x_temperature[BLOCK]; NAMED(spread)(x_temperature, temperature, t, count);
        double *restrict o = out + at;
        double k0[BLOCK];
        NAMED(exp_diff)(k0, logits + at, x_s1, x_temperature, count);
        for (long i = 0; i < count; ++i) o[i] = k0[i]*(cotangent[at + i] - x_s3[i]/(x_s2[i] + 1))/(x_temperature[i]*(x_s2[i] + 1));
    }
    return 1;
}

static int NAMED(form_nll)(const tile_t *t) {
    const long rows = t->rows, n = t->n;
    (void)n;
    const double *restrict logits = t->in[0];
    (void)logits;
    const double *restrict label = t->in[1];
    (void)label;
    const double *restrict temperature = t->in[2];
    (void)temperature;
    if (!NAMED(within)(label, rows, 0.0, (double)(n - 1))) return 0;
    if (t->check && !(NAMED(within)(temperature, t->rows, 0x1p-1074, INFINITY))) return 0;
    double top_logits[BLOCK];
    NAMED(tops)(top_logits, logits, t);
    double s1[BLOCK];
    {
        for (long i = 0; i < rows; ++i) s1[i] = logits[i * n + (long)label[i]];
    }
    double s2[BLOCK];
    {
        for (long i = 0; i < rows; ++i) s2[i] = logits[i * n + (long)top_logits[i]];
    }
    double s3[BLOCK];
    {
        NAMED(times_diff)(s3, ONES, s1, s2, rows);
    }
    double s4[BLOCK]; total_t s4_total = {0.0, 0.0};
    for (long at = 0; at < rows * n; at += BLOCK) {
        const long count = rows * n - at < BLOCK ? rows * n - at : BLOCK;
        double x_s2[BLOCK]; NAMED(spread)(x_s2, s2, t, count);
        double x_temperature[BLOCK]; NAMED(spread)(x_temperature, temperature, t, count);
        double x_top_logits[BLOCK]; NAMED(spread)(x_top_logits, top_logits, t, count);
        double place[BLOCK]; NAMED(places)(place, t, at, count);
        double v[BLOCK];
        double k0[BLOCK];
        NAMED(exp_diff)(k0, logits + at, x_s2, x_temperature, count);
        for (long i = 0; i < count; ++i) v[i] = k0[i]*(1 - (place[i] == x_top_logits[i] ? 1.0 : 0.0));
        NAMED(sum_rows)(v, t, count, s4);
        add(&s4_total, s4[0]);
    }
    if (rows == 1) s4[0] = s4_total.high + s4_total.low;
    double s5[BLOCK];
    {
        NAMED(log1p)(s5, s4, rows);
    }
    double *restrict out = t->out;
    {
        for (long i = 0; i < rows; ++i) out[i] = s5[i] - s3[i]/temperature[i];
    }
    return 1;
}

static int NAMED(form_nll_by_logits)(const tile_t *t) {
    const long rows = t->rows, n = t->n;
    (void)n;
    const double *restrict logits = t->in[0];
    (void)logits;
    const double *restrict label = t->in[1];
    (void)label;
    const double *restrict temperature = t->in[2];
    (void)temperature;
    if (!NAMED(within)(label, rows, 0.0, (double)(n - 1))) return 0;
    if (t->check && !(NAMED(within)(temperature, t->rows, 0x1p-1074, INFINITY))) return 0;
    double top_logits[BLOCK];
    NAMED(tops)(top_logits, logits, t);
    double s1[BLOCK];
    {
        for (long i = 0; i < rows; ++i) s1[i] = logits[i * n + (long)top_logits[i]];
    }
    double s2[BLOCK]; total_t s2_total = {0.0, 0.0};
    for (long at = 0; at < rows * n; at += BLOCK) {
        const long count = rows * n - at < BLOCK ? rows * n - at : BLOCK;
        double x_s1[BLOCK]; NAMED(spread)(x_s1, s1, t, count);
        double x_temperature[BLOCK]; NAMED(spread)(x_temperature, temperature, t, count);
        double x_top_logits[BLOCK]; NAMED(spread)(x_top_logits, top_logits, t, count);
        double place[BLOCK]; NAMED(places)(place, t, at, count);
        double v[BLOCK];
        double k0[BLOCK];
        NAMED(exp_diff)(k0, logits + at, x_s1, x_temperature, count);
        for (long i = 0; i < count; ++i) v[i] = k0[i]*(1 - (place[i] == x_top_logits[i] ? 1.0 : 0.0));
        NAMED(sum_rows)(v, t, count, s2);
        add(&s2_total, s2[0]);
    }
    if (rows == 1) s2[0] = s2_total.high + s2_total.low;
    double s3[BLOCK];
    {
        for (long i = 0; i < rows; ++i) s3[i] = logits[i * n + (long)label[i]];
    }
    double s4[BLOCK];
    {
        NAMED(times_diff)(s4, ONES, s3, s1, rows);
    }
    double s5[BLOCK];
    {
        double k0[BLOCK];
        for (long i = 0; i < rows; ++i) k0[i] = s4[i]/temperature[i];
        NAMED(expm1)(s5, k0, rows);
    }
    double *restrict out = t->out;
    for (long at = 0; at < rows * n; at += BLOCK) {
        const long count = rows * n - at < BLOCK ? rows * n - at : BLOCK;
        double x_label[BLOCK]; NAMED(spread)(x_label, label, t, count);
        double x_s1[BLOCK]; NAMED(spread)(x_s1, s1, t, count);
        double x_s2[BLOCK]; NAMED(spread)(x_s2, s2, t, count);
        double x_s5[BLOCK]; NAMED(spread)(x_s5, s5, t, count);
        double x_temperature[BLOCK]; NAMED(spread)(x_temperature, temperature, t, count);
        double place[BLOCK]; NAMED(places)(place, t, at, count);
        double *restrict o = out + at;
        double k0[BLOCK];
        NAMED(exp_diff)(k0, logits + at, x_s1, x_temperature, count);
        for (long i = 0; i < count; ++i) o[i] = (k0[i]*(1 - (place[i] == x_label[i] ? 1.0 : 0.0)) - (x_s2[i] - x_s5[i])*(place[i] == x_label[i] ? 1.0 : 0.0))/(x_temperature[i]*(x_s2[i] + 1));
    }
    return 1;
}

static int NAMED(form_nll_by_temperature)(const tile_t *t) {
    const long rows = t->rows, n = t->n;
    (void)n;
    const double *restrict logits = t->in[0];
    (void)logits;
    const double *restrict label = t->in[1];
    (void)label;
    const double *restrict temperature = t->in[2];
    (void)temperature;
    if (!NAMED(within)(label, rows, 0.0, (double)(n - 1))) return 0;
    if (t->check && !(NAMED(within)(temperature, t->rows, 0x1p-1074, INFINITY))) return 0;
    double top_logits[BLOCK];
    NAMED(tops)(top_logits, logits, t);
    double s1[BLOCK];
    {
        for (long i = 0; i < rows; ++i) s1[i] = logits[i * n + (long)label[i]];
    }
    double s2[BLOCK];
    {
        for (long i = 0; i < rows; ++i) s2[i] = logits[i * n + (long)top_logits[i]];
    }
    double s3[BLOCK];
    {
        NAMED(times_diff)(s3, ONES, s1, s2, rows);
    }
    double s4[BLOCK]; total_t s4_total = {0.0, 0.0};
    double s5[BLOCK]; total_t s5_total = {0.0, 0.0};
    for (long at = 0; at < rows * n; at += BLOCK) {
        const long count = rows * n - at < BLOCK ? rows * n - at : BLOCK;
        double x_s2[BLOCK]; NAMED(spread)(x_s2, s2, t, count);
        double x_temperature[BLOCK]; NAMED(spread)(x_temperature, temperature, t, count);
        double x_top_logits[BLOCK]; NAMED(spread)(x_top_logits, top_logits, t, count);
        double place[BLOCK]; NAMED(places)(place, t, at, count);
        double v[BLOCK];
        double k0[BLOCK];
        NAMED(exp_diff)(k0, logits + at, x_s2, x_temperature, count);
        for (long i = 0; i < count; ++i) v[i] = k0[i]*(1 - (place[i] == x_top_logits[i] ? 1.0 : 0.0));
        NAMED(sum_rows)(v, t, count, s4);
        add(&s4_total, s4[0]);
        double k1[BLOCK];
        NAMED(times_diff)(k1, ONES, logits + at, x_s2, count);
        double k2[BLOCK];
        for (long i = 0; i < count; ++i) k2[i] = k1[i]/x_temperature[i]/x_temperature[i];
        double k3[BLOCK];
        NAMED(times_exp)(k3, k2, logits + at, x_s2, x_temperature, count);
        for (long i = 0; i < count; ++i) v[i] = k3[i]*(1 - (place[i] == x_top_logits[i] ? 1.0 : 0.0));
        NAMED(sum_rows)(v, t, count, s5);
        add(&s5_total, s5[0]);
    }
    if (rows == 1) s4[0] = s4_total.high + s4_total.low;
    if (rows == 1) s5[0] = s5_total.high + s5_total.low;
    double *restrict out = t->out;
    {
        for (long i = 0; i < rows; ++i) out[i] = s3[i]/temperature[i]/temperature[i] - s5[i]/(s4[i] + 1);
    }
    return 1;
}

static int NAMED(form_weighted_nll)(const tile_t *t) {
    const long rows = t->rows, n = t->n;
    (void)n;
    const double *restrict logits = t->in[0];
    (void)logits;
    const double *restrict label = t->in[1];
    (void)label;
    const double *restrict class_weights = t->in[2];
    (void)class_weights;
    const double *restrict temperature = t->in[3];
    (void)temperature;
    if (!NAMED(within)(label, rows, 0.0, (double)(n - 1))) return 0;
    if (t->check && !(NAMED(within)(class_weights, t->rows * t->n, 0.0, INFINITY) && NAMED(within)(temperature, t->rows, 0x1p-1074, INFINITY))) return 0;
    double top_logits[BLOCK];
    NAMED(tops)(top_logits, logits, t);
    double s1[BLOCK];
    {
        for (long i = 0; i < rows; ++i) s1[i] = logits[i * n + (long)label[i]];
    }
    double s2[BLOCK];
    {
        for (long i = 0; i < rows; ++i) s2[i] = logits[i * n + (long)top_logits[i]];
    }
    double s3[BLOCK];
    {
        NAMED(times_diff)(s3, ONES, s1, s2, rows);
    }
    double s4[BLOCK]; total_t s4_total = {0.0, 0.0};
    for (long at = 0; at < rows * n; at += BLOCK) {
        const long count = rows * n - at < BLOCK ? rows * n - at : BLOCK;
        double x_s2[BLOCK]; NAMED(spread)(x_s2, s2, t, count);
        double x_temperature[BLOCK]; NAMED(spread)(x_temperature, temperature, t, count);
        double x_top_logits[BLOCK]; NAMED(spread)(x_top_logits, top_logits, t, count);
        double place[BLOCK]; NAMED(places)(place, t, at, count);
        double v[BLOCK];
        double k0[BLOCK];
        NAMED(exp_diff)(k0, logits + at, x_s2, x_temperature, count);
        for (long i = 0; i < count; ++i) v[i] = k0[i]*(1 - (place[i] == x_top_logits[i] ? 1.0 : 0.0));
        NAMED(sum_rows)(v, t, count, s4);
        add(&s4_total, s4[0]);
    }
    if (rows == 1) s4[0] = s4_total.high + s4_total.low;
    double s5[BLOCK];
    {
        NAMED(log1p)(s5, s4, rows);
    }
    double s6[BLOCK];
    {
        for (long i = 0; i < rows; ++i) s6[i] = class_weights[i * n + (long)label[i]];
    }
    double *restrict out = t->out;
    {
        for (long i = 0; i < rows; ++i) out[i] = s6[i]*(s5[i] - s3[i]/temperature[i]);
    }
    return 1;
}

static int NAMED(form_weighted_nll_by_logits)(const tile_t *t) {
    const long rows = t->rows, n = t->n;
    (void)n;
    const double *restrict logits = t->in[0];
    (void)logits;
    const double *restrict label = t->in[1];
    (void)label;
    const double *restrict class_weights = t->in[2];
    (void)class_weights;
    const double *restrict temperature = t->in[3];
    (void)temperature;
    if (!NAMED(within)(label, rows, 0.0, (double)(n - 1))) return 0;
    if (t->check && !(NAMED(within)(class_weights, t->rows * t->n, 0.0, INFINITY) && NAMED(within)(temperature, t->rows, 0x1p-1074, INFINITY))) return 0;
    double top_logits[BLOCK];
    NAMED(tops)(top_logits, logits, t);
    double s1[BLOCK];
    {
        for (long i = 0; i < rows; ++i) s1[i] = logits[i * n + (long)top_logits[i]];
    }
    double s2[BLOCK]; total_t s2_total = {0.0, 0.0};
    for (long at = 0; at < rows * n; at += BLOCK) {
        const long count = rows * n - at < BLOCK ? rows * n - at : BLOCK;
        double x_s1[BLOCK]; NAMED(spread)(x_s1, s1, t, count);
        double x_temperature[BLOCK]; NAMED(spread)(x_temperature, temperature, t, count);
        double x_top_logits[BLOCK]; NAMED(spread)(x_top_logits, top_logits, t, count);
        double place[BLOCK]; NAMED(places)(place, t, at, count);
        double v[BLOCK];
        double k0[BLOCK];
        NAMED(exp_diff)(k0, logits + at, x_s1, x_temperature, count);
        for (long i = 0; i < count; ++i) v[i] = k0[i]*(1 - (place[i] == x_top_logits[i] ? 1.0 : 0.0));
        NAMED(sum_rows)(v, t, count, s2);
        add(&s2_total, s2[0]);
    }
    if (rows == 1) s2[0] = s2_total.high + s2_total.low;
    double s3[BLOCK];
    {
        for (long i = 0; i < rows; ++i) s3[i] = logits[i * n + (long)label[i]];
    }
    double s4[BLOCK];
    {
        NAMED(times_diff)(s4, ONES, s3, s1, rows);
    }
    double s5[BLOCK];
    {
        double k0[BLOCK];
        for (long i = 0; i < rows; ++i) k0[i] = s4[i]/temperature[i];
        NAMED(expm1)(s5, k0, rows);
    }
    double s6[BLOCK];
    {
        for (long i = 0; i < rows; ++i) s6[i] = class_weights[i * n + (long)label[i]];
    }
    double *restrict out = t->out;
    for (long at = 0; at < rows * n; at += BLOCK) {
        const long count = rows * n - at < BLOCK ? rows * n - at : BLOCK;
        double x_label[BLOCK]; NAMED(spread)(x_label, label, t, count);
        double x_s1[BLOCK]; NAMED(spread)(x_s1, s1, t, count);
        double x_s2[BLOCK]; NAMED(spread)(x_s2, s2, t, count);
        double x_s5[BLOCK]; NAMED(spread)(x_s5, s5, t, count);
        double x_s6[BLOCK]; NAMED(spread)(x_s6, s6, t, count);
        double x_temperature[BLOCK]; NAMED(spread)(x_temperature, temperature, t, count);
        double place[BLOCK]; NAMED(places)(place, t, at, count);
        double *restrict o = out + at;
        double k0[BLOCK];
        NAMED(exp_diff)(k0, logits + at, x_s1, x_temperature, count);
        for (long i = 0; i < count; ++i) o[i] = x_s6[i]*(k0[i]*(1 - (place[i] == x_label[i] ? 1.0 : 0.0)) - (x_s2[i] - x_s5[i])*(place[i] == x_label[i] ? 1.0 : 0.0))/(x_temperature[i]*(x_s2[i] + 1));
    }
    return 1;
}

static int NAMED(form_weighted_nll_by_class_weights)(const tile_t *t) {
    const long rows = t->rows, n = t->n;
    (void)n;
    const double *restrict logits = t->in[0];
    (void)logits;
    const double *restrict label = t->in[1];
    (void)label;
    const double *restrict class_weights = t->in[2];
    (void)class_weights;
    const double *restrict temperature = t->in[3];
    (void)temperature;
    if (!NAMED(within)(label, rows, 0.0, (double)(n - 1))) return 0;
    if (t->check && !(NAMED(within)(class_weights, t->rows * t->n, 0.0, INFINITY) && NAMED(within)(temperature, t->rows, 0x1p-1074, INFINITY))) return 0;
    double top_logits[BLOCK];
    NAMED(tops)(top_logits, logits, t);
    double s1[BLOCK];
    {
        for (long i = 0; i < rows; ++i) s1[i] = logits[i * n + (long)label[i]];
    }
    double s2[BLOCK];
    {
        for (long i = 0; i < rows; ++i) s2[i] = logits[i * n + (long)top_logits[i]];
    }
    double s3[BLOCK];
    {
        NAMED(times_diff)(s3, ONES, s1, s2, rows);
    }
    double s4[BLOCK];
    {
        NAMED(exp_diff)(s4, s2, s2, temperature, rows);
    }
    double s5[BLOCK]; total_t s5_total = {0.0, 0.0};
    for (long at = 0; at < rows * n; at += BLOCK) {
        const long count = rows * n - at < BLOCK ? rows * n - at : BLOCK;
        double x_s2[BLOCK]; NAMED(spread)(x_s2, s2, t, count);
        double x_temperature[BLOCK]; NAMED(spread)(x_temperature, temperature, t, count);
        double v[BLOCK];
        NAMED(exp_diff)(v, logits + at, x_s2, x_temperature, count);
        NAMED(sum_rows)(v, t, count, s5);
        add(&s5_total, s5[0]);
    }
    if (rows == 1) s5[0] = s5_total.high + s5_total.low;
    double s6[BLOCK];
    {
        double k0[BLOCK];
        for (long i = 0; i < rows; ++i) k0[i] = s5[i] - s4[i];
        NAMED(log1p)(s6, k0, rows);
    }
    double *restrict out = t->out;
    for (long at = 0; at < rows * n; at += BLOCK) {
        const long count = rows * n - at < BLOCK ? rows * n - at : BLOCK;
        double x_label[BLOCK]; NAMED(spread)(x_label, label, t, count);
        double x_s3[BLOCK]; NAMED(spread)(x_s3, s3, t, count);
        double x_s6[BLOCK]; NAMED(spread)(x_s6, s6, t, count);
        double x_temperature[BLOCK]; NAMED(spread)(x_temperature, temperature, t, count);
        double place[BLOCK]; NAMED(places)(place, t, at, count);
        double *restrict o = out + at;
        for (long i = 0; i < count; ++i) o[i] = (x_s6[i] - x_s3[i]/x_temperature[i])*(place[i] == x_label[i] ? 1.0 : 0.0);
    }
    return 1;
}

static int NAMED(form_weighted_nll_by_temperature)(const tile_t *t) {
    const long rows = t->rows, n = t->n;
    (void)n;
    const double *restrict logits = t->in[0];
    (void)logits;
    const double *restrict label = t->in[1];
    (void)label;
    const double *restrict class_weights = t->in[2];
    (void)class_weights;
    const double *restrict temperature = t->in[3];
    (void)temperature;
    if (!NAMED(within)(label, rows, 0.0, (double)(n - 1))) return 0;
    if (t->check && !(NAMED(within)(class_weights, t->rows * t->n, 0.0, INFINITY) && NAMED(within)(temperature, t->rows, 0x1p-1074, INFINITY))) return 0;
    double top_logits[BLOCK];
    NAMED(tops)(top_logits, logits, t);
    double s1[BLOCK];
    {
        for (long i = 0; i < rows; ++i) s1[i] = logits[i * n + (long)label[i]];
    }
    double s2[BLOCK];
    {
        for (long i = 0; i < rows; ++i) s2[i] = logits[i * n + (long)top_logits[i]];
    }
    double s3[BLOCK];
    {
        NAMED(times_diff)(s3, ONES, s1, s2, rows);
    }
    double s4[BLOCK]; total_t s4_total = {0.0, 0.0};
    double s5[BLOCK]; total_t s5_total = {0.0, 0.0};
    for (long at = 0; at < rows * n; at += BLOCK) {
        const long count = rows * n - at < BLOCK ? rows * n - at : BLOCK;
        double x_s2[BLOCK]; NAMED(spread)(x_s2, s2, t, count);
        double x_temperature[BLOCK]; NAMED(spread)(x_temperature, temperature, t, count);
        double x_top_logits[BLOCK]; NAMED(spread)(x_top_logits, top_logits, t, count);
        double place[BLOCK]; NAMED(places)(place, t, at, count);
        double v[BLOCK];
        double k0[BLOCK];
        NAMED(exp_diff)(k0, logits + at, x_s2, x_temperature, count);
        for (long i = 0; i < count; ++i) v[i] = k0[i]*(1 - (place[i] == x_top_logits[i] ? 1.0 : 0.0));
        NAMED(sum_rows)(v, t, count, s4);
        add(&s4_total, s4[0]);
        double k1[BLOCK];
        NAMED(times_diff)(k1, ONES, logits + at, x_s2, count);
        double k2[BLOCK];
        for (long i = 0; i < count; ++i) k2[i] = k1[i]/x_temperature[i]/x_temperature[i];
        double k3[BLOCK];
        NAMED(times_exp)(k3, k2, logits + at, x_s2, x_temperature, count);
        for (long i = 0; i < count; ++i) v[i] = k3[i]*(1 - (place[i] == x_top_logits[i] ? 1.0 : 0.0));
        NAMED(sum_rows)(v, t, count, s5);
        add(&s5_total, s5[0]);
    }
    if (rows == 1) s4[0] = s4_total.high + s4_total.low;
    if (rows == 1) s5[0] = s5_total.high + s5_total.low;
    double s6[BLOCK];
    {
        for (long i = 0; i < rows; ++i) s6[i] = class_weights[i * n + (long)label[i]];
    }
    double *restrict out = t->out;
    {
        for (long i = 0; i < rows; ++i) out[i] = s6[i]*(s3[i]/temperature[i]/temperature[i] - s5[i]/(s4[i] + 1));
    }
    return 1;
}

static int NAMED(form_binary_cross_entropy_logits)(const tile_t *t) {
    const long rows = t->rows, n = t->n;
    (void)n;
    const double *restrict logit = t->in[0];
    (void)logit;
    const double *restrict label = t->in[1];
    (void)label;
    const double *restrict positive_weight = t->in[2];
    (void)positive_weight;
    if (t->check && !(NAMED(within)(label, t->rows, 0.0, 1.0) && NAMED(within)(positive_weight, t->rows, 0.0, INFINITY))) return 0;
    double s1[BLOCK];
    {
        double k0[BLOCK];
        for (long i = 0; i < rows; ++i) k0[i] = label[i]*positive_weight[i];
        double k1[BLOCK];
        for (long i = 0; i < rows; ++i) k1[i] = -logit[i];
        NAMED(softplus)(s1, k0, k1, rows);
    }
    double s2[BLOCK];
    {
        double k0[BLOCK];
        for (long i = 0; i < rows; ++i) k0[i] = 1 - label[i];
        NAMED(softplus)(s2, k0, logit, rows);
    }
    double *restrict out = t->out;
    {
        for (long i = 0; i < rows; ++i) out[i] = s1[i] + s2[i];
    }
    return 1;
}

static int NAMED(form_binary_cross_entropy_logits_by_logit)(const tile_t *t) {
    const long rows = t->rows, n = t->n;
    (void)n;
    const double *restrict logit = t->in[0];
    (void)logit;
    const double *restrict label = t->in[1];
    (void)label;
    const double *restrict positive_weight = t->in[2];
    (void)positive_weight;
    if (t->check && !(NAMED(within)(label, t->rows, 0.0, 1.0) && NAMED(within)(positive_weight, t->rows, 0.0, INFINITY))) return 0;
    double s1[BLOCK];
    {
        double k0[BLOCK];
        for (long i = 0; i < rows; ++i) k0[i] = label[i]*positive_weight[i];
        double k1[BLOCK];
        for (long i = 0; i < rows; ++i) k1[i] = -logit[i];
        NAMED(logistic)(s1, k0, k1, rows);
    }
    double s2[BLOCK];
    {
        double k0[BLOCK];
        for (long i = 0; i < rows; ++i) k0[i] = 1 - label[i];
        NAMED(logistic)(s2, k0, logit, rows);
    }
    double *restrict out = t->out;
    {
        for (long i = 0; i < rows; ++i) out[i] = s2[i] - s1[i];
    }
    return 1;
}

static int NAMED(form_binary_cross_entropy_logits_by_label)(const tile_t *t) {
    const long rows = t->rows, n = t->n;
    (void)n;
    const double *restrict logit = t->in[0];
    (void)logit;
    const double *restrict label = t->in[1];
    (void)label;
    const double *restrict positive_weight = t->in[2];
    (void)positive_weight;
    if (t->check && !(NAMED(within)(label, t->rows, 0.0, 1.0) && NAMED(within)(positive_weight, t->rows, 0.0, INFINITY))) return 0;
    double s1[BLOCK];
    {
        double k0[BLOCK];
        for (long i = 0; i < rows; ++i) k0[i] = positive_weight[i] - 1;
        double k1[BLOCK];
        for (long i = 0; i < rows; ++i) k1[i] = -logit[i];
        NAMED(softplus)(s1, k0, k1, rows);
    }
    double *restrict out = t->out;
    {
        for (long i = 0; i < rows; ++i) out[i] = s1[i] - logit[i];
    }
    return 1;
}

static int NAMED(form_binary_cross_entropy_logits_by_positive_weight)(const tile_t *t) {
    const long rows = t->rows, n = t->n;
    (void)n;
    const double *restrict logit = t->in[0];
    (void)logit;
    const double *restrict label = t->in[1];
    (void)label;
    const double *restrict positive_weight = t->in[2];
    (void)positive_weight;
    if (t->check && !(NAMED(within)(label, t->rows, 0.0, 1.0) && NAMED(within)(positive_weight, t->rows, 0.0, INFINITY))) return 0;
    double s1[BLOCK];
    {
        double k0[BLOCK];
        for (long i = 0; i < rows; ++i) k0[i] = -logit[i];
        NAMED(softplus)(s1, ONES, k0, rows);
    }
    double *restrict out = t->out;
    {
        for (long i = 0; i < rows; ++i) out[i] = label[i]*s1[i];
    }
    return 1;
}

static int NAMED(form_softmax_cross_entropy)(const tile_t *t) {
    const long rows = t->rows, n = t->n;
    (void)n;
    const double *restrict logits = t->in[0];
    (void)logits;
    const double *restrict labels = t->in[1];
    (void)labels;
    const double *restrict temperature = t->in[2];
    (void)temperature;
    if (t->check && !(NAMED(laws)(labels, t) && NAMED(within)(temperature, t->rows, 0x1p-1074, INFINITY))) return 0;
    double top_logits[BLOCK];
    NAMED(tops)(top_logits, logits, t);
    double s1[BLOCK];
    {
        for (long i = 0; i < rows; ++i) s1[i] = logits[i * n + (long)top_logits[i]];
    }
    double s2[BLOCK]; total_t s2_total = {0.0, 0.0};
    double s3[BLOCK]; total_t s3_total = {0.0, 0.0};
    for (long at = 0; at < rows * n; at += BLOCK) {
        const long count = rows * n - at < BLOCK ? rows * n - at : BLOCK;
        double x_s1[BLOCK]; NAMED(spread)(x_s1, s1, t, count);
        double x_temperature[BLOCK]; NAMED(spread)(x_temperature, temperature, t, count);
        double x_top_logits[BLOCK]; NAMED(spread)(x_top_logits, top_logits, t, count);
        double place[BLOCK]; NAMED(places)(place, t, at, count);
        double v[BLOCK];
        NAMED(times_diff)(v, labels + at, x_s1, logits + at, count);
        NAMED(sum_rows)(v, t, count, s2);
        add(&s2_total, s2[0]);
        double k0[BLOCK];
        NAMED(exp_diff)(k0, logits + at, x_s1, x_temperature, count);
        for (long i = 0; i < count; ++i) v[i] = k0[i]*(1 - (place[i] == x_top_logits[i] ? 1.0 : 0.0));
        NAMED(sum_rows)(v, t, count, s3);
        add(&s3_total, s3[0]);
    }
    if (rows == 1) s2[0] = s2_total.high + s2_total.low;
    if (rows == 1) s3[0] = s3_total.high + s3_total.low;
    double s4[BLOCK];
    {
        NAMED(log1p)(s4, s3, rows);
    }
    double *restrict out = t->out;
    {
        for (long i = 0; i < rows; ++i) out[i] = s2[i]/temperature[i] + s4[i];
    }
    return 1;
}

static int NAMED(form_softmax_cross_entropy_by_logits)(const tile_t *t) {
    const long rows = t->rows, n = t->n;
    (void)n;
    const double *restrict logits = t->in[0];
    (void)logits;
    const double *restrict labels = t->in[1];
    (void)labels;
    const double *restrict temperature = t->in[2];
    (void)temperature;
    if (t->check && !(NAMED(laws)(labels, t) && NAMED(within)(temperature, t->rows, 0x1p-1074, INFINITY))) return 0;
    double top_logits[BLOCK];
    NAMED(tops)(top_logits, logits, t);
    double s1[BLOCK];
    {
        for (long i = 0; i < rows; ++i) s1[i] = logits[i * n + (long)top_logits[i]];
    }
    double s2[BLOCK]; total_t s2_total = {0.0, 0.0};
    for (long at = 0; at < rows * n; at += BLOCK) {
        const long count = rows * n - at < BLOCK ? rows * n - at : BLOCK;
        double x_s1[BLOCK]; NAMED(spread)(x_s1, s1, t, count);
        double x_temperature[BLOCK]; NAMED(spread)(x_temperature, temperature, t, count);
        double x_top_logits[BLOCK]; NAMED(spread)(x_top_logits, top_logits, t, count);
        double place[BLOCK]; NAMED(places)(place, t, at, count);
        double v[BLOCK];
        double k0[BLOCK];
        NAMED(exp_diff)(k0, logits + at, x_s1, x_temperature, count);
        for (long i = 0; i < count; ++i) v[i] = k0[i]*(1 - (place[i] == x_top_logits[i] ? 1.0 : 0.0));
        NAMED(sum_rows)(v, t, count, s2);
        add(&s2_total, s2[0]);
    }
    if (rows == 1) s2[0] = s2_total.high + s2_total.low;
    double *restrict out = t->out;
    for (long at = 0; at < rows * n; at += BLOCK) {
        const long count = rows * n - at < BLOCK ? rows * n - at : BLOCK;
        double x_s1[BLOCK]; NAMED(spread)(x_s1, s1, t, count);
        double x_s2[BLOCK]; NAMED(spread)(x_s2, s2, t, count);
        double x_temperature[BLOCK]; NAMED(spread)(x_temperature, temperature, t, count);
        double *restrict o = out + at;
        double k0[BLOCK];
        NAMED(exp_diff)(k0, logits + at, x_s1, x_temperature, count);
        double k1[BLOCK];
        NAMED(times_diff)(k1, ONES, logits + at, x_s1, count);
        double k2[BLOCK];
        for (long i = 0; i < count; ++i) k2[i] = k1[i]/x_temperature[i];
        double k3[BLOCK];
        NAMED(expm1)(k3, k2, count);
        for (long i = 0; i < count; ++i) o[i] = (k0[i]*(1 - labels[at + i]) - (x_s2[i] - k3[i])*labels[at + i])/(x_temperature[i]*(x_s2[i] + 1));
    }
    return 1;
}

static int NAMED(form_softmax_cross_entropy_by_labels)(const tile_t *t) {
    const long rows = t->rows, n = t->n;
    (void)n;
    const double *restrict logits = t->in[0];
    (void)logits;
    const double *restrict labels = t->in[1];
    (void)labels;
    const double *restrict temperature = t->in[2];
    (void)temperature;
    if (t->check && !(NAMED(laws)(labels, t) && NAMED(within)(temperature, t->rows, 0x1p-1074, INFINITY))) return 0;
    double top_logits[BLOCK];
    NAMED(tops)(top_logits, logits, t);
    double s1[BLOCK];
    {
        for (long i = 0; i < rows; ++i) s1[i] = logits[i * n + (long)top_logits[i]];
    }
    double *restrict out = t->out;
    for (long at = 0; at < rows * n; at += BLOCK) {
        const long count = rows * n - at < BLOCK ? rows * n - at : BLOCK;
        double x_s1[BLOCK]; NAMED(spread)(x_s1, s1, t, count);
        double x_temperature[BLOCK]; NAMED(spread)(x_temperature, temperature, t, count);
        double *restrict o = out + at;
        double k0[BLOCK];
        NAMED(times_diff)(k0, ONES, x_s1, logits + at, count);
        for (long i = 0; i < count; ++i) o[i] = k0[i]/x_temperature[i];
    }
    return 1;
}

static int NAMED(form_softmax_cross_entropy_by_temperature)(const tile_t *t) {
    const long rows = t->rows, n = t->n;
    (void)n;
    const double *restrict logits = t->in[0];
    (void)logits;
    const double *restrict labels = t->in[1];
    (void)labels;
    const double *restrict temperature = t->in[2];
    (void)temperature;
    if (t->check && !(NAMED(laws)(labels, t) && NAMED(within)(temperature, t->rows, 0x1p-1074, INFINITY))) return 0;
    double top_logits[BLOCK];
    NAMED(tops)(top_logits, logits, t);
    double s1[BLOCK];
    {
        for (long i = 0; i < rows; ++i) s1[i] = logits[i * n + (long)top_logits[i]];
    }
    double s2[BLOCK]; total_t s2_total = {0.0, 0.0};
    double s3[BLOCK]; total_t s3_total = {0.0, 0.0};
    double s4[BLOCK]; total_t s4_total = {0.0, 0.0};
    for (long at = 0; at < rows * n; at += BLOCK) {
        const long count = rows * n - at < BLOCK ? rows * n - at : BLOCK;
        double x_s1[BLOCK]; NAMED(spread)(x_s1, s1, t, count);
        double x_temperature[BLOCK]; NAMED(spread)(x_temperature, temperature, t, count);
        double x_top_logits[BLOCK]; NAMED(spread)(x_top_logits, top_logits, t, count);
        double place[BLOCK]; NAMED(places)(place, t, at, count);
        double v[BLOCK];
        double k0[BLOCK];
        NAMED(exp_diff)(k0, logits + at, x_s1, x_temperature, count);
        for (long i = 0; i < count; ++i) v[i] = k0[i]*(1 - (place[i] == x_top_logits[i] ? 1.0 : 0.0));
        NAMED(sum_rows)(v, t, count, s2);
        add(&s2_total, s2[0]);
        double k1[BLOCK];
        NAMED(times_diff)(k1, ONES, logits + at, x_s1, count);
        double k2[BLOCK];
        for (long i = 0; i < count; ++i) k2[i] = k1[i]/x_temperature[i]/x_temperature[i];
        double k3[BLOCK];
        NAMED(times_exp)(k3, k2, logits + at, x_s1, x_temperature, count);
        for (long i = 0; i < count; ++i) v[i] = k3[i]*(1 - (place[i] == x_top_logits[i] ? 1.0 : 0.0));
        NAMED(sum_rows)(v, t, count, s3);
        add(&s3_total, s3[0]);
        NAMED(times_diff)(v, labels + at, x_s1, logits + at, count);
        NAMED(sum_rows)(v, t, count, s4);
        add(&s4_total, s4[0]);
    }
    if (rows == 1) s2[0] = s2_total.high + s2_total.low;
    if (rows == 1) s3[0] = s3_total.high + s3_total.low;
    if (rows == 1) s4[0] = s4_total.high + s4_total.low;
    double *restrict out = t->out;
    {
        for (long i = 0; i < rows; ++i) out[i] = -s3[i]/(s2[i] + 1) - s4[i]/temperature[i]/temperature[i];
    }
    return 1;
}

static int NAMED(form_label_smoothing)(const tile_t *t) {
    const long rows = t->rows, n = t->n;
    (void)n;
    const double *restrict logits = t->in[0];
    (void)logits;
    const double *restrict label = t->in[1];
    (void)label;
    const double *restrict epsilon = t->in[2];
    (void)epsilon;
    const double *restrict temperature = t->in[3];
    (void)temperature;
    if (!NAMED(within)(label, rows, 0.0, (double)(n - 1))) return 0;
    if (t->check && !(NAMED(within)(epsilon, t->rows, 0.0, 1.0) && NAMED(within)(temperature, t->rows, 0x1p-1074, INFINITY))) return 0;
    double top_logits[BLOCK];
    NAMED(tops)(top_logits, logits, t);
    double s1[BLOCK];
    {
        for (long i = 0; i < rows; ++i) s1[i] = logits[i * n + (long)top_logits[i]];
    }
    double s2[BLOCK];
    {
        for (long i = 0; i < rows; ++i) s2[i] = logits[i * n + (long)label[i]];
    }
    double s3[BLOCK];
    {
        double k0[BLOCK];
        for (long i = 0; i < rows; ++i) k0[i] = 1 - epsilon[i];
        NAMED(times_diff)(s3, k0, s1, s2, rows);
    }
    double s4[BLOCK]; total_t s4_total = {0.0, 0.0};
    double s5[BLOCK]; total_t s5_total = {0.0, 0.0};
    for (long at = 0; at < rows * n; at += BLOCK) {
        const long count = rows * n - at < BLOCK ? rows * n - at : BLOCK;
        double x_epsilon[BLOCK]; NAMED(spread)(x_epsilon, epsilon, t, count);
        double x_s1[BLOCK]; NAMED(spread)(x_s1, s1, t, count);
        double x_temperature[BLOCK]; NAMED(spread)(x_temperature, temperature, t, count);
        double x_top_logits[BLOCK]; NAMED(spread)(x_top_logits, top_logits, t, count);
        double place[BLOCK]; NAMED(places)(place, t, at, count);
        double v[BLOCK];
        NAMED(times_diff)(v, x_epsilon, x_s1, logits + at, count);
        NAMED(sum_rows)(v, t, count, s4);
        add(&s4_total, s4[0]);
        double k0[BLOCK];
        NAMED(exp_diff)(k0, logits + at, x_s1, x_temperature, count);
        for (long i = 0; i < count; ++i) v[i] = k0[i]*(1 - (place[i] == x_top_logits[i] ? 1.0 : 0.0));
        NAMED(sum_rows)(v, t, count, s5);
        add(&s5_total, s5[0]);
    }
    if (rows == 1) s4[0] = s4_total.high + s4_total.low;
    if (rows == 1) s5[0] = s5_total.high + s5_total.low;
    double s6[BLOCK];
    {
        NAMED(log1p)(s6, s5, rows);
    }
    double *restrict out = t->out;
    {
        for (long i = 0; i < rows; ++i) out[i] = s3[i]/temperature[i] + s4[i]/((double)n*temperature[i]) + s6[i];
    }
    return 1;
}

static int NAMED(form_label_smoothing_by_logits)(const tile_t *t) {
    const long rows = t->rows, n = t->n;
    (void)n;
    const double *restrict logits = t->in[0];
    (void)logits;
    const double *restrict label = t->in[1];
    (void)label;
    const double *restrict epsilon = t->in[2];
    (void)epsilon;
    const double *restrict temperature = t->in[3];
    (void)temperature;
    if (!NAMED(within)(label, rows, 0.0, (double)(n - 1))) return 0;
    if (t->check && !(NAMED(within)(epsilon, t->rows, 0.0, 1.0) && NAMED(within)(temperature, t->rows, 0x1p-1074, INFINITY))) return 0;
    double top_logits[BLOCK];
    NAMED(tops)(top_logits, logits, t);
    double s1[BLOCK];
    {
        for (long i = 0; i < rows; ++i) s1[i] = logits[i * n + (long)top_logits[i]];
    }
    double s2[BLOCK]; total_t s2_total = {0.0, 0.0};
    for (long at = 0; at < rows * n; at += BLOCK) {
        const long count = rows * n - at < BLOCK ? rows * n - at : BLOCK;
        double x_s1[BLOCK]; NAMED(spread)(x_s1, s1, t, count);
        double x_temperature[BLOCK]; NAMED(spread)(x_temperature, temperature, t, count);
        double x_top_logits[BLOCK]; NAMED(spread)(x_top_logits, top_logits, t, count);
        double place[BLOCK]; NAMED(places)(place, t, at, count);
        double v[BLOCK];
        double k0[BLOCK];
        NAMED(exp_diff)(k0, logits + at, x_s1, x_temperature, count);
        for (long i = 0; i < count; ++i) v[i] = k0[i]*(1 - (place[i] == x_top_logits[i] ? 1.0 : 0.0));
        NAMED(sum_rows)(v, t, count, s2);
        add(&s2_total, s2[0]);
    }
    if (rows == 1) s2[0] = s2_total.high + s2_total.low;
    double *restrict out = t->out;
    for (long at = 0; at < rows * n; at += BLOCK) {
        const long count = rows * n - at < BLOCK ? rows * n - at : BLOCK;
        double x_epsilon[BLOCK]; NAMED(spread)(x_epsilon, epsilon, t, count);
        double x_label[BLOCK]; NAMED(spread)(x_label, label, t, count);
        double x_s1[BLOCK]; NAMED(spread)(x_s1, s1, t, count);
        double x_s2[BLOCK]; NAMED(spread)(x_s2, s2, t, count);
        double x_temperature[BLOCK]; NAMED(spread)(x_temperature, temperature, t, count);
        double place[BLOCK]; NAMED(places)(place, t, at, count);
        double *restrict o = out + at;
        double k0[BLOCK];
        NAMED(exp_diff)(k0, logits + at, x_s1, x_temperature, count);
        double k1[BLOCK];
        NAMED(times_diff)(k1, ONES, logits + at, x_s1, count);
        double k2[BLOCK];
        for (long i = 0; i < count; ++i) k2[i] = k1[i]/x_temperature[i];
        double k3[BLOCK];
        NAMED(expm1)(k3, k2, count);
        for (long i = 0; i < count; ++i) o[i] = (k0[i]*(x_epsilon[i]*((double)n - 1)*(place[i] == x_label[i] ? 1.0 : 0.0)/(double)n + (1 - (place[i] == x_label[i] ? 1.0 : 0.0))*(1 - x_epsilon[i]/(double)n)) - (x_s2[i] - k3[i])*(x_epsilon[i]/(double)n + (1 - x_epsilon[i])*(place[i] == x_label[i] ? 1.0 : 0.0)))/(x_temperature[i]*(x_s2[i] + 1));
    }
    return 1;
}

static int NAMED(form_label_smoothing_by_epsilon)(const tile_t *t) {
    const long rows = t->rows, n = t->n;
    (void)n;
    const double *restrict logits = t->in[0];
    (void)logits;
    const double *restrict label = t->in[1];
    (void)label;
    const double *restrict epsilon = t->in[2];
    (void)epsilon;
    const double *restrict temperature = t->in[3];
    (void)temperature;
    if (!NAMED(within)(label, rows, 0.0, (double)(n - 1))) return 0;
    if (t->check && !(NAMED(within)(epsilon, t->rows, 0.0, 1.0) && NAMED(within)(temperature, t->rows, 0x1p-1074, INFINITY))) return 0;
    double top_logits[BLOCK];
    NAMED(tops)(top_logits, logits, t);
    double s1[BLOCK];
    {
        for (long i = 0; i < rows; ++i) s1[i] = logits[i * n + (long)top_logits[i]];
    }
    double s2[BLOCK];
    {
        for (long i = 0; i < rows; ++i) s2[i] = logits[i * n + (long)label[i]];
    }
    double s3[BLOCK];
    {
        NAMED(times_diff)(s3, ONES, s1, s2, rows);
    }
    double s4[BLOCK]; total_t s4_total = {0.0, 0.0};
    for (long at = 0; at < rows * n; at += BLOCK) {
        const long count = rows * n - at < BLOCK ? rows * n - at : BLOCK;
        double x_s1[BLOCK]; NAMED(spread)(x_s1, s1, t, count);
        double v[BLOCK];
        NAMED(times_diff)(v, ONES, x_s1, logits + at, count);
        NAMED(sum_rows)(v, t, count, s4);
        add(&s4_total, s4[0]);
    }
    if (rows == 1) s4[0] = s4_total.high + s4_total.low;
    double *restrict out = t->out;
    {
        for (long i = 0; i < rows; ++i) out[i] = s4[i]/((double)n*temperature[i]) - s3[i]/temperature[i];
    }
    return 1;
}

static int NAMED(form_label_smoothing_by_temperature)(const tile_t *t) {
    const long rows = t->rows, n = t->n;
    (void)n;
    const double *restrict logits = t->in[0];
    (void)logits;
    const double *restrict label = t->in[1];
    (void)label;
    const double *restrict epsilon = t->in[2];
    (void)epsilon;
    const double *restrict temperature = t->in[3];
    (void)temperature;
    if (!NAMED(within)(label, rows, 0.0, (double)(n - 1))) return 0;
    if (t->check && !(NAMED(within)(epsilon, t->rows, 0.0, 1.0) && NAMED(within)(temperature, t->rows, 0x1p-1074, INFINITY))) return 0;
    double top_logits[BLOCK];
    NAMED(tops)(top_logits, logits, t);
    double s1[BLOCK];
    {
        for (long i = 0; i < rows; ++i) s1[i] = logits[i * n + (long)top_logits[i]];
    }
    double s2[BLOCK]; total_t s2_total = {0.0, 0.0};
    double s3[BLOCK]; total_t s3_total = {0.0, 0.0};
    for (long at = 0; at < rows * n; at += BLOCK) {
        const long count = rows * n - at < BLOCK ? rows * n - at : BLOCK;
        double x_s1[BLOCK]; NAMED(spread)(x_s1, s1, t, count);
        double x_temperature[BLOCK]; NAMED(spread)(x_temperature, temperature, t, count);
        double x_top_logits[BLOCK]; NAMED(spread)(x_top_logits, top_logits, t, count);
        double place[BLOCK]; NAMED(places)(place, t, at, count);
        double v[BLOCK];
        double k0[BLOCK];
        NAMED(exp_diff)(k0, logits + at, x_s1, x_temperature, count);
        for (long i = 0; i < count; ++i) v[i] = k0[i]*(1 - (place[i] == x_top_logits[i] ? 1.0 : 0.0));
        NAMED(sum_rows)(v, t, count, s2);
        add(&s2_total, s2[0]);
        double k1[BLOCK];
        NAMED(times_diff)(k1, ONES, logits + at, x_s1, count);
        double k2[BLOCK];
        for (long i = 0; i < count; ++i) k2[i] = k1[i]/x_temperature[i]/x_temperature[i];
        double k3[BLOCK];
        NAMED(times_exp)(k3, k2, logits + at, x_s1, x_temperature, count);
        for (long i = 0; i < count; ++i) v[i] = k3[i]*(1 - (place[i] == x_top_logits[i] ? 1.0 : 0.0));
        NAMED(sum_rows)(v, t, count, s3);
        add(&s3_total, s3[0]);
    }
    if (rows == 1) s2[0] = s2_total.high + s2_total.low;
    if (rows == 1) s3[0] = s3_total.high + s3_total.low;
    double s4[BLOCK];
    {
        for (long i = 0; i < rows; ++i) s4[i] = logits[i * n + (long)label[i]];
    }
    double s5[BLOCK];
    {
        double k0[BLOCK];
        for (long i = 0; i < rows; ++i) k0[i] = 1 - epsilon[i];
        NAMED(times_diff)(s5, k0, s1, s4, rows);
    }
    double s6[BLOCK]; total_t s6_total = {0.0, 0.0};
    for (long at = 0; at < rows * n; at += BLOCK) {
        const long count = rows * n - at < BLOCK ? rows * n - at : BLOCK;
        double x_epsilon[BLOCK]; NAMED(spread)(x_epsilon, epsilon, t, count);
        double x_s1[BLOCK]; NAMED(spread)(x_s1, s1, t, count);
        double v[BLOCK];
        NAMED(times_diff)(v, x_epsilon, x_s1, logits + at, count);
        NAMED(sum_rows)(v, t, count, s6);
        add(&s6_total, s6[0]);
    }
    if (rows == 1) s6[0] = s6_total.high + s6_total.low;
    double *restrict out = t->out;
    {
        for (long i = 0; i < rows; ++i) out[i] = -s3[i]/(s2[i] + 1) - s5[i]/temperature[i]/temperature[i] - s6[i]/temperature[i]/temperature[i]/(double)n;
    }
    return 1;
}

static int NAMED(form_entropy_logits)(const tile_t *t) {
    const long rows = t->rows, n = t->n;
    (void)n;
    const double *restrict logits = t->in[0];
    (void)logits;
    const double *restrict temperature = t->in[1];
    (void)temperature;
    if (t->check && !(NAMED(within)(temperature, t->rows, 0x1p-1074, INFINITY))) return 0;
    double top_logits[BLOCK];
    NAMED(tops)(top_logits, logits, t);
    double s1[BLOCK];
    {
        for (long i = 0; i < rows; ++i) s1[i] = logits[i * n + (long)top_logits[i]];
    }
    double s2[BLOCK]; total_t s2_total = {0.0, 0.0};
    double s3[BLOCK]; total_t s3_total = {0.0, 0.0};
    for (long at = 0; at < rows * n; at += BLOCK) {
        const long count = rows * n - at < BLOCK ? rows * n - at : BLOCK;
        double x_s1[BLOCK]; NAMED(spread)(x_s1, s1, t, count);
        double x_temperature[BLOCK]; NAMED(spread)(x_temperature, temperature, t, count);
        double x_top_logits[BLOCK]; NAMED(spread)(x_top_logits, top_logits, t, count);
        double place[BLOCK]; NAMED(places)(place, t, at, count);
        double v[BLOCK];
        double k0[BLOCK];
        NAMED(exp_diff)(k0, logits + at, x_s1, x_temperature, count);
        for (long i = 0; i < count; ++i) v[i] = k0[i]*(1 - (place[i] == x_top_logits[i] ? 1.0 : 0.0));
        NAMED(sum_rows)(v, t, count, s2);
        add(&s2_total, s2[0]);
        double k1[BLOCK];
        NAMED(times_diff)(k1, ONES, x_s1, logits + at, count);
        double k2[BLOCK];
        for (long i = 0; i < count; ++i) k2[i] = k1[i]/x_temperature[i];
        NAMED(times_exp)(v, k2, logits + at, x_s1, x_temperature, count);
        NAMED(sum_rows)(v, t, count, s3);
        add(&s3_total, s3[0]);
    }
    if (rows == 1) s2[0] = s2_total.high + s2_total.low;
    if (rows == 1) s3[0] = s3_total.high + s3_total.low;
    double s4[BLOCK];
    {
        NAMED(log1p)(s4, s2, rows);
    }
    double *restrict out = t->out;
    {
        for (long i = 0; i < rows; ++i) out[i] = s3[i]/(s2[i] + 1) + s4[i];
    }
    return 1;
}

static int NAMED(form_entropy_logits_by_logits)(const tile_t *t) {
    const long rows = t->rows, n = t->n;
    (void)n;
    const double *restrict logits = t->in[0];
    (void)logits;
    const double *restrict temperature = t->in[1];
    (void)temperature;
    if (t->check && !(NAMED(within)(temperature, t->rows, 0x1p-1074, INFINITY))) return 0;
    double top_logits[BLOCK];
    NAMED(tops)(top_logits, logits, t);
    double s1[BLOCK];
    {
        for (long i = 0; i < rows; ++i) s1[i] = logits[i * n + (long)top_logits[i]];
    }
    double s2[BLOCK]; total_t s2_total = {0.0, 0.0};
    double s3[BLOCK]; total_t s3_total = {0.0, 0.0};
    for (long at = 0; at < rows * n; at += BLOCK) {
        const long count = rows * n - at < BLOCK ? rows * n - at : BLOCK;
        double x_s1[BLOCK]; NAMED(spread)(x_s1, s1, t, count);
        double x_temperature[BLOCK]; NAMED(spread)(x_temperature, temperature, t, count);
        double x_top_logits[BLOCK]; NAMED(spread)(x_top_logits, top_logits, t, count);
        double place[BLOCK]; NAMED(places)(place, t, at, count);
        double v[BLOCK];
        double k0[BLOCK];
        NAMED(exp_diff)(k0, logits + at, x_s1, x_temperature, count);
        for (long i = 0; i < count; ++i) v[i] = k0[i]*(1 - (place[i] == x_top_logits[i] ? 1.0 : 0.0));
        NAMED(sum_rows)(v, t, count, s2);
        add(&s2_total, s2[0]);
        double k1[BLOCK];
        NAMED(times_diff)(k1, ONES, x_s1, logits + at, count);
        double k2[BLOCK];
        for (long i = 0; i < count; ++i) k2[i] = k1[i]/x_temperature[i];
        NAMED(times_exp)(v, k2, logits + at, x_s1, x_temperature, count);
        NAMED(sum_rows)(v, t, count, s3);
        add(&s3_total, s3[0]);
    }
    if (rows == 1) s2[0] = s2_total.high + s2_total.low;
    if (rows == 1) s3[0] = s3_total.high + s3_total.low;
    double *restrict out = t->out;
    for (long at = 0; at < rows * n; at += BLOCK) {
        const long count = rows * n - at < BLOCK ? rows * n - at : BLOCK;
        double x_s1[BLOCK]; NAMED(spread)(x_s1, s1, t, count);
        double x_s2[BLOCK]; NAMED(spread)(x_s2, s2, t, count);
        double x_s3[BLOCK]; NAMED(spread)(x_s3, s3, t, count);
        double x_temperature[BLOCK]; NAMED(spread)(x_temperature, temperature, t, count);
        double *restrict o = out + at;
        double k0[BLOCK];
        NAMED(times_diff)(k0, ONES, x_s1, logits + at, count);
        double k1[BLOCK];
        for (long i = 0; i < count; ++i) k1[i] = (k0[i]/x_temperature[i] - x_s3[i]/(x_s2[i] + 1))/x_temperature[i];
        double k2[BLOCK];
        NAMED(times_exp)(k2, k1, logits + at, x_s1, x_temperature, count);
        for (long i = 0; i < count; ++i) o[i] = k2[i]/(x_s2[i] + 1);
    }
    return 1;
}

static int NAMED(form_entropy_logits_by_temperature)(const tile_t *t) {
    const long rows = t->rows, n = t->n;
    (void)n;
    const double *restrict logits = t->in[0];
    (void)logits;
    const double *restrict temperature = t->in[1];
    (void)temperature;
    if (t->check && !(NAMED(within)(temperature, t->rows, 0x1p-1074, INFINITY))) return 0;
    double top_logits[BLOCK];
    NAMED(tops)(top_logits, logits, t);
    double s1[BLOCK];
    {
        for (long i = 0; i < rows; ++i) s1[i] = logits[i * n + (long)top_logits[i]];
    }
    double s2[BLOCK]; total_t s2_total = {0.0, 0.0};
    double s3[BLOCK]; total_t s3_total = {0.0, 0.0};
    for (long at = 0; at < rows * n; at += BLOCK) {
        const long count = rows * n - at < BLOCK ? rows * n - at : BLOCK;
        double x_s1[BLOCK]; NAMED(spread)(x_s1, s1, t, count);
        double x_temperature[BLOCK]; NAMED(spread)(x_temperature, temperature, t, count);
        double x_top_logits[BLOCK]; NAMED(spread)(x_top_logits, top_logits, t, count);
        double place[BLOCK]; NAMED(places)(place, t, at, count);
        double v[BLOCK];
        double k0[BLOCK];
        NAMED(exp_diff)(k0, logits + at, x_s1, x_temperature, count);
        for (long i = 0; i < count; ++i) v[i] = k0[i]*(1 - (place[i] == x_top_logits[i] ? 1.0 : 0.0));
        NAMED(sum_rows)(v, t, count, s2);
        add(&s2_total, s2[0]);
        double k1[BLOCK];
        NAMED(times_diff)(k1, ONES, x_s1, logits + at, count);
        double k2[BLOCK];
        for (long i = 0; i < count; ++i) k2[i] = k1[i]/x_temperature[i];
        NAMED(times_exp)(v, k2, logits + at, x_s1, x_temperature, count);
        NAMED(sum_rows)(v, t, count, s3);
        add(&s3_total, s3[0]);
    }
    if (rows == 1) s2[0] = s2_total.high + s2_total.low;
    if (rows == 1) s3[0] = s3_total.high + s3_total.low;
    double s4[BLOCK]; total_t s4_total = {0.0, 0.0};
    for (long at = 0; at < rows * n; at += BLOCK) {
        const long count = rows * n - at < BLOCK ? rows * n - at : BLOCK;
        double x_s1[BLOCK]; NAMED(spread)(x_s1, s1, t, count);
        double x_s2[BLOCK]; NAMED(spread)(x_s2, s2, t, count);
        double x_s3[BLOCK]; NAMED(spread)(x_s3, s3, t, count);
        double x_temperature[BLOCK]; NAMED(spread)(x_temperature, temperature, t, count);
        double v[BLOCK];
        double k0[BLOCK];
        NAMED(times_diff)(k0, ONES, x_s1, logits + at, count);
        double k1[BLOCK];
        for (long i = 0; i < count; ++i) k1[i] = k0[i]/x_temperature[i] - x_s3[i]/(x_s2[i] + 1);
        double k2[BLOCK];
        NAMED(sq)(k2, k1, count);
        double k3[BLOCK];
        for (long i = 0; i < count; ++i) k3[i] = k2[i]/x_temperature[i];
        NAMED(times_exp)(v, k3, logits + at, x_s1, x_temperature, count);
        NAMED(sum_rows)(v, t, count, s4);
        add(&s4_total, s4[0]);
    }
    if (rows == 1) s4[0] = s4_total.high + s4_total.low;
    double *restrict out = t->out;
    {
        for (long i = 0; i < rows; ++i) out[i] = s4[i]/(s2[i] + 1);
    }
    return 1;
}

static int NAMED(form_cross_entropy_logits)(const tile_t *t) {
    const long rows = t->rows, n = t->n;
    (void)n;
    const double *restrict logits_p = t->in[0];
    (void)logits_p;
    const double *restrict logits_q = t->in[1];
    (void)logits_q;
    const double *restrict temperature = t->in[2];
    (void)temperature;
    if (t->check && !(NAMED(within)(temperature, t->rows, 0x1p-1074, INFINITY))) return 0;
    double top_logits_p[BLOCK];
    NAMED(tops)(top_logits_p, logits_p, t);
    double top_logits_q[BLOCK];
    NAMED(tops)(top_logits_q, logits_q, t);
    double s1[BLOCK];
    {
        for (long i = 0; i < rows; ++i) s1[i] = logits_p[i * n + (long)top_logits_p[i]];
    }
    double s2[BLOCK]; total_t s2_total = {0.0, 0.0};
    for (long at = 0; at < rows * n; at += BLOCK) {
        const long count = rows * n - at < BLOCK ? rows * n - at : BLOCK;
        double x_s1[BLOCK]; NAMED(spread)(x_s1, s1, t, count);
        double x_temperature[BLOCK]; NAMED(spread)(x_temperature, temperature, t, count);
        double x_top_logits_p[BLOCK]; NAMED(spread)(x_top_logits_p, top_logits_p, t, count);
        double place[BLOCK]; NAMED(places)(place, t, at, count);
        double v[BLOCK];
        double k0[BLOCK];
        NAMED(exp_diff)(k0, logits_p + at, x_s1, x_temperature, count);
        for (long i = 0; i < count; ++i) v[i] = k0[i]*(1 - (place[i] == x_top_logits_p[i] ? 1.0 : 0.0));
        NAMED(sum_rows)(v, t, count, s2);
        add(&s2_total, s2[0]);
    }
    if (rows == 1) s2[0] = s2_total.high + s2_total.low;
    double s3[BLOCK];
    {
        for (long i = 0; i < rows; ++i) s3[i] = logits_q[i * n + (long)top_logits_q[i]];
    }
    double s4[BLOCK]; total_t s4_total = {0.0, 0.0};
    double s5[BLOCK]; total_t s5_total = {0.0, 0.0};
    for (long at = 0; at < rows * n; at += BLOCK) {
        const long count = rows * n - at < BLOCK ? rows * n - at : BLOCK;
        double x_s1[BLOCK]; NAMED(spread)(x_s1, s1, t, count);
        double x_s3[BLOCK]; NAMED(spread)(x_s3, s3, t, count);
        double x_temperature[BLOCK]; NAMED(spread)(x_temperature, temperature, t, count);
        double x_top_logits_q[BLOCK]; NAMED(spread)(x_top_logits_q, top_logits_q, t, count);
        double place[BLOCK]; NAMED(places)(place, t, at, count);
        double v[BLOCK];
        double k0[BLOCK];
        NAMED(times_diff)(k0, ONES, x_s3, logits_q + at, count);
        double k1[BLOCK];
        for (long i = 0; i < count; ++i) k1[i] = k0[i]/x_temperature[i];
        NAMED(times_exp)(v, k1, logits_p + at, x_s1, x_temperature, count);
        NAMED(sum_rows)(v, t, count, s4);
        add(&s4_total, s4[0]);
        double k2[BLOCK];
        NAMED(exp_diff)(k2, logits_q + at, x_s3, x_temperature, count);
        for (long i = 0; i < count; ++i) v[i] = k2[i]*(1 - (place[i] == x_top_logits_q[i] ? 1.0 : 0.0));
        NAMED(sum_rows)(v, t, count, s5);
        add(&s5_total, s5[0]);
    }
    if (rows == 1) s4[0] = s4_total.high + s4_total.low;
    if (rows == 1) s5[0] = s5_total.high + s5_total.low;
    double s6[BLOCK];
    {
        NAMED(log1p)(s6, s5, rows);
    }
    double *restrict out = t->out;
    {
        for (long i = 0; i < rows; ++i) out[i] = s4[i]/(s2[i] + 1) + s6[i];
    }
    return 1;
}

static int NAMED(form_cross_entropy_logits_by_logits_p)(const tile_t *t) {
    const long rows = t->rows, n = t->n;
    (void)n;
    const double *restrict logits_p = t->in[0];
    (void)logits_p;
    const double *restrict logits_q = t->in[1];
    (void)logits_q;
    const double *restrict temperature = t->in[2];
    (void)temperature;
    if (t->check && !(NAMED(within)(temperature, t->rows, 0x1p-1074, INFINITY))) return 0;
    double top_logits_p[BLOCK];
    NAMED(tops)(top_logits_p, logits_p, t);
    double s1[BLOCK];
    {
        for (long i = 0; i < rows; ++i) s1[i] = logits_p[i * n + (long)top_logits_p[i]];
    }
    double s2[BLOCK]; total_t s2_total = {0.0, 0.0};
    for (long at = 0; at < rows * n; at += BLOCK) {
        const long count = rows * n - at < BLOCK ? rows * n - at : BLOCK;
        double x_s1[BLOCK]; NAMED(spread)(x_s1, s1, t, count);
        double x_temperature[BLOCK]; NAMED(spread)(x_temperature, temperature, t, count);
        double x_top_logits_p[BLOCK]; NAMED(spread)(x_top_logits_p, top_logits_p, t, count);
        double place[BLOCK]; NAMED(places)(place, t, at, count);
        double v[BLOCK];
        double k0[BLOCK];
        NAMED(exp_diff)(k0, logits_p + at, x_s1, x_temperature, count);
        for (long i = 0; i < count; ++i) v[i] = k0[i]*(1 - (place[i] == x_top_logits_p[i] ? 1.0 : 0.0));
        NAMED(sum_rows)(v, t, count, s2);
        add(&s2_total, s2[0]);
    }
    if (rows == 1) s2[0] = s2_total.high + s2_total.low;
    double s3[BLOCK];
    {
        for (long i = 0; i < rows; ++i) s3[i] = logits_q[i * n + (long)top_logits_p[i]];
    }
    double s4[BLOCK]; total_t s4_total = {0.0, 0.0};
    for (long at = 0; at < rows * n; at += BLOCK) {
        const long count = rows * n - at < BLOCK ? rows * n - at : BLOCK;
        double x_s1[BLOCK]; NAMED(spread)(x_s1, s1, t, count);
        double x_s3[BLOCK]; NAMED(spread)(x_s3, s3, t, count);
        double x_temperature[BLOCK]; NAMED(spread)(x_temperature, temperature, t, count);
        double v[BLOCK];
        double k0[BLOCK];
        NAMED(times_diff)(k0, ONES, x_s3, logits_q + at, count);
        double k1[BLOCK];
        for (long i = 0; i < count; ++i) k1[i] = k0[i]/x_temperature[i];
        NAMED(times_exp)(v, k1, logits_p + at, x_s1, x_temperature, count);
        NAMED(sum_rows)(v, t, count, s4);
        add(&s4_total, s4[0]);
    }
    if (rows == 1) s4[0] = s4_total.high + s4_total.low;
    double *restrict out = t->out;
    for (long at = 0; at < rows * n; at += BLOCK) {
        const long count = rows * n - at < BLOCK ? rows * n - at : BLOCK;
        double x_s1[BLOCK]; NAMED(spread)(x_s1, s1, t, count);
        double x_s2[BLOCK]; NAMED(spread)(x_s2, s2, t, count);
        double x_s3[BLOCK]; NAMED(spread)(x_s3, s3, t, count);
        double x_s4[BLOCK]; NAMED(spread)(x_s4, s4, t, count);
        double x_temperature[BLOCK]; NAMED(spread)(x_temperature, temperature, t, count);
        double *restrict o = out + at;
        double k0[BLOCK];
        NAMED(times_diff)(k0, ONES, x_s3, logits_q + at, count);
        double k1[BLOCK];
        for (long i = 0; i < count; ++i) k1[i] = (k0[i]/x_temperature[i] - x_s4[i]/(x_s2[i] + 1))/x_temperature[i];
        double k2[BLOCK];
        NAMED(times_exp)(k2, k1, logits_p + at, x_s1, x_temperature, count);
        for (long i = 0; i < count; ++i) o[i] = k2[i]/(x_s2[i] + 1);
    }
    return 1;
}

static int NAMED(form_cross_entropy_logits_by_logits_q)(const tile_t *t) {
    const long rows = t->rows, n = t->n;
    (void)n;
    const double *restrict logits_p = t->in[0];
    (void)logits_p;
    const double *restrict logits_q = t->in[1];
    (void)logits_q;
    const double *restrict temperature = t->in[2];
    (void)temperature;
    if (t->check && !(NAMED(within)(temperature, t->rows, 0x1p-1074, INFINITY))) return 0;
    double top_logits_p[BLOCK];
    NAMED(tops)(top_logits_p, logits_p, t);
    double top_logits_q[BLOCK];
    NAMED(tops)(top_logits_q, logits_q, t);
    double s1[BLOCK];
    {
        for (long i = 0; i < rows; ++i) s1[i] = logits_p[i * n + (long)top_logits_p[i]];
    }
    double s2[BLOCK]; total_t s2_total = {0.0, 0.0};
    for (long at = 0; at < rows * n; at += BLOCK) {
        const long count = rows * n - at < BLOCK ? rows * n - at : BLOCK;
        double x_s1[BLOCK]; NAMED(spread)(x_s1, s1, t, count);
        double x_temperature[BLOCK]; NAMED(spread)(x_temperature, temperature, t, count);
        double x_top_logits_p[BLOCK]; NAMED(spread)(x_top_logits_p, top_logits_p, t, count);
        double place[BLOCK]; NAMED(places)(place, t, at, count);
        double v[BLOCK];
        double k0[BLOCK];
        NAMED(exp_diff)(k0, logits_p + at, x_s1, x_temperature, count);
        for (long i = 0; i < count; ++i) v[i] = k0[i]*(1 - (place[i] == x_top_logits_p[i] ? 1.0 : 0.0));
        NAMED(sum_rows)(v, t, count, s2);
        add(&s2_total, s2[0]);
    }
    if (rows == 1) s2[0] = s2_total.high + s2_total.low;
    double s3[BLOCK];
    {
        for (long i = 0; i < rows; ++i) s3[i] = logits_q[i * n + (long)top_logits_q[i]];
    }
    double s4[BLOCK]; total_t s4_total = {0.0, 0.0};
    for (long at = 0; at < rows * n; at += BLOCK) {
        const long count = rows * n - at < BLOCK ? rows * n - at : BLOCK;
        double x_s1[BLOCK]; NAMED(spread)(x_s1, s1, t, count);
        double x_s3[BLOCK]; NAMED(spread)(x_s3, s3, t, count);
        double x_temperature[BLOCK]; NAMED(spread)(x_temperature, temperature, t, count);
        double v[BLOCK];
        NAMED(tilt_diff)(v, ONES, logits_p + at, x_s1, logits_q + at, x_s3, ZEROS, x_temperature, count);
        NAMED(sum_rows)(v, t, count, s4);
        add(&s4_total, s4[0]);
    }
    if (rows == 1) s4[0] = s4_total.high + s4_total.low;
    double s5[BLOCK];
    {
        double k0[BLOCK];
        for (long i = 0; i < rows; ++i) k0[i] = s4[i]/(s2[i] + 1);
        NAMED(log1p)(s5, k0, rows);
    }
    double *restrict out = t->out;
    for (long at = 0; at < rows * n; at += BLOCK) {
        const long count = rows * n - at < BLOCK ? rows * n - at : BLOCK;
        double x_s1[BLOCK]; NAMED(spread)(x_s1, s1, t, count);
        double x_s2[BLOCK]; NAMED(spread)(x_s2, s2, t, count);
        double x_s3[BLOCK]; NAMED(spread)(x_s3, s3, t, count);
        double x_s5[BLOCK]; NAMED(spread)(x_s5, s5, t, count);
        double x_temperature[BLOCK]; NAMED(spread)(x_temperature, temperature, t, count);
        double *restrict o = out + at;
        double k0[BLOCK];
        NAMED(tilt_diff)(k0, ONES, logits_p + at, x_s1, logits_q + at, x_s3, x_s5, x_temperature, count);
        for (long i = 0; i < count; ++i) o[i] = k0[i]/(x_temperature[i]*(x_s2[i] + 1));
    }
    return 1;
}

static int NAMED(form_cross_entropy_logits_by_temperature)(const tile_t *t) {
    const long rows = t->rows, n = t->n;
    (void)n;
    const double *restrict logits_p = t->in[0];
    (void)logits_p;
    const double *restrict logits_q = t->in[1];
    (void)logits_q;
    const double *restrict temperature = t->in[2];
    (void)temperature;
    if (t->check && !(NAMED(within)(temperature, t->rows, 0x1p-1074, INFINITY))) return 0;
    double top_logits_p[BLOCK];
    NAMED(tops)(top_logits_p, logits_p, t);
    double top_logits_q[BLOCK];
    NAMED(tops)(top_logits_q, logits_q, t);
    double s1[BLOCK];
    {
        for (long i = 0; i < rows; ++i) s1[i] = logits_p[i * n + (long)top_logits_p[i]];
    }
    double s2[BLOCK]; total_t s2_total = {0.0, 0.0};
    for (long at = 0; at < rows * n; at += BLOCK) {
        const long count = rows * n - at < BLOCK ? rows * n - at : BLOCK;
        double x_s1[BLOCK]; NAMED(spread)(x_s1, s1, t, count);
        double x_temperature[BLOCK]; NAMED(spread)(x_temperature, temperature, t, count);
        double x_top_logits_p[BLOCK]; NAMED(spread)(x_top_logits_p, top_logits_p, t, count);
        double place[BLOCK]; NAMED(places)(place, t, at, count);
        double v[BLOCK];
        double k0[BLOCK];
        NAMED(exp_diff)(k0, logits_p + at, x_s1, x_temperature, count);
        for (long i = 0; i < count; ++i) v[i] = k0[i]*(1 - (place[i] == x_top_logits_p[i] ? 1.0 : 0.0));
        NAMED(sum_rows)(v, t, count, s2);
        add(&s2_total, s2[0]);
    }
    if (rows == 1) s2[0] = s2_total.high + s2_total.low;
    double s3[BLOCK];
    {
        for (long i = 0; i < rows; ++i) s3[i] = logits_q[i * n + (long)top_logits_q[i]];
    }
    double s4[BLOCK]; total_t s4_total = {0.0, 0.0};
    for (long at = 0; at < rows * n; at += BLOCK) {
        const long count = rows * n - at < BLOCK ? rows * n - at : BLOCK;
        double x_s1[BLOCK]; NAMED(spread)(x_s1, s1, t, count);
        double x_s3[BLOCK]; NAMED(spread)(x_s3, s3, t, count);
        double x_temperature[BLOCK]; NAMED(spread)(x_temperature, temperature, t, count);
        double v[BLOCK];
        NAMED(tilt_diff)(v, ONES, logits_p + at, x_s1, logits_q + at, x_s3, ZEROS, x_temperature, count);
        NAMED(sum_rows)(v, t, count, s4);
        add(&s4_total, s4[0]);
    }
    if (rows == 1) s4[0] = s4_total.high + s4_total.low;
    double s5[BLOCK];
    {
        double k0[BLOCK];
        for (long i = 0; i < rows; ++i) k0[i] = s4[i]/(s2[i] + 1);
        NAMED(log1p)(s5, k0, rows);
    }
    double s6[BLOCK]; total_t s6_total = {0.0, 0.0};
    for (long at = 0; at < rows * n; at += BLOCK) {
        const long count = rows * n - at < BLOCK ? rows * n - at : BLOCK;
        double x_s1[BLOCK]; NAMED(spread)(x_s1, s1, t, count);
        double x_s3[BLOCK]; NAMED(spread)(x_s3, s3, t, count);
        double x_s5[BLOCK]; NAMED(spread)(x_s5, s5, t, count);
        double x_temperature[BLOCK]; NAMED(spread)(x_temperature, temperature, t, count);
        double v[BLOCK];
        double k0[BLOCK];
        NAMED(times_diff)(k0, ONES, x_s3, logits_q + at, count);
        double k1[BLOCK];
        for (long i = 0; i < count; ++i) k1[i] = k0[i]/x_temperature[i]/x_temperature[i];
        NAMED(tilt_diff)(v, k1, logits_p + at, x_s1, logits_q + at, x_s3, x_s5, x_temperature, count);
        NAMED(sum_rows)(v, t, count, s6);
        add(&s6_total, s6[0]);
    }
    if (rows == 1) s6[0] = s6_total.high + s6_total.low;
    double s7[BLOCK];
    {
        for (long i = 0; i < rows; ++i) s7[i] = logits_q[i * n + (long)top_logits_p[i]];
    }
    double s8[BLOCK]; total_t s8_total = {0.0, 0.0};
    for (long at = 0; at < rows * n; at += BLOCK) {
        const long count = rows * n - at < BLOCK ? rows * n - at : BLOCK;
        double x_s1[BLOCK]; NAMED(spread)(x_s1, s1, t, count);
        double x_s7[BLOCK]; NAMED(spread)(x_s7, s7, t, count);
        double x_temperature[BLOCK]; NAMED(spread)(x_temperature, temperature, t, count);
        double v[BLOCK];
        double k0[BLOCK];
        NAMED(times_diff)(k0, ONES, x_s7, logits_q + at, count);
        double k1[BLOCK];
        for (long i = 0; i < count; ++i) k1[i] = k0[i]/x_temperature[i];
        NAMED(times_exp)(v, k1, logits_p + at, x_s1, x_temperature, count);
        NAMED(sum_rows)(v, t, count, s8);
        add(&s8_total, s8[0]);
    }
    if (rows == 1) s8[0] = s8_total.high + s8_total.low;
    double s9[BLOCK]; total_t s9_total = {0.0, 0.0};
    for (long at = 0; at < rows * n; at += BLOCK) {
        const long count = rows * n - at < BLOCK ? rows * n - at : BLOCK;
        double x_s1[BLOCK]; NAMED(spread)(x_s1, s1, t, count);
        double x_s2[BLOCK]; NAMED(spread)(x_s2, s2, t, count);
        double x_s7[BLOCK]; NAMED(spread)(x_s7, s7, t, count);
        double x_s8[BLOCK]; NAMED(spread)(x_s8, s8, t, count);
        double x_temperature[BLOCK]; NAMED(spread)(x_temperature, temperature, t, count);
        double v[BLOCK];
        double k0[BLOCK];
        NAMED(times_diff)(k0, ONES, x_s7, logits_q + at, count);
        double k1[BLOCK];
        for (long i = 0; i < count; ++i) k1[i] = (k0[i]/x_temperature[i] - x_s8[i]/(x_s2[i] + 1))/x_temperature[i]/x_temperature[i];
        double k2[BLOCK];
        NAMED(times_diff)(k2, k1, x_s1, logits_p + at, count);
        NAMED(times_exp)(v, k2, logits_p + at, x_s1, x_temperature, count);
        NAMED(sum_rows)(v, t, count, s9);
        add(&s9_total, s9[0]);
    }
    if (rows == 1) s9[0] = s9_total.high + s9_total.low;
    double *restrict out = t->out;
    {
        for (long i = 0; i < rows; ++i) out[i] = s6[i]/(s2[i] + 1) + s9[i]/(s2[i] + 1);
    }
    return 1;
}

static int NAMED(form_kl_logits)(const tile_t *t) {
    const long rows = t->rows, n = t->n;
    (void)n;
    const double *restrict logits_p = t->in[0];
    (void)logits_p;
    const double *restrict logits_q = t->in[1];
    (void)logits_q;
    const double *restrict temperature = t->in[2];
    (void)temperature;
    if (t->check && !(NAMED(within)(temperature, t->rows, 0x1p-1074, INFINITY))) return 0;
    double top_logits_p[BLOCK];
    NAMED(tops)(top_logits_p, logits_p, t);
    double top_logits_q[BLOCK];
    NAMED(tops)(top_logits_q, logits_q, t);
    double s1[BLOCK];
    {
        for (long i = 0; i < rows; ++i) s1[i] = logits_p[i * n + (long)top_logits_p[i]];
    }
    double s2[BLOCK]; total_t s2_total = {0.0, 0.0};
    for (long at = 0; at < rows * n; at += BLOCK) {
        const long count = rows * n - at < BLOCK ? rows * n - at : BLOCK;
        double x_s1[BLOCK]; NAMED(spread)(x_s1, s1, t, count);
        double x_temperature[BLOCK]; NAMED(spread)(x_temperature, temperature, t, count);
        double x_top_logits_p[BLOCK]; NAMED(spread)(x_top_logits_p, top_logits_p, t, count);
        double place[BLOCK]; NAMED(places)(place, t, at, count);
        double v[BLOCK];
        double k0[BLOCK];
        NAMED(exp_diff)(k0, logits_p + at, x_s1, x_temperature, count);
        for (long i = 0; i < count; ++i) v[i] = k0[i]*(1 - (place[i] == x_top_logits_p[i] ? 1.0 : 0.0));
        NAMED(sum_rows)(v, t, count, s2);
        add(&s2_total, s2[0]);
    }
    if (rows == 1) s2[0] = s2_total.high + s2_total.low;
    double s3[BLOCK];
    {
        for (long i = 0; i < rows; ++i) s3[i] = logits_q[i * n + (long)top_logits_q[i]];
    }
    double s4[BLOCK]; total_t s4_total = {0.0, 0.0};
    for (long at = 0; at < rows * n; at += BLOCK) {
        const long count = rows * n - at < BLOCK ? rows * n - at : BLOCK;
        double x_s1[BLOCK]; NAMED(spread)(x_s1, s1, t, count);
        double x_s3[BLOCK]; NAMED(spread)(x_s3, s3, t, count);
        double x_temperature[BLOCK]; NAMED(spread)(x_temperature, temperature, t, count);
        double v[BLOCK];
        NAMED(tilt_diff)(v, ONES, logits_p + at, x_s1, logits_q + at, x_s3, ZEROS, x_temperature, count);
        NAMED(sum_rows)(v, t, count, s4);
        add(&s4_total, s4[0]);
    }
    if (rows == 1) s4[0] = s4_total.high + s4_total.low;
    double s5[BLOCK];
    {
        double k0[BLOCK];
        for (long i = 0; i < rows; ++i) k0[i] = s4[i]/(s2[i] + 1);
        NAMED(log1p)(s5, k0, rows);
    }
    double s6[BLOCK]; total_t s6_total = {0.0, 0.0};
    for (long at = 0; at < rows * n; at += BLOCK) {
        const long count = rows * n - at < BLOCK ? rows * n - at : BLOCK;
        double x_s1[BLOCK]; NAMED(spread)(x_s1, s1, t, count);
        double x_s3[BLOCK]; NAMED(spread)(x_s3, s3, t, count);
        double x_s5[BLOCK]; NAMED(spread)(x_s5, s5, t, count);
        double x_temperature[BLOCK]; NAMED(spread)(x_temperature, temperature, t, count);
        double v[BLOCK];
        NAMED(tilt_gap)(v, ONES, logits_p + at, x_s1, logits_q + at, x_s3, x_s5, x_temperature, count);
        NAMED(sum_rows)(v, t, count, s6);
        add(&s6_total, s6[0]);
    }
    if (rows == 1) s6[0] = s6_total.high + s6_total.low;
    double *restrict out = t->out;
    {
        for (long i = 0; i < rows; ++i) out[i] = s6[i]/(s2[i] + 1);
    }
    return 1;
}

static int NAMED(form_kl_logits_by_logits_p)(const tile_t *t) {
    const long rows = t->rows, n = t->n;
    (void)n;
    const double *restrict logits_p = t->in[0];
    (void)logits_p;
    const double *restrict logits_q = t->in[1];
    (void)logits_q;
    const double *restrict temperature = t->in[2];
    (void)temperature;
    if (t->check && !(NAMED(within)(temperature, t->rows, 0x1p-1074, INFINITY))) return 0;
    double top_logits_p[BLOCK];
    NAMED(tops)(top_logits_p, logits_p, t);
    double s1[BLOCK];
    {
        for (long i = 0; i < rows; ++i) s1[i] = logits_p[i * n + (long)top_logits_p[i]];
    }
    double s2[BLOCK]; total_t s2_total = {0.0, 0.0};
    for (long at = 0; at < rows * n; at += BLOCK) {
        const long count = rows * n - at < BLOCK ? rows * n - at : BLOCK;
        double x_s1[BLOCK]; NAMED(spread)(x_s1, s1, t, count);
        double x_temperature[BLOCK]; NAMED(spread)(x_temperature, temperature, t, count);
        double x_top_logits_p[BLOCK]; NAMED(spread)(x_top_logits_p, top_logits_p, t, count);
        double place[BLOCK]; NAMED(places)(place, t, at, count);
        double v[BLOCK];
        double k0[BLOCK];
        NAMED(exp_diff)(k0, logits_p + at, x_s1, x_temperature, count);
        for (long i = 0; i < count; ++i) v[i] = k0[i]*(1 - (place[i] == x_top_logits_p[i] ? 1.0 : 0.0));
        NAMED(sum_rows)(v, t, count, s2);
        add(&s2_total, s2[0]);
    }
    if (rows == 1) s2[0] = s2_total.high + s2_total.low;
    double s3[BLOCK];
    {
        for (long i = 0; i < rows; ++i) s3[i] = logits_q[i * n + (long)top_logits_p[i]];
    }
    double s4[BLOCK]; total_t s4_total = {0.0, 0.0};
    for (long at = 0; at < rows * n; at += BLOCK) {
        const long count = rows * n - at < BLOCK ? rows * n - at : BLOCK;
        double x_s1[BLOCK]; NAMED(spread)(x_s1, s1, t, count);
        double x_s3[BLOCK]; NAMED(spread)(x_s3, s3, t, count);
        double x_temperature[BLOCK]; NAMED(spread)(x_temperature, temperature, t, count);
        double v[BLOCK];
        double k0[BLOCK];
        NAMED(tilt)(k0, logits_p + at, x_s1, logits_q + at, x_s3, ZEROS, x_temperature, count);
        NAMED(times_exp)(v, k0, logits_p + at, x_s1, x_temperature, count);
        NAMED(sum_rows)(v, t, count, s4);
        add(&s4_total, s4[0]);
    }
    if (rows == 1) s4[0] = s4_total.high + s4_total.low;
    double *restrict out = t->out;
    for (long at = 0; at < rows * n; at += BLOCK) {
        const long count = rows * n - at < BLOCK ? rows * n - at : BLOCK;
        double x_s1[BLOCK]; NAMED(spread)(x_s1, s1, t, count);
        double x_s2[BLOCK]; NAMED(spread)(x_s2, s2, t, count);
        double x_s3[BLOCK]; NAMED(spread)(x_s3, s3, t, count);
        double x_s4[BLOCK]; NAMED(spread)(x_s4, s4, t, count);
        double x_temperature[BLOCK]; NAMED(spread)(x_temperature, temperature, t, count);
        double *restrict o = out + at;
        double k0[BLOCK];
        NAMED(tilt)(k0, logits_p + at, x_s1, logits_q + at, x_s3, ZEROS, x_temperature, count);
        double k1[BLOCK];
        for (long i = 0; i < count; ++i) k1[i] = (x_s4[i]/(x_s2[i] + 1) - k0[i])/x_temperature[i];
        double k2[BLOCK];
        NAMED(times_exp)(k2, k1, logits_p + at, x_s1, x_temperature, count);
        for (long i = 0; i < count; ++i) o[i] = k2[i]/(x_s2[i] + 1);
    }
    return 1;
}

static int NAMED(form_kl_logits_by_logits_q)(const tile_t *t) {
    const long rows = t->rows, n = t->n;
    (void)n;
    const double *restrict logits_p = t->in[0];
    (void)logits_p;
    const double *restrict logits_q = t->in[1];
    (void)logits_q;
    const double *restrict temperature = t->in[2];
    (void)temperature;
    if (t->check && !(NAMED(within)(temperature, t->rows, 0x1p-1074, INFINITY))) return 0;
    double top_logits_p[BLOCK];
    NAMED(tops)(top_logits_p, logits_p, t);
    double top_logits_q[BLOCK];
    NAMED(tops)(top_logits_q, logits_q, t);
    double s1[BLOCK];
    {
        for (long i = 0; i < rows; ++i) s1[i] = logits_p[i * n + (long)top_logits_p[i]];
    }
    double s2[BLOCK]; total_t s2_total = {0.0, 0.0};
    for (long at = 0; at < rows * n; at += BLOCK) {
        const long count = rows * n - at < BLOCK ? rows * n - at : BLOCK;
        double x_s1[BLOCK]; NAMED(spread)(x_s1, s1, t, count);
        double x_temperature[BLOCK]; NAMED(spread)(x_temperature, temperature, t, count);
        double x_top_logits_p[BLOCK]; NAMED(spread)(x_top_logits_p, top_logits_p, t, count);
        double place[BLOCK]; NAMED(places)(place, t, at, count);
        double v[BLOCK];
        double k0[BLOCK];
        NAMED(exp_diff)(k0, logits_p + at, x_s1, x_temperature, count);
        for (long i = 0; i < count; ++i) v[i] = k0[i]*(1 - (place[i] == x_top_logits_p[i] ? 1.0 : 0.0));
        NAMED(sum_rows)(v, t, count, s2);
        add(&s2_total, s2[0]);
    }
    if (rows == 1) s2[0] = s2_total.high + s2_total.low;
    double s3[BLOCK];
    {
        for (long i = 0; i < rows; ++i) s3[i] = logits_q[i * n + (long)top_logits_q[i]];
    }
    double s4[BLOCK]; total_t s4_total = {0.0, 0.0};
    for (long at = 0; at < rows * n; at += BLOCK) {
        const long count = rows * n - at < BLOCK ? rows * n - at : BLOCK;
        double x_s1[BLOCK]; NAMED(spread)(x_s1, s1, t, count);
        double x_s3[BLOCK]; NAMED(spread)(x_s3, s3, t, count);
        double x_temperature[BLOCK]; NAMED(spread)(x_temperature, temperature, t, count);
        double v[BLOCK];
        NAMED(tilt_diff)(v, ONES, logits_p + at, x_s1, logits_q + at, x_s3, ZEROS, x_temperature, count);
        NAMED(sum_rows)(v, t, count, s4);
        add(&s4_total, s4[0]);
    }
    if (rows == 1) s4[0] = s4_total.high + s4_total.low;
    double s5[BLOCK];
    {
        double k0[BLOCK];
        for (long i = 0; i < rows; ++i) k0[i] = s4[i]/(s2[i] + 1);
        NAMED(log1p)(s5, k0, rows);
    }
    double *restrict out = t->out;
    for (long at = 0; at < rows * n; at += BLOCK) {
        const long count = rows * n - at < BLOCK ? rows * n - at : BLOCK;
        double x_s1[BLOCK]; NAMED(spread)(x_s1, s1, t, count);
        double x_s2[BLOCK]; NAMED(spread)(x_s2, s2, t, count);
        double x_s3[BLOCK]; NAMED(spread)(x_s3, s3, t, count);
        double x_s5[BLOCK]; NAMED(spread)(x_s5, s5, t, count);
        double x_temperature[BLOCK]; NAMED(spread)(x_temperature, temperature, t, count);
        double *restrict o = out + at;
        double k0[BLOCK];
        NAMED(tilt_diff)(k0, ONES, logits_p + at, x_s1, logits_q + at, x_s3, x_s5, x_temperature, count);
        for (long i = 0; i < count; ++i) o[i] = k0[i]/(x_temperature[i]*(x_s2[i] + 1));
    }
    return 1;
}

static int NAMED(form_kl_logits_by_temperature)(const tile_t *t) {
    const long rows = t->rows, n = t->n;
    (void)n;
    const double *restrict logits_p = t->in[0];
    (void)logits_p;
    const double *restrict logits_q = t->in[1];
    (void)logits_q;
    const double *restrict temperature = t->in[2];
    (void)temperature;
    if (t->check && !(NAMED(within)(temperature, t->rows, 0x1p-1074, INFINITY))) return 0;
    double top_logits_p[BLOCK];
    NAMED(tops)(top_logits_p, logits_p, t);
    double top_logits_q[BLOCK];
    NAMED(tops)(top_logits_q, logits_q, t);
    double s1[BLOCK];
    {
        for (long i = 0; i < rows; ++i) s1[i] = logits_p[i * n + (long)top_logits_p[i]];
    }
    double s2[BLOCK]; total_t s2_total = {0.0, 0.0};
    for (long at = 0; at < rows * n; at += BLOCK) {
        const long count = rows * n - at < BLOCK ? rows * n - at : BLOCK;
        double x_s1[BLOCK]; NAMED(spread)(x_s1, s1, t, count);
        double x_temperature[BLOCK]; NAMED(spread)(x_temperature, temperature, t, count);
        double x_top_logits_p[BLOCK]; NAMED(spread)(x_top_logits_p, top_logits_p, t, count);
        double place[BLOCK]; NAMED(places)(place, t, at, count);
        double v[BLOCK];
        double k0[BLOCK];
        NAMED(exp_diff)(k0, logits_p + at, x_s1, x_temperature, count);
        for (long i = 0; i < count; ++i) v[i] = k0[i]*(1 - (place[i] == x_top_logits_p[i] ? 1.0 : 0.0));
        NAMED(sum_rows)(v, t, count, s2);
        add(&s2_total, s2[0]);
    }
    if (rows == 1) s2[0] = s2_total.high + s2_total.low;
    double s3[BLOCK];
    {
        for (long i = 0; i < rows; ++i) s3[i] = logits_q[i * n + (long)top_logits_q[i]];
    }
    double s4[BLOCK]; total_t s4_total = {0.0, 0.0};
    for (long at = 0; at < rows * n; at += BLOCK) {
        const long count = rows * n - at < BLOCK ? rows * n - at : BLOCK;
        double x_s1[BLOCK]; NAMED(spread)(x_s1, s1, t, count);
        double x_s3[BLOCK]; NAMED(spread)(x_s3, s3, t, count);
        double x_temperature[BLOCK]; NAMED(spread)(x_temperature, temperature, t, count);
        double v[BLOCK];
        NAMED(tilt_diff)(v, ONES, logits_p + at, x_s1, logits_q + at, x_s3, ZEROS, x_temperature, count);
        NAMED(sum_rows)(v, t, count, s4);
        add(&s4_total, s4[0]);
    }
    if (rows == 1) s4[0] = s4_total.high + s4_total.low;
    double s5[BLOCK];
    {
        double k0[BLOCK];
        for (long i = 0; i < rows; ++i) k0[i] = s4[i]/(s2[i] + 1);
        NAMED(log1p)(s5, k0, rows);
    }
    double s6[BLOCK]; total_t s6_total = {0.0, 0.0};
    double s7[BLOCK]; total_t s7_total = {0.0, 0.0};
    double s8[BLOCK]; total_t s8_total = {0.0, 0.0};
    double s9[BLOCK]; total_t s9_total = {0.0, 0.0};
    for (long at = 0; at < rows * n; at += BLOCK) {
        const long count = rows * n - at < BLOCK ? rows * n - at : BLOCK;
        double x_s1[BLOCK]; NAMED(spread)(x_s1, s1, t, count);
        double x_s3[BLOCK]; NAMED(spread)(x_s3, s3, t, count);
        double x_s5[BLOCK]; NAMED(spread)(x_s5, s5, t, count);
        double x_temperature[BLOCK]; NAMED(spread)(x_temperature, temperature, t, count);
        double v[BLOCK];
        double k0[BLOCK];
        NAMED(times_diff)(k0, ONES, logits_q + at, x_s3, count);
        double k1[BLOCK];
        for (long i = 0; i < count; ++i) k1[i] = (k0[i]/x_temperature[i] - x_s5[i])/x_temperature[i];
        NAMED(tilt_gap)(v, k1, logits_p + at, x_s1, logits_q + at, x_s3, x_s5, x_temperature, count);
        NAMED(sum_rows)(v, t, count, s6);
        add(&s6_total, s6[0]);
        double k2[BLOCK];
        NAMED(tilt)(k2, logits_p + at, x_s1, logits_q + at, x_s3, x_s5, x_temperature, count);
        double k3[BLOCK];
        NAMED(sq)(k3, k2, count);
        double k4[BLOCK];
        for (long i = 0; i < count; ++i) k4[i] = k3[i]/x_temperature[i];
        NAMED(times_exp)(v, k4, logits_p + at, x_s1, x_temperature, count);
        NAMED(sum_rows)(v, t, count, s7);
        add(&s7_total, s7[0]);
        NAMED(tilt_gap)(v, ONES, logits_p + at, x_s1, logits_q + at, x_s3, x_s5, x_temperature, count);
        NAMED(sum_rows)(v, t, count, s8);
        add(&s8_total, s8[0]);
        double k5[BLOCK];
        NAMED(times_diff)(k5, ONES, logits_p + at, x_s1, count);
        double k6[BLOCK];
        for (long i = 0; i < count; ++i) k6[i] = k5[i]/x_temperature[i]/x_temperature[i];
        NAMED(times_exp)(v, k6, logits_p + at, x_s1, x_temperature, count);
        NAMED(sum_rows)(v, t, count, s9);
        add(&s9_total, s9[0]);
    }
    if (rows == 1) s6[0] = s6_total.high + s6_total.low;
    if (rows == 1) s7[0] = s7_total.high + s7_total.low;
    if (rows == 1) s8[0] = s8_total.high + s8_total.low;
    if (rows == 1) s9[0] = s9_total.high + s9_total.low;
    double *restrict out = t->out;
    {
        for (long i = 0; i < rows; ++i) out[i] = -s6[i]/(s2[i] + 1) - s7[i]/(s2[i] + 1) + s8[i]*s9[i]/((s2[i] + 1)*(s2[i] + 1));
    }
    return 1;
}

static int NAMED(form_js_logits)(const tile_t *t) {
    const long rows = t->rows, n = t->n;
    (void)n;
    const double *restrict logits_p = t->in[0];
    (void)logits_p;
    const double *restrict logits_q = t->in[1];
    (void)logits_q;
    const double *restrict temperature = t->in[2];
    (void)temperature;
    if (t->check && !(NAMED(within)(temperature, t->rows, 0x1p-1074, INFINITY))) return 0;
    double top_logits_p[BLOCK];
    NAMED(tops)(top_logits_p, logits_p, t);
    double top_logits_q[BLOCK];
    NAMED(tops)(top_logits_q, logits_q, t);
    double s1[BLOCK];
    {
        for (long i = 0; i < rows; ++i) s1[i] = logits_p[i * n + (long)top_logits_p[i]];
    }
    double s2[BLOCK]; total_t s2_total = {0.0, 0.0};
    for (long at = 0; at < rows * n; at += BLOCK) {
        const long count = rows * n - at < BLOCK ? rows * n - at : BLOCK;
        double x_s1[BLOCK]; NAMED(spread)(x_s1, s1, t, count);
        double x_temperature[BLOCK]; NAMED(spread)(x_temperature, temperature, t, count);
        double x_top_logits_p[BLOCK]; NAMED(spread)(x_top_logits_p, top_logits_p, t, count);
        double place[BLOCK]; NAMED(places)(place, t, at, count);
        double v[BLOCK];
        double k0[BLOCK];
        NAMED(exp_diff)(k0, logits_p + at, x_s1, x_temperature, count);
        for (long i = 0; i < count; ++i) v[i] = k0[i]*(1 - (place[i] == x_top_logits_p[i] ? 1.0 : 0.0));
        NAMED(sum_rows)(v, t, count, s2);
        add(&s2_total, s2[0]);
    }
    if (rows == 1) s2[0] = s2_total.high + s2_total.low;
    double s3[BLOCK];
    {
        for (long i = 0; i < rows; ++i) s3[i] = logits_q[i * n + (long)top_logits_q[i]];
    }
    double s4[BLOCK]; total_t s4_total = {0.0, 0.0};
    for (long at = 0; at < rows * n; at += BLOCK) {
        const long count = rows * n - at < BLOCK ? rows * n - at : BLOCK;
        double x_s1[BLOCK]; NAMED(spread)(x_s1, s1, t, count);
        double x_s3[BLOCK]; NAMED(spread)(x_s3, s3, t, count);
        double x_temperature[BLOCK]; NAMED(spread)(x_temperature, temperature, t, count);
        double v[BLOCK];
        NAMED(tilt_diff)(v, ONES, logits_p + at, x_s1, logits_q + at, x_s3, ZEROS, x_temperature, count);
        NAMED(sum_rows)(v, t, count, s4);
        add(&s4_total, s4[0]);
    }
    if (rows == 1) s4[0] = s4_total.high + s4_total.low;
    double s5[BLOCK];
    {
        double k0[BLOCK];
        for (long i = 0; i < rows; ++i) k0[i] = s4[i]/(s2[i] + 1);
        NAMED(log1p)(s5, k0, rows);
    }
    double s6[BLOCK]; total_t s6_total = {0.0, 0.0};
    for (long at = 0; at < rows * n; at += BLOCK) {
        const long count = rows * n - at < BLOCK ? rows * n - at : BLOCK;
        double x_s1[BLOCK]; NAMED(spread)(x_s1, s1, t, count);
        double x_s3[BLOCK]; NAMED(spread)(x_s3, s3, t, count);
        double x_s5[BLOCK]; NAMED(spread)(x_s5, s5, t, count);
        double x_temperature[BLOCK]; NAMED(spread)(x_temperature, temperature, t, count);
        double v[BLOCK];
        NAMED(tilt_js)(v, ONES, logits_p + at, x_s1, logits_q + at, x_s3, x_s5, x_temperature, count);
        NAMED(sum_rows)(v, t, count, s6);
        add(&s6_total, s6[0]);
    }
    if (rows == 1) s6[0] = s6_total.high + s6_total.low;
    double *restrict out = t->out;
    {
        for (long i = 0; i < rows; ++i) out[i] = s6[i]/(s2[i] + 1);
    }
    return 1;
}

static int NAMED(form_js_logits_by_logits_p)(const tile_t *t) {
    const long rows = t->rows, n = t->n;
    (void)n;
    const double *restrict logits_p = t->in[0];
    (void)logits_p;
    const double *restrict logits_q = t->in[1];
    (void)logits_q;
    const double *restrict temperature = t->in[2];
    (void)temperature;
    if (t->check && !(NAMED(within)(temperature, t->rows, 0x1p-1074, INFINITY))) return 0;
    double top_logits_p[BLOCK];
    NAMED(tops)(top_logits_p, logits_p, t);
    double top_logits_q[BLOCK];
    NAMED(tops)(top_logits_q, logits_q, t);
    double s1[BLOCK];
    {
        for (long i = 0; i < rows; ++i) s1[i] = logits_p[i * n + (long)top_logits_p[i]];
    }
    double s2[BLOCK]; total_t s2_total = {0.0, 0.0};
    for (long at = 0; at < rows * n; at += BLOCK) {
        const long count = rows * n - at < BLOCK ? rows * n - at : BLOCK;
        double x_s1[BLOCK]; NAMED(spread)(x_s1, s1, t, count);
        double x_temperature[BLOCK]; NAMED(spread)(x_temperature, temperature, t, count);
        double x_top_logits_p[BLOCK]; NAMED(spread)(x_top_logits_p, top_logits_p, t, count);
        double place[BLOCK]; NAMED(places)(place, t, at, count);
        double v[BLOCK];
        double k0[BLOCK];
        NAMED(exp_diff)(k0, logits_p + at, x_s1, x_temperature, count);
        for (long i = 0; i < count; ++i) v[i] = k0[i]*(1 - (place[i] == x_top_logits_p[i] ? 1.0 : 0.0));
        NAMED(sum_rows)(v, t, count, s2);
        add(&s2_total, s2[0]);
    }
    if (rows == 1) s2[0] = s2_total.high + s2_total.low;
    double s3[BLOCK];
    {
        for (long i = 0; i < rows; ++i) s3[i] = logits_q[i * n + (long)top_logits_p[i]];
    }
    double s4[BLOCK];
    {
        for (long i = 0; i < rows; ++i) s4[i] = logits_q[i * n + (long)top_logits_q[i]];
    }
    double s5[BLOCK]; total_t s5_total = {0.0, 0.0};
    double s6[BLOCK]; total_t s6_total = {0.0, 0.0};
    for (long at = 0; at < rows * n; at += BLOCK) {
        const long count = rows * n - at < BLOCK ? rows * n - at : BLOCK;
        double x_s1[BLOCK]; NAMED(spread)(x_s1, s1, t, count);
        double x_s4[BLOCK]; NAMED(spread)(x_s4, s4, t, count);
        double x_temperature[BLOCK]; NAMED(spread)(x_temperature, temperature, t, count);
        double x_top_logits_q[BLOCK]; NAMED(spread)(x_top_logits_q, top_logits_q, t, count);
        double place[BLOCK]; NAMED(places)(place, t, at, count);
        double v[BLOCK];
        double k0[BLOCK];
        NAMED(exp_diff)(k0, logits_q + at, x_s4, x_temperature, count);
        for (long i = 0; i < count; ++i) v[i] = k0[i]*(1 - (place[i] == x_top_logits_q[i] ? 1.0 : 0.0));
        NAMED(sum_rows)(v, t, count, s5);
        add(&s5_total, s5[0]);
        NAMED(tilt_diff)(v, ONES, logits_q + at, x_s4, logits_p + at, x_s1, ZEROS, x_temperature, count);
        NAMED(sum_rows)(v, t, count, s6);
        add(&s6_total, s6[0]);
    }
    if (rows == 1) s5[0] = s5_total.high + s5_total.low;
    if (rows == 1) s6[0] = s6_total.high + s6_total.low;
    double s7[BLOCK];
    {
        double k0[BLOCK];
        for (long i = 0; i < rows; ++i) k0[i] = s6[i]/(s5[i] + 1);
        NAMED(log1p)(s7, k0, rows);
    }
    double s8[BLOCK];
    {
        for (long i = 0; i < rows; ++i) s8[i] = -s7[i];
    }
    double s9[BLOCK]; total_t s9_total = {0.0, 0.0};
    for (long at = 0; at < rows * n; at += BLOCK) {
        const long count = rows * n - at < BLOCK ? rows * n - at : BLOCK;
        double x_s1[BLOCK]; NAMED(spread)(x_s1, s1, t, count);
        double x_s3[BLOCK]; NAMED(spread)(x_s3, s3, t, count);
        double x_s4[BLOCK]; NAMED(spread)(x_s4, s4, t, count);
        double x_s8[BLOCK]; NAMED(spread)(x_s8, s8, t, count);
        double x_temperature[BLOCK]; NAMED(spread)(x_temperature, temperature, t, count);
        double v[BLOCK];
        double k0[BLOCK];
        NAMED(share_gap)(k0, logits_p + at, x_s1, logits_q + at, x_s3, x_s4, x_s8, x_temperature, count);
        NAMED(times_exp)(v, k0, logits_p + at, x_s1, x_temperature, count);
        NAMED(sum_rows)(v, t, count, s9);
        add(&s9_total, s9[0]);
    }
    if (rows == 1) s9[0] = s9_total.high + s9_total.low;
    double *restrict out = t->out;
    for (long at = 0; at < rows * n; at += BLOCK) {
        const long count = rows * n - at < BLOCK ? rows * n - at : BLOCK;
        double x_s1[BLOCK]; NAMED(spread)(x_s1, s1, t, count);
        double x_s2[BLOCK]; NAMED(spread)(x_s2, s2, t, count);
        double x_s3[BLOCK]; NAMED(spread)(x_s3, s3, t, count);
        double x_s4[BLOCK]; NAMED(spread)(x_s4, s4, t, count);
        double x_s8[BLOCK]; NAMED(spread)(x_s8, s8, t, count);
        double x_s9[BLOCK]; NAMED(spread)(x_s9, s9, t, count);
        double x_temperature[BLOCK]; NAMED(spread)(x_temperature, temperature, t, count);
        double *restrict o = out + at;
        double k0[BLOCK];
        NAMED(share_gap)(k0, logits_p + at, x_s1, logits_q + at, x_s3, x_s4, x_s8, x_temperature, count);
        double k1[BLOCK];
        for (long i = 0; i < count; ++i) k1[i] = (1.0/2.0)*(x_s9[i]/(x_s2[i] + 1) - k0[i])/x_temperature[i];
        double k2[BLOCK];
        NAMED(times_exp)(k2, k1, logits_p + at, x_s1, x_temperature, count);
        for (long i = 0; i < count; ++i) o[i] = k2[i]/(x_s2[i] + 1);
    }
    return 1;
}

static int NAMED(form_js_logits_by_logits_q)(const tile_t *t) {
    const long rows = t->rows, n = t->n;
    (void)n;
    const double *restrict logits_p = t->in[0];
    (void)logits_p;
    const double *restrict logits_q = t->in[1];
    (void)logits_q;
    const double *restrict temperature = t->in[2];
    (void)temperature;
    if (t->check && !(NAMED(within)(temperature, t->rows, 0x1p-1074, INFINITY))) return 0;
    double top_logits_p[BLOCK];
    NAMED(tops)(top_logits_p, logits_p, t);
    double top_logits_q[BLOCK];
    NAMED(tops)(top_logits_q, logits_q, t);
    double s1[BLOCK];
    {
        for (long i = 0; i < rows; ++i) s1[i] = logits_q[i * n + (long)top_logits_q[i]];
    }
    double s2[BLOCK]; total_t s2_total = {0.0, 0.0};
    for (long at = 0; at < rows * n; at += BLOCK) {
        const long count = rows * n - at < BLOCK ? rows * n - at : BLOCK;
        double x_s1[BLOCK]; NAMED(spread)(x_s1, s1, t, count);
        double x_temperature[BLOCK]; NAMED(spread)(x_temperature, temperature, t, count);
        double x_top_logits_q[BLOCK]; NAMED(spread)(x_top_logits_q, top_logits_q, t, count);
        double place[BLOCK]; NAMED(places)(place, t, at, count);
        double v[BLOCK];
        double k0[BLOCK];
        NAMED(exp_diff)(k0, logits_q + at, x_s1, x_temperature, count);
        for (long i = 0; i < count; ++i) v[i] = k0[i]*(1 - (place[i] == x_top_logits_q[i] ? 1.0 : 0.0));
        NAMED(sum_rows)(v, t, count, s2);
        add(&s2_total, s2[0]);
    }
    if (rows == 1) s2[0] = s2_total.high + s2_total.low;
    double s3[BLOCK];
    {
        for (long i = 0; i < rows; ++i) s3[i] = logits_p[i * n + (long)top_logits_q[i]];
    }
    double s4[BLOCK];
    {
        for (long i = 0; i < rows; ++i) s4[i] = logits_p[i * n + (long)top_logits_p[i]];
    }
    double s5[BLOCK]; total_t s5_total = {0.0, 0.0};
    double s6[BLOCK]; total_t s6_total = {0.0, 0.0};
    for (long at = 0; at < rows * n; at += BLOCK) {
        const long count = rows * n - at < BLOCK ? rows * n - at : BLOCK;
        double x_s1[BLOCK]; NAMED(spread)(x_s1, s1, t, count);
        double x_s4[BLOCK]; NAMED(spread)(x_s4, s4, t, count);
        double x_temperature[BLOCK]; NAMED(spread)(x_temperature, temperature, t, count);
        double x_top_logits_p[BLOCK]; NAMED(spread)(x_top_logits_p, top_logits_p, t, count);
        double place[BLOCK]; NAMED(places)(place, t, at, count);
        double v[BLOCK];
        double k0[BLOCK];
        NAMED(exp_diff)(k0, logits_p + at, x_s4, x_temperature, count);
        for (long i = 0; i < count; ++i) v[i] = k0[i]*(1 - (place[i] == x_top_logits_p[i] ? 1.0 : 0.0));
        NAMED(sum_rows)(v, t, count, s5);
        add(&s5_total, s5[0]);
        NAMED(tilt_diff)(v, ONES, logits_p + at, x_s4, logits_q + at, x_s1, ZEROS, x_temperature, count);
        NAMED(sum_rows)(v, t, count, s6);
        add(&s6_total, s6[0]);
    }
    if (rows == 1) s5[0] = s5_total.high + s5_total.low;
    if (rows == 1) s6[0] = s6_total.high + s6_total.low;
    double s7[BLOCK];
    {
        double k0[BLOCK];
        for (long i = 0; i < rows; ++i) k0[i] = s6[i]/(s5[i] + 1);
        NAMED(log1p)(s7, k0, rows);
    }
    double s8[BLOCK];
    {
        for (long i = 0; i < rows; ++i) s8[i] = -s7[i];
    }
    double s9[BLOCK]; total_t s9_total = {0.0, 0.0};
    for (long at = 0; at < rows * n; at += BLOCK) {
        const long count = rows * n - at < BLOCK ? rows * n - at : BLOCK;
        double x_s1[BLOCK]; NAMED(spread)(x_s1, s1, t, count);
        double x_s3[BLOCK]; NAMED(spread)(x_s3, s3, t, count);
        double x_s4[BLOCK]; NAMED(spread)(x_s4, s4, t, count);
        double x_s8[BLOCK]; NAMED(spread)(x_s8, s8, t, count);
        double x_temperature[BLOCK]; NAMED(spread)(x_temperature, temperature, t, count);
        double v[BLOCK];
        double k0[BLOCK];
        NAMED(share_gap)(k0, logits_q + at, x_s1, logits_p + at, x_s3, x_s4, x_s8, x_temperature, count);
        NAMED(times_exp)(v, k0, logits_q + at, x_s1, x_temperature, count);
        NAMED(sum_rows)(v, t, count, s9);
        add(&s9_total, s9[0]);
    }
    if (rows == 1) s9[0] = s9_total.high + s9_total.low;
    double *restrict out = t->out;
    for (long at = 0; at < rows * n; at += BLOCK) {
        const long count = rows * n - at < BLOCK ? rows * n - at : BLOCK;
        double x_s1[BLOCK]; NAMED(spread)(x_s1, s1, t, count);
        double x_s2[BLOCK]; NAMED(spread)(x_s2, s2, t, count);
        double x_s3[BLOCK]; NAMED(spread)(x_s3, s3, t, count);
        double x_s4[BLOCK]; NAMED(spread)(x_s4, s4, t, count);
        double x_s8[BLOCK]; NAMED(spread)(x_s8, s8, t, count);
        double x_s9[BLOCK]; NAMED(spread)(x_s9, s9, t, count);
        double x_temperature[BLOCK]; NAMED(spread)(x_temperature, temperature, t, count);
        double *restrict o = out + at;
        double k0[BLOCK];
        NAMED(share_gap)(k0, logits_q + at, x_s1, logits_p + at, x_s3, x_s4, x_s8, x_temperature, count);
        double k1[BLOCK];
        for (long i = 0; i < count; ++i) k1[i] = (1.0/2.0)*(x_s9[i]/(x_s2[i] + 1) - k0[i])/x_temperature[i];
        double k2[BLOCK];
        NAMED(times_exp)(k2, k1, logits_q + at, x_s1, x_temperature, count);
        for (long i = 0; i < count; ++i) o[i] = k2[i]/(x_s2[i] + 1);
    }
    return 1;
}

static int NAMED(form_js_logits_by_temperature)(const tile_t *t) {
    const long rows = t->rows, n = t->n;
    (void)n;
    const double *restrict logits_p = t->in[0];
    (void)logits_p;
    const double *restrict logits_q = t->in[1];
    (void)logits_q;
    const double *restrict temperature = t->in[2];
    (void)temperature;
    if (t->check && !(NAMED(within)(temperature, t->rows, 0x1p-1074, INFINITY))) return 0;
    double top_logits_p[BLOCK];
    NAMED(tops)(top_logits_p, logits_p, t);
    double top_logits_q[BLOCK];
    NAMED(tops)(top_logits_q, logits_q, t);
    double s1[BLOCK];
    {
        for (long i = 0; i < rows; ++i) s1[i] = logits_p[i * n + (long)top_logits_p[i]];
    }
    double s2[BLOCK]; total_t s2_total = {0.0, 0.0};
    for (long at = 0; at < rows * n; at += BLOCK) {
        const long count = rows * n - at < BLOCK ? rows * n - at : BLOCK;
        double x_s1[BLOCK]; NAMED(spread)(x_s1, s1, t, count);
        double x_temperature[BLOCK]; NAMED(spread)(x_temperature, temperature, t, count);
        double x_top_logits_p[BLOCK]; NAMED(spread)(x_top_logits_p, top_logits_p, t, count);
        double place[BLOCK]; NAMED(places)(place, t, at, count);
        double v[BLOCK];
        double k0[BLOCK];
        NAMED(exp_diff)(k0, logits_p + at, x_s1, x_temperature, count);
        for (long i = 0; i < count; ++i) v[i] = k0[i]*(1 - (place[i] == x_top_logits_p[i] ? 1.0 : 0.0));
        NAMED(sum_rows)(v, t, count, s2);
        add(&s2_total, s2[0]);
    }
    if (rows == 1) s2[0] = s2_total.high + s2_total.low;
    double s3[BLOCK];
    {
        for (long i = 0; i < rows; ++i) s3[i] = logits_q[i * n + (long)top_logits_q[i]];
    }
    double s4[BLOCK]; total_t s4_total = {0.0, 0.0};
    for (long at = 0; at < rows * n; at += BLOCK) {
        const long count = rows * n - at < BLOCK ? rows * n - at : BLOCK;
        double x_s1[BLOCK]; NAMED(spread)(x_s1, s1, t, count);
        double x_s3[BLOCK]; NAMED(spread)(x_s3, s3, t, count);
        double x_temperature[BLOCK]; NAMED(spread)(x_temperature, temperature, t, count);
        double v[BLOCK];
        NAMED(tilt_diff)(v, ONES, logits_p + at, x_s1, logits_q + at, x_s3, ZEROS, x_temperature, count);
        NAMED(sum_rows)(v, t, count, s4);
        add(&s4_total, s4[0]);
    }
    if (rows == 1) s4[0] = s4_total.high + s4_total.low;
    double s5[BLOCK];
    {
        double k0[BLOCK];
        for (long i = 0; i < rows; ++i) k0[i] = s4[i]/(s2[i] + 1);
        NAMED(log1p)(s5, k0, rows);
    }
    double s6[BLOCK]; total_t s6_total = {0.0, 0.0};
    double s7[BLOCK]; total_t s7_total = {0.0, 0.0};
    double s8[BLOCK]; total_t s8_total = {0.0, 0.0};
    double s9[BLOCK]; total_t s9_total = {0.0, 0.0};
    for (long at = 0; at < rows * n; at += BLOCK) {
        const long count = rows * n - at < BLOCK ? rows * n - at : BLOCK;
        double x_s1[BLOCK]; NAMED(spread)(x_s1, s1, t, count);
        double x_s3[BLOCK]; NAMED(spread)(x_s3, s3, t, count);
        double x_s5[BLOCK]; NAMED(spread)(x_s5, s5, t, count);
        double x_temperature[BLOCK]; NAMED(spread)(x_temperature, temperature, t, count);
        double x_top_logits_q[BLOCK]; NAMED(spread)(x_top_logits_q, top_logits_q, t, count);
        double place[BLOCK]; NAMED(places)(place, t, at, count);
        double v[BLOCK];
        NAMED(tilt_lag)(v, x_temperature, logits_p + at, x_s1, logits_q + at, x_s3, x_s5, x_temperature, count);
        NAMED(sum_rows)(v, t, count, s6);
        add(&s6_total, s6[0]);
        double k0[BLOCK];
        NAMED(exp_diff)(k0, logits_q + at, x_s3, x_temperature, count);
        for (long i = 0; i < count; ++i) v[i] = k0[i]*(1 - (place[i] == x_top_logits_q[i] ? 1.0 : 0.0));
        NAMED(sum_rows)(v, t, count, s7);
        add(&s7_total, s7[0]);
        double k1[BLOCK];
        NAMED(times_diff)(k1, ONES, logits_q + at, x_s3, count);
        NAMED(times_exp)(v, k1, logits_q + at, x_s3, x_temperature, count);
        NAMED(sum_rows)(v, t, count, s8);
        add(&s8_total, s8[0]);
        NAMED(tilt_middle)(v, ONES, logits_p + at, x_s1, logits_q + at, x_s3, x_s5, x_temperature, count);
        NAMED(sum_rows)(v, t, count, s9);
        add(&s9_total, s9[0]);
    }
    if (rows == 1) s6[0] = s6_total.high + s6_total.low;
    if (rows == 1) s7[0] = s7_total.high + s7_total.low;
    if (rows == 1) s8[0] = s8_total.high + s8_total.low;
    if (rows == 1) s9[0] = s9_total.high + s9_total.low;
    double s10[BLOCK];
    {
        for (long i = 0; i < rows; ++i) s10[i] = -s5[i];
    }
    double s11[BLOCK]; total_t s11_total = {0.0, 0.0};
    double s12[BLOCK]; total_t s12_total = {0.0, 0.0};
    for (long at = 0; at < rows * n; at += BLOCK) {
        const long count = rows * n - at < BLOCK ? rows * n - at : BLOCK;
        double x_s1[BLOCK]; NAMED(spread)(x_s1, s1, t, count);
        double x_s10[BLOCK]; NAMED(spread)(x_s10, s10, t, count);
        double x_s3[BLOCK]; NAMED(spread)(x_s3, s3, t, count);
        double x_temperature[BLOCK]; NAMED(spread)(x_temperature, temperature, t, count);
        double v[BLOCK];
        NAMED(tilt_middle)(v, ONES, logits_q + at, x_s3, logits_p + at, x_s1, x_s10, x_temperature, count);
        NAMED(sum_rows)(v, t, count, s11);
        add(&s11_total, s11[0]);
        double k0[BLOCK];
        NAMED(times_diff)(k0, ONES, logits_p + at, x_s1, count);
        NAMED(times_exp)(v, k0, logits_p + at, x_s1, x_temperature, count);
        NAMED(sum_rows)(v, t, count, s12);
        add(&s12_total, s12[0]);
    }
    if (rows == 1) s11[0] = s11_total.high + s11_total.low;
    if (rows == 1) s12[0] = s12_total.high + s12_total.low;
    double *restrict out = t->out;
    {
        for (long i = 0; i < rows; ++i) out[i] = (1.0/2.0)*(s11[i]*s12[i]/((s2[i] + 1)*(s7[i] + 1)) - s6[i]/(s2[i] + 1) + s9[i]*(s8[i]/(s7[i] + 1) - s5[i]*temperature[i])/(s2[i] + 1))/temperature[i]/temperature[i];
    }
    return 1;
}

static int NAMED(form_distillation)(const tile_t *t) {
    const long rows = t->rows, n = t->n;
    (void)n;
    const double *restrict teacher = t->in[0];
    (void)teacher;
    const double *restrict student = t->in[1];
    (void)student;
    const double *restrict temperature = t->in[2];
    (void)temperature;
    if (t->check && !(NAMED(within)(temperature, t->rows, 0x1p-1074, INFINITY))) return 0;
    double top_teacher[BLOCK];
    NAMED(tops)(top_teacher, teacher, t);
    double top_student[BLOCK];
    NAMED(tops)(top_student, student, t);
    double s1[BLOCK];
    {
        for (long i = 0; i < rows; ++i) s1[i] = teacher[i * n + (long)top_teacher[i]];
    }
    double s2[BLOCK]; total_t s2_total = {0.0, 0.0};
    for (long at = 0; at < rows * n; at += BLOCK) {
        const long count = rows * n - at < BLOCK ? rows * n - at : BLOCK;
        double x_s1[BLOCK]; NAMED(spread)(x_s1, s1, t, count);
        double x_temperature[BLOCK]; NAMED(spread)(x_temperature, temperature, t, count);
        double x_top_teacher[BLOCK]; NAMED(spread)(x_top_teacher, top_teacher, t, count);
        double place[BLOCK]; NAMED(places)(place, t, at, count);
        double v[BLOCK];
        double k0[BLOCK];
        NAMED(exp_diff)(k0, teacher + at, x_s1, x_temperature, count);
        for (long i = 0; i < count; ++i) v[i] = k0[i]*(1 - (place[i] == x_top_teacher[i] ? 1.0 : 0.0));
        NAMED(sum_rows)(v, t, count, s2);
        add(&s2_total, s2[0]);
    }
    if (rows == 1) s2[0] = s2_total.high + s2_total.low;
    double s3[BLOCK];
    {
        for (long i = 0; i < rows; ++i) s3[i] = student[i * n + (long)top_student[i]];
    }
    double s4[BLOCK]; total_t s4_total = {0.0, 0.0};
    for (long at = 0; at < rows * n; at += BLOCK) {
        const long count = rows * n - at < BLOCK ? rows * n - at : BLOCK;
        double x_s1[BLOCK]; NAMED(spread)(x_s1, s1, t, count);
        double x_s3[BLOCK]; NAMED(spread)(x_s3, s3, t, count);
        double x_temperature[BLOCK]; NAMED(spread)(x_temperature, temperature, t, count);
        double v[BLOCK];
        NAMED(tilt_diff)(v, ONES, teacher + at, x_s1, student + at, x_s3, ZEROS, x_temperature, count);
        NAMED(sum_rows)(v, t, count, s4);
        add(&s4_total, s4[0]);
    }
    if (rows == 1) s4[0] = s4_total.high + s4_total.low;
    double s5[BLOCK];
    {
        double k0[BLOCK];
        for (long i = 0; i < rows; ++i) k0[i] = s4[i]/(s2[i] + 1);
        NAMED(log1p)(s5, k0, rows);
    }
    double s6[BLOCK];
    {
        for (long i = 0; i < rows; ++i) s6[i] = ((temperature[i])*(temperature[i]));
    }
    double s7[BLOCK]; total_t s7_total = {0.0, 0.0};
    for (long at = 0; at < rows * n; at += BLOCK) {
        const long count = rows * n - at < BLOCK ? rows * n - at : BLOCK;
        double x_s1[BLOCK]; NAMED(spread)(x_s1, s1, t, count);
        double x_s3[BLOCK]; NAMED(spread)(x_s3, s3, t, count);
        double x_s5[BLOCK]; NAMED(spread)(x_s5, s5, t, count);
        double x_s6[BLOCK]; NAMED(spread)(x_s6, s6, t, count);
        double x_temperature[BLOCK]; NAMED(spread)(x_temperature, temperature, t, count);
        double v[BLOCK];
        NAMED(tilt_gap)(v, x_s6, teacher + at, x_s1, student + at, x_s3, x_s5, x_temperature, count);
        NAMED(sum_rows)(v, t, count, s7);
        add(&s7_total, s7[0]);
    }
    if (rows == 1) s7[0] = s7_total.high + s7_total.low;
    double *restrict out = t->out;
    {
        for (long i = 0; i < rows; ++i) out[i] = s7[i]/(s2[i] + 1);
    }
    return 1;
}

static int NAMED(form_distillation_by_teacher)(const tile_t *t) {
    const long rows = t->rows, n = t->n;
    (void)n;
    const double *restrict teacher = t->in[0];
    (void)teacher;
    const double *restrict student = t->in[1];
    (void)student;
    const double *restrict temperature = t->in[2];
    (void)temperature;
    if (t->check && !(NAMED(within)(temperature, t->rows, 0x1p-1074, INFINITY))) return 0;
    double top_teacher[BLOCK];
    NAMED(tops)(top_teacher, teacher, t);
    double s1[BLOCK];
    {
        for (long i = 0; i < rows; ++i) s1[i] = teacher[i * n + (long)top_teacher[i]];
    }
    double s2[BLOCK]; total_t s2_total = {0.0, 0.0};
    for (long at = 0; at < rows * n; at += BLOCK) {
        const long count = rows * n - at < BLOCK ? rows * n - at : BLOCK;
        double x_s1[BLOCK]; NAMED(spread)(x_s1, s1, t, count);
        double x_temperature[BLOCK]; NAMED(spread)(x_temperature, temperature, t, count);
        double x_top_teacher[BLOCK]; NAMED(spread)(x_top_teacher, top_teacher, t, count);
        double place[BLOCK]; NAMED(places)(place, t, at, count);
        double v[BLOCK];
        double k0[BLOCK];
        NAMED(exp_diff)(k0, teacher + at, x_s1, x_temperature, count);
        for (long i = 0; i < count; ++i) v[i] = k0[i]*(1 - (place[i] == x_top_teacher[i] ? 1.0 : 0.0));
        NAMED(sum_rows)(v, t, count, s2);
        add(&s2_total, s2[0]);
    }
    if (rows == 1) s2[0] = s2_total.high + s2_total.low;
    double s3[BLOCK];
    {
        for (long i = 0; i < rows; ++i) s3[i] = student[i * n + (long)top_teacher[i]];
    }
    double s4[BLOCK]; total_t s4_total = {0.0, 0.0};
    for (long at = 0; at < rows * n; at += BLOCK) {
        const long count = rows * n - at < BLOCK ? rows * n - at : BLOCK;
        double x_s1[BLOCK]; NAMED(spread)(x_s1, s1, t, count);
        double x_s3[BLOCK]; NAMED(spread)(x_s3, s3, t, count);
        double x_temperature[BLOCK]; NAMED(spread)(x_temperature, temperature, t, count);
        double v[BLOCK];
        double k0[BLOCK];
        NAMED(tilt)(k0, teacher + at, x_s1, student + at, x_s3, ZEROS, x_temperature, count);
        NAMED(times_exp)(v, k0, teacher + at, x_s1, x_temperature, count);
        NAMED(sum_rows)(v, t, count, s4);
        add(&s4_total, s4[0]);
    }
    if (rows == 1) s4[0] = s4_total.high + s4_total.low;
    double *restrict out = t->out;
    for (long at = 0; at < rows * n; at += BLOCK) {
        const long count = rows * n - at < BLOCK ? rows * n - at : BLOCK;
        double x_s1[BLOCK]; NAMED(spread)(x_s1, s1, t, count);
        double x_s2[BLOCK]; NAMED(spread)(x_s2, s2, t, count);
        double x_s3[BLOCK]; NAMED(spread)(x_s3, s3, t, count);
        double x_s4[BLOCK]; NAMED(spread)(x_s4, s4, t, count);
        double x_temperature[BLOCK]; NAMED(spread)(x_temperature, temperature, t, count);
        double *restrict o = out + at;
        double k0[BLOCK];
        NAMED(tilt)(k0, teacher + at, x_s1, student + at, x_s3, ZEROS, x_temperature, count);
        double k1[BLOCK];
        for (long i = 0; i < count; ++i) k1[i] = x_temperature[i]*(x_s4[i]/(x_s2[i] + 1) - k0[i]);
        double k2[BLOCK];
        NAMED(times_exp)(k2, k1, teacher + at, x_s1, x_temperature, count);
        for (long i = 0; i < count; ++i) o[i] = k2[i]/(x_s2[i] + 1);
    }
    return 1;
}

static int NAMED(form_distillation_by_student)(const tile_t *t) {
    const long rows = t->rows, n = t->n;
    (void)n;
    const double *restrict teacher = t->in[0];
    (void)teacher;
    const double *restrict student = t->in[1];
    (void)student;
    const double *restrict temperature = t->in[2];
    (void)temperature;
    if (t->check && !(NAMED(within)(temperature, t->rows, 0x1p-1074, INFINITY))) return 0;
    double top_teacher[BLOCK];
    NAMED(tops)(top_teacher, teacher, t);
    double top_student[BLOCK];
    NAMED(tops)(top_student, student, t);
    double s1[BLOCK];
    {
        for (long i = 0; i < rows; ++i) s1[i] = teacher[i * n + (long)top_teacher[i]];
    }
    double s2[BLOCK]; total_t s2_total = {0.0, 0.0};
    for (long at = 0; at < rows * n; at += BLOCK) {
        const long count = rows * n - at < BLOCK ? rows * n - at : BLOCK;
        double x_s1[BLOCK]; NAMED(spread)(x_s1, s1, t, count);
        double x_temperature[BLOCK]; NAMED(spread)(x_temperature, temperature, t, count);
        double x_top_teacher[BLOCK]; NAMED(spread)(x_top_teacher, top_teacher, t, count);
        double place[BLOCK]; NAMED(places)(place, t, at, count);
        double v[BLOCK];
        double k0[BLOCK];
        NAMED(exp_diff)(k0, teacher + at, x_s1, x_temperature, count);
        for (long i = 0; i < count; ++i) v[i] = k0[i]*(1 - (place[i] == x_top_teacher[i] ? 1.0 : 0.0));
        NAMED(sum_rows)(v, t, count, s2);
        add(&s2_total, s2[0]);
    }
    if (rows == 1) s2[0] = s2_total.high + s2_total.low;
    double s3[BLOCK];
    {
        for (long i = 0; i < rows; ++i) s3[i] = student[i * n + (long)top_student[i]];
    }
    double s4[BLOCK]; total_t s4_total = {0.0, 0.0};
    for (long at = 0; at < rows * n; at += BLOCK) {
        const long count = rows * n - at < BLOCK ? rows * n - at : BLOCK;
        double x_s1[BLOCK]; NAMED(spread)(x_s1, s1, t, count);
        double x_s3[BLOCK]; NAMED(spread)(x_s3, s3, t, count);
        double x_temperature[BLOCK]; NAMED(spread)(x_temperature, temperature, t, count);
        double v[BLOCK];
        NAMED(tilt_diff)(v, ONES, teacher + at, x_s1, student + at, x_s3, ZEROS, x_temperature, count);
        NAMED(sum_rows)(v, t, count, s4);
        add(&s4_total, s4[0]);
    }
    if (rows == 1) s4[0] = s4_total.high + s4_total.low;
    double s5[BLOCK];
    {
        double k0[BLOCK];
        for (long i = 0; i < rows; ++i) k0[i] = s4[i]/(s2[i] + 1);
        NAMED(log1p)(s5, k0, rows);
    }
    double *restrict out = t->out;
    for (long at = 0; at < rows * n; at += BLOCK) {
        const long count = rows * n - at < BLOCK ? rows * n - at : BLOCK;
        double x_s1[BLOCK]; NAMED(spread)(x_s1, s1, t, count);
        double x_s2[BLOCK]; NAMED(spread)(x_s2, s2, t, count);
        double x_s3[BLOCK]; NAMED(spread)(x_s3, s3, t, count);
        double x_s5[BLOCK]; NAMED(spread)(x_s5, s5, t, count);
        double x_temperature[BLOCK]; NAMED(spread)(x_temperature, temperature, t, count);
        double *restrict o = out + at;
        double k0[BLOCK];
        NAMED(tilt_diff)(k0, x_temperature, teacher + at, x_s1, student + at, x_s3, x_s5, x_temperature, count);
        for (long i = 0; i < count; ++i) o[i] = k0[i]/(x_s2[i] + 1);
    }
    return 1;
}

static int NAMED(form_distillation_by_temperature)(const tile_t *t) {
    const long rows = t->rows, n = t->n;
    (void)n;
    const double *restrict teacher = t->in[0];
    (void)teacher;
    const double *restrict student = t->in[1];
    (void)student;
    const double *restrict temperature = t->in[2];
    (void)temperature;
    if (t->check && !(NAMED(within)(temperature, t->rows, 0x1p-1074, INFINITY))) return 0;
    double top_teacher[BLOCK];
    NAMED(tops)(top_teacher, teacher, t);
    double top_student[BLOCK];
    NAMED(tops)(top_student, student, t);
    double s1[BLOCK];
    {
        for (long i = 0; i < rows; ++i) s1[i] = teacher[i * n + (long)top_teacher[i]];
    }
    double s2[BLOCK]; total_t s2_total = {0.0, 0.0};
    for (long at = 0; at < rows * n; at += BLOCK) {
        const long count = rows * n - at < BLOCK ? rows * n - at : BLOCK;
        double x_s1[BLOCK]; NAMED(spread)(x_s1, s1, t, count);
        double x_temperature[BLOCK]; NAMED(spread)(x_temperature, temperature, t, count);
        double x_top_teacher[BLOCK]; NAMED(spread)(x_top_teacher, top_teacher, t, count);
        double place[BLOCK]; NAMED(places)(place, t, at, count);
        double v[BLOCK];
        double k0[BLOCK];
        NAMED(exp_diff)(k0, teacher + at, x_s1, x_temperature, count);
        for (long i = 0; i < count; ++i) v[i] = k0[i]*(1 - (place[i] == x_top_teacher[i] ? 1.0 : 0.0));
        NAMED(sum_rows)(v, t, count, s2);
        add(&s2_total, s2[0]);
    }
    if (rows == 1) s2[0] = s2_total.high + s2_total.low;
    double s3[BLOCK];
    {
        for (long i = 0; i < rows; ++i) s3[i] = student[i * n + (long)top_student[i]];
    }
    double s4[BLOCK]; total_t s4_total = {0.0, 0.0};
    for (long at = 0; at < rows * n; at += BLOCK) {
        const long count = rows * n - at < BLOCK ? rows * n - at : BLOCK;
        double x_s1[BLOCK]; NAMED(spread)(x_s1, s1, t, count);
        double x_s3[BLOCK]; NAMED(spread)(x_s3, s3, t, count);
        double x_temperature[BLOCK]; NAMED(spread)(x_temperature, temperature, t, count);
        double v[BLOCK];
        NAMED(tilt_diff)(v, ONES, teacher + at, x_s1, student + at, x_s3, ZEROS, x_temperature, count);
        NAMED(sum_rows)(v, t, count, s4);
        add(&s4_total, s4[0]);
    }
    if (rows == 1) s4[0] = s4_total.high + s4_total.low;
    double s5[BLOCK];
    {
        double k0[BLOCK];
        for (long i = 0; i < rows; ++i) k0[i] = s4[i]/(s2[i] + 1);
        NAMED(log1p)(s5, k0, rows);
    }
    double s6[BLOCK]; total_t s6_total = {0.0, 0.0};
    double s7[BLOCK]; total_t s7_total = {0.0, 0.0};
    double s8[BLOCK]; total_t s8_total = {0.0, 0.0};
    double s9[BLOCK]; total_t s9_total = {0.0, 0.0};
    for (long at = 0; at < rows * n; at += BLOCK) {
        const long count = rows * n - at < BLOCK ? rows * n - at : BLOCK;
        double x_s1[BLOCK]; NAMED(spread)(x_s1, s1, t, count);
        double x_s3[BLOCK]; NAMED(spread)(x_s3, s3, t, count);
        double x_s5[BLOCK]; NAMED(spread)(x_s5, s5, t, count);
        double x_temperature[BLOCK]; NAMED(spread)(x_temperature, temperature, t, count);
        double v[BLOCK];
        double k0[BLOCK];
        NAMED(times_diff)(k0, ONES, student + at, x_s3, count);
        double k1[BLOCK];
        for (long i = 0; i < count; ++i) k1[i] = x_temperature[i]*(k0[i]/x_temperature[i] - x_s5[i]);
        NAMED(tilt_gap)(v, k1, teacher + at, x_s1, student + at, x_s3, x_s5, x_temperature, count);
        NAMED(sum_rows)(v, t, count, s6);
        add(&s6_total, s6[0]);
        double k2[BLOCK];
        NAMED(tilt)(k2, teacher + at, x_s1, student + at, x_s3, x_s5, x_temperature, count);
        double k3[BLOCK];
        NAMED(sq)(k3, k2, count);
        double k4[BLOCK];
        for (long i = 0; i < count; ++i) k4[i] = k3[i]*x_temperature[i];
        NAMED(times_exp)(v, k4, teacher + at, x_s1, x_temperature, count);
        NAMED(sum_rows)(v, t, count, s7);
        add(&s7_total, s7[0]);
        double k5[BLOCK];
        NAMED(times_diff)(k5, ONES, teacher + at, x_s1, count);
        NAMED(times_exp)(v, k5, teacher + at, x_s1, x_temperature, count);
        NAMED(sum_rows)(v, t, count, s8);
        add(&s8_total, s8[0]);
        NAMED(tilt_gap)(v, ONES, teacher + at, x_s1, student + at, x_s3, x_s5, x_temperature, count);
        NAMED(sum_rows)(v, t, count, s9);
        add(&s9_total, s9[0]);
    }
    if (rows == 1) s6[0] = s6_total.high + s6_total.low;
    if (rows == 1) s7[0] = s7_total.high + s7_total.low;
    if (rows == 1) s8[0] = s8_total.high + s8_total.low;
    if (rows == 1) s9[0] = s9_total.high + s9_total.low;
    double *restrict out = t->out;
    {
        for (long i = 0; i < rows; ++i) out[i] = -s6[i]/(s2[i] + 1) - s7[i]/(s2[i] + 1) + s9[i]*(s8[i]/(s2[i] + 1) + 2*temperature[i])/(s2[i] + 1);
    }
    return 1;
}

static const run_t NAMED(forms)[] = {
    NAMED(form_information_content),
    NAMED(form_information_content_by_p),
    NAMED(form_entropy),
    NAMED(form_entropy_by_p),
    NAMED(form_binary_entropy),
    NAMED(form_binary_entropy_by_p),
    NAMED(form_cross_entropy),
    NAMED(form_cross_entropy_by_p),
    NAMED(form_cross_entropy_by_q),
    NAMED(form_kl),
    NAMED(form_kl_by_p),
    NAMED(form_kl_by_q),
    NAMED(form_js),
    NAMED(form_js_by_p),
    NAMED(form_js_by_q),
    NAMED(form_js_distance),
    NAMED(form_js_distance_by_p),
    NAMED(form_js_distance_by_q),
    NAMED(form_jeffreys),
    NAMED(form_jeffreys_by_p),
    NAMED(form_jeffreys_by_q),
    NAMED(form_skewed_js),
    NAMED(form_skewed_js_by_p),
    NAMED(form_skewed_js_by_q),
    NAMED(form_skewed_js_by_weight),
    NAMED(form_total_variation),
    NAMED(form_total_variation_by_p),
    NAMED(form_total_variation_by_q),
    NAMED(form_chi_squared),
    NAMED(form_chi_squared_by_p),
    NAMED(form_chi_squared_by_q),
    NAMED(form_hellinger),
    NAMED(form_hellinger_by_p),
    NAMED(form_hellinger_by_q),
    NAMED(form_bhattacharyya),
    NAMED(form_bhattacharyya_by_p),
    NAMED(form_bhattacharyya_by_q),
    NAMED(form_perplexity),
    NAMED(form_perplexity_by_p),
    NAMED(form_kl_bernoulli),
    NAMED(form_kl_bernoulli_by_p),
    NAMED(form_kl_bernoulli_by_q),
    NAMED(form_optimal_discriminator),
    NAMED(form_optimal_discriminator_by_a),
    NAMED(form_optimal_discriminator_by_b),
    NAMED(form_gan_value),
    NAMED(form_gan_value_by_p),
    NAMED(form_gan_value_by_q),
    NAMED(form_gan_value_by_discriminator),
    NAMED(form_gan_value_at_optimum),
    NAMED(form_gan_value_at_optimum_by_p),
    NAMED(form_gan_value_at_optimum_by_q),
    NAMED(form_kl_normal),
    NAMED(form_kl_normal_by_mu1),
    NAMED(form_kl_normal_by_sigma1),
    NAMED(form_kl_normal_by_mu2),
    NAMED(form_kl_normal_by_sigma2),
    NAMED(form_kl_normal_variance),
    NAMED(form_kl_normal_variance_by_mu1),
    NAMED(form_kl_normal_variance_by_variance1),
    NAMED(form_kl_normal_variance_by_mu2),
    NAMED(form_kl_normal_variance_by_variance2),
    NAMED(form_kl_log_variance),
    NAMED(form_kl_log_variance_by_mu1),
    NAMED(form_kl_log_variance_by_log_variance1),
    NAMED(form_kl_log_variance_by_mu2),
    NAMED(form_kl_log_variance_by_log_variance2),
    NAMED(form_kl_normal_standard),
    NAMED(form_kl_normal_standard_by_mu),
    NAMED(form_kl_normal_standard_by_sigma),
    NAMED(form_kl_standard_log_variance),
    NAMED(form_kl_standard_log_variance_by_mu),
    NAMED(form_kl_standard_log_variance_by_log_variance),
    NAMED(form_entropy_normal),
    NAMED(form_entropy_normal_by_sigma),
    NAMED(form_entropy_log_variance),
    NAMED(form_entropy_log_variance_by_log_variance),
    NAMED(form_cross_entropy_normal),
    NAMED(form_cross_entropy_normal_by_mu1),
    NAMED(form_cross_entropy_normal_by_sigma1),
    NAMED(form_cross_entropy_normal_by_mu2),
    NAMED(form_cross_entropy_normal_by_sigma2),
    NAMED(form_reconstruction_gaussian),
    NAMED(form_reconstruction_gaussian_by_x),
    NAMED(form_reconstruction_gaussian_by_mu),
    NAMED(form_reconstruction_gaussian_by_sigma),
    NAMED(form_reconstruction_gaussian_by_weight),
    NAMED(form_reconstruction_gaussian_by_bias),
    NAMED(form_reconstruction_gaussian_by_scale),
    NAMED(form_elbo_gaussian),
    NAMED(form_elbo_gaussian_by_x),
    NAMED(form_elbo_gaussian_by_mu),
    NAMED(form_elbo_gaussian_by_sigma),
    NAMED(form_elbo_gaussian_by_weight),
    NAMED(form_elbo_gaussian_by_bias),
    NAMED(form_elbo_gaussian_by_scale),
    NAMED(form_kl_diagonal_normal),
    NAMED(form_kl_diagonal_normal_by_mean1),
    NAMED(form_kl_diagonal_normal_by_sigma1),
    NAMED(form_kl_diagonal_normal_by_mean2),
    NAMED(form_kl_diagonal_normal_by_sigma2),
    NAMED(form_nll_normal),
    NAMED(form_nll_normal_by_x),
    NAMED(form_nll_normal_by_mu),
    NAMED(form_nll_normal_by_sigma),
    NAMED(form_nll_log_variance),
    NAMED(form_nll_log_variance_by_x),
    NAMED(form_nll_log_variance_by_mu),
    NAMED(form_nll_log_variance_by_log_variance),
    NAMED(form_entropy_diagonal_normal),
    NAMED(form_entropy_diagonal_normal_by_sigma),
    NAMED(form_wasserstein_normal),
    NAMED(form_wasserstein_normal_by_mu1),
    NAMED(form_wasserstein_normal_by_sigma1),
    NAMED(form_wasserstein_normal_by_mu2),
    NAMED(form_wasserstein_normal_by_sigma2),
    NAMED(form_entropy_exponential),
    NAMED(form_entropy_exponential_by_rate),
    NAMED(form_kl_exponential),
    NAMED(form_kl_exponential_by_rate1),
    NAMED(form_kl_exponential_by_rate2),
    NAMED(form_kl_poisson),
    NAMED(form_kl_poisson_by_rate1),
    NAMED(form_kl_poisson_by_rate2),
    NAMED(form_entropy_laplace),
    NAMED(form_entropy_laplace_by_scale),
    NAMED(form_kl_laplace),
    NAMED(form_kl_laplace_by_mu1),
    NAMED(form_kl_laplace_by_scale1),
    NAMED(form_kl_laplace_by_mu2),
    NAMED(form_kl_laplace_by_scale2),
    NAMED(form_entropy_weibull),
    NAMED(form_entropy_weibull_by_shape),
    NAMED(form_entropy_weibull_by_scale),
    NAMED(form_entropy_gamma),
    NAMED(form_entropy_gamma_by_shape),
    NAMED(form_entropy_gamma_by_rate),
    NAMED(form_kl_gamma),
    NAMED(form_kl_gamma_by_shape1),
    NAMED(form_kl_gamma_by_rate1),
    NAMED(form_kl_gamma_by_shape2),
    NAMED(form_kl_gamma_by_rate2),
    NAMED(form_entropy_beta),
    NAMED(form_entropy_beta_by_a),
    NAMED(form_entropy_beta_by_b),
    NAMED(form_kl_beta),
    NAMED(form_kl_beta_by_a1),
    NAMED(form_kl_beta_by_b1),
    NAMED(form_kl_beta_by_a2),
    NAMED(form_kl_beta_by_b2),
    NAMED(form_entropy_dirichlet),
    NAMED(form_entropy_dirichlet_by_concentration),
    NAMED(form_kl_dirichlet),
    NAMED(form_kl_dirichlet_by_concentration1),
    NAMED(form_kl_dirichlet_by_concentration2),
    NAMED(form_logsumexp),
    NAMED(form_logsumexp_by_logits),
    NAMED(form_logsumexp_by_temperature),
    NAMED(form_log_softmax),
    NAMED(form_log_softmax_by_temperature),
    NAMED(form_log_softmax_pullback_logits),
    NAMED(form_softmax),
    NAMED(form_softmax_by_temperature),
    NAMED(form_softmax_pullback_logits),
    NAMED(form_nll),
    NAMED(form_nll_by_logits),
    NAMED(form_nll_by_temperature),
    NAMED(form_weighted_nll),
    NAMED(form_weighted_nll_by_logits),
    NAMED(form_weighted_nll_by_class_weights),
    NAMED(form_weighted_nll_by_temperature),
    NAMED(form_binary_cross_entropy_logits),
    NAMED(form_binary_cross_entropy_logits_by_logit),
    NAMED(form_binary_cross_entropy_logits_by_label),
    NAMED(form_binary_cross_entropy_logits_by_positive_weight),
    NAMED(form_softmax_cross_entropy),
    NAMED(form_softmax_cross_entropy_by_logits),
    NAMED(form_softmax_cross_entropy_by_labels),
    NAMED(form_softmax_cross_entropy_by_temperature),
    NAMED(form_label_smoothing),
    NAMED(form_label_smoothing_by_logits),
    NAMED(form_label_smoothing_by_epsilon),
    NAMED(form_label_smoothing_by_temperature),
    NAMED(form_entropy_logits),
    NAMED(form_entropy_logits_by_logits),
    NAMED(form_entropy_logits_by_temperature),
    NAMED(form_cross_entropy_logits),
    NAMED(form_cross_entropy_logits_by_logits_p),
    NAMED(form_cross_entropy_logits_by_logits_q),
    NAMED(form_cross_entropy_logits_by_temperature),
    NAMED(form_kl_logits),
    NAMED(form_kl_logits_by_logits_p),
    NAMED(form_kl_logits_by_logits_q),
    NAMED(form_kl_logits_by_temperature),
    NAMED(form_js_logits),
    NAMED(form_js_logits_by_logits_p),
    NAMED(form_js_logits_by_logits_q),
    NAMED(form_js_logits_by_temperature),
    NAMED(form_distillation),
    NAMED(form_distillation_by_teacher),
    NAMED(form_distillation_by_student),
    NAMED(form_distillation_by_temperature),
};
