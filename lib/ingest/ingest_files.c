/* Checksums of all files of a dataset, sidecars of shapefiles included. */
#include "eco_ingest_job.h"

#include "eco_layers.h"
#include "eco_mem.h"
#include "eco_sha256.h"

#include <dirent.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/stat.h>
#include <unistd.h>

static const char *const of_shapefiles[] = {
    ".shx", ".dbf", ".prj", ".cpg", ".SHX", ".DBF", ".PRJ", ".CPG", NULL};
static const char *const of_rasters[] = {".tfw", ".wld", ".pgw",
                                         ".prj", ".ige", NULL};

/* "/a/b/c.tif" from "/a/d/": "../b/c.tif". */
static void add_relative(eco_str *out, const char *from, const char *to)
{
    size_t common = 0;

    for (size_t i = 0; from[i] && from[i] == to[i]; i++)
        if (from[i] == '/')
            common = i + 1;
    for (const char *p = from + common; *p; p++)
        if (*p == '/')
            eco_str_add(out, "../");
    eco_str_add(out, to + common);
}

/* Absolute folder of the assessment file, or the folder itself where there is
 * no such file, ending in '/'. */
static char *folder(const struct ingest *job)
{
    char *real = realpath(job->assessment->path, NULL);
    eco_str out = {0};
    struct stat is;

    if (!real)
        return NULL;
    if (stat(real, &is) == 0 && S_ISDIR(is.st_mode))
        eco_str_printf(&out, "%s/", real);
    else
        eco_str_add_n(&out, real, (size_t)(strrchr(real, '/') - real) + 1);
    free(real);
    return eco_str_take(&out);
}

char *eco_ingest_relative(const struct ingest *job, const char *path)
{
    char *from = folder(job), *to = realpath(path, NULL);
    eco_str s = {0};

    if (from && to)
        add_relative(&s, from, to);
    else
        eco_str_add(&s, path);
    eco_mem_free(from);
    free(to);
    return eco_str_take(&s);
}

static eco_status add_file(eco_ctx *ctx, struct ingest *job, const char *path)
{
    char *relative = eco_ingest_relative(job, path);
    const char *slash = strrchr(path, '/');
    eco_stmt *s = NULL;
    char sha256[65] = "";
    int64_t nbytes = 0;
    eco_status st =
        relative ? eco_layers_sha256(ctx, "mapping", path, sha256, &nbytes)
                 : eco_nomem(ctx);

    if (!st)
        st = eco_store_query(ctx, job->store, "ingest_file", &s);
    if (!st) {
        eco_bind_int(s, ":dataset_id", job->dataset_id);
        eco_bind_text(s, ":file", slash ? slash + 1 : path);
        eco_bind_int(s, ":nbytes", nbytes);
        eco_bind_text(s, ":sha256", sha256);
        eco_bind_text(s, ":path", relative);
        st = eco_stmt_step(ctx, s, NULL);
    }
    eco_stmt_finalize(s);
    eco_mem_free(relative);
    return st;
}

static bool has_extension(const char *path, const char *extension)
{
    size_t n = strlen(path), m = strlen(extension);

    return n > m && strcasecmp(path + n - m, extension) == 0;
}

/* The neighbours that GDAL reads with a file, by its stem. */
static eco_status add_sidecars(eco_ctx *ctx, struct ingest *job,
                               const char *path, const char *const *extensions)
{
    const char *dot = strrchr(path, '.');
    eco_status st = ECO_OK;

    for (size_t i = 0; extensions[i] && dot && !st; i++) {
        eco_str s = {0};

        eco_str_add_n(&s, path, (size_t)(dot - path));
        eco_str_add(&s, extensions[i]);
        if (s.failed)
            st = eco_nomem(ctx);
        else if (access(eco_str_text(&s), F_OK) == 0)
            st = add_file(ctx, job, eco_str_text(&s));
        eco_str_clear(&s);
    }
    return st;
}

