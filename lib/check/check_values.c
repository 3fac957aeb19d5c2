/* A few windows of each raster, against legend and nodata. */
#include "eco_check_job.h"

#include "eco_mem.h"
#include "eco_str.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* Windows are as large as common tiles; a dataset may cost 4 million cells,
 * which reads in about a second. */
enum { WINDOW = 256, WINDOWS_MAX = 64, SMALL_LOW = -32768, NSMALL = 98304 };
#define CELLS_MAX 4e6

static bool equal(double a, double b)
{
    return !(a < b) && !(a > b);
}

static bool is_nodata(const eco_check_raster *r, const eco_check_layer *l,
                      double v)
{
    if (isnan(v))
        return true;
    if (r->spec->nodata == ECO_NODATA_VALUE)
        return equal(v, r->spec->nodata_value);
    return r->spec->nodata == ECO_NODATA_DECLARED && l->has_nodata &&
           equal(v, l->nodata);
}

static double value_at(eco_sample sample, const void *data, size_t i)
{
    switch (sample) {
    case ECO_SAMPLE_U8:
        return ((const uint8_t *)data)[i];
    case ECO_SAMPLE_U16:
        return ((const uint16_t *)data)[i];
    case ECO_SAMPLE_I16:
        return ((const int16_t *)data)[i];
    case ECO_SAMPLE_I32:
        return ((const int32_t *)data)[i];
    case ECO_SAMPLE_F64:
        break;
    }
    return ((const double *)data)[i];
}

static void count(eco_check_sample *s, eco_sample sample, double v)
{
    if (sample == ECO_SAMPLE_U8 || sample == ECO_SAMPLE_U16 ||
        sample == ECO_SAMPLE_I16) {
        s->small[(int)v - SMALL_LOW]++;
        return;
    }
    for (size_t i = 0; i < s->nbig; i++)
        if (equal(s->big[i].value, v)) {
            s->big[i].n++;
            return;
        }
    if (s->nbig < ECO_CHECK_VALUES)
        s->big[s->nbig++] = (eco_check_value){v, 1};
}

static void take(eco_check_raster *r, const eco_check_layer *l,
                 const char *file, const void *data, size_t n)
{
    eco_check_sample *s = &r->sample;
    bool classes = eco_kind_is_class(r->spec->kind);

    for (size_t i = 0; i < n; i++) {
        double v = value_at(l->sample, data, i);

        s->cells++;
        if (is_nodata(r, l, v)) {
            s->nodata++;
            continue;
        }
        eco_check_suspect_take(r, l, file, v);
        if (eco_check_is_suspect(r, v)) {
            if (classes)
                count(s, l->sample, v);
            continue;
        }
        if (v < 0 && !s->negative++)
            s->negative_file = file;
        s->low = fmin(s->low, v);
        s->high = fmax(s->high, v);
        if (classes)
            count(s, l->sample, v);
    }
}

static int at_most(int a, int b)
{
    return a < b ? a : b;
}

/* Windows in reading order, evenly spaced, the first and the last among them:
 * a file that was cut short lacks its end. */
eco_status eco_check_sample_band(eco_check_job *c, eco_check_raster *r,
                                 const size_t at[2], eco_raster *file,
                                 double share)
{
    const eco_grid *g = &eco_raster_info_get(file)->grid;
    const eco_check_layer *l = &r->layers[at[0]];
    const eco_band_source *band = &r->spec->bands[at[0]];
    int across = (g->ncols + WINDOW - 1) / WINDOW;
    int64_t total = (int64_t)across * ((g->nrows + WINDOW - 1) / WINDOW);
    double budget = CELLS_MAX * share / (WINDOW * WINDOW);
    int64_t n = (int64_t)fmax(3, fmin(budget, WINDOWS_MAX));
    void *data = eco_mem_array((size_t)WINDOW * WINDOW, sizeof(double));
    eco_status st = data ? ECO_OK : eco_nomem(c->ctx);

    if (!st && !r->sample.small) {
        r->sample.small = eco_mem_array(NSMALL, sizeof *r->sample.small);
        st = r->sample.small ? ECO_OK : eco_nomem(c->ctx);
    }
    if (n >= total)
        n = total;
    else
        r->sample.whole = false;
    for (int64_t i = 0; i < n && !st; i++) {
        int64_t nth = n > 1 ? i * (total - 1) / (n - 1) : 0;
        int col = (int)(nth % across) * WINDOW,
            row = (int)(nth / across) * WINDOW;
        int window[4] = {col, row, at_most(WINDOW, g->ncols - col),
                         at_most(WINDOW, g->nrows - row)};

        st = eco_raster_read(c->ctx, file, band->band, window, data,
                             (size_t)window[2]);
        if (!st)
            take(r, l, band->files[at[1]], data,
                 (size_t)window[2] * (size_t)window[3]);
    }
    eco_mem_free(data);
    return st;
}

static const eco_legend_entry *listed(const eco_dataset_spec *d, double v)
{
    for (size_t i = 0; i < d->nlegend; i++)
        if (v >= d->legend[i].low && v <= d->legend[i].high)
            return &d->legend[i];
    return NULL;
}

static int by_count(const void *a, const void *b)
{
    const eco_check_value *p = a, *q = b;

    if (p->n != q->n)
        return p->n < q->n ? 1 : -1;
    return (p->value > q->value) - (p->value < q->value);
}

