/* The main job: ingest, tabulate, attribute, indicators, publish. */
#include <ecocrime/run.h>
#include <ecocrime/version.h>

#include "eco_file.h"
#include "eco_gdal.h"
#include "eco_indicator.h"
#include "eco_ingest.h"
#include "eco_mem.h"
#include "eco_overlay.h"
#include "eco_pool.h"
#include "eco_publish.h"
#include "eco_run_job.h"
#include "eco_str.h"

#include <stdio.h>
#include <string.h>

enum { ASSESSMENT_BYTES_MAX = 1 << 20 };

static eco_status write_run(eco_ctx *ctx, const eco_run_job *job)
{
    const eco_assessment *a = job->assessment;
    eco_stmt *s = NULL;
    eco_str program = {0}, libraries = {0};
    char *text = NULL;
    size_t n;
    eco_status st =
        eco_file_read(ctx, a->path, ASSESSMENT_BYTES_MAX, &text, &n);

    if (!st)
        st = eco_store_query(ctx, job->store, "run_insert", &s);
    if (st)
        goto done;
    eco_str_printf(&program, "ecocrime %s", eco_version());
    eco_str_printf(&libraries, "%s, %s", eco_gdal_versions(),
                   eco_sql_versions());
    eco_bind_text(s, ":assessment", a->id);
    eco_bind_text(s, ":title", a->title);
    eco_bind_int(s, ":year_from", a->year_from);
    eco_bind_int(s, ":year_to", a->year_to);
    eco_bind_text(s, ":audience", a->audience);
    eco_bind_text(s, ":program", eco_str_text(&program));
    eco_bind_text(s, ":libraries", eco_str_text(&libraries));
    eco_bind_text(s, ":sha256", a->sha256);
    eco_bind_text(s, ":text", text);
    st = eco_stmt_step(ctx, s, NULL);
done:
    eco_stmt_finalize(s);
    eco_str_clear(&program);
    eco_str_clear(&libraries);
    eco_mem_free(text);
    return st;
}

struct parameter {
    const char *name, *value, *unit, *source;
    int calibrated;
};

/* What the indicators' SQL reads from the table parameter. None of the values
 * below is calibrated for a place: each result that rests on one says so. */
static const struct parameter defaults[] = {
    {"emission.root_shoot", "0.221", "t/t",
     "IPCC 2019 Refinement, vol. 4, table 4.4: tropical rainforest, Americas",
     0},
    {"emission.root_shoot_spread", "0.30", "relative", "assumed", 0},
    {"emission.carbon_fraction", "0.47", "t C/t", "IPCC 2006, vol. 4, default",
     0},
    {"emission.carbon_fraction_low", "0.44", "t C/t", "IPCC 2006 range", 0},
    {"emission.carbon_fraction_high", "0.49", "t C/t", "IPCC 2006 range", 0},
    {"emission.biomass_spread", "0.25", "relative", "assumed", 0},
    {"evidence.density_least", "0.2", "items/1000 ha", "assumed", 0},
    {"river.downstream_km", "100", "km", "assumed", 0},
    {"near.share_least", "0.5", "part", "design decision: more likely than not",
     0},
    {"cluster.distance_m", "5000", "m", "assumed", 0},
    {"cluster.days", "3", "d", "assumed", 0},
};

static eco_status write_parameter(eco_ctx *ctx, eco_stmt *s,
                                  const struct parameter *p)
{
    eco_bind_text(s, ":name", p->name);
    eco_bind_text(s, ":value", p->value);
    eco_bind_text(s, ":unit", p->unit);
    eco_bind_text(s, ":source", p->source);
    eco_bind_int(s, ":calibrated", p->calibrated);
    return eco_stmt_step(ctx, s, NULL);
}

