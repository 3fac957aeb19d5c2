/* Drafts of any bytes: each loads, or the function says of which file why not;
 * and what it says of rows is no more than there are. */
#include "eco_mapping.h"
#include "eco_mem.h"

#include <ecocrime/mapping.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static char folder[] = "/tmp/eco_fuzz_XXXXXX";
static char path[64];

static void require(bool good)
{
    if (!good)
        abort();
}

static void clean(void)
{
    remove(path);
    rmdir(folder);
}

static void write_file(const uint8_t *data, size_t size)
{
    FILE *f;

    if (!*path) {
        require(mkdtemp(folder) != NULL);
        snprintf(path, sizeof path, "%s/t.csv", folder);
        atexit(clean);
    }
    f = fopen(path, "wb");
    require(f && fwrite(data, 1, size, f) == size && fclose(f) == 0);
}

static void check_draft(eco_ctx *ctx, const char *yaml)
{
    eco_findings found = {0};
    eco_mapping *m = NULL;

    require(!eco_mapping_parse(ctx, "draft", yaml, strlen(yaml), &found, &m));
    require(strcmp(m->name, "t") == 0);
    require(strstr(yaml, "# As it stands, ") != NULL);
    for (const char *p = yaml; (p = strchr(p, '\n')) != NULL; p++)
        require(p[1] != '\t');
    eco_mapping_destroy(m);
    eco_findings_clear(&found);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    size_t before = eco_mem_live();
    const eco_suggest_options o = {.rows = 50};
    char *yaml = NULL;
    eco_ctx *ctx = NULL;
    eco_status st;

    require(!eco_ctx_create(&ctx));
    write_file(data, size);
    st = eco_mapping_suggest(ctx, path, &o, &yaml);
    require(!yaml == (st != ECO_OK));
    if (st)
        require(strstr(eco_ctx_message(ctx), path) &&
                !strstr(eco_ctx_message(ctx), "trying the draft"));
    else
        check_draft(ctx, yaml);
    eco_mem_free(yaml);
    eco_ctx_destroy(ctx);
    require(eco_mem_live() == before);
    return 0;
}
