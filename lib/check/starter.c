/* The starter assessment: a file of layers/ with the id put in. */
#include <ecocrime/check.h>

#include "eco_fail.h"
#include "eco_layers.h"
#include "eco_str.h"

#include <string.h>

#define MARK "@ID@"

eco_status eco_assessment_starter(eco_ctx *ctx, const char *id, char **out)
{
    const char *text = eco_layers_text("assessment/starter.yaml");
    eco_str s = {0};
    const char *at;

    *out = NULL;
    if (!text)
        return eco_fail(ctx, ECO_NOTFOUND, "no layers/assessment/starter.yaml");
    for (; (at = strstr(text, MARK)) != NULL; text = at + strlen(MARK)) {
        eco_str_add_n(&s, text, (size_t)(at - text));
        eco_str_add(&s, id);
    }
    eco_str_add(&s, text);
    *out = eco_str_take(&s);
    return *out ? ECO_OK : eco_nomem(ctx);
}
