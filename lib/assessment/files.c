/* From the file names of the assessment to files that exist. */
#include "eco_resolve.h"

#include "eco_layers.h"
#include "eco_mem.h"
#include "eco_str.h"
#include "eco_tiles.h"

#include <glob.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { YEAR_LOW = 1900, YEAR_HIGH = 2100 };

char *eco_resolve_path(const struct resolver *r, const char *file)
{
    eco_str s = {0};

    if (*file != '/')
        eco_str_add(&s, r->folder);
    eco_str_add(&s, file);
    return eco_str_take(&s);
}

static eco_status add(struct resolver *r, char ***files, size_t *n,
                      const char *path)
{
    char **grown = eco_mem_resize(*files, *n + 1, sizeof **files);

    if (!grown)
        return eco_nomem(r->ctx);
    *files = grown;
    grown[*n] = eco_mem_text(path);
    if (!grown[*n])
        return eco_nomem(r->ctx);
    (*n)++;
    return ECO_OK;
}

/* "a.zip/in/b.shp" exists when a.zip does; what is in it the reader tells. */
static bool exists(const char *path)
{
    const char *zip = strstr(path, ".zip/");
    char *archive;
    bool found;

    if (!zip)
        return access(path, F_OK) == 0;
    archive = eco_mem_text_n(path, (size_t)(zip - path) + 4);
    found = archive && access(archive, F_OK) == 0;
    eco_mem_free(archive);
    return found;
}

/* The pattern is the user's; the folder before it is a name, whatever signs
 * it holds. */
static char *glob_pattern(const struct resolver *r, const char *pattern)
{
    eco_str s = {0};

    for (const char *p = *pattern == '/' ? "" : r->folder; *p; p++)
        eco_str_printf(&s, "%s%c", strchr("*?[\\", *p) ? "\\" : "", *p);
    eco_str_add(&s, pattern);
    return eco_str_take(&s);
}

static const char *folder_shown(const struct resolver *r, const char *pattern)
{
    return *pattern == '/' ? "/" : *r->folder ? r->folder : "./";
}

static eco_status add_matches(struct resolver *r, const char *pattern,
                              char ***files, size_t *n)
{
    char *path = glob_pattern(r, pattern);
    glob_t found = {0};
    int rc = path ? glob(path, 0, NULL, &found) : GLOB_NOSPACE;
    eco_status st = ECO_OK;

    if (rc == GLOB_NOSPACE)
        st = eco_nomem(r->ctx);
    else if (rc || !found.gl_pathc)
        st = eco_resolve_error(r, "files", "no file matches '%.200s' in %.200s",
                               pattern, folder_shown(r, pattern));
    for (size_t i = 0; i < found.gl_pathc && !st; i++)
        st = add(r, files, n, found.gl_pathv[i]);
    globfree(&found);
    eco_mem_free(path);
    return st;
}

static int by_name(const void *a, const void *b)
{
    return strcmp(*(char *const *)a, *(char *const *)b);
}

/* In order whatever the order of writing, and a file that two patterns match
 * once: twice would count it twice. */
static void sort_unique(char **files, size_t *n)
{
    size_t kept = 0;

    if (*n)
        qsort(files, *n, sizeof *files, by_name);
    for (size_t i = 0; i < *n; i++) {
        if (kept && strcmp(files[kept - 1], files[i]) == 0)
            eco_mem_free(files[i]);
        else
            files[kept++] = files[i];
    }
    *n = kept;
}

eco_status eco_resolve_files(struct resolver *r, const char *pattern,
                             char ***files, size_t *n)
{
    char *path = eco_resolve_path(r, pattern);
    eco_status st;

    if (!path)
        return eco_nomem(r->ctx);
    if (exists(path))
        st = add(r, files, n, path);
    else if (strpbrk(pattern, "*?["))
        st = add_matches(r, pattern, files, n);
    else
        st = eco_resolve_error(r, "files", "'%.200s' does not exist in %.200s",
                               pattern, folder_shown(r, pattern));
    if (!st)
        sort_unique(*files, n);
    eco_mem_free(path);
    return st;
}

/* What is wrong with a file, folder or index is a finding, like one that is
 * missing. */
static eco_status found_wrong(struct resolver *r, eco_status st)
{
    if (eco_status_of_input(st))
        return eco_resolve_error(r, "files", "%s", eco_ctx_message(r->ctx));
    return st;
}

/* Like eco_resolve_files, but folders and tile indexes stand for the rasters in
 * them; STAC assets go by the dataset's id. */
