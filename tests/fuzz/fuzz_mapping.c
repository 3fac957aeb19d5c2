/* eco_mapping_parse on any bytes: a mapping or errors, each one line. */
#include "eco_gdal.h"
#include "eco_mapping.h"
#include "eco_mem.h"

#include <ecocrime/ctx.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void check(eco_status st, const eco_mapping *m,
                  const eco_findings *found)
{
    if (st != ECO_OK && st != ECO_USAGE)
        abort();
    if (!m != (st != ECO_OK) || (found->nerrors > 0) != (st == ECO_USAGE))
        abort();
    for (size_t i = 0; i < found->n; i++)
        if (strpbrk(found->items[i].text, "\n\r") || !*found->items[i].text)
            abort();
    if (m && (!m->name || (m->nquantities && !m->quantities)))
        abort();
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    size_t before = eco_mem_live();
    eco_findings found = {0};
    eco_mapping *m = NULL;
    eco_ctx *ctx = NULL;
    char *text = malloc(size + 1);
    eco_status st;

    if (!text || eco_ctx_create(&ctx) || eco_gdal_init(ctx))
        abort();
    memcpy(text, data, size);
    text[size] = '\0';
    st = eco_mapping_parse(ctx, "m.yaml", text, size, &found, &m);
    check(st, m, &found);
    eco_mapping_destroy(m);
    eco_findings_clear(&found);
    eco_ctx_destroy(ctx);
    if (eco_mem_live() != before)
        abort();
    free(text);
    return 0;
}
