/* The closed forms as NumPy's universal functions, compiled once for each set of instructions.

   Every form is a function of a tile (tile.h).  The loop below cuts what NumPy hands over into
   tiles, and gathers what does not lie row by row in memory. */

#define PY_SSIZE_T_CLEAN
#define NPY_NO_DEPRECATED_API NPY_1_23_API_VERSION
#include <Python.h>
#include <numpy/ndarrayobject.h>
#include <numpy/ufuncobject.h>
#include <fenv.h>
#include <float.h>
#include <math.h>
#include <stdint.h>
#include <string.h>

#include "digest.h"
#include "exact.h"
#include "quick.h"
#include "tile.h"

typedef int (*run_t)(const tile_t *); /* 0 where an argument is outside its domain */
typedef struct {
    const char *name;
    const char *kinds; /* of the arguments: v for a vector, n for a number */
    int entries;       /* whether the result is a vector */
} form_t;

#include "table.h"
static double ZEROS[BLOCK], ONES[BLOCK];

#define NAMED(name) name##_base
#include "level.h"
#undef NAMED
#if defined(__x86_64__) && defined(__GNUC__) && !defined(__clang__)
#pragma GCC push_options
#pragma GCC target("avx2")
#define NAMED(name) name##_avx2
#include "level.h"
#undef NAMED
#pragma GCC pop_options
#pragma GCC push_options
#pragma GCC target("avx512f,avx512dq,avx512vl,avx512bw,prefer-vector-width=512")
#define NAMED(name) name##_avx512
#include "level.h"
#undef NAMED
#pragma GCC pop_options
static const run_t *const LEVEL[] = {forms_base, forms_avx2, forms_avx512};
static int best(void) {
    __builtin_cpu_init();
    if (__builtin_cpu_supports("avx512dq") && __builtin_cpu_supports("avx512vl")) return 2;
    return __builtin_cpu_supports("avx2") ? 1 : 0;
}
#else
static const run_t *const LEVEL[] = {forms_base};
static int best(void) { return 0; }
#endif

static const run_t *chosen;

typedef struct {
    const form_t *form;
    int check, count, rows;
} data_t;

/* Entries one after the other: those of the array itself where they lie so. */
static const double *gathered(const char *from, npy_intp step, npy_intp inner, long rows, long n,
                              double *into) {
    if ((n == 1 || inner == 8) && (rows == 1 || step == 8 * n)) return (const double *)from;
    for (long r = 0; r < rows; ++r)
        for (long i = 0; i < n; ++i) into[r * n + i] = *(const double *)(from + r * step + i * inner);
    return into;
}

static void scattered(char *to, npy_intp step, npy_intp inner, long rows, long n, const double *x) {
    for (long r = 0; r < rows; ++r)
        for (long i = 0; i < n; ++i) *(double *)(to + r * step + i * inner) = x[r * n + i];
}

static int of_tiles(char **args, const npy_intp *dims, const npy_intp *steps, const data_t *data,
                    double *scratch) {
    const form_t *form = data->form;
    const run_t run = chosen[form - FORMS];
    const int count = data->count;
    const npy_intp *inner = steps + count + 1;
    long n = data->rows ? dims[1] : 1, most = n < BLOCK ? BLOCK / n : 1, size = most * n;
    npy_intp within[MOST + 1];
    for (int k = 0, core = 0; k <= count; ++k)
        within[k] = (k < count ? form->kinds[k] == 'v' : form->entries) ? inner[core++] : 0;
    for (npy_intp at = 0; at < dims[0]; at += most) {
        tile_t t = {dims[0] - at < most ? dims[0] - at : most, n, data->check, {0}, 0};
        for (int k = 0; k < count; ++k)
            t.in[k] = gathered(args[k] + at * steps[k], steps[k], within[k], t.rows,
                               form->kinds[k] == 'v' ? n : 1, scratch + k * size);
        char *out = args[count] + at * steps[count];
        long m = form->entries ? n : 1;
        int direct = (m == 1 || within[count] == 8) && (t.rows == 1 || steps[count] == 8 * m);
        t.out = direct ? (double *)out : scratch + count * size;
        if (!run(&t)) return 0;
        if (!direct) scattered(out, steps[count], within[count], t.rows, m, t.out);
    }
    return 1;
}

