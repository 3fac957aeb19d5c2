/* What a mapping file may hold, and those that come with the library, as text
 * for people; both from what is really read. */
#include "eco_layers.h"
#include "eco_mapping_keys.h"
#include "eco_mem.h"
#include "eco_str.h"

#include <ecocrime/mapping.h>
#include <stdio.h>
#include <string.h>

static void describe_words(eco_str *out, const char *const *words)
{
    for (int i = 0; words[i]; i++)
        eco_str_printf(out, "%s%s", i ? " | " : "", words[i]);
}

static void describe_type(eco_str *out, const eco_mapping_key *k)
{
    switch (k->type) {
    case ECO_KEY_TEXT:
        eco_str_add(out, "text");
        break;
    case ECO_KEY_WORDS:
        eco_str_add(out, "text, or a list of texts");
        break;
    case ECO_KEY_INT:
        eco_str_printf(out, "%d to %d", k->low, k->high);
        break;
    case ECO_KEY_BOOL:
        eco_str_add(out, "true | false");
        break;
    case ECO_KEY_CHOICE:
        describe_words(out, k->words);
        break;
    case ECO_KEY_CHARACTER:
        eco_str_add(out, "one character | tab");
        break;
    case ECO_KEY_BOX:
        eco_str_add(out, "[west, south, east, north]");
        break;
    case ECO_KEY_FACTOR:
        eco_str_add(out, "number");
        break;
    case ECO_KEY_RULE:
        eco_str_add(out, "code, or {column, lookup, else}");
        break;
    case ECO_KEY_SECTION:
    case ECO_KEY_QUANTITIES:
        break;
    }
}

static void describe_one(eco_str *out, const char *prefix,
                         const eco_mapping_key *k)
{
    char name[120];

    snprintf(name, sizeof name, "%s%s", prefix, k->name);
    eco_str_printf(out, "%-28s  ", name);
    describe_type(out, k);
    eco_str_add(out, k->must ? "; needed\n" : "\n");
}

/* Sections go two levels deep; the schema is no deeper than three. */
static void describe(eco_str *out, const char *prefix,
                     const eco_mapping_key *keys);

static void describe_section(eco_str *out, const char *prefix,
                             const eco_mapping_key *k)
{
    bool list = k->type == ECO_KEY_QUANTITIES;
    char below[80];

    snprintf(below, sizeof below, "%s%s%s.", prefix, k->name, list ? "[]" : "");
    describe(out, below, list ? eco_quantity_keys : k->keys);
}

static void describe(eco_str *out, const char *prefix,
                     const eco_mapping_key *keys)
{
    for (const eco_mapping_key *k = keys; k->name; k++)
        if (k->type == ECO_KEY_SECTION || k->type == ECO_KEY_QUANTITIES)
            describe_section(out, prefix, k);
        else
            describe_one(out, prefix, k);
}

eco_status eco_mapping_keys(eco_ctx *ctx, char **text)
{
    eco_str s = {0};

    describe(&s, "", eco_mapping_top);
    *text = eco_str_take(&s);
    eco_str_clear(&s);
    return *text ? ECO_OK : eco_nomem(ctx);
}

/* The first line of a mapping, a comment, says what it is for. */
static void add_about(eco_str *out, const char *name, const char *yaml)
{
    size_t n = strcspn(yaml, "\n");

    while (n && (*yaml == '#' || *yaml == ' ')) {
        yaml++;
        n--;
    }
    eco_str_printf(out, "builtin:%-15s  %.*s\n", name, (int)n, yaml);
}

eco_status eco_mapping_builtins(eco_ctx *ctx, const char *layers, char **text)
{
    eco_str names = {0}, s = {0}, path = {0};
    eco_status st = layers ? eco_layers_override(ctx, layers) : ECO_OK;
    char *name, *end;

    *text = NULL;
    eco_str_add(&s, "");
    if (!st)
        eco_layers_builtins("mapping", &names);
    for (name = names.text; name && !names.failed;
         name = end ? end + 2 : NULL) {
        const char *yaml;

        end = strstr(name, ", ");
        if (end)
            *end = '\0';
        eco_str_reset(&path);
        eco_str_printf(&path, "builtin:%s", name);
        yaml = eco_layers_builtin("mapping", eco_str_text(&path));
        add_about(&s, name, yaml ? yaml : "");
    }
    s.failed |= names.failed || path.failed;
    if (!st)
        *text = eco_str_take(&s);
    eco_str_clear(&names);
    eco_str_clear(&path);
    eco_str_clear(&s);
    return st || *text ? st : eco_nomem(ctx);
}

static eco_status no_builtin(eco_ctx *ctx, const char *name)
{
    eco_str names = {0};
    eco_status st;

    eco_layers_builtins("mapping", &names);
    st = eco_fail(ctx, ECO_NOTFOUND,
                  "there is no mapping '%.60s'; there are: "
                  "%s",
                  name, eco_str_text(&names));
    eco_str_clear(&names);
    return st;
}

eco_status eco_mapping_builtin(eco_ctx *ctx, const char *name,
                               const char *layers, char **text)
{
    eco_status st = layers ? eco_layers_override(ctx, layers) : ECO_OK;
    const char *yaml = NULL;
    eco_str path = {0};

    *text = NULL;
    eco_str_printf(&path, "%s%s",
                   eco_layers_is_builtin(name) ? "" : "builtin:", name);
    if (!st && path.failed)
        st = eco_nomem(ctx);
    if (!st)
        yaml = eco_layers_builtin("mapping", eco_str_text(&path));
    if (!st && !yaml)
        st = no_builtin(ctx, name);
    if (!st && !(*text = eco_mem_text(yaml)))
        st = eco_nomem(ctx);
    eco_str_clear(&path);
    return st;
}
