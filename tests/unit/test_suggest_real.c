/* Drafts for files of others, where they are there: each loads, and reads as
 * many rows as were counted by hand from what it leaves open. */
#include "eco_incident.h"
#include "eco_mem.h"
#include "eco_str.h"

#include <ecocrime/mapping.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

static eco_ctx *ctx;
static char folder[600];

static const struct real {
    const char *file, *holds; /* a line of the draft */
    int rows, read;
} all[] = {
    /* Flora 30 354, Fauna 1 565, Pesca 1 505: the other kinds are left open */
    {"incidents/brazil/ibama_amaz_legal_infracao_ambiental_4.csv",
     "  column: \"DATA_AUTUACAO\"", 41628, 33424},
    {"incidents/amazon/Illegal-Airstrips-NYT-Intercept-Public.csv",
     "id: \"Airstrip ID\"", 1269, 1269},
    {"incidents/amazon/Illegal-Airstrips-NYT-Intercept-Public.geojson",
     "  geometry: true", 1269, 1269},
    {"incidents/merbabu/data_pembalakan_preprocessing.csv",
     "  lat: \"latitude\"", 126, 126},
    {"incidents/niger_delta/shell-oil-spills-2011.csv", "  order: dmy", 375,
     253}, /* of sabotage and theft; the other causes are left open */
};

static int setup(void **state)
{
    const char *data = getenv("ECOCRIME_DATA"), *source = getenv("ECO_SOURCE");

    (void)state;
    if (data)
        snprintf(folder, sizeof folder, "%s", data);
    else
        snprintf(folder, sizeof folder, "%s/../shared/data",
                 source ? source : ".");
    return eco_ctx_create(&ctx);
}

static int teardown(void **state)
{
    (void)state;
    eco_ctx_destroy(ctx);
    return 0;
}

static void count(const char *yaml, const char *file, int *rows, int *read)
{
    const eco_incident_options o = {0};
    eco_incident_reader *r = NULL;
    const eco_incident *x = NULL;
    eco_findings found = {0};
    eco_mapping *m = NULL;

    *rows = *read = 0;
    if (eco_mapping_parse(ctx, "draft", yaml, strlen(yaml), &found, &m) ||
        eco_incident_open(ctx, m, file, &o, &r))
        fail_msg("%s", eco_ctx_message(ctx));
    while (!eco_incident_next(ctx, r, &x) && x) {
        ++*rows;
        *read += !x->refused;
    }
    eco_incident_close(r);
    eco_mapping_destroy(m);
    eco_findings_clear(&found);
}

static void drafts_read_real_files(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof all / sizeof *all; i++) {
        char path[800], *yaml = NULL;
        int rows, read;

        snprintf(path, sizeof path, "%s/%s", folder, all[i].file);
        if (eco_mapping_suggest(ctx, path, NULL, &yaml))
            fail_msg("%s", eco_ctx_message(ctx));
        count(yaml, path, &rows, &read);
        print_message("%s: %d of %d rows\n", all[i].file, read, rows);
        if (!strstr(yaml, all[i].holds))
            fail_msg("no '%s' in\n%s", all[i].holds, yaml);
        assert_int_equal(rows, all[i].rows);
        assert_int_equal(read, all[i].read);
        eco_mem_free(yaml);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(drafts_read_real_files),
    };

    char manifest[700];

    if (setup(NULL))
        return 1;
    snprintf(manifest, sizeof manifest, "%s/MANIFEST.md", folder);
    if (access(manifest, R_OK) != 0) {
        puts("skipped: no real data; ECOCRIME_DATA names no folder that holds "
             "it");
        teardown(NULL);
        return 77;
    }
    return cmocka_run_group_tests(tests, NULL, teardown);
}
