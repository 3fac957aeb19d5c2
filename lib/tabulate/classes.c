/* Legends as lookup tables: one read per cell for 8- and 16-bit rasters. */
#include "eco_classes.h"

#include "eco_mem.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { CLASSES_MAX = 60000 }; /* a class number fits 16 bits with three more */

static size_t find_label(const eco_classes *c, const char *label)
{
    size_t i = 0;

    while (i < c->n && strcmp(c->labels[i], label) != 0)
        i++;
    return i;
}

static eco_status add_labels(eco_ctx *ctx, const eco_legend_entry *legend,
                             size_t nlegend, eco_classes *c)
{
    c->labels = eco_mem_array(nlegend + 1, sizeof *c->labels);
    c->roles = eco_mem_array(nlegend + 1, sizeof *c->roles);
    c->ids = eco_mem_array(nlegend, sizeof *c->ids);
    c->lows = eco_mem_array(nlegend, sizeof *c->lows);
    c->highs = eco_mem_array(nlegend, sizeof *c->highs);
    if (!c->labels || !c->roles || !c->ids || !c->lows || !c->highs)
        return eco_nomem(ctx);
    for (size_t i = 0; i < nlegend; i++) {
        size_t at = find_label(c, legend[i].label);

        if (at == c->n) {
            c->labels[at] = eco_mem_text(legend[i].label);
            c->roles[at] = eco_mem_text(legend[i].role);
            if (!c->labels[at] || (legend[i].role && !c->roles[at]))
                return eco_nomem(ctx);
            c->n++;
        }
        c->ids[i] = (uint16_t)at;
        c->lows[i] = legend[i].low;
        c->highs[i] = legend[i].high;
    }
    c->nranges = nlegend;
    return ECO_OK;
}

/* Insertion sort by low end: legends are short and mostly sorted already. */
static void sort_ranges(eco_classes *c)
{
    for (size_t i = 1; i < c->nranges; i++) {
        double low = c->lows[i], high = c->highs[i];
        uint16_t id = c->ids[i];
        size_t j = i;

        for (; j > 0 && c->lows[j - 1] > low; j--) {
            c->lows[j] = c->lows[j - 1];
            c->highs[j] = c->highs[j - 1];
            c->ids[j] = c->ids[j - 1];
        }
        c->lows[j] = low;
        c->highs[j] = high;
        c->ids[j] = id;
    }
}

/* The range that holds v, by bisection. */
static uint16_t look_up(const eco_classes *c, double v)
{
    size_t low = 0, high = c->nranges;

    if (isnan(v) || (c->has_nodata && !(v < c->nodata) && !(v > c->nodata)))
        return (uint16_t)ECO_CLASS_NODATA(c);
    while (low < high) {
        size_t mid = (low + high) / 2;

        if (c->lows[mid] <= v)
            low = mid + 1;
        else
            high = mid;
    }
    if (low > 0 && v <= c->highs[low - 1])
        return c->ids[low - 1];
    return (uint16_t)ECO_CLASS_UNLISTED(c);
}

static eco_status make_lut(eco_ctx *ctx, eco_sample sample, eco_classes *c)
{
    if (sample != ECO_SAMPLE_U8 && sample != ECO_SAMPLE_U16 &&
        sample != ECO_SAMPLE_I16)
        return ECO_OK;
    c->nlut = sample == ECO_SAMPLE_U8 ? 256 : 65536;
    c->lut_low = sample == ECO_SAMPLE_I16 ? -32768 : 0;
    c->lut = eco_mem_array(c->nlut, sizeof *c->lut);
    return c->lut ? ECO_OK : eco_nomem(ctx);
}

/* Entries of the table again, after the legend or the nodata value is known. */
static void fill_lut(eco_classes *c)
{
    for (size_t i = 0; i < c->nlut; i++) {
        double v = (double)c->lut_low + (double)i;
        bool nodata = c->has_nodata && !(v < c->nodata) && !(v > c->nodata);

        if (nodata)
            c->lut[i] = (uint16_t)ECO_CLASS_NODATA(c);
        else if (c->identity)
            c->lut[i] = (uint16_t)(i < c->n ? i : ECO_CLASS_UNLISTED(c));
        else
            c->lut[i] = look_up(c, v);
    }
}

static eco_part part_of(const eco_classes *c, size_t klass)
{
    const char *role = eco_class_role(c, klass);

    if (!eco_class_observed(c, klass))
        return ECO_PART_UNSEEN;
    if (role && strcmp(role, "forest") == 0)
        return ECO_PART_FOREST;
    if (role && strcmp(role, "mining") == 0)
        return ECO_PART_MINING;
    return ECO_PART_LAND;
}

static eco_status fill_parts(eco_ctx *ctx, eco_classes *c)
{
    c->parts = eco_mem_array(ECO_CLASS_RADIX(c), 1);
    if (!c->parts)
        return eco_nomem(ctx);
    for (size_t i = 0; i < ECO_CLASS_RADIX(c); i++)
        c->parts[i] = (unsigned char)part_of(c, i);
    return ECO_OK;
}