/* Values without a class: the run counts them as 'unlisted'. */
static eco_status unlisted(eco_check_job *c, const eco_check_raster *r)
{
    const eco_check_sample *s = &r->sample;
    eco_check_value rare[ECO_CHECK_VALUES];
    eco_str list = {0};
    size_t n = 0, more = 0;
    int64_t cells = 0;
    eco_status st = ECO_OK;
    char buf[32];

    for (size_t i = 0; s->small && i < NSMALL + s->nbig; i++) {
        eco_check_value v =
            i < NSMALL ? (eco_check_value){(double)i + SMALL_LOW, s->small[i]}
                       : s->big[i - NSMALL];

        if (!v.n || listed(r->spec, v.value) ||
            eco_check_is_suspect(r, v.value))
            continue;
        cells += v.n;
        if (n < ECO_CHECK_VALUES)
            rare[n++] = v;
        else
            more++;
    }
    if (!n)
        return ECO_OK;
    qsort(rare, n, sizeof *rare, by_count);
    for (size_t i = 0; i < n && i < ECO_CHECK_SHOWN; i++)
        eco_str_printf(&list, "%s%s (%lld)", i ? ", " : "",
                       eco_str_real(buf, rare[i].value), (long long)rare[i].n);
    if (n > ECO_CHECK_SHOWN)
        eco_str_printf(&list, " and %zu more", n - ECO_CHECK_SHOWN + more);
    st = eco_check_add(c, r->spec, ECO_SEVERITY_WARNING,
                       "values that the legend does not list, with their cells "
                       "of %lld looked at: %s; they are counted as 'unlisted'",
                       (long long)s->cells, eco_str_text(&list));
    eco_str_clear(&list);
    return st;
}

/* A value that is both a class and "no data" is counted as no data. */
static eco_status nodata(eco_check_job *c, const eco_check_raster *r)
{
    const eco_dataset_spec *d = r->spec;
    const eco_check_layer *l = &r->layers[0];
    bool declared = d->nodata == ECO_NODATA_DECLARED;
    double v = declared ? l->nodata : d->nodata_value;
    const eco_legend_entry *e;
    char buf[32];

    if (d->nodata == ECO_NODATA_KEEP || (declared && !l->has_nodata))
        return ECO_OK;
    if (d->kind == ECO_KIND_FOREST_LOSS_YEAR && equal(v, 0))
        return eco_check_add(c, d, ECO_SEVERITY_WARNING,
                             "0 means no loss, but is no data too: cells "
                             "without loss count as not observed; write "
                             "nodata: keep, or the number that really stands "
                             "for no data");
    e = listed(d, v);
    if (!e || (e->role && strcmp(e->role, "nodata") == 0))
        return ECO_OK;
    return eco_check_add(c, d, ECO_SEVERITY_WARNING,
                         "%s is no data (%s), but the legend has it as '%s': "
                         "it is counted as no data; write nodata: keep to "
                         "count it as that class",
                         eco_str_real(buf, v),
                         declared ? "as the file declares" : "nodata",
                         e->label);
}

static bool has_role(const eco_dataset_spec *d, const char *role)
{
    for (size_t i = 0; i < d->nlegend; i++)
        if (d->legend[i].role && strcmp(d->legend[i].role, role) == 0)
            return true;
    return false;
}

static eco_status class_values(eco_check_job *c, const eco_check_raster *r)
{
    const eco_dataset_spec *d = r->spec;
    eco_sample sample = r->layers[0].sample;
    eco_status st = ECO_OK;

    if (!d->nlegend && (sample == ECO_SAMPLE_I32 || sample == ECO_SAMPLE_F64))
        return eco_check_add(
            c, d, ECO_SEVERITY_ERROR, "%s: holds 32-bit or real numbers; %s",
            r->file,
            d->kind == ECO_KIND_CLASS
                ? "give a legend that says which ranges are classes"
                : "convert it to bytes (gdal_translate -ot Byte)");
    if (d->kind == ECO_KIND_LAND_COVER && !has_role(d, "forest") &&
        !has_role(d, "mining"))
        st = eco_check_add(c, d, ECO_SEVERITY_WARNING,
                           "no class of the legend has the role forest or "
                           "mining: forest area, loss and mining stay empty");
    if (!st)
        st = nodata(c, r);
    return st || !d->nlegend ? st : unlisted(c, r);
}

eco_status eco_check_values(eco_check_job *c, eco_check_raster *r)
{
    const eco_dataset_spec *d = r->spec;
    const eco_check_sample *s = &r->sample;
    eco_status st = ECO_OK;
    char buf[32];

    if (!r->layers[0].used)
        return ECO_OK;
    if (s->cells && s->nodata == s->cells)
        st = eco_check_add(c, d, ECO_SEVERITY_WARNING,
                           "all %lld cells looked at are no data%s",
                           (long long)s->cells, s->whole ? "" : " (a sample)");
    if (!st && eco_kind_is_value(d->kind) && s->negative)
        st = eco_check_add(c, d, ECO_SEVERITY_WARNING,
                           "%s: %lld of %lld cells looked at are negative "
                           "(%.3g %%), down to %s; if that stands for no data, "
                           "write nodata: %s",
                           s->negative_file, (long long)s->negative,
                           (long long)s->cells,
                           100 * (double)s->negative / (double)s->cells,
                           eco_str_real(buf, s->low), buf);
    if (!st)
        st = eco_check_suspects(c, r);
    return st || !eco_kind_is_class(d->kind) ? st : class_values(c, r);
}
