/* Whom a raster of people counts: by keys, or by the names of files as WorldPop
 * writes them, {iso}_{f|m}_{age}_{year}... */
#include "eco_resolve.h"

#include "eco_mem.h"

#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { AGE_MOST = 150, OLD = 80, OLDEST = 90 };

/* Digits at `text`, at most `most` of them; NULL: there are none. */
static const char *digits(const char *text, int most, int *value)
{
    int n = 0;

    *value = 0;
    for (; n < most && isdigit((unsigned char)text[n]); n++)
        *value = *value * 10 + (text[n] - '0');
    return n && !isdigit((unsigned char)text[n]) ? text + n : NULL;
}

struct named {
    const char *sex;
    int age, year;
};

static const char *sex_of(char c)
{
    return c == 'f' || c == 'F' ? "F" : c == 'm' || c == 'M' ? "M" : NULL;
}

/* bra_f_05_2020_CN_1km.tif */
static bool parse_name(const char *path, struct named *out)
{
    const char *slash = strrchr(path, '/');
    const char *p = slash ? slash + 1 : path;
    size_t iso = 0;

    while (isalpha((unsigned char)p[iso]))
        iso++;
    if (iso < 2 || p[iso] != '_' || !p[iso + 1] || p[iso + 2] != '_')
        return false;
    out->sex = sex_of(p[iso + 1]);
    p = digits(p + iso + 3, 2, &out->age);
    if (!out->sex || !p || *p != '_')
        return false;
    p = digits(p + 1, 4, &out->year);
    return p && out->year >= 1900 && (*p == '_' || *p == '.');
}

/* Classes of WorldPop: 0, 1 to 4, then five years; the last is open, that of 80
 * in releases before R2024 and that of 90 since. */
static int last_age(const char *path, int first)
{
    if (first >= OLDEST || (first == OLD && !strstr(path, "_R20")))
        return ECO_AGE_OPEN;
    return first == 0 ? 0 : first == 1 ? 4 : first + 4;
}

static bool same_people(const eco_band_source *b, const struct named *n)
{
    return b->age_from == n->age && strcmp(b->sex, n->sex) == 0;
}

static int by_people(const void *a, const void *b)
{
    const eco_band_source *p = a, *q = b;

    return p->age_from != q->age_from ? (p->age_from > q->age_from) * 2 - 1
                                      : strcmp(p->sex, q->sex);
}

/* A file to the band of its people, made when there is none. */
static eco_status deal(struct resolver *r, eco_dataset_spec *d,
                       const struct named *n, char *file)
{
    eco_band_source *b = NULL;
    char **grown;

    for (size_t i = 0; i < d->nbands && !b; i++)
        if (same_people(&d->bands[i], n))
            b = &d->bands[i];
    if (!b) {
        b = eco_mem_resize(d->bands, d->nbands + 1, sizeof *d->bands);
        if (!b)
            return eco_nomem(r->ctx);
        d->bands = b;
        b += d->nbands++;
        *b = (eco_band_source){.band = d->bands[0].band,
                               .age_from = n->age,
                               .age_to = last_age(file, n->age)};
        snprintf(b->sex, sizeof b->sex, "%s", n->sex);
    }
    grown = eco_mem_resize(b->files, b->nfiles + 1, sizeof *b->files);
    if (!grown)
        return eco_nomem(r->ctx);
    b->files = grown;
    b->files[b->nfiles] = eco_mem_text(file);
    return b->files[b->nfiles++] ? ECO_OK : eco_nomem(r->ctx);
}

static eco_status check_name(struct resolver *r, eco_dataset_spec *d,
                             const char *file, const struct named *n)
{
    const char *slash = strrchr(file, '/');

    if (!d->year)
        d->year = n->year;
    if (d->year == n->year)
        return ECO_OK;
    return eco_resolve_error(r, "files",
                             "'%.100s' is of %d, others or 'year' of %d; a "
                             "dataset of people has one year",
                             slash ? slash + 1 : file, n->year, d->year);
}

