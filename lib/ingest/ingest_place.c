/* Rows that name their place: each distinct name is looked up once, counted,
 * and told in the table place_match. */
#include "eco_ingest_place.h"

#include "eco_mem.h"
#include "eco_sha256.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { SLOTS_FIRST = 64, CANDIDATES_MAX = 5 };

enum outcome { MATCHED, NEAR, AMBIGUOUS, NONE, OUTCOMES };

static const char *const outcomes[OUTCOMES] = {"matched", "near", "ambiguous",
                                               "none"};

/* A name that rows give. */
struct asked {
    char *text; /* name, code, parent, a NUL after each */
    size_t n;
    uint64_t hash;
    enum outcome outcome;
    int64_t zone_id, nrows, nrefused;
    bool hidden; /* must not be shown where rows were refused */
};

struct eco_places {
    struct ingest *job;
    const eco_mapping *m;
    eco_zone_names zones;
    struct asked *asked;
    size_t n, cap, nslots;
    uint32_t *slots; /* place in `asked` + 1; 0 is empty */
    eco_match match;
    eco_str key, text;
    eco_stmt *distance;
};

static eco_match_query query_of(const char *text)
{
    const char *code = text + strlen(text) + 1;

    return (eco_match_query){text, code, code + strlen(code) + 1};
}

/* FNV-1a. */
static uint64_t hash_of(const eco_str *key)
{
    uint64_t h = UINT64_C(0xcbf29ce484222325);

    for (size_t i = 0; i < key->n; i++)
        h = (h ^ (unsigned char)key->text[i]) * UINT64_C(0x100000001b3);
    return h ^ h >> 32;
}

static uint32_t *slot(const eco_places *p, uint64_t hash, const eco_str *key)
{
    size_t at = (size_t)hash & (p->nslots - 1);

    for (; p->slots[at]; at = (at + 1) & (p->nslots - 1)) {
        const struct asked *a = &p->asked[p->slots[at] - 1];

        if (key && a->hash == hash && a->n == key->n &&
            memcmp(a->text, key->text, key->n) == 0)
            break;
    }
    return &p->slots[at];
}

static bool grow_slots(eco_places *p)
{
    size_t n = p->nslots ? 2 * p->nslots : SLOTS_FIRST;
    uint32_t *slots = eco_mem_array(n, sizeof *slots);

    if (!slots)
        return false;
    eco_mem_free(p->slots);
    p->slots = slots;
    p->nslots = n;
    for (size_t i = 0; i < p->n; i++)
        *slot(p, p->asked[i].hash, NULL) = (uint32_t)(i + 1);
    return true;
}

static eco_status find(eco_ctx *ctx, eco_places *p, const char *text)
{
    const eco_match_query q = query_of(text);

    return eco_match_find(p->zones.gazetteer, &q, &p->match) ? eco_nomem(ctx)
                                                             : ECO_OK;
}

static eco_status look_up(eco_ctx *ctx, eco_places *p, struct asked *a)
{
    const eco_match *m = &p->match;
    eco_status st = find(ctx, p, a->text);

    if (st)
        return st;
    a->outcome = m->outcome == ECO_MATCH_SEVERAL ? AMBIGUOUS
                 : m->outcome == ECO_MATCH_NONE  ? NONE
                 : m->how == ECO_HOW_NEAR        ? NEAR
                                                 : MATCHED;
    a->zone_id = m->outcome == ECO_MATCH_ONE ? m->candidates[0].id : 0;
    return ECO_OK;
}

static eco_status add_asked(eco_ctx *ctx, eco_places *p, uint64_t hash)
{
    struct asked a = {.n = p->key.n, .hash = hash};
    eco_status st;

    if ((p->n + 1) * 2 > p->nslots && !grow_slots(p))
        return eco_nomem(ctx);
    a.text = eco_mem_array(a.n, 1);
    if (!a.text || !ECO_GROW(p->asked, p->n, p->cap)) {
        eco_mem_free(a.text);
        return eco_nomem(ctx);
    }
    memcpy(a.text, p->key.text, a.n);
    st = look_up(ctx, p, &a);
    if (st) {
        eco_mem_free(a.text);
        return st;
    }
    p->asked[p->n++] = a;
    *slot(p, hash, &p->key) = (uint32_t)p->n;
    return ECO_OK;
}

