/* Events of the stack's tables, as degradation and alerts are counted from the
 * tally (layers/fact), and the links of evidence that follow their patches. */
#include "eco_run_job.h"

#include "eco_mem.h"

#include <stdlib.h>
#include <string.h>

void eco_run_links_clear(eco_run_job *job)
{
    for (size_t t = 0; job->events && t < job->stack.ntables; t++) {
        eco_mem_free(job->events[t].year_of);
        eco_mem_free(job->events[t].counts);
    }
    eco_mem_free(job->events);
    eco_mem_free(job->link_items);
    job->events = NULL;
    job->link_items = NULL;
}

static const eco_classes *classes(const eco_run_job *job, size_t table,
                                  size_t i)
{
    return &job->stack.layers[job->stack.tables[table].layers[i]].classes;
}

static uint16_t year_or_none(long year)
{
    return (uint16_t)(year > 0 && year <= UINT16_MAX ? year : 0);
}

/* Value k is the year base + k; with canopy, only where there was forest. */
static eco_status loss_events(eco_ctx *ctx, const eco_run_job *job, size_t t,
                              eco_event_table *e)
{
    const eco_dataset_spec *d = job->themes[t].spec;
    const eco_classes *loss = classes(job, t, 0);
    long base = d && d->year ? d->year : 2000;

    for (size_t c = 1; c < loss->n; c++)
        e->year_of[c] = year_or_none(base + (long)c);
    if (job->stack.tables[t].n > 1) {
        const eco_classes *canopy = classes(job, t, 1);

        e->counts = eco_mem_array(ECO_CLASS_RADIX(canopy), 1);
        if (!e->counts)
            return eco_nomem(ctx);
        for (size_t c = 0; c < ECO_CLASS_RADIX(canopy); c++)
            e->counts[c] = canopy->parts[c] == ECO_PART_FOREST;
    }
    return ECO_OK;
}

/* "2023-05 high": the year that the label begins with. */
static void alert_events(const eco_run_job *job, size_t t, eco_event_table *e)
{
    const eco_classes *c = classes(job, t, 0);
    char buf[32];

    for (size_t k = 0; k < c->n; k++) {
        const char *role = eco_class_role(c, k);

        if (role && strcmp(role, "alert") == 0)
            e->year_of[k] =
                year_or_none(strtol(eco_class_label(c, k, buf), NULL, 10));
    }
}

static eco_status events_of(eco_ctx *ctx, const eco_run_job *job, size_t t,
                            eco_event_table *e)
{
    const char *theme = job->themes[t].theme;
    bool loss = strcmp(theme, "forest-loss-year") == 0;
    bool alerts = strcmp(theme, "dated-alerts") == 0;

    if (job->stack.tables[t].kind == ECO_TABLE_YEAR) {
        e->year = job->themes[t].year;
        e->forest = strcmp(theme, "land-cover") == 0;
        e->mining = true;
    }
    if (!loss && !alerts)
        return ECO_OK;
    e->year_of =
        eco_mem_array(ECO_CLASS_RADIX(classes(job, t, 0)), sizeof *e->year_of);
    if (!e->year_of)
        return eco_nomem(ctx);
    if (loss)
        return loss_events(ctx, job, t, e);
    alert_events(job, t, e);
    return ECO_OK;
}

/* Levels of one piece of evidence follow one another, the nearest first. */
static void add_items(eco_run_job *job, bool *any)
{
    const eco_shape *s = job->shapes.items;
    uint32_t owner = 0;

    for (size_t i = 0; i < job->shapes.n; i++) {
        owner += i && s[i].evidence != s[i - 1].evidence;
        job->link_items[i] =
            (eco_link){owner, s[i].patch, s[i].years.first, s[i].years.last};
        *any |= s[i].patch;
    }
}

eco_status eco_run_links(eco_ctx *ctx, eco_run_job *job, bool *any)
{
    eco_status st = ECO_OK;

    *any = false;
    job->link_items = eco_mem_array(job->shapes.n, sizeof *job->link_items);
    job->events = eco_mem_array(job->stack.ntables, sizeof *job->events);
    if (!job->link_items || !job->events)
        return eco_nomem(ctx);
    add_items(job, any);
    for (size_t t = 0; t < job->stack.ntables && !st; t++)
        st = events_of(ctx, job, t, &job->events[t]);
    job->links.items = job->link_items;
    job->links.tables = job->events;
    return st;
}