/* The files of the one band, dealt out to a band for each sex and age. */
static eco_status deal_out(struct resolver *r, eco_dataset_spec *d)
{
    eco_band_source all = d->bands[0];
    eco_status st = ECO_OK;

    d->nbands = 0;
    d->bands[0] = (eco_band_source){.band = all.band};
    for (size_t i = 0; i < all.nfiles && !st; i++) {
        struct named n;

        parse_name(all.files[i], &n);
        st = check_name(r, d, all.files[i], &n);
        if (!st)
            st = deal(r, d, &n, all.files[i]);
    }
    for (size_t i = 0; i < all.nfiles; i++)
        eco_mem_free(all.files[i]);
    eco_mem_free(all.files);
    if (!st)
        qsort(d->bands, d->nbands, sizeof *d->bands, by_people);
    return st;
}

static eco_status by_names(struct resolver *r, eco_dataset_spec *d)
{
    const eco_band_source *b = &d->bands[0];
    size_t named = 0, other = 0;
    struct named n;

    for (size_t i = 0; i < b->nfiles; i++)
        if (parse_name(b->files[i], &n))
            named++;
        else
            other = i;
    if (named && named < b->nfiles)
        return eco_resolve_error(
            r, "files",
            "some names tell sex and age, as bra_f_05_2020.tif does; '%.200s' "
            "does not: give it a dataset of its own",
            b->files[other]);
    return named ? deal_out(r, d) : ECO_OK;
}

static eco_status set_sex(struct resolver *r, const char *text,
                          eco_band_source *b)
{
    const char *sex = strlen(text) == 1 ? sex_of(*text) : NULL;

    if (!sex)
        return eco_resolve_error(r, "sex",
                                 "'%.60s' is unknown; allowed: f, m; leave it "
                                 "out where all are counted",
                                 text);
    snprintf(b->sex, sizeof b->sex, "%s", sex);
    return ECO_OK;
}

/* 5-9, 80+ or 0. */
static bool parse_age(const char *text, int *from, int *to)
{
    const char *p = digits(text, 3, from);

    if (!p)
        return false;
    *to = *from;
    if (*p == '+' && !p[1])
        *to = ECO_AGE_OPEN;
    else if (*p == '-')
        p = digits(p + 1, 3, to);
    if (!p || (*p && *p != '+') || *from > AGE_MOST)
        return false;
    return *to == ECO_AGE_OPEN || (*to >= *from && *to <= AGE_MOST);
}

static eco_status set_age(struct resolver *r, const char *text,
                          eco_band_source *b)
{
    if (parse_age(text, &b->age_from, &b->age_to))
        return ECO_OK;
    b->age_from = 0;
    b->age_to = ECO_AGE_OPEN;
    return eco_resolve_error(r, "age",
                             "'%.60s' are no years of age; write \"5-9\", "
                             "\"80+\" or \"0\"",
                             text);
}

bool eco_dataset_grouped(const eco_dataset_spec *d)
{
    return d->kind == ECO_KIND_POPULATION && d->nbands &&
           (strcmp(d->bands[0].sex, "_T") != 0 || d->bands[0].age_from > 0 ||
            d->bands[0].age_to != ECO_AGE_OPEN);
}

eco_status eco_resolve_people(struct resolver *r, const struct raw_dataset *raw,
                              eco_dataset_spec *d)
{
    eco_status st = ECO_OK;

    for (size_t i = 0; i < d->nbands; i++) {
        snprintf(d->bands[i].sex, sizeof d->bands[i].sex, "_T");
        d->bands[i].age_to = ECO_AGE_OPEN;
    }
    if (d->kind != ECO_KIND_POPULATION || !d->nbands)
        return ECO_OK;
    if (raw->sex)
        st = set_sex(r, raw->sex, &d->bands[0]);
    if (!st && raw->age)
        st = set_age(r, raw->age, &d->bands[0]);
    if (!st && !raw->sex && !raw->age)
        st = by_names(r, d);
    return st;
}
