/** @file check.h  Validate an assessment and its data without computing. */
#ifndef ECOCRIME_CHECK_H
#define ECOCRIME_CHECK_H

#include <ecocrime/findings.h>

#ifdef __cplusplus
extern "C" {
#endif

/**
 * Check the assessment file and every dataset it names: files open, CRS known,
 * period covered, grids compatible, zone keys unique, fields exist, geometries
 * valid, zones overlap the rasters. Nothing is written.
 *
 * @param path   assessment file
 * @param found  [out] all findings at once, sorted; the caller clears it
 * @return ECO_OK when there is no error; ECO_USAGE when the assessment file is
 *         not valid; ECO_FOUND when the data has errors; ECO_NOTFOUND,
 *         ECO_IO, ECO_NOMEM
 */
ECO_API eco_status eco_check(eco_ctx *ctx, const char *path,
                             eco_findings *found);

/** The same with a folder that overrides layers/, as in eco_run_options: an
 * assessment may ask for the indicators that are in it. NULL: none. */
ECO_API eco_status eco_check_with(eco_ctx *ctx, const char *path,
                                  const char *layers, eco_findings *found);

/** Text of a commented starter assessment named `id`. Static template; the
 * caller frees the result with eco_text_free(). */
ECO_API eco_status eco_assessment_starter(eco_ctx *ctx, const char *id,
                                          char **out);
ECO_API void eco_text_free(char *text);

#ifdef __cplusplus
}
#endif
#endif
