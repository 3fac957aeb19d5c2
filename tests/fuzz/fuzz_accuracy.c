/* A sample of a map's accuracy from any bytes: what is accepted can be
 * estimated from, and gives shares that are some. */
#include "eco_accuracy.h"
#include "eco_accuracy_file.h"
#include "eco_mem.h"
#include "eco_resolve.h"

#include <math.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static size_t first_with(const eco_accuracy_spec *a, size_t i, bool stratum)
{
    for (size_t k = 0; k < i; k++)
        if (strcmp(stratum ? a->rows[k].stratum : a->rows[k].mapped,
                   stratum ? a->rows[i].stratum : a->rows[i].mapped) == 0)
            return k;
    return i;
}

/* Numbers for names: that of the first row which has the name. Reference
 * classes that are not mapped get numbers above. */
static size_t reference_of(const eco_accuracy_spec *a, size_t i)
{
    for (size_t k = 0; k < a->nrows; k++)
        if (strcmp(a->rows[k].mapped, a->rows[i].reference) == 0)
            return first_with(a, k, false);
    return a->nrows + i;
}

static void estimate(const eco_accuracy_spec *a)
{
    eco_accuracy_cell *cells = eco_mem_array(a->nrows, sizeof *cells);
    double *weight = eco_mem_array(a->nrows, sizeof *weight);
    size_t *number = eco_mem_array(a->nrows, sizeof *number);
    size_t n = 0;
    eco_accuracy_class c;

    if (!cells || !weight || !number)
        abort();
    for (size_t i = 0; i < a->nrows; i++) {
        size_t first = first_with(a, i, true);

        if (first == i) {
            number[i] = n;
            weight[n++] = a->rows[i].area_ha > 0 ? a->rows[i].area_ha : 1;
        }
        cells[i] = (eco_accuracy_cell){number[first], first_with(a, i, false),
                                       reference_of(a, i), a->rows[i].n};
    }
    if (eco_accuracy_of_class(
            &(eco_accuracy_sample){cells, a->nrows, weight, n}, cells[0].mapped,
            &c))
        abort();
    if (!isnan(c.users.value) && !(c.users.value >= 0 && c.users.value <= 1))
        abort();
    eco_mem_free(cells);
    eco_mem_free(weight);
    eco_mem_free(number);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    eco_accuracy_spec *a = eco_mem_array(1, sizeof *a);
    char *text = eco_mem_array(size + 1, 1);
    eco_ctx *ctx = NULL;

    if (!a || !text || eco_ctx_create(&ctx))
        abort();
    memcpy(text, data, size);
    if (!eco_accuracy_file_read(ctx, "x", text, size, a)) {
        if (!a->nrows || !a->design)
            abort();
        if (a->nrows < 200)
            estimate(a);
    } else if (!eco_ctx_message(ctx)[0]) {
        abort();
    }
    eco_accuracy_spec_destroy(a);
    eco_ctx_destroy(ctx);
    eco_mem_free(text);
    return 0;
}
