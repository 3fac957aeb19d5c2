/** @file indicator.h  The catalogue of indicators: one file each, explained. */
#ifndef ECOCRIME_INDICATOR_H
#define ECOCRIME_INDICATOR_H

#include <ecocrime/ctx.h>
#include <stdbool.h>
#include <stddef.h>

#ifdef __cplusplus
extern "C" {
#endif

/** A series of figures. Borrowed from the catalogue; no text is NULL. */
typedef struct eco_series_about {
    const char *name;    /**< "AG_LND_FRST", or ours in lower case */
    const char *unit;    /**< SDMX code: "PT", "HA" */
    const char *words;   /**< the unit for people */
    const char *classes; /**< that its values may have: "indicator|proxy" */
    bool is_main;        /**< the one that maps show */
} eco_series_about;

/** What the head of an indicator's file tells. Borrowed from the catalogue; no
 * text is NULL. */
typedef struct eco_indicator_about {
    const char *code;      /**< "15.3.1", or a name of ours */
    const char *title;     /**< of what is computed */
    const char *official;  /**< title in the global framework; "": none */
    const char *tier;      /**< "I", "II" ...; "": not in the framework */
    const char *custodian; /**< agencies; "": not in the framework */
    const char *classes;   /**< of: indicator, component, proxy, context */
    const char *inputs;    /**< kinds of dataset or tables that it needs: all
                            * between ",", one of those between "|" */
    const char *formula;
    const char *method;
    const char *source;
    const char *caveat;
    const char *verified; /**< day on which the head was compared with its
                           * source, or "unverified" */
    const char *file;     /**< in layers/: "indicator/15_3_1.sql" */
    const eco_series_about *series;
    size_t nseries;
} eco_indicator_about;

/** All indicator files, read. Read only: threads may share it. */
typedef struct eco_catalogue eco_catalogue;

/**
 * Read the heads of layers/indicator/ in the order of their codes (15.1.1
 * after 3.9.1; those of our own last). A code may have more than one file.
 *
 * @param layers  folder that overrides layers/, as in eco_run_options; NULL:
 *                what is in force. The whole process sees it: give it before
 *                other threads use the library.
 * @param out     [out] the caller frees it with eco_catalogue_destroy()
 * @return ECO_OK; ECO_FORMAT names file, line and key; ECO_NOTFOUND: no such
 *         folder; ECO_NOMEM
 */
ECO_API eco_status eco_catalogue_load(eco_ctx *ctx, const char *layers,
                                      eco_catalogue **out);
ECO_API void eco_catalogue_destroy(eco_catalogue *c);
ECO_API size_t eco_catalogue_count(const eco_catalogue *c);

/** The i-th file, i < count. */
ECO_API const eco_indicator_about *eco_catalogue_about(const eco_catalogue *c,
                                                       size_t i);

#ifdef __cplusplus
}
#endif
#endif
