/* The draft part by part: id, title, date, lists. */
#include "eco_column_find.h"
#include "eco_suggest_impl.h"

#include <string.h>

static void put_key(eco_draft *d, const char *key, const eco_column *c)
{
    eco_str_printf(&d->body, "%s: ", key);
    eco_yaml_quote(&d->body, c->name);
    eco_str_add(&d->body, "\n");
}

/* ---- id and title ---- */

/* Columns of the recognised mapping that are there. */
static bool put_ready_words(eco_draft *d, const char *key,
                            const eco_words *words)
{
    const eco_table_in *t = d->plan->profile->table;
    bool any = false;

    for (size_t i = 0; i < words->n; i++) {
        if (!eco_column_is_pattern(words->items[i]) &&
            eco_table_in_find(t, words->items[i]) < 0)
            continue;
        if (any)
            eco_str_add(&d->body, ", ");
        else
            eco_str_printf(&d->body, "%s: [", key);
        eco_yaml_quote(&d->body, words->items[i]);
        any = true;
    }
    if (any)
        eco_str_add(&d->body, "]\n");
    return any;
}

static void find_ids(eco_draft *d)
{
    const eco_profile *p = d->plan->profile;
    char name[96];
    int n = 0;

    eco_yaml_comment(
        &d->body, "id: no column is called so and tells all rows apart; rows "
                  "are known by what they hold.");
    if (d->plan->like_id >= 0) {
        const eco_column *c = &p->columns[d->plan->like_id];

        eco_yaml_comment(&d->body,
                         "  %s is called so, but has %zu different values in "
                         "%zu cells: it is one if rows that share it are one "
                         "report, which merge_by then tells.",
                         eco_shown_name(c, name), c->ndistinct, c->nfilled);
    }
    for (size_t i = 0; i < p->ncolumns && n < 3; i++) {
        const eco_column *c = &p->columns[i];

        if (d->plan->used[i] || c->personal || c->nfilled < 2 ||
            c->nfilled != p->nrows || c->ndistinct != c->nfilled)
            continue;
        eco_yaml_comment(&d->body, "  %s differs in each row; is it an id?",
                         eco_shown_name(c, name));
        n++;
    }
}

void eco_draft_id(eco_draft *d)
{
    const eco_column *id = eco_draft_column(d, ECO_ROLE_ID);
    const eco_column *title = eco_draft_column(d, ECO_ROLE_TITLE);
    const eco_profile *p = d->plan->profile;

    if (!d->plan->ready || !put_ready_words(d, "id", &d->plan->ready->id)) {
        if (id && id->nfilled == p->nrows) {
            eco_yaml_comment(
                &d->body, "Called like an id, and different in all %zu rows.",
                p->nrows);
            put_key(d, "id", id);
        } else if (id) {
            char name[96];

            eco_yaml_comment(&d->body,
                             "id: %s is called like one and never repeats, but "
                             "is empty in %zu of %zu rows, which would be "
                             "refused.",
                             eco_shown_name(id, name), p->nrows - id->nfilled,
                             p->nrows);
        } else {
            find_ids(d);
        }
    }
    if (title)
        put_key(d, "title", title);
    if (d->plan->ready && d->plan->ready->case_id) {
        int at = eco_table_in_find(p->table, d->plan->ready->case_id);

        if (at >= 0)
            put_key(d, "case", &p->columns[at]);
    }
}

/* ---- dates ---- */

static void tell_other_dates(eco_draft *d, const eco_column *chosen)
{
    const eco_profile *p = d->plan->profile;
    char name[96];
    int n = 0;

    for (size_t i = 0; i < p->ncolumns && n < 6; i++) {
        const eco_column *c = &p->columns[i];

        if (c == chosen || c->personal || eco_column_leaks(c) ||
            c->nday * 2 <= c->nfilled || c->nnumber * 2 > c->nfilled)
            continue;
        eco_yaml_comment(&d->body,
                         "Also dates: %s (%zu of %zu cells); is that the day "
                         "of the incident?",
                         eco_shown_name(c, name), c->nday, c->nfilled);
        n++;
    }
}

