/* Values that tools store for no data, where another one is declared. */
#include "eco_check_job.h"

#include "eco_str.h"

#include <math.h>

/* No quantity on Earth comes near it; the least or largest Float32 (3.4e38)
 * and Float64 (1.8e308) are what tools write for no data. */
#define HUGE_VALUE 1e30

static bool equal(double a, double b)
{
    return !(a < b) && !(a > b);
}

static bool extreme(const eco_check_layer *l, double v)
{
    switch (l->sample) {
    case ECO_SAMPLE_U8:
        return v >= UINT8_MAX;
    case ECO_SAMPLE_U16:
        return v >= UINT16_MAX;
    case ECO_SAMPLE_I16:
        return v <= INT16_MIN || v >= INT16_MAX;
    case ECO_SAMPLE_I32:
        return v <= INT32_MIN || v >= INT32_MAX;
    case ECO_SAMPLE_F64:
        break;
    }
    return fabs(v) >= HUGE_VALUE || (l->integer && equal(v, UINT32_MAX));
}

/* A legend that has the value by itself knows what it is. */
static bool named(const eco_dataset_spec *d, double v)
{
    for (size_t i = 0; i < d->nlegend; i++)
        if (equal(d->legend[i].low, v) && equal(d->legend[i].high, v))
            return true;
    return false;
}

/* 255 is a common value of bytes: of a mask, of brightness. It is odd where
 * no legend holds it, or where the file has another value for no data. */
static bool byte_is_odd(const eco_check_raster *r, const eco_check_layer *l)
{
    const eco_dataset_spec *d = r->spec;

    return d->kind == ECO_KIND_FOREST_LOSS_YEAR ||
           d->kind == ECO_KIND_CANOPY_COVER || d->nodata == ECO_NODATA_VALUE ||
           (d->nodata == ECO_NODATA_DECLARED && l->has_nodata);
}

void eco_check_suspect_take(eco_check_raster *r, const eco_check_layer *l,
                            const char *file, double v)
{
    eco_check_sample *s = &r->sample;
    const eco_dataset_spec *d = r->spec;

    if (!extreme(l, v))
        return;
    for (size_t i = 0; i < s->nsuspects; i++)
        if (equal(s->suspects[i].value, v)) {
            s->suspects[i].n++;
            return;
        }
    if (s->nsuspects == ECO_CHECK_SUSPECTS || named(d, v) ||
        (d->nodata == ECO_NODATA_KEEP && l->has_nodata &&
         equal(l->nodata, v)) ||
        (l->sample == ECO_SAMPLE_U8 && !byte_is_odd(r, l)))
        return;
    s->suspects[s->nsuspects++] = (eco_check_suspect){v, file, 1};
}

bool eco_check_is_suspect(const eco_check_raster *r, double v)
{
    for (size_t i = 0; i < r->sample.nsuspects; i++)
        if (equal(r->sample.suspects[i].value, v))
            return true;
    return false;
}

/* What no data is as things stand; NULL: nothing but NaN. */
static const char *no_data(const eco_check_raster *r, char buf[32])
{
    const eco_dataset_spec *d = r->spec;
    const eco_check_layer *l = &r->layers[0];

    if (d->nodata == ECO_NODATA_VALUE)
        return eco_str_real(buf, d->nodata_value);
    if (d->nodata == ECO_NODATA_KEEP || !l->has_nodata || isnan(l->nodata))
        return NULL;
    return eco_str_real(buf, l->nodata);
}

eco_status eco_check_suspects(eco_check_job *c, const eco_check_raster *r)
{
    const eco_check_sample *s = &r->sample;
    char buf[32], value[32];
    const char *now = no_data(r, buf);
    eco_status st = ECO_OK;

    for (size_t i = 0; i < s->nsuspects && !st; i++) {
        const eco_check_suspect *x = &s->suspects[i];
        eco_str fix = {0};

        eco_str_real(value, x->value);
        /* nodata names one value: where the other occurs too, it is needed. */
        if (now && s->nodata)
            eco_str_printf(&fix, "if it is, store it as %s in the file", now);
        else
            eco_str_printf(&fix, "if it is, write nodata: %s", value);
        st = fix.failed
                 ? eco_nomem(c->ctx)
                 : eco_check_add(c, r->spec, ECO_SEVERITY_WARNING,
                                 "%s: %lld of %lld cells looked at (%.3g %%) "
                                 "hold %s, which looks like no data but is "
                                 "not (%s%s); %s",
                                 x->file, (long long)x->n, (long long)s->cells,
                                 100 * (double)x->n / (double)s->cells, value,
                                 now ? "that is " : "none is set",
                                 now ? now : "", eco_str_text(&fix));
        eco_str_clear(&fix);
    }
    return st;
}