/* What the assessment tells stands in for the default. */
static eco_status write_told(eco_ctx *ctx, const eco_run_job *job)
{
    const eco_assessment *a = job->assessment;
    eco_stmt *s = NULL;
    eco_status st = eco_store_query(ctx, job->store, "run_parameter_told", &s);

    for (size_t i = 0; i < a->nparameters && !st; i++) {
        const eco_told_parameter *p = &a->parameters[i];

        eco_bind_text(s, ":name", p->name);
        eco_bind_text(s, ":value", p->value);
        eco_bind_text(s, ":source", p->source ? p->source : "assessment");
        st = eco_stmt_step(ctx, s, NULL);
    }
    eco_stmt_finalize(s);
    return st;
}

static eco_status write_parameters(eco_ctx *ctx, const eco_run_job *job)
{
    const eco_assessment *a = job->assessment;
    eco_stmt *s = NULL;
    char buf[32];
    eco_status st = eco_store_query(ctx, job->store, "run_parameter", &s);

    for (size_t i = 0; i < sizeof defaults / sizeof *defaults && !st; i++)
        st = write_parameter(ctx, s, &defaults[i]);
    for (size_t i = 0; i < a->ndatasets && !st; i++) {
        if (a->datasets[i].kind != ECO_KIND_CANOPY_COVER)
            continue;
        st = write_parameter(
            ctx, s,
            &(struct parameter){"forest.canopy_min",
                                eco_str_real(buf, a->datasets[i].canopy_min),
                                "percent", "assessment or default 30 (assumed)",
                                0});
    }
    for (size_t i = 0; i < a->ndatasets && !st; i++) {
        char name[80];

        if (!(a->datasets[i].min_patch > 0))
            continue;
        snprintf(name, sizeof name, "patch.min.%s", a->datasets[i].id);
        st = write_parameter(
            ctx, s,
            &(struct parameter){name,
                                eco_str_real(buf, a->datasets[i].min_patch),
                                "ha", "assessment", 1});
    }
    if (!st && a->link_mode)
        st = write_parameter(ctx, s,
                             &(struct parameter){"attribution.link_mode",
                                                 a->link_mode, "", "assessment",
                                                 1});
    if (!st)
        st = write_parameter(
            ctx, s,
            &(struct parameter){"area.method",
                                a->planar ? "planar" : "ellipsoid", "",
                                "assessment", 1});
    eco_stmt_finalize(s);
    return st ? st : write_told(ctx, job);
}

/* The zones of scope.area are filtered while they are read. Rows that name
 * their place come when all zones are there. */
static eco_status ingest_some(eco_ctx *ctx, const eco_run_job *job, bool mapped)
{
    const eco_assessment *a = job->assessment;
    eco_status st = ECO_OK;

    for (size_t i = 0; i < a->ndatasets && !st; i++) {
        eco_dataset_spec spec = a->datasets[i];
        int64_t id;

        if ((spec.mapping != NULL) != mapped)
            continue;
        if (a->area_dataset && strcmp(spec.id, a->area_dataset) == 0 &&
            a->area_where)
            spec.where = a->area_where;
        st = eco_progress(ctx, (double)i / (double)a->ndatasets, "reading");
        if (!st)
            st = eco_ingest_dataset(ctx, job->store, a, &spec, &id);
        if (st)
            st = eco_trace(ctx, st, "dataset '%s'", spec.id);
    }
    return st;
}

static eco_status tell_patches(eco_ctx *ctx, eco_run_job *job)
{
    char what[120], ha[32];

    snprintf(what, sizeof what,
             "evidence covers %lld patches of events whole, of up to %s ha",
             (long long)job->result.patches,
             eco_str_real(ha, job->links.patch_max_m2 / 1e4));
    eco_log(ctx, ECO_LOG_INFO, "%s", what);
    return eco_run_lineage(ctx, job->store, "tabulate", "evidence_set", what);
}

