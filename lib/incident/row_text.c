/* What a row holds as text: cells, key, JSON, hash, and reasons. */
#include "eco_incident_impl.h"

#include "eco_sha256.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

enum { SHOWN_BYTES = 80 };

const char *eco_row_cell(const eco_incident_reader *r, int column)
{
    const char *text = column < 0 ? NULL : r->row->cells[column];

    return text ? text : "";
}

bool eco_row_blank(const eco_incident_reader *r, int column)
{
    const char *text = eco_row_cell(r, column);

    return text[strspn(text, " \t\r\n")] == '\0';
}

bool eco_row_refuse(eco_incident_reader *r, const char *fmt, ...)
{
    char text[900];
    va_list ap;

    va_start(ap, fmt);
    vsnprintf(text, sizeof text, fmt, ap);
    va_end(ap);
    eco_str_reset(&r->reason);
    eco_str_add(&r->reason, text);
    return false;
}

/* At most SHOWN_BYTES of a text, not cut within a letter. */
static int shown_bytes(const char *text)
{
    size_t n = strlen(text);

    if (n <= SHOWN_BYTES)
        return (int)n;
    n = SHOWN_BYTES;
    while (n && ((unsigned char)text[n] & 0xc0) == 0x80)
        n--;
    return (int)n;
}

bool eco_row_refuse_cell(eco_incident_reader *r, int column, const char *fmt,
                         ...)
{
    const char *text = eco_row_cell(r, column);
    char why[700];
    va_list ap;

    va_start(ap, fmt);
    vsnprintf(why, sizeof why, fmt, ap);
    va_end(ap);
    eco_str_reset(&r->reason);
    eco_str_printf(&r->reason, "column '%.60s': ",
                   eco_table_in_column(r->table, (size_t)column));
    if (r->hide)
        eco_str_add(&r->reason, "its text ");
    else
        eco_str_printf(&r->reason, "'%.*s' ", shown_bytes(text), text);
    eco_str_add(&r->reason, why);
    return false;
}

void eco_row_flag(eco_incident_reader *r, const char *word)
{
    eco_str_printf(&r->flags, "%s%s", r->flags.n ? " " : "", word);
}

bool eco_row_key(eco_incident_reader *r)
{
    const eco_mapping *m = r->m;
    bool any = false;

    eco_str_reset(&r->key);
    for (size_t i = 0; i < m->id.n; i++) {
        const char *text = eco_row_cell(r, r->at.id[i]);
        size_t n;

        text += strspn(text, " \t\r\n");
        n = strlen(text);
        while (n && strchr(" \t\r\n", text[n - 1]))
            n--;
        if (i)
            eco_str_add(&r->key, "-");
        eco_str_add_n(&r->key, text, n);
        any |= n > 0;
    }
    if (m->id.n && !any)
        return eco_row_refuse(r,
                              "column '%.60s': is empty; each row needs "
                              "its id",
                              m->id.items[0]);
    return true;
}

/* Cells of the columns that have all bits of `with` and none of `without`;
 * empty ones say nothing. */
static void add_json(const eco_incident_reader *r, eco_str *out, unsigned with,
                     unsigned without)
{
    bool any = false;

    eco_str_add(out, "{");
    for (size_t i = 0; i < r->ncolumns; i++) {
        const char *text = r->row->cells[i];

        if ((r->use[i] & with) != with || (r->use[i] & without) || !text ||
            !*text)
            continue;
        if (any)
            eco_str_add_n(out, ",", 1);
        any = true;
        eco_str_json(out, eco_table_in_column(r->table, i));
        eco_str_add_n(out, ":", 1);
        eco_str_json(out, text);
    }
    eco_str_add(out, "}");
}

/* Rows without an id are known by what they hold. */
static void key_of_content(eco_incident_reader *r)
{
    if (!r->m->id.n) {
        eco_str_reset(&r->key);
        eco_str_add_n(&r->key, r->out.hash, 16);
    }
    r->out.key = eco_str_text(&r->key);
}

void eco_row_content(eco_incident_reader *r)
{
    bool all = !r->m->keep.n;

    eco_str_reset(&r->content);
    eco_str_reset(&r->properties);
    eco_str_reset(&r->merged);
    add_json(r, &r->content, 0, COLUMN_DROPPED | COLUMN_MERGED);
    if (!all)
        add_json(r, &r->properties, COLUMN_KEPT,
                 COLUMN_DROPPED | COLUMN_MERGED);
    if (r->m->merge_by.n)
        add_json(r, &r->merged, COLUMN_MERGED, COLUMN_DROPPED);
    r->out.properties = eco_str_text(all ? &r->content : &r->properties);
    r->out.merged = eco_str_text(&r->merged);
    if (r->m->coordinates.geometry && r->out.wkb) {
        if (!all)
            eco_str_add(&r->content, " ");
        eco_str_reset(&r->folded);
        eco_str_add(&r->folded, eco_str_text(&r->content));
        eco_str_add_n(&r->folded, (const char *)r->out.wkb, r->out.nwkb);
        eco_sha256_text(eco_str_text(&r->folded), r->folded.n, r->out.hash);
    } else {
        eco_sha256_text(eco_str_text(&r->content), r->content.n, r->out.hash);
    }
    key_of_content(r);
}

/* Cells of a row that is out of step with its columns may be personal
 * whatever column they stand in. */
static bool is_shifted(const eco_incident_reader *r)
{
    return r->ndropped && r->row->fault != ECO_ROW_GOOD &&
           r->row->fault != ECO_ROW_BAD_TEXT &&
           r->row->fault != ECO_ROW_BAD_GEOMETRY;
}

void eco_row_original(eco_incident_reader *r)
{
    char hash[65];

    eco_str_reset(&r->original);
    add_json(r, &r->original, 0, COLUMN_DROPPED);
    if (r->hide || is_shifted(r)) {
        eco_sha256_text(eco_str_text(&r->original), r->original.n, hash);
        eco_str_reset(&r->original);
        eco_str_printf(&r->original, "sha256:%s", hash);
    }
    r->out.original = eco_str_text(&r->original);
}