static void loop(char **args, const npy_intp *dims, const npy_intp *steps, void *given) {
    const data_t *data = given;
    double stack[(MOST + 1) * BLOCK], *scratch = stack;
    long n = data->rows ? dims[1] : 1;
    if (n > BLOCK) scratch = malloc((data->count + 1) * n * sizeof(double));
    const char *wrong = "outside the domain";
    int fine = scratch && of_tiles(args, dims, steps, data, scratch);
    if (scratch != stack) free(scratch);
    feclearexcept(FE_ALL_EXCEPT); /* what was computed in vain may have raised some */
    if (!fine) {
        NPY_ALLOW_C_API_DEF
        NPY_ALLOW_C_API
        PyErr_SetString(scratch ? PyExc_ValueError : PyExc_MemoryError, scratch ? wrong : "");
        NPY_DISABLE_C_API
    }
}

#define COUNT (sizeof FORMS / sizeof *FORMS)
static PyUFuncGenericFunction LOOP[] = {loop};
static const char TYPES[] = {NPY_DOUBLE, NPY_DOUBLE, NPY_DOUBLE, NPY_DOUBLE, NPY_DOUBLE,
                             NPY_DOUBLE, NPY_DOUBLE, NPY_DOUBLE, NPY_DOUBLE};
static data_t DATA[2 * COUNT];
static void *POINTERS[2 * COUNT];
static char SIGNATURES[COUNT][96];

/* One universal function, whose signature gives vectors one common axis. */
static PyObject *made(const form_t *form, int check, int place) {
    data_t *data = &DATA[place];
    *data = (data_t){form, check, (int)strlen(form->kinds), strchr(form->kinds, 'v') != NULL};
    POINTERS[place] = data;
    char *signature = SIGNATURES[place / 2], *end = signature;
    for (int k = 0; k < data->count; ++k)
        end += sprintf(end, "%s%s", k ? "," : "", form->kinds[k] == 'v' ? "(n)" : "()");
    sprintf(end, "->%s", form->entries ? "(n)" : "()");
    return PyUFunc_FromFuncAndDataAndSignature(LOOP, &POINTERS[place], TYPES, 1, data->count, 1,
                                               PyUFunc_None, form->name, "", 0,
                                               data->rows ? signature : NULL);
}

/* The set of instructions from now on: 0 for that of every processor, at most LEVELS - 1. */
static PyObject *use(PyObject *self, PyObject *argument) {
    long k = PyLong_AsLong(argument);
    if (k == -1 && PyErr_Occurred()) return NULL;
    if (k < 0 || k > best()) return PyErr_Format(PyExc_ValueError, "no set of instructions %ld", k);
    chosen = LEVEL[k];
    Py_RETURN_NONE;
}

/* name -> (checked, unchecked) */
static PyObject *functions(void) {
    PyObject *found = PyDict_New();
    for (int k = 0; found && FORMS[k].name; ++k) {
        PyObject *pair =
            Py_BuildValue("(NN)", made(&FORMS[k], 1, 2 * k), made(&FORMS[k], 0, 2 * k + 1));
        if (!pair || PyDict_SetItemString(found, FORMS[k].name, pair)) return NULL;
        Py_DECREF(pair);
    }
    return found;
}

static PyMethodDef METHODS[] = {
    {"use", use, METH_O, "The set of instructions from now on."},
    {NULL, NULL, 0, NULL},
};
static struct PyModuleDef MODULE = {PyModuleDef_HEAD_INIT, "_native", NULL, -1, METHODS,
                                    NULL, NULL, NULL, NULL};

PyMODINIT_FUNC PyInit__native(void) {
    import_array();
    import_umath();
    chosen = LEVEL[best()];
    for (int i = 0; i < BLOCK; ++i) ONES[i] = 1.0;
    PyObject *module = PyModule_Create(&MODULE), *found = functions();
    if (!module || !found || PyModule_AddObject(module, "FUNCTIONS", found)) return NULL;
    PyModule_AddStringConstant(module, "DIGEST", DIGEST);
    PyModule_AddIntConstant(module, "LEVELS", best() + 1);
    return module;
}
