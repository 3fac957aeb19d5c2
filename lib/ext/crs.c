/* Coordinate reference systems: from codes, WKT and files. */
#include "eco_crs.h"

#include "eco_crs_osr.h"
#include "eco_gdal.h"
#include "eco_mem.h"
#include "eco_str.h"

#include <cpl_conv.h>
#include <ctype.h>
#include <math.h>
#include <proj.h>
#include <stdlib.h>
#include <string.h>

/* WKT2 of a compound CRS with all its identifiers stays below 20 kB. */
enum { WKT_MAX = 65536 };

struct eco_crs {
    OGRSpatialReferenceH srs;  /* as declared: with its shift to WGS 84 */
    OGRSpatialReferenceH base; /* without that shift: to compare and ask */
    char *name, *wkt;
    eco_ellipsoid ellipsoid;
    double unit_m;
    bool geographic, equal_area;
};

/* "EPSG:4326", "ESRI:102033": the code, or 0. */
static int code_of(const char *text, const char *authority)
{
    size_t n = strlen(authority);
    long long code;

    if (strncmp(text, authority, n) != 0 || text[n] != ':')
        return 0;
    for (const char *p = text + n + 1; *p; p++)
        if (!isdigit((unsigned char)*p))
            return 0;
    if (!eco_parse_int(text + n + 1, &code) || code > 99999999)
        return 0;
    return (int)code;
}

static bool looks_like_wkt(const char *text)
{
    static const char *const starts[] = {
        "PROJCS[",  "GEOGCS[",   "COMPD_CS[",    "PROJCRS[",
        "GEOGCRS[", "BOUNDCRS[", "COMPOUNDCRS[", "GEODCRS[",
    };

    for (size_t i = 0; i < sizeof starts / sizeof *starts; i++)
        if (eco_starts_with(text, starts[i]))
            return strlen(text) <= WKT_MAX;
    return false;
}

/* A BOUNDCRS is a CRS with a shift to WGS 84 nailed to it ("TOWGS84"). PROJ
 * knows its inside; the C interface of OSR does not. */
static OGRSpatialReferenceH without_shift(OGRSpatialReferenceH srs,
                                          const char *wkt)
{
    PJ_CONTEXT *context = proj_context_create();
    PJ *crs = NULL, *base = NULL;
    OGRSpatialReferenceH out = NULL;
    const char *text;

    if (!context)
        return NULL;
    proj_log_level(context, PJ_LOG_NONE);
    proj_context_set_enable_network(context, 0);
    crs = proj_create(context, wkt);
    if (crs && proj_get_type(crs) == PJ_TYPE_BOUND_CRS)
        base = proj_get_source_crs(context, crs);
    text = base ? proj_as_wkt(context, base, PJ_WKT2_2019, NULL) : NULL;
    if (text) {
        out = OSRNewSpatialReference(NULL);
        if (OSRImportFromWkt(out, &(char *){(char *)(uintptr_t)text}) !=
            OGRERR_NONE) {
            OSRDestroySpatialReference(out);
            out = NULL;
        }
    }
    proj_destroy(base);
    proj_destroy(crs);
    proj_context_destroy(context);
    return out ? out : OSRClone(srs);
}

/* Projections whose PROJ formulas keep area on the ellipsoid. Mollweide,
 * Eckert and Goode are computed on a sphere there: of an ellipsoid's area they
 * are off by up to 0.5 %, so they count only over a sphere. */
static bool is_equal_area(OGRSpatialReferenceH srs, double f)
{
    static const char *const on_ellipsoid[] = {
        "Albers_Conic_Equal_Area",
        "Lambert_Azimuthal_Equal_Area",
        "Cylindrical_Equal_Area",
        "Sinusoidal",
        "Lambert_Cylindrical_Equal_Area",
        "Bonne",
        "Equal_Earth",
        "Equal Earth",
    };
    static const char *const on_sphere[] = {
        "Mollweide",
        "Eckert_IV",
        "Eckert_VI",
        "Goode_Homolosine",
        "Interrupted_Goode_Homolosine",
    };
    const char *name = OSRGetAttrValue(srs, "PROJECTION", 0);

    if (!name)
        name = OSRGetAttrValue(srs, "METHOD", 0);
    if (!name)
        return false;
    for (size_t i = 0; i < sizeof on_ellipsoid / sizeof *on_ellipsoid; i++)
        if (EQUAL(name, on_ellipsoid[i]))
            return true;
    if (f > 0)
        return false;
    for (size_t i = 0; i < sizeof on_sphere / sizeof *on_sphere; i++)
        if (EQUAL(name, on_sphere[i]))
            return true;
    return false;
}