static eco_status ask(eco_ctx *ctx, eco_places *p, const eco_incident *x,
                      struct asked **out)
{
    const char *const parts[] = {x->place_name, x->place_code, x->place_parent};
    eco_status st = ECO_OK;
    uint64_t hash;

    eco_str_reset(&p->key);
    for (size_t i = 0; i < 3; i++)
        eco_str_add_n(&p->key, parts[i], strlen(parts[i]) + 1);
    if (p->key.failed)
        return eco_nomem(ctx);
    hash = hash_of(&p->key);
    if (!p->nslots || !*slot(p, hash, &p->key))
        st = add_asked(ctx, p, hash);
    *out = st ? NULL : &p->asked[*slot(p, hash, &p->key) - 1];
    return st;
}

/* "'Altamira': several zones have this name: Altamira (1500602, PA), ...;
 * what would be right". What the row holds only where that may be shown. */
static eco_status refuse(eco_ctx *ctx, eco_places *p, eco_incident_reader *r,
                         struct asked *a)
{
    const eco_match_query q = query_of(a->text);
    const eco_match *m = &p->match;
    eco_status st = find(ctx, p, a->text);

    if (st)
        return st;
    a->nrefused++;
    eco_str_reset(&p->text);
    eco_str_add(&p->text, "place");
    if (!eco_incident_hides(r))
        eco_str_printf(&p->text, " '%.80s'%s%.40s%s%.60s", q.name,
                       *q.code ? ", code " : "", q.code,
                       *q.parent ? ", in " : "", q.parent);
    eco_str_printf(&p->text, ": %s",
                   a->outcome == NEAR ? "no zone has exactly this name"
                                      : eco_match_why_text(m->why));
    for (size_t i = 0; i < m->n && i < CANDIDATES_MAX && !eco_incident_hides(r);
         i++) {
        const eco_candidate *c = &m->candidates[i];

        eco_str_printf(&p->text, "%s%.60s (%.40s%s%.*s)",
                       i                         ? ", "
                       : a->outcome == AMBIGUOUS ? ": "
                                                 : "; similar: ",
                       c->name, c->code, *c->parent ? ", " : "",
                       (int)strcspn(c->parent, ";"), c->parent);
    }
    if (m->n > CANDIDATES_MAX && !eco_incident_hides(r))
        eco_str_printf(&p->text, " and %zu more", m->n - CANDIDATES_MAX);
    eco_str_add(&p->text, a->outcome == AMBIGUOUS
                              ? "; give the code, or what it lies in"
                              : "; write it as the zone is called");
    return p->text.failed ? eco_nomem(ctx)
                          : eco_incident_refuse(ctx, r, p->text.text);
}

/* The place of a row that has coordinates, compared with what it names. */
static eco_status compare(eco_ctx *ctx, eco_places *p, eco_incident_reader *r,
                          const eco_incident *x, struct asked *a)
{
    double allowed = p->zones.tolerance_m, metres = 0;
    bool row = false;
    eco_status st = ECO_OK;

    if (!isnan(x->precision_m))
        allowed += x->precision_m;
    if (!p->distance)
        st =
            eco_store_query(ctx, p->job->store, "place_distance", &p->distance);
    if (!st) {
        eco_bind_int(p->distance, ":zone_id", a->zone_id);
        eco_bind_blob(p->distance, ":wkb", x->wkb, x->nwkb);
        st = eco_stmt_step(ctx, p->distance, &row);
    }
    if (!st && row)
        metres = eco_col_real(p->distance, 0);
    if (p->distance)
        eco_stmt_reset(p->distance);
    if (st || metres <= allowed)
        return st;
    if (p->m->coordinates.place != ECO_ODD_REFUSE)
        return eco_incident_flag(ctx, r, "outside_named_place");
    a->nrefused++;
    eco_str_reset(&p->text);
    eco_str_printf(&p->text,
                   "coordinates: lie %.0f km outside the place that the row "
                   "names; coordinates.expect.place: flag stores such rows",
                   metres / 1000);
    return p->text.failed ? eco_nomem(ctx)
                          : eco_incident_refuse(ctx, r, p->text.text);
}

