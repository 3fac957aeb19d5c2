/* The whole tree against libcyaml's schema. libcyaml stops at the first fault
 * and tells it in words for programmers; an analyst gets all of them, each
 * with its line and what is allowed. One table serves both. */
#include "eco_raw.h"

#include "eco_str.h"

#include <cyaml/cyaml.h>
#include <limits.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

enum { PATH_SIZE = 160, ERRORS_MAX = 200 };

struct walk {
    eco_ctx *ctx;
    eco_findings *found;
    const char *path;
    const eco_yaml *yaml;
    bool unreadable;
};

static eco_status problem(struct walk *w, size_t line, const char *key,
                          const char *fmt, ...) ECO_PRINTF(4, 5);

static eco_status problem(struct walk *w, size_t line, const char *key,
                          const char *fmt, ...)
{
    char text[700];
    va_list ap;

    if (w->found->nerrors >= ERRORS_MAX)
        return ECO_OK; /* nobody reads on */
    va_start(ap, fmt);
    vsnprintf(text, sizeof text, fmt, ap);
    va_end(ap);
    return eco_yaml_error(w->ctx, w->found, w->path, (int)line + 1, key, text);
}

/* The digits of C are not those of people: 010 is ten here, so it is refused
 * rather than read as eight. */
static bool is_int(const char *text)
{
    const char *digits = text + (*text == '-');
    long long v;

    return (digits[0] != '0' || !digits[1]) &&
           strspn(digits, "0123456789") == strlen(digits) &&
           eco_parse_int(text, &v) && v >= INT_MIN && v <= INT_MAX;
}

static bool is_bool(const char *text)
{
    return strcmp(text, "true") == 0 || strcmp(text, "false") == 0;
}

static eco_status text(struct walk *w, const char *key, const yaml_node_t *node,
                       const cyaml_schema_value_t *s)
{
    size_t n = node->data.scalar.length;

    if (strlen((const char *)node->data.scalar.value) != n) {
        w->unreadable = true;
        return problem(w, node->start_mark.line, key, "holds a NUL character");
    }
    if (n >= s->string.min && n <= s->string.max)
        return ECO_OK;
    w->unreadable = true;
    if (!n)
        return problem(w, node->start_mark.line, key, "is empty");
    return problem(w, node->start_mark.line, key,
                   "is longer than %u characters", s->string.max);
}

static eco_status scalar(struct walk *w, const char *key,
                         const yaml_node_t *node, const cyaml_schema_value_t *s)
{
    const char *v = (const char *)node->data.scalar.value;
    const char *want = NULL;
    bool year = eco_ends_with(key, "year") || eco_ends_with(key, "from") ||
                eco_ends_with(key, ".to");
    double real;

    if (s->type == CYAML_STRING)
        return text(w, key, node, s);
    if (s->type == CYAML_INT && !is_int(v))
        want = year ? "a year such as 2013" : "a whole number";
    if (s->type == CYAML_FLOAT && !eco_parse_real(v, &real))
        want = "a number";
    if (s->type == CYAML_BOOL && !is_bool(v))
        want = "true or false";
    if (!want)
        return ECO_OK;
    w->unreadable = true;
    return problem(w, node->start_mark.line, key, "'%.100s' is not %s", v,
                   want);
}

static const cyaml_schema_field_t *field(const cyaml_schema_field_t *f,
                                         const char *key)
{
    while (f->key && strcmp(f->key, key) != 0)
        f++;
    return f->key ? f : NULL;
}

static eco_status unknown(struct walk *w, const yaml_node_t *key,
                          const char *shown, const cyaml_schema_field_t *fields)
{
    const char *names[64], *near;
    size_t n = 0;
    eco_str all = {0};
    eco_status st;

    for (const cyaml_schema_field_t *f = fields; f->key && n < 64; f++) {
        eco_str_printf(&all, "%s%s", n ? ", " : "", f->key);
        names[n++] = f->key;
    }
    near = eco_nearest((const char *)key->data.scalar.value, names, n);
    if (near)
        st = problem(w, key->start_mark.line, shown,
                     "unknown key; did you mean '%s'?", near);
    else
        st = problem(w, key->start_mark.line, shown, "unknown key; allowed: %s",
                     eco_str_text(&all));
    eco_str_clear(&all);
    return st;
}

/* The first line of an equal key before `pair`; 0 when there is none. */
static size_t given_before(struct walk *w, const yaml_node_t *map,
                           const yaml_node_pair_t *pair, const char *key)
{
    for (const yaml_node_pair_t *p = map->data.mapping.pairs.start; p < pair;
         p++) {
        const yaml_node_t *k = eco_yaml_node(w->yaml, p->key);

        if (k->type == YAML_SCALAR_NODE &&
            strcmp((const char *)k->data.scalar.value, key) == 0)
            return k->start_mark.line + 1;
    }
    return 0;
}