static const char *order_words(int order)
{
    return order == ECO_WHEN_DMY   ? "day first"
           : order == ECO_WHEN_MDY ? "month first"
                                   : "year first";
}

/* Why this order; returns it, or unknown when the cells do not tell. */
static eco_when_order tell_order(eco_draft *d, const eco_column *c)
{
    const eco_when_guess *g = &c->when;
    eco_when_order order =
        eco_when_guess_status(g) ? ECO_WHEN_UNKNOWN_ORDER : g->order;
    int orders[2] = {0}, n = 0;

    for (int i = ECO_WHEN_DMY; i <= ECO_WHEN_YMD; i++)
        if (g->mixed ? g->decides[i] > 0 : (g->orders & 1U << i) != 0)
            orders[n++ < 1 ? 0 : 1] = i;
    if (g->mixed && n < 2)
        eco_yaml_comment(&d->body,
                         "No order reads all of them, so none is given: dates "
                         "with two readings are refused.");
    else if (g->mixed)
        eco_yaml_comment(&d->body,
                         "Orders are mixed: %zu cells only %s ('%s'), %zu only "
                         "%s ('%s'). No order is given, so that dates with two "
                         "readings are refused.",
                         g->decides[orders[0]], order_words(orders[0]),
                         g->example[orders[0]], g->decides[orders[1]],
                         order_words(orders[1]), g->example[orders[1]]);
    else if (g->undecided)
        eco_yaml_comment(&d->body,
                         "No cell decides the order: %zu have two readings, "
                         "such as '%s'. Rows with them are refused until one "
                         "of these is chosen: order: %s, or order: %s",
                         g->ambiguous, g->example[ECO_WHEN_UNKNOWN_ORDER],
                         eco_when_order_name((eco_when_order)orders[0]),
                         eco_when_order_name((eco_when_order)orders[1]));
    else if (order && g->decides[order])
        eco_yaml_comment(&d->body, "%zu of them only as %s, such as '%s'.",
                         g->decides[order], order_words(order),
                         g->example[order]);
    else if (order)
        eco_yaml_comment(&d->body, "With the %s all of them can be read.",
                         order_words(order));
    return order;
}

static void put_date_keys(eco_draft *d, const eco_column *c)
{
    const eco_mapping *m = d->plan->ready;
    eco_when_order order =
        m && m->date.order ? (eco_when_order)m->date.order : tell_order(d, c);
    bool serial = c->nserial * 10 > 9 * c->nfilled;

    if (c->nshort)
        eco_yaml_comment(
            &d->body,
            "%zu cells have a year of two digits: pivot 1950 reads "
            "11 as 2011 and 60 as 1960; change it where that is "
            "wrong.",
            c->nshort);
    if (serial)
        eco_yaml_comment(&d->body,
                         "These are numbers of days, as spreadsheets count "
                         "them: rows are refused until 'serial: 1900', or 1904 "
                         "of old Macintosh files, is added.");
    if (c->nday + c->nmonth < c->nyear)
        eco_yaml_comment(&d->body, "Most tell a year only.");
    eco_str_add(&d->body, "date:\n");
    if (order)
        eco_str_printf(&d->body, "  order: %s\n", eco_when_order_name(order));
    if (c->nshort)
        eco_str_add(&d->body, "  pivot: 1950\n");
    if (m && m->date.time_zone) {
        eco_str_add(&d->body, "  time_zone: ");
        eco_yaml_quote(&d->body, m->date.time_zone);
        eco_str_add(&d->body, "\n");
    }
    if (c->nfilled < d->plan->profile->nrows) {
        eco_yaml_comment(&d->body,
                         "  %zu of %zu rows have no date; take this out to "
                         "refuse them.",
                         d->plan->profile->nrows - c->nfilled,
                         d->plan->profile->nrows);
        eco_str_add(&d->body, "  optional: true\n");
    }
}