static eco_status raster_files(struct resolver *r, const char *pattern,
                               const char *id, eco_band_source *b)
{
    eco_tiles t = {.files = b->files, .n = b->nfiles, .cap = b->nfiles};
    char *path = eco_resolve_path(r, pattern);
    eco_status st = ECO_OK;

    if (!path)
        return eco_nomem(r->ctx);
    if (!exists(path)) {
        st = eco_resolve_files(r, pattern, &b->files, &b->nfiles);
        t = (eco_tiles){.files = b->files, .n = b->nfiles, .cap = b->nfiles};
    } else {
        st = found_wrong(r, eco_tiles_find(r->ctx, path, id, &t));
    }
    if (!st)
        st = eco_tiles_sort(r->ctx, &t);
    b->files = t.files;
    b->nfiles = t.n;
    eco_mem_free(path);
    return st;
}

static eco_status add_band(struct resolver *r, eco_dataset_spec *d, int year,
                           int band)
{
    eco_band_source *grown =
        eco_mem_resize(d->bands, d->nbands + 1, sizeof *d->bands);

    if (!grown)
        return eco_nomem(r->ctx);
    d->bands = grown;
    grown[d->nbands++] = (eco_band_source){.year = year, .band = band};
    return ECO_OK;
}

/* "cover_{year}.tif": the text with the year in the place of {year}. */
static char *with_year(const char *pattern, int year)
{
    const char *at = strstr(pattern, "{year}");
    eco_str s = {0};

    eco_str_add_n(&s, pattern, (size_t)(at - pattern));
    eco_str_printf(&s, "%d", year);
    eco_str_add(&s, at + strlen("{year}"));
    return eco_str_take(&s);
}

static bool year_exists(const struct resolver *r, const char *file)
{
    char *path = eco_resolve_path(r, file);
    char *pattern = glob_pattern(r, file);
    glob_t found = {0};
    bool yes = path && exists(path);

    if (!yes && pattern && strpbrk(file, "*?["))
        yes = glob(pattern, 0, NULL, &found) == 0;
    globfree(&found);
    eco_mem_free(pattern);
    eco_mem_free(path);
    return yes;
}

static int first_year(const struct resolver *r)
{
    int from = r->a->year_from - 1, first = r->a->land.first;
    int mountain = r->a->mountain.first;

    if (mountain && (!first || mountain < first))
        first = mountain;
    return first && first < from ? first : from;
}

/* Years of the period and the one before it, as changes into the first year
 * need the state before; and those that SDG 15.3.1 and 15.4.2 compare. */
static bool year_wanted(const struct resolver *r, const eco_dataset_spec *d,
                        int year)
{
    const eco_land_spec *land = &r->a->land;
    const eco_mountain_spec *mountain = &r->a->mountain;

    if (land->first && d->kind == ECO_KIND_PRODUCTIVITY)
        return year == land->base || year == land->last;
    if (d->kind == ECO_KIND_LAND_COVER &&
        (year == land->first || year == land->base ||
         eco_mountain_year(mountain, year)))
        return true;
    return year >= r->a->year_from - 1;
}

/* One band per year that has files. */
static eco_status yearly_files(struct resolver *r,
                               const struct raw_dataset *raw,
                               eco_dataset_spec *d)
{
    eco_status st = ECO_OK;

    for (int y = first_year(r); y <= r->a->year_to && !st; y++) {
        char *file = year_wanted(r, d, y) ? with_year(raw->files[0], y) : NULL;

        if (!year_wanted(r, d, y))
            continue;
        if (!file)
            return eco_nomem(r->ctx);
        if (year_exists(r, file)) {
            st = add_band(r, d, y, raw->band ? *raw->band : 1);
            if (!st)
                st = raster_files(r, file, d->id, &d->bands[d->nbands - 1]);
        }
        eco_mem_free(file);
    }
    if (!st && !d->nbands)
        st = eco_resolve_error(
            r, "files",
            "no file matches '%.200s' in %.200s for any year from %d to %d",
            raw->files[0], folder_shown(r, raw->files[0]), r->a->year_from - 1,
            r->a->year_to);
    return st;
}

static int by_year(const void *a, const void *b)
{
    const eco_band_source *p = a, *q = b;

    return (p->year > q->year) - (p->year < q->year);
}

