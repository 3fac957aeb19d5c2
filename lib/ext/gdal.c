/* The one place where GDAL is set up: closed environment, few drivers, no
 * network, errors collected instead of printed. */
#include "eco_gdal.h"

#include "eco_mem.h"
#include "eco_str.h"

#include <cpl_conv.h>
#include <cpl_error.h>
#include <cpl_http.h>
#include <cpl_string.h>
#include <cpl_vsi.h>
#include <gdal.h>
#include <geos_c.h>
#include <ogr_srs_api.h>
#include <proj.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

extern char **environ;

/* 64 MiB: a worker reads a block once, so a larger cache gains nothing. */
#define CACHE_BYTES (INT64_C(64) << 20)

/* Names differ between versions: vector "Memory" became part of "MEM" in 3.11,
 * so drivers are kept by name and a missing one is no error. */
static const char *const allowed_drivers[] = {
    "GTiff",
    "COG",
    "MEM",
    "Memory",
    "HFA",
    "AAIGrid",
    "PNG",
    "GeoJSON",
    "JP2OpenJPEG",
    "GPKG",
    "ESRI Shapefile",
    "CSV",
    "KML",
    "LIBKML",
    "FlatGeobuf",
    "OpenFileGDB",
    "Parquet",
    "GPX",
    "GeoJSONSeq",
    "XLSX",
    "ODS",
};

/* What may steer GDAL, PROJ or SpatiaLite from outside. */
static const char *const scrubbed[] = {
    "GDAL_",  "OGR_", "OSR_", "CPL_",    "VRT_",   "PROJ_",        "SPATIALITE",
    "AWS_",   "GS_",  "OSS_", "SWIFT_",  "AZURE_", "GTIFF_",       "JPEG_",
    "SHAPE_", "CSV_", "KML_", "LIBKML_", "VSI_",   "OPENFILEGDB_", "GPX_",
};

static const char *const settings[][2] = {
    {"GDAL_DRIVER_PATH", "disable"},
    {"OGR_DRIVER_PATH", "disable"},
    {"GDAL_PAM_ENABLED", "NO"},
    {"GDAL_NUM_THREADS", "1"},
    {"GDAL_MAX_BAND_COUNT", "256"},
    {"GDAL_JPEG_MAX_ALLOWED_SCAN_NUMBER", "100"},
    {"RAW_MEM_ALLOC_LIMIT_MB", "256"},
    {"OGR_GEOJSON_MAX_OBJ_SIZE", "200"},
    {"OSR_DEFAULT_AXIS_MAPPING_STRATEGY", "TRADITIONAL_GIS_ORDER"},
};

/* Kept: memory (drivers use it inside), archives (eco_gdal_path makes such
 * paths), parts of files (JPEG 2000 boxes). */
static const char *const kept_file_systems[] = {"/vsimem/", "/vsizip/",
                                                "/vsisubfile/"};

static bool listed(const char *name, const char *const *names, size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (strcmp(name, names[i]) == 0)
            return true;
    return false;
}

static bool is_scrubbed(const char *variable)
{
    for (size_t i = 0; i < sizeof scrubbed / sizeof *scrubbed; i++)
        if (strncmp(variable, scrubbed[i], strlen(scrubbed[i])) == 0)
            return true;
    return false;
}

static void scrub_environment(void)
{
    char name[256];
    size_t i = 0;

    while (environ && environ[i]) {
        size_t n = strcspn(environ[i], "=");

        if (!is_scrubbed(environ[i]) || n >= sizeof name) {
            i++;
            continue;
        }
        memcpy(name, environ[i], n);
        name[n] = '\0';
        unsetenv(name); /* the next variable moves to this place */
    }
    setenv("GDAL_CONFIG_FILE", "/dev/null", 1); /* ~/.gdal/gdalrc is not read */
}

/* NULL would make GDAL fall back to curl: the refusal is a result. */
/* NOLINTNEXTLINE(readability-function-size): GDAL's callback has 7 arguments */
static CPLHTTPResult *refuse_fetch(const char *url, CSLConstList options,
                                   GDALProgressFunc progress, void *arg,
                                   CPLHTTPFetchWriteFunc write, void *write_arg,
                                   void *user)
{
    CPLHTTPResult *r = CPLCalloc(1, sizeof *r);

    (void)url;
    (void)options;
    (void)progress;
    (void)arg;
    (void)write;
    (void)write_arg;
    (void)user;
    r->nStatus = 1;
    r->pszErrBuf = CPLStrdup("network access is off");
    return r;
}

