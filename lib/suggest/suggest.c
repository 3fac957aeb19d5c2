/* From a file to the draft of its mapping. */
#include "eco_layers.h"
#include "eco_mem.h"
#include "eco_suggest_impl.h"

#include <ecocrime/mapping.h>
#include <string.h>

enum { ROWS = 10000, NAME_MAX_BYTES = 1000 };

struct job {
    eco_ctx *ctx;
    const char *file;
    const eco_suggest_options *options;
    size_t rows;
    eco_table_in *table;
    eco_profile profile;
    eco_plan plan;
    eco_str head;
};

static const char *base_name(const char *path)
{
    const char *slash = strrchr(path, '/');

    return slash && slash[1] ? slash + 1 : path;
}

/* A header in the wrong place gives such names; as keys of YAML they are
 * beyond what a mapping may hold. */
static eco_status check_names(struct job *j)
{
    for (size_t i = 0; i < eco_table_in_ncolumns(j->table); i++)
        if (strlen(eco_table_in_column(j->table, i)) > NAME_MAX_BYTES)
            return eco_fail(j->ctx, ECO_FORMAT,
                            "%s: the name of column %zu is longer than %d "
                            "bytes; is that line its header?",
                            j->file, i + 1, NAME_MAX_BYTES);
    return ECO_OK;
}

static eco_status look(struct job *j)
{
    const eco_table_options o = {.layer = j->options->layer};
    eco_status st = eco_table_in_open(j->ctx, j->file, &o, &j->table);

    if (!st)
        st = check_names(j);
    if (!st)
        st = eco_profile_read(j->ctx, j->table, j->rows, &j->profile);
    if (!st && !j->profile.nrows)
        st =
            eco_fail(j->ctx, ECO_FORMAT, "%s: has no row to look at%s", j->file,
                     j->profile.nfaulty ? "; all are out of step with the "
                                          "header"
                                        : "");
    return st ? st : eco_plan_make(j->ctx, &j->profile, &j->plan);
}

/* "reports" of "in/reports.csv". */
static void put_name(eco_draft *d, const char *file)
{
    const char *name = base_name(file), *dot = strrchr(name, '.');
    size_t n = dot && dot > name ? (size_t)(dot - name) : strlen(name);
    char *stem = eco_mem_text_n(name, n > 200 ? 200 : n);

    eco_str_add(&d->body, "mapping: ");
    eco_yaml_quote(&d->body, stem && *stem ? stem : "draft");
    eco_str_add(&d->body, "\n");
    d->body.failed |= !stem;
    eco_mem_free(stem);
}

static eco_status write_body(struct job *j, eco_draft *d)
{
    eco_status st;

    put_name(d, j->file);
    if (j->options->layer) {
        eco_str_add(&d->body, "format: {layer: ");
        eco_yaml_quote(&d->body, j->options->layer);
        eco_str_add(&d->body, "}\n");
    }
    eco_str_add(&d->body, "\n");
    eco_draft_id(d);
    eco_draft_date(d);
    eco_draft_place(d);
    st = eco_draft_facts(d);
    if (!st)
        eco_draft_quantities(d);
    if (!st)
        eco_draft_lists(d);
    if (!st && d->body.failed)
        st = eco_nomem(j->ctx);
    return st;
}

static void write_head(struct job *j)
{
    const eco_profile *p = &j->profile;

    eco_yaml_comment(&j->head,
                     "A first draft, made from the data of %s; read it before "
                     "it is used.",
                     base_name(j->file));
    eco_yaml_comment(&j->head, "%s", eco_table_in_about(j->table));
    eco_yaml_comment(&j->head, "It rests on %s%zu rows%s.",
                     p->more ? "the first " : "all ", p->nrows + p->nfaulty,
                     p->more ? "; there are more" : "");
    if (p->nfaulty)
        eco_yaml_comment(&j->head,
                         "%zu of them are out of step with the header, and "
                         "were not looked at.",
                         p->nfaulty);
    if (j->plan.ready)
        eco_yaml_comment(
            &j->head,
            "Its columns are those of %s, which is completed here; "
            "'ecocrime help mapping' lists what is builtin.",
            j->plan.ready_path);
}

/* One empty line at most between parts, none at the end. */
static void tidy(eco_str *s)
{
    char *to = s->text;

    for (const char *p = s->text; p && *p; p++)
        if (*p != '\n' || to == s->text || to[-1] != '\n' ||
            (to - s->text > 1 && to[-2] != '\n'))
            *to++ = *p;
    while (to && to - s->text > 1 && to[-1] == '\n' && to[-2] == '\n')
        to--;
    if (to)
        *to = '\0';
    s->n = to ? (size_t)(to - s->text) : 0;
}

static eco_status finish(struct job *j, eco_draft *d, char **yaml)
{
    size_t rows = j->profile.nrows + j->profile.nfaulty;
    eco_status st;

    write_head(j);
    tidy(&d->body);
    st = eco_draft_try(j->ctx, j->file, eco_str_text(&d->body), rows, &j->head);
    if (st && st != ECO_NOMEM && st != ECO_CANCELLED)
        st = eco_trace(j->ctx, st, "trying the draft for %s", j->file);
    if (st)
        return st;
    eco_str_add(&j->head, "#\n");
    eco_str_add(&j->head, eco_str_text(&d->body));
    *yaml = eco_str_take(&j->head);
    return *yaml ? ECO_OK : eco_nomem(j->ctx);
}

eco_status eco_mapping_suggest(eco_ctx *ctx, const char *file,
                               const eco_suggest_options *options, char **yaml)
{
    static const eco_suggest_options none = {0};
    struct job j = {
        .ctx = ctx, .file = file, .options = options ? options : &none};
    eco_draft d = {.ctx = ctx, .plan = &j.plan};
    eco_status st = ECO_OK;

    *yaml = NULL;
    j.rows = j.options->rows ? j.options->rows : ROWS;
    if (j.options->layers)
        st = eco_layers_override(ctx, j.options->layers);
    if (!st)
        st = look(&j);
    if (!st)
        st = write_body(&j, &d);
    if (!st)
        st = finish(&j, &d, yaml);
    eco_str_clear(&d.body);
    eco_str_clear(&j.head);
    eco_plan_clear(&j.plan);
    eco_profile_clear(&j.profile);
    eco_table_in_close(j.table);
    return st;
}
