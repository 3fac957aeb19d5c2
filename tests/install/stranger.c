/* Someone else's program: the parts of the interface that need no data. */
#include <ecocrime/check.h>
#include <ecocrime/run.h>
#include <ecocrime/store.h>
#include <ecocrime/tabulate.h>
#include <ecocrime/version.h>
#include <stdio.h>
#include <string.h>

int main(void)
{
    eco_ctx *ctx = NULL;
    eco_findings found = {0};
    eco_tabulate_options nothing = {0};
    char *text = NULL;
    int bad = 0;

    if (eco_ctx_create(&ctx))
        return 1;
    bad |= strcmp(eco_version(), ECO_VERSION) != 0;
    bad |= strstr(eco_library_versions(), "GDAL") == NULL;
    bad |= eco_check(ctx, "no such file", &found) == ECO_OK;
    bad |= eco_ctx_message(ctx)[0] == '\0';
    bad |= eco_tabulate_files(ctx, &nothing) != ECO_USAGE;
    bad |= eco_assessment_starter(ctx, "study", &text) != ECO_OK;
    bad |= !text || strstr(text, "assessment: study") == NULL;
    if (bad)
        fprintf(stderr, "stranger: %s\n", eco_ctx_message(ctx));
    eco_text_free(text);
    eco_findings_clear(&found);
    eco_ctx_destroy(ctx);
    return bad;
}
