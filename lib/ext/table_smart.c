/* A patrol of SMART as a table: patrol > legs > days > waypoints > observations
 * (in groups, since xml/1.3) > attributes, one row an observation, or a
 * waypoint that has none. Members of the patrol are not read. */
#include "eco_mem.h"
#include "eco_smart_xml.h"
#include "eco_table_in_impl.h"

#include <stdio.h>
#include <string.h>

#define COLUMN_MAP(X)                                                          \
    X(PATROL_ID, "patrol_id")                                                  \
    X(PATROL_TYPE, "patrol_type")                                              \
    X(STATION, "station")                                                      \
    X(TEAM, "team")                                                            \
    X(MANDATE, "mandate")                                                      \
    X(LEG_ID, "leg_id")                                                        \
    X(DATE, "date")                                                            \
    X(TIME, "time")                                                            \
    X(WAYPOINT_ID, "waypoint_id")                                              \
    X(X, "x")                                                                  \
    X(Y, "y")                                                                  \
    X(COMMENT, "waypoint_comment")                                             \
    X(OBSERVATION, "observation")                                              \
    X(CATEGORY, "category")

enum column {
#define X(name, text) COLUMN_##name,
    COLUMN_MAP(X)
#undef X
        COLUMN_COUNT
};

static const char *const names[COLUMN_COUNT] = {
#define X(name, text) text,
    COLUMN_MAP(X)
#undef X
};

typedef const CPLXMLNode node;

struct sighting {
    node *leg, *day, *waypoint, *observation; /* the last may be NULL */
    int number;                               /* at its waypoint, from 1 */
};

struct source {
    CPLXMLNode *document;
    node *patrol;
    struct sighting *rows;
    size_t nrows, cap, at;
    const char **keys; /* of attributes, borrowed from the document */
    size_t nkeys, cap_keys;
    eco_csv_row record;
    eco_str value;
};

static eco_status add_key(eco_ctx *ctx, const eco_table_in *t, struct source *s,
                          const char *key)
{
    for (size_t i = 0; i < s->nkeys; i++)
        if (strcmp(s->keys[i], key) == 0)
            return ECO_OK;
    if (s->nkeys + COLUMN_COUNT >= t->options.columns_max)
        return eco_fail(ctx, ECO_FORMAT,
                        "%s: has more than %zu attributes; at most as many are "
                        "read",
                        t->path, s->nkeys);
    if (!ECO_GROW(s->keys, s->nkeys, s->cap_keys))
        return eco_nomem(ctx);
    s->keys[s->nkeys++] = key;
    return ECO_OK;
}

static eco_status add_row(eco_ctx *ctx, const eco_table_in *t, struct source *s,
                          struct sighting row)
{
    node *a = row.observation ? row.observation->psChild : NULL;
    eco_status st = ECO_OK;

    if (!ECO_GROW(s->rows, s->nrows, s->cap))
        return eco_nomem(ctx);
    s->rows[s->nrows++] = row;
    while (!st && (a = eco_smart_element(a, "attributes")) != NULL) {
        st = add_key(ctx, t, s, eco_smart_attribute(a, "attributeKey"));
        a = a->psNext;
    }
    return st;
}

/* Observations that hang on `parent`, a waypoint or a group of one. */
static eco_status add_observations(eco_ctx *ctx, const eco_table_in *t,
                                   struct source *s, node *parent,
                                   struct sighting *row)
{
    node *o = parent->psChild;
    eco_status st = ECO_OK;

    while (!st && (o = eco_smart_element(o, "observations")) != NULL) {
        row->observation = o;
        row->number++;
        st = add_row(ctx, t, s, *row);
        o = o->psNext;
    }
    return st;
}

static eco_status add_waypoint(eco_ctx *ctx, const eco_table_in *t,
                               struct source *s, struct sighting row)
{
    node *group = row.waypoint->psChild;
    eco_status st = add_observations(ctx, t, s, row.waypoint, &row);

    while (!st && (group = eco_smart_element(group, "groups")) != NULL) {
        st = add_observations(ctx, t, s, group, &row);
        group = group->psNext;
    }
    return st || row.number ? st : add_row(ctx, t, s, row);
}

static eco_status add_day(eco_ctx *ctx, const eco_table_in *t, struct source *s,
                          struct sighting row)
{
    eco_status st = ECO_OK;

    row.waypoint = row.day->psChild;
    while (!st && (row.waypoint =
                       eco_smart_element(row.waypoint, "waypoints")) != NULL) {
        st = add_waypoint(ctx, t, s, row);
        row.waypoint = row.waypoint->psNext;
    }
    return st;
}

static eco_status add_patrol(eco_ctx *ctx, const eco_table_in *t,
                             struct source *s)
{
    struct sighting row = {.leg = s->patrol->psChild};
    eco_status st = ECO_OK;

    while (!st && (row.leg = eco_smart_element(row.leg, "legs")) != NULL) {
        row.day = row.leg->psChild;
        while (!st && (row.day = eco_smart_element(row.day, "days")) != NULL) {
            st = add_day(ctx, t, s, row);
            row.day = row.day->psNext;
        }
        row.leg = row.leg->psNext;
    }
    return st;
}