eco_status eco_classes_create(eco_ctx *ctx, const char *name,
                              const eco_legend_entry *legend, size_t nlegend,
                              eco_sample sample, eco_classes *out)
{
    eco_status st;

    *out = (eco_classes){0};
    if (nlegend >= CLASSES_MAX)
        return eco_fail(ctx, ECO_USAGE,
                        "%s: legend has %zu entries; at most %d", name, nlegend,
                        CLASSES_MAX);
    st = make_lut(ctx, sample, out);
    if (st)
        goto done;
    if (nlegend) {
        st = add_labels(ctx, legend, nlegend, out);
        if (st)
            goto done;
        sort_ranges(out);
    } else if (!out->lut) {
        st = eco_fail(ctx, ECO_USAGE,
                      "%s: needs a legend: only 8- and 16-bit integer rasters "
                      "have classes without one",
                      name);
        goto done;
    } else {
        out->identity = true;
        out->low = out->lut_low;
        out->n = out->nlut < CLASSES_MAX ? out->nlut : CLASSES_MAX;
    }
    fill_lut(out);
    st = fill_parts(ctx, out);
done:
    if (st)
        eco_classes_clear(out);
    return st;
}

eco_status eco_classes_add_small(eco_ctx *ctx, const char *name, double ha,
                                 eco_classes *c)
{
    bool any = false;
    char label[48];

    for (size_t i = 0; i < c->n && !c->identity; i++)
        any |= c->parts[i] == ECO_PART_FOREST || c->parts[i] == ECO_PART_MINING;
    if (!any)
        return eco_fail(ctx, ECO_USAGE,
                        "%s: min_patch is for patches of forest or mining, but "
                        "no class of the legend has the role forest or mining",
                        name);
    snprintf(label, sizeof label, "patch below %g ha", ha);
    c->labels[c->n] = eco_mem_text(label);
    c->roles[c->n] = eco_mem_text("land");
    c->has_small = true;
    c->small = c->n++; /* clear frees it, whole or not */
    if (!c->labels[c->small] || !c->roles[c->small])
        return eco_nomem(ctx);
    fill_lut(c);
    eco_mem_free(c->parts);
    c->parts = NULL;
    return fill_parts(ctx, c);
}

void eco_classes_set_nodata(eco_classes *c, double nodata)
{
    c->has_nodata = true;
    c->nodata = nodata;
    fill_lut(c);
}

void eco_classes_clear(eco_classes *c)
{
    for (size_t i = 0; c->labels && i < c->n; i++) {
        eco_mem_free(c->labels[i]);
        eco_mem_free(c->roles[i]);
    }
    eco_mem_free(c->labels);
    eco_mem_free(c->roles);
    eco_mem_free(c->ids);
    eco_mem_free(c->lows);
    eco_mem_free(c->highs);
    eco_mem_free(c->lut);
    eco_mem_free(c->parts);
    *c = (eco_classes){0};
}

void eco_classify(const eco_classes *c, eco_sample sample, const void *samples,
                  size_t n, uint16_t *out)
{
    switch (sample) {
    case ECO_SAMPLE_U8:
        for (size_t i = 0; i < n; i++)
            out[i] = c->lut[((const uint8_t *)samples)[i]];
        return;
    case ECO_SAMPLE_U16:
        for (size_t i = 0; i < n; i++)
            out[i] = c->lut[((const uint16_t *)samples)[i]];
        return;
    case ECO_SAMPLE_I16:
        for (size_t i = 0; i < n; i++)
            out[i] = c->lut[((const int16_t *)samples)[i] + 32768];
        return;
    case ECO_SAMPLE_I32:
        for (size_t i = 0; i < n; i++)
            out[i] = look_up(c, ((const int32_t *)samples)[i]);
        return;
    case ECO_SAMPLE_F64:
        for (size_t i = 0; i < n; i++)
            out[i] = look_up(c, ((const double *)samples)[i]);
        return;
    }
}

const char *eco_class_label(const eco_classes *c, size_t klass, char buf[32])
{
    if (klass == ECO_CLASS_UNLISTED(c))
        return "unlisted";
    if (klass == ECO_CLASS_NODATA(c))
        return "nodata";
    if (klass >= ECO_CLASS_OUTSIDE(c))
        return "outside";
    if (!c->identity)
        return c->labels[klass];
    snprintf(buf, 32, "%.0f", c->low + (double)klass);
    return buf;
}

const char *eco_class_role(const eco_classes *c, size_t klass)
{
    /* A value that the legend does not list says nothing about the land: it
     * must not look like a loss of forest. */
    if (klass == ECO_CLASS_NODATA(c) || klass == ECO_CLASS_UNLISTED(c))
        return "nodata";
    if (klass >= ECO_CLASS_OUTSIDE(c))
        return "outside";
    return c->roles ? c->roles[klass] : NULL;
}

bool eco_class_observed(const eco_classes *c, size_t klass)
{
    const char *role = eco_class_role(c, klass);

    return klass < c->n && !(role && strcmp(role, "nodata") == 0);
}