static void put_date_column(eco_draft *d, const char *key, const eco_column *c)
{
    eco_str_printf(&d->body, "  %s: ", key);
    eco_yaml_quote(&d->body, c->name);
    eco_str_add(&d->body, "\n");
}

void eco_draft_date(eco_draft *d)
{
    const eco_column *from = eco_draft_column(d, ECO_ROLE_FROM);
    const eco_column *to = eco_draft_column(d, ECO_ROLE_TO);
    const eco_column *c = eco_draft_column(d, ECO_ROLE_DATE);
    char name[96];

    eco_str_add(&d->body, "\n");
    if (!c)
        c = from;
    if (!c) {
        eco_yaml_comment(&d->body,
                         "date: no column of dates was found; 'date: {fixed: "
                         "2021}' would date all rows.");
        tell_other_dates(d, NULL);
        return;
    }
    eco_yaml_comment(&d->body, "%s: %zu of %zu cells are dates%s.",
                     eco_shown_name(c, name), c->nday + c->nmonth + c->nyear,
                     c->nfilled,
                     d->plan->ready && d->plan->ready->date.column
                         ? "; chosen as the export is known"
                         : "");
    if (c != from && d->plan->score[ECO_ROLE_DATE] < 40)
        eco_yaml_comment(&d->body, "No column is called like a date; this is "
                                   "the first that holds them.");
    tell_other_dates(d, c);
    put_date_keys(d, c);
    put_date_column(d, c == from ? "from" : "column", c);
    if (c == from && to)
        put_date_column(d, "to", to);
}

/* ---- lists ---- */

static void put_item(eco_draft *d, const char *key, const char *text,
                     bool *begun)
{
    if (!*begun)
        eco_str_printf(&d->body, "%s:\n", key);
    *begun = true;
    eco_str_add(&d->body, "  - ");
    eco_yaml_quote(&d->body, text);
    eco_str_add(&d->body, "\n");
}

static void put_drop(eco_draft *d)
{
    const eco_profile *p = d->plan->profile;
    const eco_mapping *m = d->plan->ready;
    bool begun = false;
    char name[96];

    for (size_t i = 0; m && i < m->drop.n; i++)
        if (eco_column_is_pattern(m->drop.items[i]) ||
            eco_table_in_find(p->table, m->drop.items[i]) >= 0)
            put_item(d, "drop", m->drop.items[i], &begun);
    for (size_t i = 0; i < p->ncolumns; i++) {
        const eco_column *c = &p->columns[i];

        if (c->personal || d->plan->used[i] || !eco_column_leaks(c))
            continue;
        eco_yaml_comment(&d->body,
                         "%s: %zu of %zu cells look like addresses or numbers "
                         "of persons.",
                         eco_shown_name(c, name), c->nmail, c->nfilled);
        put_item(d, "drop", c->name, &begun);
        d->plan->used[i] = true;
    }
}

static void list_columns(eco_draft *d, const char *what, bool personal)
{
    const eco_profile *p = d->plan->profile;
    size_t n = 0, shown = 0;
    char name[96];

    for (size_t i = 0; i < p->ncolumns; i++) {
        const eco_column *c = &p->columns[i];

        if (c->personal != personal || (!personal && d->plan->used[i]))
            continue;
        if (!n++)
            eco_yaml_comment(&d->body, "%s", what);
        if (shown < 40) {
            eco_yaml_comment(&d->body, "  %s", eco_shown_name(c, name));
            shown++;
        }
    }
    if (n > shown)
        eco_yaml_comment(&d->body, "  and %zu more", n - shown);
}

void eco_draft_lists(eco_draft *d)
{
    const eco_mapping *m = d->plan->ready;

    eco_str_add(&d->body, "\n");
    put_drop(d);
    if (m)
        put_ready_words(d, "merge_by", &m->merge_by);
    list_columns(d,
                 "Not stored, as their names look personal; one that is not is "
                 "listed under not_personal:",
                 true);
    list_columns(d,
                 "Kept as they are, with no meaning of their own; drop what "
                 "names people:",
                 false);
}
