/* Legends from any bytes, as text and as a CSV file: what is accepted holds no
 * value twice, and printed it reads back the same. */
#include "eco_assessment.h"
#include "eco_mem.h"
#include "eco_str.h"

#include <math.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static char path[] = "/tmp/eco_fuzz_XXXXXX";

static void clean(void)
{
    remove(path);
}

static bool equal(double a, double b)
{
    return !(a < b) && !(a > b);
}

static void check(const eco_legend_entry *legend, size_t n)
{
    if (!n)
        abort();
    for (size_t i = 0; i < n && n < 200; i++)
        for (size_t k = 0; k < i; k++)
            if (legend[i].low <= legend[k].high &&
                legend[k].low <= legend[i].high)
                abort();
    for (size_t i = 0; i < n; i++)
        if (!isfinite(legend[i].low) || !isfinite(legend[i].high) ||
            legend[i].low > legend[i].high || !*legend[i].label)
            abort();
}

static void read_back(eco_ctx *ctx, const eco_legend_entry *legend, size_t n)
{
    eco_legend_entry *again;
    eco_str text = {0};
    char low[32], high[32];
    size_t m;

    for (size_t i = 0; i < n; i++)
        eco_str_printf(&text, "%s-%s:%s%s%s;", eco_str_real(low, legend[i].low),
                       eco_str_real(high, legend[i].high), legend[i].label,
                       legend[i].role ? ":" : "",
                       legend[i].role ? legend[i].role : "");
    if (eco_legend_parse(ctx, "again", eco_str_text(&text), &again, &m) ||
        m != n)
        abort();
    for (size_t i = 0; i < n; i++)
        if (!equal(again[i].low, legend[i].low) ||
            !equal(again[i].high, legend[i].high) ||
            strcmp(again[i].label, legend[i].label) != 0)
            abort();
    eco_legend_free(again, m);
    eco_str_clear(&text);
}

static void from_file(eco_ctx *ctx, const uint8_t *data, size_t size)
{
    eco_legend_entry *legend = NULL;
    FILE *f;
    size_t n;
    int fd;

    if (strstr(path, "XXXXXX")) {
        fd = mkstemp(path);
        if (fd < 0)
            abort();
        close(fd);
        atexit(clean);
    }
    f = fopen(path, "wb");
    if (!f || fwrite(data, 1, size, f) != size || fclose(f))
        abort();
    if (!eco_legend_load(ctx, path, &legend, &n))
        check(legend, n);
    eco_legend_free(legend, n);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    size_t before = eco_mem_live(), n;
    char *text = eco_mem_text_n((const char *)data, size);
    eco_legend_entry *legend = NULL;
    eco_ctx *ctx = NULL;

    if (!text || eco_ctx_create(&ctx))
        abort();
    if (!eco_legend_parse(ctx, "fuzz", text, &legend, &n)) {
        check(legend, n);
        read_back(ctx, legend, n);
    }
    eco_legend_free(legend, n);
    from_file(ctx, data, size);
    eco_ctx_destroy(ctx);
    eco_mem_free(text);
    if (eco_mem_live() != before)
        abort();
    return 0;
}
