/* eco_assessment_load on any bytes: an assessment or errors, each one line. */
#include "eco_assessment.h"
#include "eco_mem.h"

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static char folder[] = "/tmp/eco_fuzz_XXXXXX", path[64], raster[64];

static void clean(void)
{
    remove(path);
    remove(raster);
    rmdir(folder);
}

static void prepare(void)
{
    FILE *f;

    if (path[0])
        return;
    if (!mkdtemp(folder))
        abort();
    snprintf(path, sizeof path, "%s/a.yaml", folder);
    snprintf(raster, sizeof raster, "%s/a.tif", folder);
    f = fopen(raster, "wb");
    if (!f)
        abort();
    fclose(f);
    atexit(clean);
}

static void check(eco_status st, const eco_assessment *a,
                  const eco_findings *found)
{
    if (st != ECO_OK && st != ECO_USAGE)
        abort();
    if (!a != (st != ECO_OK) || (found->nerrors > 0) != (st == ECO_USAGE))
        abort();
    for (size_t i = 0; i < found->n; i++)
        if (strpbrk(found->items[i].text, "\n\r") || !*found->items[i].text)
            abort();
    for (size_t i = 0; a && i < a->ndatasets; i++)
        if (a->datasets[i].line < 1 || !a->datasets[i].id ||
            a->datasets[i].kind >= ECO_KIND_COUNT)
            abort();
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static const char *const known[] = {"15.1.1", "forest_loss", NULL};
    size_t before = eco_mem_live();
    eco_findings found = {0};
    eco_assessment *a = NULL;
    eco_ctx *ctx = NULL;
    eco_status st;
    FILE *f;

    prepare();
    f = fopen(path, "wb");
    if (!f || fwrite(data, 1, size, f) != size || fclose(f) ||
        eco_ctx_create(&ctx))
        abort();
    st = eco_assessment_load(ctx, path, known, &found, &a);
    check(st, a, &found);
    eco_assessment_destroy(a);
    eco_findings_clear(&found);
    eco_ctx_destroy(ctx);
    if (eco_mem_live() != before)
        abort();
    return 0;
}