/* A File Geodatabase is a folder: each file in it. */
static eco_status add_folder(eco_ctx *ctx, struct ingest *job, const char *path)
{
    struct dirent **names = NULL;
    int n = scandir(path, &names, NULL, alphasort);
    eco_status st = ECO_OK;

    if (n < 0)
        return eco_fail(ctx, ECO_IO, "'%s' cannot be listed", path);
    for (int i = 0; i < n; i++) {
        eco_str s = {0};
        struct stat is;

        eco_str_printf(&s, "%s/%s", path, names[i]->d_name);
        if (!st && s.failed)
            st = eco_nomem(ctx);
        if (!st && stat(eco_str_text(&s), &is) == 0 && S_ISREG(is.st_mode))
            st = add_file(ctx, job, eco_str_text(&s));
        eco_str_clear(&s);
        free(names[i]);
    }
    free(names);
    return st;
}

/* End of the archive's name in "a.zip/in/b.shp", or 0. */
static size_t archive_end(const char *path)
{
    for (const char *p = path; *p; p++)
        if (strncasecmp(p, ".zip/", 5) == 0)
            return (size_t)(p - path) + 4;
    return 0;
}

static eco_status add_path(eco_ctx *ctx, struct ingest *job, const char *path)
{
    size_t end = archive_end(path);
    struct stat is;
    char *archive;
    eco_status st;

    if (end) {
        archive = eco_mem_text_n(path, end);
        st = archive ? add_file(ctx, job, archive) : eco_nomem(ctx);
        eco_mem_free(archive);
        return st;
    }
    if (stat(path, &is) == 0 && S_ISDIR(is.st_mode))
        return add_folder(ctx, job, path);
    st = add_file(ctx, job, path);
    if (!st && has_extension(path, ".shp"))
        st = add_sidecars(ctx, job, path, of_shapefiles);
    else if (!st && eco_kind_is_raster(job->spec->kind))
        st = add_sidecars(ctx, job, path, of_rasters);
    return st;
}

static eco_status total(eco_ctx *ctx, struct ingest *job, int64_t *nfiles,
                        int64_t *nbytes, char sha256[65])
{
    eco_stmt *s = NULL;
    eco_str list = {0};
    bool row = false;
    eco_status st = eco_store_query(ctx, job->store, "ingest_files", &s);

    *nfiles = *nbytes = 0;
    if (!st)
        eco_bind_int(s, ":dataset_id", job->dataset_id);
    while (!st && !(st = eco_stmt_step(ctx, s, &row)) && row) {
        eco_str_printf(&list, "%s  %s\n", eco_col_text(s, 0),
                       eco_col_text(s, 1));
        (*nfiles)++;
        *nbytes += eco_col_int(s, 2);
    }
    if (!st && list.failed)
        st = eco_nomem(ctx);
    if (!st)
        eco_sha256_text(eco_str_text(&list), list.n, sha256);
    eco_stmt_finalize(s);
    eco_str_clear(&list);
    return st;
}

eco_status eco_ingest_files(eco_ctx *ctx, struct ingest *job, int64_t *nfiles,
                            int64_t *nbytes, char sha256[65])
{
    const eco_dataset_spec *d = job->spec;
    eco_status st = ECO_OK;

    for (size_t i = 0; i < d->nfiles && !st; i++)
        st = add_path(ctx, job, d->files[i]);
    if (!st && d->mapping)
        st = add_file(ctx, job, d->mapping);
    if (!st && d->accuracy && d->accuracy->file)
        st = add_file(ctx, job, d->accuracy->file);
    for (size_t b = 0; b < d->nbands && !st; b++) {
        /* Bands of one stack name the same files: read them once. */
        if (b && d->bands[b].nfiles == d->bands[0].nfiles &&
            strcmp(d->bands[b].files[0], d->bands[0].files[0]) == 0)
            continue;
        for (size_t i = 0; i < d->bands[b].nfiles && !st; i++)
            st = add_path(ctx, job, d->bands[b].files[i]);
    }
    return st ? st : total(ctx, job, nfiles, nbytes, sha256);
}