/* PROJ's word for a definition equal but for names and notes. */
enum { SURE = 90 };

/* ESRI's words for WGS 84 or a UTM zone carry no code: the one they mean. */
static OGRSpatialReferenceH coded(OGRSpatialReferenceH srs)
{
    int *confidence = NULL, n = 0;
    OGRSpatialReferenceH *matches = NULL, best = NULL;

    if (!OSRGetAuthorityCode(srs, NULL))
        matches = OSRFindMatches(srs, NULL, &n, &confidence);
    if (n > 0 && confidence[0] >= SURE)
        best = OSRClone(matches[0]);
    if (matches)
        OSRFreeSRSArray(matches);
    CPLFree(confidence);
    return best ? best : OSRClone(srs);
}

static char *name_of(OGRSpatialReferenceH declared)
{
    OGRSpatialReferenceH srs = coded(declared);
    const char *authority = OSRGetAuthorityName(srs, NULL);
    const char *code = OSRGetAuthorityCode(srs, NULL);
    const char *title = OSRGetName(srs);
    eco_str text = {0};

    if (authority && code)
        eco_str_printf(&text, "%s:%s", authority, code);
    else
        eco_str_add(&text, title && *title ? title : "unnamed");
    OSRDestroySpatialReference(srs);
    return eco_str_take(&text);
}

static eco_status describe(eco_ctx *ctx, eco_crs *crs)
{
    const char *const options[] = {"FORMAT=WKT2_2019", "MULTILINE=NO", NULL};
    char *wkt = NULL;
    double inverse;

    if (OSRExportToWktEx(crs->srs, &wkt, options) != OGRERR_NONE || !wkt) {
        CPLFree(wkt);
        return eco_fail(ctx, ECO_FORMAT, "CRS cannot be written as WKT");
    }
    crs->wkt = eco_mem_text(wkt);
    CPLFree(wkt);
    if (!crs->wkt)
        return eco_nomem(ctx);
    crs->base = without_shift(crs->srs, crs->wkt);
    if (!crs->base)
        return eco_nomem(ctx);
    OSRSetAxisMappingStrategy(crs->base, OAMS_TRADITIONAL_GIS_ORDER);
    crs->name = name_of(crs->base);
    if (!crs->name)
        return eco_nomem(ctx);
    inverse = OSRGetInvFlattening(crs->base, NULL);
    crs->ellipsoid.a_m = OSRGetSemiMajor(crs->base, NULL);
    crs->ellipsoid.f = inverse > 0 ? 1 / inverse : 0;
    crs->geographic = OSRIsGeographic(crs->base) != 0;
    crs->unit_m = crs->geographic ? 0 : OSRGetLinearUnits(crs->base, NULL);
    crs->equal_area =
        !crs->geographic && is_equal_area(crs->base, crs->ellipsoid.f);
    return ECO_OK;
}

eco_status eco_crs_from_osr(eco_ctx *ctx, OGRSpatialReferenceH srs,
                            eco_crs **out)
{
    eco_crs *crs = eco_mem_array(1, sizeof *crs);
    eco_status st;

    *out = NULL;
    if (!crs)
        return eco_nomem(ctx);
    crs->srs = OSRClone(srs);
    OSRDemoteTo2D(crs->srs, NULL);
    OSRSetAxisMappingStrategy(crs->srs, OAMS_TRADITIONAL_GIS_ORDER);
    if (!OSRIsGeographic(crs->srs) && !OSRIsProjected(crs->srs)) {
        const char *title = OSRGetName(crs->srs);

        st = eco_fail(ctx, ECO_FORMAT,
                      "CRS '%s' is neither geographic nor projected",
                      title ? title : "");
        goto done;
    }
    st = describe(ctx, crs);
    if (st)
        goto done;
    *out = crs;
    crs = NULL;
done:
    eco_crs_destroy(crs);
    return st;
}

