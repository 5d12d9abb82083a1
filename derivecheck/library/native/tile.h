/* Tiles of rows.

   A tile is a number of rows of n entries, one after the other in memory, of at most BLOCK entries
   in all, or one longer row.  Numbers have one value for each row. */

#define BLOCK 512
#define LANES 16
#define MOST 8 /* arguments of a form */

typedef struct {
    long rows, n;
    int check;
    const double *in[MOST];
    double *out;
} tile_t;

typedef struct {
    double high, low;
} total_t;

/* Compensated summation (Neumaier). */
INLINE void add(total_t *sum, double x) {
    double t = sum->high + x;
    if (isfinite(t))
        sum->low += fabs(sum->high) >= fabs(x) ? (sum->high - t) + x : (x - t) + sum->high;
    sum->high = t;
}
