/* From the file names of the assessment to files that exist. */
#include "eco_resolve.h"

#include "eco_mem.h"
#include "eco_str.h"

#include <glob.h>
#include <string.h>
#include <unistd.h>

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

static eco_status add_matches(struct resolver *r, const char *pattern,
                              const char *path, char ***files, size_t *n)
{
    glob_t found = {0};
    int rc = glob(path, 0, NULL, &found);
    eco_status st = ECO_OK;

    if (rc == GLOB_NOSPACE)
        st = eco_nomem(r->ctx);
    else if (rc || !found.gl_pathc)
        st = eco_resolve_error(r, "files", "no file matches '%s' in %s",
                               pattern, *r->folder ? r->folder : "./");
    for (size_t i = 0; i < found.gl_pathc && !st; i++)
        st = add(r, files, n, found.gl_pathv[i]);
    globfree(&found);
    return st;
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
        st = add_matches(r, pattern, path, files, n);
    else
        st = eco_resolve_error(r, "files", "'%s' does not exist in %s", pattern,
                               *pattern == '/' ? "/"
                               : *r->folder    ? r->folder
                                               : "./");
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
    glob_t found = {0};
    bool yes = path && (exists(path) || glob(path, 0, NULL, &found) == 0);

    globfree(&found);
    eco_mem_free(path);
    return yes;
}

/* One band per year of the period, and of the year before it, that has files:
 * changes into the first year need the state before. */
static eco_status yearly_files(struct resolver *r,
                               const struct raw_dataset *raw,
                               eco_dataset_spec *d)
{
    eco_status st = ECO_OK;

    for (int y = r->a->year_from - 1; y <= r->a->year_to && !st; y++) {
        char *file = with_year(raw->files[0], y);

        if (!file)
            return eco_nomem(r->ctx);
        if (year_exists(r, file)) {
            st = add_band(r, d, y, raw->band ? *raw->band : 1);
            if (!st)
                st = eco_resolve_files(r, file, &d->bands[d->nbands - 1].files,
                                       &d->bands[d->nbands - 1].nfiles);
        }
        eco_mem_free(file);
    }
    if (!st && !d->nbands)
        st = eco_resolve_error(
            r, "files", "no file matches '%s' for any year from %d to %d",
            raw->files[0], r->a->year_from - 1, r->a->year_to);
    return st;
}

static int by_year(const struct raw_band *p, const struct raw_band *q)
{
    return (p->year > q->year) - (p->year < q->year);
}

/* bands: years in order, each once. */
static eco_status listed_bands(struct resolver *r,
                               const struct raw_dataset *raw,
                               eco_dataset_spec *d)
{
    eco_status st = ECO_OK;
    int last = 0;

    for (unsigned k = 0; k < raw->nbands && !st; k++) {
        const struct raw_band *next = NULL;

        for (unsigned i = 0; i < raw->nbands; i++)
            if (raw->bands[i].year > last &&
                (!next || by_year(&raw->bands[i], next) < 0))
                next = &raw->bands[i];
        if (!next)
            return eco_resolve_error(
                r, "bands", "a year is listed twice or is not positive");
        last = next->year;
        if (next->band < 1)
            st = eco_resolve_error(r, "bands",
                                   "band %d of %d: bands count from 1",
                                   next->band, next->year);
        if (!st)
            st = add_band(r, d, next->year, next->band);
        for (unsigned i = 0; i < raw->nfiles && !st; i++)
            st = eco_resolve_files(r, raw->files[i],
                                   &d->bands[d->nbands - 1].files,
                                   &d->bands[d->nbands - 1].nfiles);
    }
    return st;
}

eco_status eco_resolve_bands(struct resolver *r, const struct raw_dataset *raw,
                             eco_dataset_spec *d)
{
    eco_status st;

    if (raw->band && *raw->band < 1)
        return eco_resolve_error(r, "band", "%d: bands count from 1",
                                 *raw->band);
    if (raw->nbands)
        return listed_bands(r, raw, d);
    if (strstr(raw->files[0], "{year}")) {
        if (raw->nfiles == 1)
            return yearly_files(r, raw, d);
        return eco_resolve_error(r, "files",
                                 "{year} goes with a single file name");
    }
    st = add_band(r, d, 0, raw->band ? *raw->band : 1);
    for (unsigned i = 0; i < raw->nfiles && !st; i++)
        st = eco_resolve_files(r, raw->files[i], &d->bands[0].files,
                               &d->bands[0].nfiles);
    return st;
}
