/** @file version.h  Version of the headers and of the library. */
#ifndef ECOCRIME_VERSION_H
#define ECOCRIME_VERSION_H

#include <ecocrime/status.h>

#ifdef __cplusplus
extern "C" {
#endif

#define ECO_VERSION "0.1.0"

/** Version of the library at run time, such as "0.1.0". Static storage. */
ECO_API const char *eco_version(void);

/** Versions of the libraries underneath at run time and which optional parts
 * they have, such as "GDAL 3.6.2, PROJ 9.1.1, ..., optional: Parquet driver
 * no". Static storage. */
ECO_API const char *eco_library_versions(void);

#ifdef __cplusplus
}
#endif
#endif
