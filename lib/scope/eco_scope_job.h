/* Areas x domains on their way to a class of coverage. */
#ifndef ECO_SCOPE_JOB_H
#define ECO_SCOPE_JOB_H

#include "eco_assessment.h"
#include "eco_readiness.h"
#include "eco_rules.h"
#include "eco_store.h"
#include "eco_str.h"

#include <ecocrime/scope.h>

/* A file of layers/scope/: its cells row by row, without the header. */
typedef struct eco_scope_table {
    char **cells;
    size_t n, ncols;
    size_t ncells, cap;
} eco_scope_table;

enum { ECO_COVERAGES = ECO_COVERAGE_OUT + 1 };

typedef struct eco_scope_limits {
    double points_least, register_complete, reports_per_1000_ha, precision_most;
} eco_scope_limits;

typedef struct eco_scope_tables {
    eco_scope_table criteria, rasters, limits, classes, concepts;
    eco_readiness_rules rules;
    eco_scope_limits limit;
} eco_scope_tables;

/* Columns of the tables. */
enum {
    ECO_CRITERION_ID,
    ECO_CRITERION_TITLE,
    ECO_CRITERION_WEIGHT,
    ECO_CRITERION_VETO
};
enum {
    ECO_RASTER_DOMAIN,
    ECO_RASTER_KIND,
    ECO_RASTER_ROLE,
    ECO_RASTER_CELL,
    ECO_RASTER_SCORE,
    ECO_RASTER_TYPES
};
enum { ECO_CLASS_ID, ECO_CLASS_TITLE, ECO_CLASS_CLAIM };
enum {
    ECO_CONCEPT_NAME,
    ECO_CONCEPT_TITLE,
    ECO_CONCEPT_CLASS,
    ECO_CONCEPT_SETS,
    ECO_CONCEPT_ABOUT
};

/* Read and checked; ECO_FORMAT names the file and row. */
eco_status eco_scope_tables_load(eco_ctx *ctx, eco_scope_tables *t);
void eco_scope_tables_clear(eco_scope_tables *t);
const char *eco_scope_cell(const eco_scope_table *t, size_t row, int column);

typedef struct eco_scope_score {
    double value; /* 0, 0.5 or 1 */
    char *reason; /* one line */
    bool told;    /* by the user, not read from data */
} eco_scope_score;

typedef struct eco_scope_area {
    int64_t zone_id; /* of the store; 0: none */
    char *key, *name;
} eco_scope_area;

typedef struct eco_scope_row {
    size_t area, domain;
    eco_scope_score score[ECO_CRITERIA];
    double share[ECO_TIERS]; /* of the degraded area that evidence covers */
    bool share_known;
    double readiness, half_width; /* NaN: not known */
    eco_coverage klass, open;     /* open: without regard to vetoes */
} eco_scope_row;

typedef struct eco_scope_job {
    const eco_assessment *assessment;
    eco_store *store; /* NULL: none */
    const eco_rules *rules;
    eco_scope_tables tables;
    size_t concept_row;
    eco_scope_area *areas;
    size_t nareas, cap_areas;
    const char **domains; /* codes, borrowed */
    size_t ndomains;
    eco_scope_row *rows; /* by area, then domain */
    size_t nrows;
    eco_str notes; /* lines */
} eco_scope_job;

/* Sets a score and why, in place of what was there. */
eco_status eco_scope_set(eco_ctx *ctx, eco_scope_score *s, double value,
                         const char *fmt, ...) ECO_PRINTF(4, 5);

/* The areas, by the store or by the zones' file. */
eco_status eco_scope_areas(eco_ctx *ctx, eco_scope_job *job);
/* Index of an area by key, or by name; `nareas`: none. */
size_t eco_scope_area_find(const eco_scope_job *job, const char *text);

/* What the assessment and its files tell of a domain: all criteria, into `row`.
 */
eco_status eco_scope_inputs(eco_ctx *ctx, const eco_scope_job *job,
                            eco_scope_row *row);
/* K1 and K2. */
eco_status eco_scope_rasters(eco_ctx *ctx, const eco_scope_job *job,
                             eco_scope_row *row);
/* What the store tells by area and domain: K5, K6 and shares of tiers. */
eco_status eco_scope_from_store(eco_ctx *ctx, eco_scope_job *job);
/* What the user tells, in place of all that. */
eco_status eco_scope_scores(eco_ctx *ctx, eco_scope_job *job, const char *path);
/* The same from text; `path` is for messages. */
eco_status eco_scope_scores_read(eco_ctx *ctx, eco_scope_job *job,
                                 const char *path, const char *text, size_t n);

const char *eco_scope_word(eco_coverage c); /* A, B, C, out */
const char *eco_scope_concept(const eco_scope_job *job, int column);

/* The forms of the result. */
void eco_scope_text(const eco_scope_job *job, eco_str *out);
void eco_scope_json(const eco_scope_job *job, eco_str *out);
void eco_scope_csv(const eco_scope_job *job, eco_str *out);
void eco_scope_scores_csv(const eco_scope_job *job, eco_str *out);
void eco_scope_markdown(const eco_scope_job *job, eco_str *out);

#endif