static int refuse_stat(void *user, const char *name, VSIStatBufL *buf,
                       int flags)
{
    (void)user;
    (void)name;
    (void)buf;
    (void)flags;
    return -1;
}

static void *refuse_open(void *user, const char *name, const char *access)
{
    (void)user;
    (void)name;
    (void)access;
    return NULL;
}

/* A TIFF may name an overview under /vsicurl/: the file systems themselves
 * must refuse, a driver list does not reach them. */
static void refuse_file_systems(void)
{
    VSIFilesystemPluginCallbacksStruct *refuse =
        VSIAllocFilesystemPluginCallbacksStruct();
    static char **prefixes; /* the handlers keep pointers to these names */

    prefixes = VSIGetFileSystemsPrefixes();
    refuse->stat = refuse_stat;
    refuse->open = refuse_open;
    for (char **p = prefixes; p && *p; p++)
        if (**p && !listed(*p, kept_file_systems,
                           sizeof kept_file_systems / sizeof(char *)))
            VSIInstallPluginHandler(*p, refuse);
    VSIFreeFilesystemPluginCallbacksStruct(refuse);
}

/* Registered in full, then cut down: registration functions of single drivers
 * are not stable API from 3.10 on, names are. */
static void keep_allowed_drivers(void)
{
    GDALAllRegister();
    for (int i = GDALGetDriverCount() - 1; i >= 0; i--) {
        GDALDriverH driver = GDALGetDriver(i);

        if (listed(GDALGetDriverShortName(driver), allowed_drivers,
                   sizeof allowed_drivers / sizeof *allowed_drivers))
            continue;
        GDALDeregisterDriver(driver);
        GDALDestroyDriver(driver);
    }
}

static void set_up(void)
{
    scrub_environment();
    for (size_t i = 0; i < sizeof settings / sizeof *settings; i++)
        CPLSetConfigOption(settings[i][0], settings[i][1]);
    CPLHTTPSetFetchCallback(refuse_fetch, NULL);
    OSRSetPROJEnableNetwork(0);
    keep_allowed_drivers();
    refuse_file_systems();
    GDALSetCacheMax64(CACHE_BYTES);
}

eco_status eco_gdal_init(eco_ctx *ctx)
{
    static pthread_once_t once = PTHREAD_ONCE_INIT;

    if (pthread_once(&once, set_up))
        return eco_fail(ctx, ECO_INTERNAL, "GDAL could not be set up");
    return ECO_OK;
}

typedef struct collected {
    eco_ctx *ctx;
    unsigned failures;
    char first[512]; /* the first says why, those after it follow from it */
} collected;

static void collect(CPLErr kind, CPLErrorNum number, const char *text)
{
    collected *c = CPLGetErrorHandlerUserData();

    (void)number;
    if (!c)
        return;
    if (kind == CE_Warning)
        eco_log(c->ctx, ECO_LOG_DEBUG, "GDAL: %s", text);
    if (kind != CE_Failure && kind != CE_Fatal)
        return;
    if (!c->failures++)
        snprintf(c->first, sizeof c->first, "%s", text);
    for (char *p = c->first; *p; p++)
        if ((unsigned char)*p < 0x20)
            *p = ' ';
}

void eco_gdal_errors_begin(eco_ctx *ctx)
{
    collected *c = eco_mem_array(1, sizeof *c);

    if (c)
        c->ctx = ctx;
    CPLErrorReset();
    CPLPushErrorHandlerEx(collect, c);
}

eco_status eco_gdal_errors_end(eco_ctx *ctx, eco_status st)
{
    collected *c = CPLGetErrorHandlerUserData();

    CPLPopErrorHandler();
    if (!c)
        return st ? st : eco_nomem(ctx);
    if (c->failures && !st)
        st = eco_fail(ctx, ECO_IO, "%s", c->first);
    else if (c->failures && !strstr(eco_ctx_message(ctx), c->first))
        st = eco_trace(ctx, st, "%s", c->first);
    eco_mem_free(c);
    CPLErrorReset();
    return st;
}

bool eco_gdal_errors_seen(void)
{
    const collected *c = CPLGetErrorHandlerUserData();

    return c && c->failures;
}

static char versions[128];

static void write_versions(void)
{
    snprintf(versions, sizeof versions, "GDAL %s, PROJ %s, GEOS %s",
             GDALVersionInfo("RELEASE_NAME"), proj_info().version,
             GEOSversion());
}

const char *eco_gdal_versions(void)
{
    static pthread_once_t once = PTHREAD_ONCE_INIT;

    pthread_once(&once, write_versions);
    return versions;
}
