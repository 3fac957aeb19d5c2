/** @file findings.h  What a check found, as a list. */
#ifndef ECOCRIME_FINDINGS_H
#define ECOCRIME_FINDINGS_H

#include <ecocrime/ctx.h>
#include <stddef.h>

#ifdef __cplusplus
extern "C" {
#endif

typedef enum eco_severity {
    ECO_SEVERITY_ERROR = 0,
    ECO_SEVERITY_WARNING = 1,
    ECO_SEVERITY_NOTE = 2
} eco_severity;

typedef struct eco_finding {
    eco_severity severity;
    char *where; /**< "FILE:LINE" or a dataset id */
    char *text;  /**< one line: what is wrong; what would be right */
} eco_finding;

/** Zero-initialise; free with eco_findings_clear(). */
typedef struct eco_findings {
    eco_finding *items;
    size_t n, cap;
    size_t nerrors, nwarnings;
} eco_findings;

/** Errors first, then warnings, then notes; the order within is kept. */
ECO_API void eco_findings_sort(eco_findings *f);
ECO_API void eco_findings_clear(eco_findings *f);

#ifdef __cplusplus
}
#endif
#endif