static eco_status set_names(eco_ctx *ctx, eco_table_in *t, struct source *s)
{
    eco_status st = ECO_OK;

    eco_csv_row_begin(&s->record);
    for (int i = 0; i < COLUMN_COUNT && !st; i++)
        st = eco_csv_row_add(&s->record, names[i], strlen(names[i]));
    for (size_t i = 0; i < s->nkeys && !st; i++)
        st = eco_csv_row_add(&s->record, s->keys[i], strlen(s->keys[i]));
    if (!st)
        st = eco_csv_row_end(&s->record);
    return st ? eco_nomem(ctx)
              : eco_table_set_names(ctx, t, &s->record, s->record.n);
}

static eco_status open_smart(eco_ctx *ctx, eco_table_in *t)
{
    struct source *s = eco_mem_array(1, sizeof *s);
    eco_status st;

    if (!s)
        return eco_nomem(ctx);
    t->source = s;
    st = eco_smart_read(ctx, t->resolved, t->path, &s->document, &s->patrol);
    if (!st)
        st = add_patrol(ctx, t, s);
    if (!st && !s->nrows)
        st = eco_fail(ctx, ECO_FORMAT, "%s: has no waypoint", t->path);
    if (!st)
        st = set_names(ctx, t, s);
    if (!st)
        eco_str_add(&t->about, "patrol of SMART; a row for each observation");
    t->decimal = '.';
    return st;
}

static const char *fixed_cell(const struct source *s, const struct sighting *r,
                              enum column column, char number[16])
{
    const char *text;

    switch (column) {
    case COLUMN_PATROL_ID:
        return eco_smart_attribute(s->patrol, "id");
    case COLUMN_PATROL_TYPE:
        return eco_smart_attribute(s->patrol, "patrolType");
    case COLUMN_STATION:
    case COLUMN_TEAM:
        return eco_smart_value(s->patrol, names[column]);
    case COLUMN_MANDATE:
        text = eco_smart_value(r->leg, "mandate");
        return *text ? text : eco_smart_value(s->patrol, "mandate");
    case COLUMN_LEG_ID:
        return eco_smart_attribute(r->leg, "id");
    case COLUMN_DATE:
        return eco_smart_attribute(r->day, "date");
    case COLUMN_WAYPOINT_ID:
        return eco_smart_attribute(r->waypoint, "id");
    case COLUMN_COMMENT:
        text = eco_smart_value(r->waypoint, "comment");
        return *text ? text : eco_smart_attribute(r->waypoint, "comment");
    case COLUMN_OBSERVATION:
        snprintf(number, 16, "%d", r->number);
        return number;
    case COLUMN_CATEGORY:
        return eco_smart_attribute(r->observation, "categoryKey");
    case COLUMN_TIME:
    case COLUMN_X:
    case COLUMN_Y:
    case COLUMN_COUNT:
        break;
    }
    return eco_smart_attribute(r->waypoint, names[column]);
}

/* What the elements below an attribute hold, whatever their type. */
static const char *attribute_cell(struct source *s, const struct sighting *r,
                                  const char *key)
{
    node *a = r->observation ? r->observation->psChild : NULL, *v;

    eco_str_reset(&s->value);
    while ((a = eco_smart_element(a, "attributes")) != NULL) {
        bool same = strcmp(eco_smart_attribute(a, "attributeKey"), key) == 0;

        v = same ? a->psChild : NULL;
        while ((v = eco_smart_element(v, NULL)) != NULL) {
            eco_str_printf(&s->value, "%s%s", s->value.n ? "; " : "",
                           eco_smart_text(v));
            v = v->psNext;
        }
        a = a->psNext;
    }
    return eco_str_text(&s->value);
}

static eco_status add_cell(eco_table_in *t, struct source *s, const char *text)
{
    size_t n = strlen(text);

    if (n > t->options.cell_max) {
        eco_table_set_fault(t, ECO_ROW_LONG,
                            "row %lld: a cell has more than %zu bytes",
                            (long long)t->row.number + 1, t->options.cell_max);
        n = 0;
    }
    return eco_csv_row_add(&s->record, text, n);
}

static eco_status next_smart(eco_ctx *ctx, eco_table_in *t)
{
    struct source *s = t->source;
    const struct sighting *r;
    char number[16];
    eco_status st = ECO_OK;

    if (s->at == s->nrows)
        return ECO_NOTFOUND;
    r = &s->rows[s->at++];
    eco_csv_row_begin(&s->record);
    for (int i = 0; i < COLUMN_COUNT && !st; i++)
        st = add_cell(t, s, fixed_cell(s, r, (enum column)i, number));
    for (size_t i = 0; i < s->nkeys && !st; i++)
        st = add_cell(t, s, attribute_cell(s, r, s->keys[i]));
    if (!st)
        st = eco_csv_row_end(&s->record);
    if (st || s->value.failed)
        return eco_nomem(ctx);
    eco_table_set_cells(t, &s->record);
    t->row.line = 0;
    return ECO_OK;
}

static void close_smart(eco_table_in *t)
{
    struct source *s = t->source;

    CPLDestroyXMLNode(s->document);
    eco_csv_row_clear(&s->record);
    eco_str_clear(&s->value);
    eco_mem_free(s->rows);
    eco_mem_free(s->keys);
    eco_mem_free(s);
}

const eco_table_kind eco_table_smart = {open_smart, next_smart, close_smart};
