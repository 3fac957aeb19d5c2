#ifndef ECO_BASE_FINDINGS_ADD_H
#define ECO_BASE_FINDINGS_ADD_H

#include "eco_fail.h"

#include <ecocrime/findings.h>

/* Add one; `where` is copied. Returns ECO_OK or ECO_NOMEM (message on ctx). */
eco_status eco_findings_add(eco_ctx *ctx, eco_findings *f, eco_severity sev,
                            const char *where, const char *fmt, ...)
    ECO_PRINTF(5, 6);

#endif
