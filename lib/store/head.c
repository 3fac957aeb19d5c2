#include "eco_head.h"

#include "eco_layers.h"
#include "eco_mem.h"
#include "eco_str.h"

#include <stdio.h>
#include <string.h>

#define KEY_LETTERS "abcdefghijklmnopqrstuvwxyz_"

static eco_status add_item(eco_ctx *ctx, eco_head *head, const char *text,
                           size_t n, int line)
{
    size_t key = strspn(text, KEY_LETTERS), value = key + 1;
    eco_head_item *item;

    while (value < n && text[value] == ' ')
        value++;
    if (!ECO_GROW(head->items, head->n, head->cap))
        return eco_nomem(ctx);
    item = &head->items[head->n++];
    *item = (eco_head_item){eco_mem_text_n(text, key),
                            eco_mem_text_n(text + value, n - value), line};
    return item->key && item->value ? ECO_OK : eco_nomem(ctx);
}

static eco_status extend(eco_ctx *ctx, eco_head *head, const char *text,
                         size_t n)
{
    eco_head_item *item = &head->items[head->n - 1];
    eco_str s = {0};
    char *joined;

    eco_str_add(&s, item->value);
    if (s.n > 0)
        eco_str_add(&s, " ");
    eco_str_add_n(&s, text, n);
    joined = eco_str_take(&s);
    eco_str_clear(&s);
    if (!joined)
        return eco_nomem(ctx);
    eco_mem_free(item->value);
    item->value = joined;
    return ECO_OK;
}

/* `text` is a line without its "--". */
static eco_status read_line(eco_ctx *ctx, const char *name, eco_head *head,
                            const char *text, int line)
{
    size_t n = strcspn(text, "\n"), indent = strspn(text, " ");

    while (n > 0 && (text[n - 1] == ' ' || text[n - 1] == '\r'))
        n--;
    if (indent >= n)
        return ECO_OK;
    text += indent;
    n -= indent;
    if (indent == 1 && text[0] != ':' && text[strspn(text, KEY_LETTERS)] == ':')
        return add_item(ctx, head, text, n, line);
    if (indent >= 3 && head->n > 0)
        return extend(ctx, head, text, n);
    return eco_fail(ctx, ECO_FORMAT,
                    "layers/%s: line %d: neither '-- key: value' nor, indented "
                    "by three blanks, the rest of a value",
                    name, line);
}

eco_status eco_head_read(eco_ctx *ctx, const char *name, eco_head *out)
{
    const char *text = eco_layers_text(name);
    eco_status st = ECO_OK;

    *out = (eco_head){0};
    if (!text)
        return eco_fail(ctx, ECO_INTERNAL, "there is no layers/%s", name);
    for (int line = 1; !st && eco_starts_with(text, "--"); line++) {
        st = read_line(ctx, name, out, text + 2, line);
        text += strcspn(text, "\n");
        text += *text == '\n';
    }
    if (st)
        eco_head_clear(out);
    return st;
}

void eco_head_clear(eco_head *head)
{
    for (size_t i = 0; i < head->n; i++) {
        eco_mem_free(head->items[i].key);
        eco_mem_free(head->items[i].value);
    }
    eco_mem_free(head->items);
    *head = (eco_head){0};
}

const char *eco_head_get(const eco_head *head, const char *key)
{
    for (size_t i = 0; i < head->n; i++)
        if (strcmp(head->items[i].key, key) == 0)
            return head->items[i].value;
    return NULL;
}

eco_status eco_head_need(eco_ctx *ctx, const eco_head *head, const char *name,
                         const char *key, const char **value)
{
    *value = eco_head_get(head, key);
    if (*value && **value)
        return ECO_OK;
    return eco_fail(ctx, ECO_FORMAT,
                    "layers/%s: the comment at the top lacks '-- %s: ...'",
                    name, key);
}

void eco_head_short(const char *name, char *out, size_t n)
{
    const char *slash = strrchr(name, '/');
    const char *start = slash ? slash + 1 : name;
    const char *dot = strrchr(start, '.');
    size_t digits = strspn(start, "0123456789");

    if (digits > 0 && start[digits] == '_')
        start += digits + 1;
    snprintf(out, n, "%.*s",
             (int)(dot && dot > start ? (size_t)(dot - start) : strlen(start)),
             start);
}
