/* What this program is made of, as `ecocrime --version` shows it. */
#include <ecocrime/version.h>

#include "eco_blocks.h"
#include "eco_gdal.h"
#include "eco_sql.h"
#include "eco_table_out.h"

#include <pthread.h>
#include <stdio.h>

static char text[512];
static pthread_once_t once = PTHREAD_ONCE_INIT;

static void compose(void)
{
    eco_ctx *ctx = NULL;
    bool parquet = false;

    if (!eco_ctx_create(&ctx) && !eco_gdal_init(ctx))
        parquet = eco_table_out_available(".parquet");
    eco_ctx_destroy(ctx);
    snprintf(text, sizeof text,
             "%s, %s, optional: Parquet driver %s, libdeflate %s",
             eco_gdal_versions(), eco_sql_versions(), parquet ? "yes" : "no",
             eco_blocks_deflate() ? "yes" : "no");
}

const char *eco_library_versions(void)
{
    pthread_once(&once, compose);
    return text;
}