/* Class 4 is a zone of limited area; what the mapping tells counts more, but
 * makes no zone smaller. */
static void set_class(const eco_places *p, eco_incident_reader *r,
                      const eco_incident *x, const struct asked *a)
{
    bool small =
        eco_zone_names_area(&p->zones, a->zone_id) <= p->zones.area_max_m2;

    if (!x->facts[ECO_FACT_PRECISION] || x->precision_class == 4)
        eco_incident_set_class(r, small ? 4 : 5);
}

static eco_status place_row(eco_ctx *ctx, eco_places *p, eco_incident_reader *r,
                            const eco_incident *x, struct asked *a)
{
    eco_odd near = (eco_odd)p->m->place.near,
            unknown = (eco_odd)p->m->place.unknown;

    if (x->wkb)
        return a->zone_id ? compare(ctx, p, r, x, a) : ECO_OK;
    if (a->outcome == AMBIGUOUS ||
        (a->outcome == NEAR && near == ECO_ODD_REFUSE) ||
        (a->outcome == NONE && unknown == ECO_ODD_REFUSE))
        return refuse(ctx, p, r, a);
    if (a->outcome == NONE)
        return eco_incident_flag(ctx, r, "place_unknown");
    set_class(p, r, x, a);
    return a->outcome == NEAR ? eco_incident_flag(ctx, r, "place_near")
                              : ECO_OK;
}

eco_status eco_places_row(eco_ctx *ctx, eco_places *p, eco_incident_reader *r,
                          const eco_incident *x, eco_row_zone *zone)
{
    struct asked *a;
    eco_status st;

    *zone = (eco_row_zone){0};
    if (!p || (!*x->place_name && !*x->place_code))
        return ECO_OK;
    st = ask(ctx, p, x, &a);
    if (st)
        return st;
    a->nrows++;
    a->hidden |= eco_incident_hides(r);
    *zone = (eco_row_zone){outcomes[a->outcome], a->zone_id};
    return place_row(ctx, p, r, x, a);
}

/* [{"key":..., "name":...}, ...] of the match; none beside a single zone. */
static void tell_candidates(eco_places *p, bool hidden)
{
    const eco_match *m = &p->match;

    eco_str_reset(&p->text);
    eco_str_add(&p->text, "[");
    for (size_t i = 0; m->outcome != ECO_MATCH_ONE && !hidden && i < m->n &&
                       i < CANDIDATES_MAX;
         i++) {
        eco_str_add(&p->text, i ? ",{\"key\":" : "{\"key\":");
        eco_str_json(&p->text, m->candidates[i].code);
        eco_str_add(&p->text, ",\"name\":");
        eco_str_json(&p->text, m->candidates[i].name);
        eco_str_add(&p->text, "}");
    }
    eco_str_add(&p->text, "]");
}

static void bind_names(eco_stmt *s, const struct asked *a, bool hidden)
{
    const eco_match_query q = query_of(a->text);
    char name[72] = "sha256:";

    if (hidden)
        eco_sha256_text(a->text, a->n, name + strlen(name));
    eco_bind_text(s, ":name", hidden ? name : q.name);
    eco_bind_text(s, ":code", hidden ? "" : q.code);
    eco_bind_text(s, ":parent", hidden ? "" : q.parent);
}

