/* Fills templates; every value is escaped unless it is XML of our own. */
#include "eco_template.h"

#include "eco_layers.h"

#include <string.h>

static const eco_slot *find(const eco_slot *slots, const char *name, size_t n)
{
    for (; slots->name; slots++)
        if (strlen(slots->name) == n && strncmp(slots->name, name, n) == 0)
            return slots;
    return NULL;
}

static const char *skip_head(const char *text)
{
    const char *end =
        eco_starts_with(text, "<!--") ? strstr(text, "-->") : NULL;

    return end ? end + 3 + strspn(end + 3, "\n") : text;
}

eco_status eco_template_fill(eco_ctx *ctx, const char *name,
                             const eco_slot *slots, eco_str *out)
{
    const char *at = eco_layers_text(name), *open;

    if (!at)
        return eco_fail(ctx, ECO_INTERNAL, "no template layers/%s", name);
    at = skip_head(at);
    while ((open = strstr(at, "{{")) != NULL) {
        const char *close = strstr(open, "}}");
        const eco_slot *slot =
            close ? find(slots, open + 2, (size_t)(close - open) - 2) : NULL;

        if (!slot)
            return eco_fail(ctx, ECO_INTERNAL, "layers/%s: nothing fills %.40s",
                            name, open);
        eco_str_add_n(out, at, (size_t)(open - at));
        if (slot->raw)
            eco_str_add(out, slot->text);
        else
            eco_str_xml(out, slot->text);
        at = close + 2;
    }
    eco_str_add(out, at);
    return out->failed ? eco_nomem(ctx) : ECO_OK;
}