static eco_status import(eco_ctx *ctx, const char *definition,
                         OGRSpatialReferenceH srs)
{
    int epsg = code_of(definition, "EPSG"), esri = code_of(definition, "ESRI");
    OGRErr error;

    if (epsg) {
        error = OSRImportFromEPSG(srs, epsg);
    } else if (esri) {
        error = OSRSetFromUserInput(srs, definition);
    } else if (looks_like_wkt(definition)) {
        error = OSRImportFromWkt(srs, &(char *){(char *)(uintptr_t)definition});
    } else {
        return eco_fail(ctx, ECO_USAGE,
                        "CRS '%.60s' is not understood; give a code such as "
                        "EPSG:4326 or ESRI:102033",
                        definition);
    }
    if (error == OGRERR_NONE)
        return ECO_OK;
    return eco_fail(ctx, ECO_USAGE, "CRS '%.60s' is not known to PROJ",
                    definition);
}

eco_status eco_crs_create(eco_ctx *ctx, const char *definition, eco_crs **out)
{
    OGRSpatialReferenceH srs;
    eco_status st = eco_gdal_init(ctx);

    *out = NULL;
    if (st)
        return st;
    srs = OSRNewSpatialReference(NULL);
    CPLPushErrorHandler(CPLQuietErrorHandler); /* our message says it all */
    st = import(ctx, definition, srs);
    if (!st)
        st = eco_crs_from_osr(ctx, srs, out);
    CPLPopErrorHandler();
    CPLErrorReset();
    OSRDestroySpatialReference(srs);
    return st;
}

eco_status eco_crs_clone(eco_ctx *ctx, const eco_crs *crs, eco_crs **out)
{
    return eco_crs_from_osr(ctx, crs->srs, out);
}

void eco_crs_destroy(eco_crs *crs)
{
    if (!crs)
        return;
    OSRDestroySpatialReference(crs->srs);
    OSRDestroySpatialReference(crs->base);
    eco_mem_free(crs->name);
    eco_mem_free(crs->wkt);
    eco_mem_free(crs);
}

bool eco_crs_same(const eco_crs *a, const eco_crs *b)
{
    const char *const options[] = {
        "CRITERION=EQUIVALENT_EXCEPT_AXIS_ORDER_GEOGCRS",
        "IGNORE_DATA_AXIS_TO_SRS_AXIS_MAPPING=YES", NULL};

    return a == b || strcmp(a->wkt, b->wkt) == 0 ||
           OSRIsSameEx(a->base, b->base, options);
}

bool eco_crs_geographic(const eco_crs *crs)
{
    return crs->geographic;
}

bool eco_crs_equal_area(const eco_crs *crs)
{
    return crs->equal_area;
}

double eco_crs_unit_m(const eco_crs *crs)
{
    return crs->unit_m;
}

eco_ellipsoid eco_crs_ellipsoid(const eco_crs *crs)
{
    return crs->ellipsoid;
}

bool eco_crs_in_degrees(OGRSpatialReferenceH srs)
{
    const double radians_per_degree = 0.017453292519943295;

    return fabs(OSRGetAngularUnits(srs, NULL) / radians_per_degree - 1) < 1e-9;
}

eco_status eco_crs_geographic_base(eco_ctx *ctx, const eco_crs *crs,
                                   eco_crs **out)
{
    OGRSpatialReferenceH base = OSRCloneGeogCS(crs->base);
    eco_status st;

    *out = NULL;
    if (!base)
        return eco_fail(ctx, ECO_INVALID, "CRS %s has no geographic base",
                        crs->name);
    if (!eco_crs_in_degrees(base))
        st = eco_fail(ctx, ECO_INVALID,
                      "CRS %s counts angles in another unit than degrees",
                      crs->name);
    else
        st = eco_crs_from_osr(ctx, base, out);
    OSRDestroySpatialReference(base);
    return st;
}

const char *eco_crs_name(const eco_crs *crs)
{
    return crs->name;
}

const char *eco_crs_wkt(const eco_crs *crs)
{
    return crs->wkt;
}

OGRSpatialReferenceH eco_crs_osr(const eco_crs *crs)
{
    return crs->srs;
}