static eco_status check_band(struct resolver *r, const struct raw_dataset *raw,
                             unsigned i)
{
    const struct raw_band *b = &raw->bands[i];
    char place[40];

    snprintf(place, sizeof place, "bands.%u", i);
    if (b->year < YEAR_LOW || b->year > YEAR_HIGH)
        return eco_resolve_error(r, place, "%d is not a year from %d to %d",
                                 b->year, YEAR_LOW, YEAR_HIGH);
    if (b->band < 1)
        return eco_resolve_error(r, place, "band %d of %d: bands count from 1",
                                 b->band, b->year);
    for (unsigned k = 0; k < i; k++)
        if (raw->bands[k].year == b->year)
            return eco_resolve_error(r, place, "year %d is listed twice",
                                     b->year);
    return ECO_OK;
}

/* All files hold all years, each in its band. */
static eco_status listed_bands(struct resolver *r,
                               const struct raw_dataset *raw,
                               eco_dataset_spec *d)
{
    eco_status st = ECO_OK;

    if (raw->band)
        st = eco_resolve_error(r, "band",
                               "stands beside bands; give one of them");
    for (unsigned k = 0; k < raw->nbands && !st; k++) {
        st = check_band(r, raw, k);
        if (!st)
            st = add_band(r, d, raw->bands[k].year, raw->bands[k].band);
    }
    if (!st)
        qsort(d->bands, d->nbands, sizeof *d->bands, by_year);
    for (unsigned i = 0; i < raw->nfiles && !st; i++)
        st = raster_files(r, raw->files[i], d->id, &d->bands[0]);
    for (size_t k = 1; k < d->nbands && !st; k++)
        for (size_t i = 0; i < d->bands[0].nfiles && !st; i++)
            st = add(r, &d->bands[k].files, &d->bands[k].nfiles,
                     d->bands[0].files[i]);
    return st;
}

/* Whether `{year}` may be in the name: kinds that are counted by year. */
static eco_status year_pattern(struct resolver *r,
                               const struct raw_dataset *raw,
                               const eco_dataset_spec *d)
{
    if (raw->nfiles > 1)
        return eco_resolve_error(r, "files",
                                 "{year} goes with a single file name");
    if (raw->nbands)
        return eco_resolve_error(r, "bands",
                                 "stands beside {year} in files; give one of "
                                 "them");
    if (d->kind == ECO_KIND_FOREST_LOSS_YEAR || eco_kind_is_value(d->kind))
        return eco_resolve_error(r, "files",
                                 "{year} means nothing for kind %s, which is "
                                 "read once; name the file",
                                 eco_kind_word(d->kind));
    return ECO_OK;
}

eco_status eco_resolve_bands(struct resolver *r, const struct raw_dataset *raw,
                             eco_dataset_spec *d)
{
    size_t errors = r->found->nerrors;
    bool yearly = false;
    eco_status st = ECO_OK;

    for (unsigned i = 0; i < raw->nfiles; i++)
        yearly |= strstr(raw->files[i], "{year}") != NULL;
    if (yearly)
        st = year_pattern(r, raw, d);
    if (!st && raw->band && *raw->band < 1)
        st = eco_resolve_error(r, "band", "%d: bands count from 1", *raw->band);
    if (st || r->found->nerrors > errors)
        return st;
    if (yearly)
        return yearly_files(r, raw, d);
    if (raw->nbands)
        return listed_bands(r, raw, d);
    st = add_band(r, d, 0, raw->band ? *raw->band : 1);
    for (unsigned i = 0; i < raw->nfiles && !st; i++)
        st = raster_files(r, raw->files[i], d->id, &d->bands[0]);
    return st;
}

eco_status eco_resolve_mapping(struct resolver *r, const char *text, char **out)
{
    bool builtin = eco_layers_is_builtin(text);
    eco_str names = {0};
    eco_status st = ECO_OK;

    if (!*text)
        return eco_resolve_error(r, "mapping", "is empty");
    *out = builtin ? eco_mem_text(text) : eco_resolve_path(r, text);
    if (!*out)
        return eco_nomem(r->ctx);
    if (builtin && !eco_layers_builtin("mapping", text)) {
        eco_layers_builtins("mapping", &names);
        st = eco_resolve_error(r, "mapping",
                               "'%.60s' is unknown; there are builtin: %s",
                               text, eco_str_text(&names));
    } else if (!builtin && access(*out, R_OK) != 0) {
        st = eco_resolve_error(r, "mapping",
                               "there is no file '%.200s' in '%.200s'", text,
                               *r->folder ? r->folder : "./");
    }
    eco_str_clear(&names);
    return st;
}