static eco_status value(struct walk *w, const char *key,
                        const yaml_node_t *node, const cyaml_schema_value_t *s);

static eco_status pair(struct walk *w, const char *prefix,
                       const yaml_node_t *map, const yaml_node_pair_t *p,
                       const cyaml_schema_field_t *fields)
{
    const yaml_node_t *k = eco_yaml_node(w->yaml, p->key);
    const cyaml_schema_field_t *f;
    const char *key;
    char shown[PATH_SIZE];
    size_t before;

    if (k->type != YAML_SCALAR_NODE) {
        w->unreadable = true;
        return problem(w, k->start_mark.line, *prefix ? prefix : NULL,
                       "a key is a word, not a list or a mapping");
    }
    key = (const char *)k->data.scalar.value;
    snprintf(shown, sizeof shown, "%s%s%.60s", prefix, *prefix ? "." : "", key);
    f = field(fields, key);
    if (!f)
        return unknown(w, k, shown, fields);
    before = given_before(w, map, p, key);
    if (before) {
        w->unreadable = true;
        return problem(w, k->start_mark.line, shown,
                       "is given twice, first on line %zu", before);
    }
    return value(w, shown, eco_yaml_node(w->yaml, p->value), &f->value);
}

static eco_status mapping(struct walk *w, const char *key,
                          const yaml_node_t *node,
                          const cyaml_schema_field_t *fields)
{
    eco_status st = ECO_OK;
    char shown[PATH_SIZE];

    for (const yaml_node_pair_t *p = node->data.mapping.pairs.start;
         p < node->data.mapping.pairs.top && !st; p++)
        st = pair(w, key, node, p, fields);
    for (const cyaml_schema_field_t *f = fields; f->key && !st; f++) {
        if (f->value.flags & CYAML_FLAG_OPTIONAL ||
            eco_yaml_child(w->yaml, node, f->key))
            continue;
        w->unreadable = true;
        snprintf(shown, sizeof shown, "%s%s%s", key, *key ? "." : "", f->key);
        st = problem(w, node->start_mark.line, shown, "is missing");
    }
    return st;
}

static eco_status sequence(struct walk *w, const char *key,
                           const yaml_node_t *node,
                           const cyaml_schema_value_t *s)
{
    bool datasets = strcmp(key, "datasets") == 0;
    size_t n = (size_t)(node->data.sequence.items.top -
                        node->data.sequence.items.start);
    eco_status st = ECO_OK;

    if (n < s->sequence.min || n > s->sequence.max) {
        w->unreadable = true;
        if (s->sequence.min == s->sequence.max)
            return problem(w, node->start_mark.line, key,
                           "has %zu entries, not %u", n, s->sequence.min);
        return problem(w, node->start_mark.line, key,
                       n ? "has %zu entries; at most %u are read"
                         : "is empty; at least one entry is needed",
                       n, s->sequence.max);
    }
    for (const yaml_node_item_t *i = node->data.sequence.items.start;
         i < node->data.sequence.items.top && !st; i++)
        st = value(w, datasets ? "" : key, eco_yaml_node(w->yaml, *i),
                   s->sequence.entry);
    return st;
}

static eco_status value(struct walk *w, const char *key,
                        const yaml_node_t *node, const cyaml_schema_value_t *s)
{
    yaml_node_type_t want = s->type == CYAML_MAPPING    ? YAML_MAPPING_NODE
                            : s->type == CYAML_SEQUENCE ? YAML_SEQUENCE_NODE
                                                        : YAML_SCALAR_NODE;
    const char *shown = *key ? key : "datasets";

    if (node->type != want) {
        w->unreadable = true;
        return problem(w, node->start_mark.line, shown, "is not %s",
                       want == YAML_MAPPING_NODE
                           ? "a mapping, such as {key: value}"
                       : want == YAML_SEQUENCE_NODE ? "a list, such as [a, b]"
                                                    : "a single value");
    }
    if (want == YAML_MAPPING_NODE)
        return mapping(w, key, node, s->mapping.fields);
    if (want == YAML_SEQUENCE_NODE)
        return sequence(w, key, node, s);
    return scalar(w, key, node, s);
}

eco_status eco_raw_check(eco_ctx *ctx, const char *path, const eco_yaml *y,
                         eco_findings *found, bool *readable)
{
    struct walk w = {.ctx = ctx, .found = found, .path = path, .yaml = y};
    const yaml_node_t *root = eco_yaml_root(y);
    eco_status st;

    if (root->type != YAML_MAPPING_NODE) {
        *readable = false;
        return problem(&w, root->start_mark.line, NULL,
                       "an assessment is a mapping that begins with "
                       "'assessment: NAME'");
    }
    st = mapping(&w, "", root, eco_raw_fields());
    *readable = !w.unreadable;
    return st;
}