static eco_status tabulate(eco_ctx *ctx, eco_run_job *job)
{
    eco_job engine = {.stack = &job->stack,
                      .state = job->state,
                      .zones = &job->zones,
                      .evidence = &job->faces,
                      .threads = job->threads};
    bool any, patches;
    char what[200];
    eco_status st = eco_run_stack(ctx, job, &any);

    if (st || !any)
        return st;
    st = eco_run_polygons(ctx, job);
    if (!st)
        st = eco_run_links(ctx, job, &patches);
    if (!st && patches)
        engine.links = &job->links;
    if (!st)
        st = eco_engine_run(ctx, &engine, &job->result);
    if (!st)
        st = eco_run_tally(ctx, job);
    if (st)
        return st;
    snprintf(what, sizeof what,
             "%zu zones and %zu evidence polygons over a grid of %d x %d cells "
             "of %zu bands: %zu rows",
             job->zones.nitems, job->evidence.nitems, job->stack.grid.ncols,
             job->stack.grid.nrows, job->stack.nlayers,
             eco_tally_count(job->result.tally));
    eco_log(ctx, ECO_LOG_INFO, "tabulated %s", what);
    st = eco_run_lineage(ctx, job->store, "tabulate", "tally", what);
    return st || !patches ? st : tell_patches(ctx, job);
}

/* The rules, and what the assessment tells for them. */
static eco_status rules(eco_ctx *ctx, eco_run_job *job)
{
    const eco_assessment *a = job->assessment;
    eco_status st = eco_run_rules(ctx, job->store, a->rules, &job->rules);

    for (size_t i = 0; i < a->ndatasets && !st; i++)
        for (size_t k = 0; k < a->datasets[i].nfacts && !st; k++) {
            const eco_told_fact *f = &a->datasets[i].facts[k];

            st = eco_rules_check_value(ctx, job->rules, f->name, f->value);
            if (st)
                st = eco_trace(ctx, st, "facts of dataset '%s', %s:%d",
                               a->datasets[i].id, a->path, f->line);
        }
    return st;
}

static eco_status overlay_facts(eco_ctx *ctx, eco_run_job *job)
{
    eco_status st = eco_overlay_facts(ctx, job->store);

    return st ? st
              : eco_run_lineage(
                    ctx, job->store, "overlay", "incident_zone",
                    "incidents and evidence laid over zones, permits and "
                    "prohibitions; areas on the ellipsoid");
}

/* What the store says of itself, and what holds before anything is read. */
static eco_status declare(eco_ctx *ctx, eco_run_job *job)
{
    eco_status st = write_run(ctx, job);

    if (!st)
        st = write_parameters(ctx, job);
    if (!st)
        st = eco_run_land_parameters(ctx, job);
    if (!st)
        st = eco_run_mountain_parameters(ctx, job);
    if (!st)
        st = eco_run_land_rules(ctx, job->store);
    if (!st)
        st = eco_run_vocabulary(ctx, job->store);
    return st ? st : rules(ctx, job);
}

/* Reports to evidence, of the scope, in clusters, with tiers. */
static eco_status evidence(eco_ctx *ctx, eco_run_job *job)
{
    eco_status st = eco_run_located(ctx, job->store);

    if (!st)
        st = eco_run_scope(ctx, job);
    if (!st)
        st = eco_run_clusters(ctx, job->store);
    return st ? st : eco_run_grade_told(ctx, job->store, job->rules);
}

/* What the tally says of degradation, what evidence says of that, and incidents
 * in zones, which indicators count. */
static eco_status figures(eco_ctx *ctx, eco_run_job *job)
{
    const eco_assessment *a = job->assessment;
    eco_status st = eco_indicator_facts(ctx, job->store);

    if (!st)
        st = eco_overlay_kba(ctx, job->store);
    if (!st)
        st = eco_run_attribution(ctx, job->store, job->rules);
    if (!st)
        st = eco_run_draws(ctx, job->store, job->rules,
                           &(eco_run_draw){a->draws, a->seed}, job->threads);
    if (!st)
        st = eco_run_mercury(ctx, job->store);
    if (!st)
        st = eco_run_people(ctx, job);
    return st ? st : eco_overlay_run(ctx, job->store);
}

