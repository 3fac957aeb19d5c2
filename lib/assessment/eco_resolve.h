/* Between the parts of the room: files, legends, and the list of problems. */
#ifndef ECO_ASSESSMENT_RESOLVE_H
#define ECO_ASSESSMENT_RESOLVE_H

#include "eco_assessment.h"
#include "eco_raw.h"

struct resolver {
    eco_ctx *ctx;
    eco_findings *found;
    const char *path;     /* of the assessment file */
    const eco_yaml *yaml; /* rewritten; its lines are the file's */
    char *folder;         /* of the file, "" or ending in '/' */
    const char *const *indicators;
    eco_assessment *a;
    const struct raw_assessment *raw;
    bool period_good;
    int dataset; /* in hand; -1: none */
};

/* An error about `key` of the dataset in hand (or of the file), which may be a
 * path: "scope.period", "legend.2" (shown as "legend"). */
eco_status eco_resolve_error(struct resolver *r, const char *key,
                             const char *fmt, ...) ECO_PRINTF(3, 4);
bool eco_resolve_given(const struct resolver *r, const char *key);

/* Every word of a list must be among the allowed ones, and only once. */
eco_status eco_resolve_words(struct resolver *r, const char *key,
                             char *const *words, unsigned n,
                             const char *const *allowed);

/* Files of a pattern as the user wrote it, sorted, appended to the list; files
 * already there are passed over. A file that is missing is an error in the
 * findings, not a failure. */
eco_status eco_resolve_files(struct resolver *r, const char *pattern,
                             char ***files, size_t *n);

/* The bands of a raster dataset: its years, or its one band. */
eco_status eco_resolve_bands(struct resolver *r, const struct raw_dataset *raw,
                             eco_dataset_spec *d);
/* Whose people each band counts; a band for each sex and age by file names. */
eco_status eco_resolve_people(struct resolver *r, const struct raw_dataset *raw,
                              eco_dataset_spec *d);
eco_status eco_resolve_legend(struct resolver *r, const struct raw_dataset *raw,
                              eco_dataset_spec *d);
/* "30", "-5", "0-29", "-10--1", "0.5-1.5" */
bool eco_legend_range(const char *text, double *low, double *high);
/* A class of the UNCCD by its word or number, "" is none. */
eco_status eco_unccd_find(eco_ctx *ctx, const char *text, const char **out);
/* A class of the SEEA, likewise. */
eco_status eco_seea_find(eco_ctx *ctx, const char *text, const char **out);
/* The legend that follows from the kind, as eco_legend_parse reads it, or "";
 * and whether the labels of a legend are those that mean something for it. */
const char *eco_kind_legend(eco_kind kind);
eco_status eco_resolve_labels(struct resolver *r, const eco_dataset_spec *d);
/* phase, category: what columns of permits and prohibitions say. */
eco_status eco_resolve_grades(struct resolver *r, const struct raw_dataset *raw,
                              eco_dataset_spec *d);
/* accuracy: the sample's file is read, or the borrowed figures. */
eco_status eco_resolve_accuracy(struct resolver *r,
                                const struct raw_dataset *raw,
                                eco_dataset_spec *d);
void eco_accuracy_spec_destroy(eco_accuracy_spec *a);
/* lands: what zones are. */
eco_status eco_resolve_lands(struct resolver *r, const eco_dataset_spec *d);
/* Keys given that mean nothing for the kind are errors. */
eco_status eco_resolve_keys(struct resolver *r, const eco_dataset_spec *d);
/* The kind that a word means; an error and ECO_KIND_COUNT when there is none.
 */
eco_status eco_resolve_kind(struct resolver *r, const char *word,
                            eco_kind *kind);
eco_status eco_resolve_facts(struct resolver *r, const struct raw_dataset *raw,
                             eco_dataset_spec *d);
eco_status eco_resolve_dataset(struct resolver *r,
                               const struct raw_dataset *raw,
                               eco_dataset_spec *d);

/* Period, box and domains; the area, which needs the datasets; indicators and
 * what to publish. */
eco_status eco_resolve_scope(struct resolver *r);
/* land_degradation: before the datasets its years, then what it needs of them.
 * Without the key, what lacks for SDG 15.3.1 is a warning. */
eco_status eco_resolve_land(struct resolver *r);
eco_status eco_resolve_land_inputs(struct resolver *r);
/* mountain: likewise for SDG 15.4.2. */
eco_status eco_resolve_mountain(struct resolver *r);
eco_status eco_resolve_mountain_inputs(struct resolver *r);
eco_status eco_resolve_area(struct resolver *r);
eco_status eco_resolve_outputs(struct resolver *r);
/* Names known, values in their range. */
eco_status eco_resolve_parameters(struct resolver *r);

/* A mapping file that is there, or a "builtin:NAME" that is. */
eco_status eco_resolve_mapping(struct resolver *r, const char *text,
                               char **out);
char *eco_resolve_path(const struct resolver *r, const char *file);

extern const char *const eco_domains[]; /* NULL ends */
extern const char *const eco_phases[];  /* of permits, likewise */

#endif
