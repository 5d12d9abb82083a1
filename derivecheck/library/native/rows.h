/* Sums that are the same on every processor, and checks of domains, for one set of instructions. */

/* The same sum of at most LANES numbers, without a way through memory. */
static inline double NAMED(short_sum)(const double *x, long count) {
#define AT(k) (k < count ? x[k] : 0.0)
#define FOUR(k) ((AT(k) + AT(k + 8)) + (AT(k + 4) + AT(k + 12)))
    return (FOUR(0) + FOUR(2)) + (FOUR(1) + FOUR(3));
#undef FOUR
#undef AT
}

/* The sum of at most BLOCK numbers, by sixteen partial sums whatever the width of vectors. */
static inline double NAMED(sum_of)(const double *x, long count) {
    if (count <= LANES) return NAMED(short_sum)(x, count);
    double lanes[LANES] = {0.0};
    long i = 0;
    for (; i + LANES <= count; i += LANES)
        for (long k = 0; k < LANES; ++k) lanes[k] += x[i + k];
    for (long k = 0; k < LANES; ++k) lanes[k] += k < count - i ? x[i + k] : 0.0;
    for (long half = LANES / 2; half; half /= 2)
        for (long k = 0; k < half; ++k) lanes[k] += lanes[k + half];
    return lanes[0];
}

/* The sums of the rows of a block, or what a block of one long row adds to its sum. */
static void NAMED(sum_rows)(const double *x, const tile_t *t, long count, double *sums) {
    if (t->rows == 1) sums[0] = NAMED(sum_of)(x, count);
    else
        for (long r = 0; r < t->rows; ++r) sums[r] = NAMED(sum_of)(x + r * t->n, t->n);
}

/* Whether a number of a block is not finite. */
static inline int NAMED(odd)(const double *x, long count) {
    double lanes[LANES] = {0.0}, all = 0.0;
    long i = 0;
    for (; i + LANES <= count; i += LANES)
        for (long k = 0; k < LANES; ++k) lanes[k] += fabs(x[i + k]) <= DBL_MAX ? 0.0 : 1.0;
    for (; i < count; ++i) all += fabs(x[i]) <= DBL_MAX ? 0.0 : 1.0;
    for (long k = 0; k < LANES; ++k) all += lanes[k];
    return all != 0.0;
}

/* The number that all of a block are; nan if they differ. */
static inline double NAMED(common)(const double *x, long count) {
    double lanes[LANES] = {0.0}, other = 0.0;
    long i = 0;
    for (; i + LANES <= count; i += LANES)
        for (long k = 0; k < LANES; ++k) lanes[k] += x[i + k] == x[0] ? 0.0 : 1.0;
    for (; i < count; ++i) other += x[i] == x[0] ? 0.0 : 1.0;
    for (long k = 0; k < LANES; ++k) other += lanes[k];
    return other == 0.0 ? x[0] : NAN;
}

/* A number of each row for each of its entries. */
static void NAMED(spread)(double *x, const double *numbers, const tile_t *t, long count) {
    if (t->rows == 1)
        for (long i = 0; i < count; ++i) x[i] = numbers[0];
    else
        for (long r = 0; r < t->rows; ++r)
            for (long i = 0; i < t->n; ++i) x[r * t->n + i] = numbers[r];
}

/* The index of each entry in its row. */
static void NAMED(places)(double *x, const tile_t *t, long at, long count) {
    if (t->rows == 1)
        for (long i = 0; i < count; ++i) x[i] = (double)(at + i);
    else
        for (long r = 0; r < t->rows; ++r)
            for (long i = 0; i < t->n; ++i) x[r * t->n + i] = (double)i;
}

/* The index of the largest entry of every row, of the first if there are several. */
static void NAMED(tops)(double *top, const double *x, const tile_t *t) {
    for (long r = 0; r < t->rows; ++r, x += t->n) {
        double lanes[LANES], best = x[0];
        long i = 0, k;
        for (k = 0; k < LANES; ++k) lanes[k] = x[0];
        for (; i + LANES <= t->n; i += LANES)
            for (k = 0; k < LANES; ++k) lanes[k] = x[i + k] > lanes[k] ? x[i + k] : lanes[k];
        for (; i < t->n; ++i) best = x[i] > best ? x[i] : best;
        for (k = 0; k < LANES; ++k) best = lanes[k] > best ? lanes[k] : best;
        for (i = 0; i < t->n && !(x[i] == best); ++i) {}
        top[r] = i < t->n ? (double)i : 0.0;
    }
}

/* Whether all numbers are from low to high; false if one is nan. */
static int NAMED(within)(const double *x, long count, double low, double high) {
    double lanes[LANES] = {0.0}, outside = 0.0;
    long i = 0;
    for (; i + LANES <= count; i += LANES)
        for (long k = 0; k < LANES; ++k)
            lanes[k] += x[i + k] >= low && x[i + k] <= high ? 0.0 : 1.0;
    for (; i < count; ++i) outside += x[i] >= low && x[i] <= high ? 0.0 : 1.0;
    for (long k = 0; k < LANES; ++k) outside += lanes[k];
    return outside == 0.0;
}

/* Whether every row has entries of at least 0 with sum 1; each block is read while it is near. */
static int NAMED(laws)(const double *x, const tile_t *t) {
    const double *first = x;
    for (long r = 0; r < t->rows; ++r, x += t->n) {
        total_t sum = {0.0, 0.0};
        for (long at = 0; at < t->n; at += BLOCK) {
            long count = t->n - at < BLOCK ? t->n - at : BLOCK;
            if (t->n > BLOCK && !NAMED(within)(x + at, count, 0.0, INFINITY)) return 0;
            add(&sum, NAMED(sum_of)(x + at, count));
        }
        if (!(fabs(sum.high + sum.low - 1.0) <= 1e-6)) return 0;
    }
    return t->n > BLOCK || NAMED(within)(first, t->rows * t->n, 0.0, INFINITY);
}