static eco_status write_one(eco_ctx *ctx, eco_places *p, eco_stmt *s,
                            const struct asked *a)
{
    const bool hidden = a->hidden && a->nrefused == a->nrows;
    eco_status st = find(ctx, p, a->text);

    if (st)
        return st;
    tell_candidates(p, hidden);
    if (p->text.failed)
        return eco_nomem(ctx);
    bind_names(s, a, hidden);
    eco_bind_int(s, ":dataset_id", p->job->dataset_id);
    eco_bind_text(s, ":dataset", p->job->spec->id);
    eco_bind_text(s, ":outcome", outcomes[a->outcome]);
    eco_bind_text(s, ":how", eco_match_how_text(p->match.how));
    eco_bind_text(s, ":why", eco_match_why_text(p->match.why));
    eco_bind_text(s, ":candidates", p->text.text);
    eco_bind_int(s, ":nrefused", a->nrefused);
    if (a->zone_id)
        eco_bind_int(s, ":zone_id", a->zone_id);
    else
        eco_bind_null(s, ":zone_id");
    return eco_stmt_step(ctx, s, NULL);
}

static void say(const eco_places *p)
{
    long long rows[OUTCOMES] = {0};

    for (size_t i = 0; i < p->n; i++)
        rows[p->asked[i].outcome] += p->asked[i].nrows;
    eco_str_printf(&p->job->what,
                   "; %zu names of places: %lld rows matched, %lld by a near "
                   "spelling, %lld ambiguous, %lld unknown",
                   p->n, rows[MATCHED], rows[NEAR], rows[AMBIGUOUS],
                   rows[NONE]);
}

static eco_status run_query(eco_ctx *ctx, const eco_places *p,
                            const char *query)
{
    eco_stmt *s = NULL;
    eco_status st = eco_store_query(ctx, p->job->store, query, &s);

    if (!st) {
        eco_bind_int(s, ":dataset_id", p->job->dataset_id);
        st = eco_stmt_step(ctx, s, NULL);
    }
    eco_stmt_finalize(s);
    return st;
}

eco_status eco_places_write(eco_ctx *ctx, eco_places *p)
{
    eco_stmt *s = NULL;
    eco_status st;

    if (!p)
        return ECO_OK;
    st = eco_store_query(ctx, p->job->store, "place_match", &s);
    for (size_t i = 0; i < p->n && !st; i++)
        st = write_one(ctx, p, s, &p->asked[i]);
    eco_stmt_finalize(s);
    if (!st)
        st = run_query(ctx, p, "place_count");
    if (!st)
        st = run_query(ctx, p, "place_gone");
    if (!st)
        say(p);
    return st;
}

eco_status eco_places_open(eco_ctx *ctx, struct ingest *job,
                           const eco_mapping *m, eco_places **out)
{
    eco_places *p;
    eco_status st;

    *out = NULL;
    if (!m->place.name && !m->place.code)
        return ECO_OK;
    p = eco_mem_array(1, sizeof *p);
    if (!p)
        return eco_nomem(ctx);
    p->job = job;
    p->m = m;
    st = eco_zone_names_read(ctx, job->store, m, &p->zones);
    if (!st && p->zones.n) {
        *out = p;
        return ECO_OK;
    }
    if (!st)
        eco_log(ctx, ECO_LOG_WARN,
                "%s: there are no zones in which its places could be looked up",
                job->spec->id);
    eco_places_close(p);
    return st;
}

void eco_places_close(eco_places *p)
{
    if (!p)
        return;
    for (size_t i = 0; i < p->n; i++)
        eco_mem_free(p->asked[i].text);
    eco_mem_free(p->asked);
    eco_mem_free(p->slots);
    eco_match_clear(&p->match);
    eco_zone_names_clear(&p->zones);
    eco_str_clear(&p->key);
    eco_str_clear(&p->text);
    eco_stmt_finalize(p->distance);
    eco_mem_free(p);
}