static eco_status fill(eco_ctx *ctx, eco_run_job *job)
{
    const eco_assessment *a = job->assessment;
    eco_status st = eco_sql_begin(ctx, eco_store_sql(job->store));

    if (!st)
        st = declare(ctx, job);
    if (!st)
        st = ingest_some(ctx, job, false);
    if (!st)
        st = ingest_some(ctx, job, true);
    if (!st)
        st = evidence(ctx, job);
    if (!st)
        st = tabulate(ctx, job);
    if (!st)
        st = figures(ctx, job);
    if (!st)
        st = eco_progress(ctx, 0, "computing indicators");
    if (!st)
        st = eco_indicator_run(ctx, job->store,
                               (const char *const *)a->indicators,
                               a->nindicators);
    if (!st)
        st = overlay_facts(ctx, job);
    if (!st)
        st = eco_publish_layers(ctx, job->store);
    if (!st)
        st = eco_sql_commit(ctx, eco_store_sql(job->store));
    return st ? st : eco_publish_index(ctx, job->store);
}

static bool wanted(const eco_assessment *a, const char *format)
{
    for (size_t i = 0; i < a->nformats; i++)
        if (strcmp(a->formats[i], format) == 0)
            return true;
    return false;
}

static eco_status publish(eco_ctx *ctx, const eco_assessment *a,
                          const char *path, const char *folder, char **summary)
{
    eco_store *store = NULL;
    eco_status st = eco_store_open(ctx, path, &store);

    if (!st && wanted(a, "qgis"))
        st = eco_publish_project(ctx, store, folder, a->id);
    if (!st && wanted(a, "tables"))
        st = eco_publish_tables(ctx, store, folder);
    if (!st && summary)
        st = eco_publish_summary(ctx, store, summary);
    eco_store_close(store);
    return st;
}

static eco_status run_assessment(eco_ctx *ctx, eco_assessment *a,
                                 const eco_run_options *o, char **summary)
{
    const char *folder = o->output ? o->output : ".";
    eco_run_job job = {.assessment = a};
    eco_str path = {0}, state = {0};
    eco_status st;

    job.threads = o->threads > 0 ? o->threads : eco_pool_cores();
    eco_str_printf(&path, "%s/%s.sqlite", folder, a->id);
    eco_str_printf(&state, "%s/%s.resume", folder, a->id);
    job.state = eco_str_text(&state);
    st = path.failed || state.failed ? eco_nomem(ctx)
                                     : eco_file_make_folder(ctx, folder);
    if (!st)
        st = eco_run_mountains(ctx, a, folder);
    if (!st)
        st = eco_store_create(ctx, eco_str_text(&path), &job.store);
    if (!st)
        st = fill(ctx, &job);
    if (!st) {
        st = eco_store_finish(ctx, job.store);
        job.store = NULL; /* finish closes it whatever happens */
    }
    if (!st)
        st = publish(ctx, a, eco_str_text(&path), folder, summary);
    eco_store_close(job.store);
    eco_run_job_clear(&job);
    eco_str_clear(&path);
    eco_str_clear(&state);
    return st;
}

eco_status eco_run(eco_ctx *ctx, const eco_run_options *o, char **summary)
{
    eco_findings found = {0};
    eco_assessment *a = NULL;
    const char *const *codes = NULL;
    eco_status st;

    if (summary)
        *summary = NULL;
    if (!o->assessment)
        return eco_fail(ctx, ECO_USAGE, "no assessment file given");
    st = eco_gdal_init(ctx);
    if (!st && o->layers)
        st = eco_layers_override(ctx, o->layers);
    if (!st)
        st = eco_indicator_codes(ctx, &codes);
    if (!st)
        st = eco_assessment_load(ctx, o->assessment, codes, &found, &a);
    for (size_t i = 0; i < found.n && !st; i++)
        eco_log(ctx, ECO_LOG_WARN, "%s: %s", found.items[i].where,
                found.items[i].text);
    if (!st)
        st = run_assessment(ctx, a, o, summary);
    else if (found.nerrors > 1)
        st = eco_trace(ctx, st, "%zu more errors: see 'ecocrime check %s'",
                       found.nerrors - 1, o->assessment);
    eco_indicator_codes_free(codes);
    eco_findings_clear(&found);
    eco_assessment_destroy(a);
    return st;
}

void eco_text_free(char *text)
{
    eco_mem_free(text);
}
