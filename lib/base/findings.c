#include "eco_findings_add.h"

#include "eco_mem.h"
#include "eco_str.h"

#include <stdarg.h>
#include <stdio.h>

eco_status eco_findings_add(eco_ctx *ctx, eco_findings *f, eco_severity sev,
                            const char *where, const char *fmt, ...)
{
    eco_finding *item;
    char text[1024];
    va_list ap;

    va_start(ap, fmt);
    vsnprintf(text, sizeof text, fmt, ap);
    va_end(ap);
    if (!ECO_GROW(f->items, f->n, f->cap))
        return eco_nomem(ctx);
    item = &f->items[f->n];
    *item = (eco_finding){sev, eco_mem_text(where), eco_mem_text(text)};
    f->n++; /* counted before the check, so that clear frees what there is */
    if (!item->where || !item->text)
        return eco_nomem(ctx);
    f->nerrors += sev == ECO_SEVERITY_ERROR;
    f->nwarnings += sev == ECO_SEVERITY_WARNING;
    return ECO_OK;
}

/* Insertion sort: stable, and the lists are short. */
void eco_findings_sort(eco_findings *f)
{
    for (size_t i = 1; i < f->n; i++) {
        eco_finding item = f->items[i];
        size_t j = i;

        for (; j > 0 && f->items[j - 1].severity > item.severity; j--)
            f->items[j] = f->items[j - 1];
        f->items[j] = item;
    }
}

void eco_findings_clear(eco_findings *f)
{
    for (size_t i = 0; i < f->n; i++) {
        eco_mem_free(f->items[i].where);
        eco_mem_free(f->items[i].text);
    }
    eco_mem_free(f->items);
    *f = (eco_findings){0};
}
