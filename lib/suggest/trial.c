/* What a draft makes of the rows it was made from. */
#include "eco_incident.h"
#include "eco_mem.h"
#include "eco_suggest_impl.h"
#include "eco_wkb.h"

#include <math.h>
#include <string.h>

enum { REASONS = 5, REASON_BYTES = 240 };

struct tally {
    size_t read, refused, placed;
    double west, south, east, north;
    struct {
        char text[REASON_BYTES];
        size_t n;
    } reasons[REASONS];
    size_t others; /* refused for further reasons */
};

static void count_reason(struct tally *t, const char *why)
{
    char text[REASON_BYTES];
    size_t n = strlen(why);

    if (n > REASON_BYTES - 1)
        for (n = REASON_BYTES - 1; n && ((unsigned char)why[n] & 0xc0) == 0x80;)
            n--;
    memcpy(text, why, n);
    text[n] = '\0';
    for (size_t i = 0; i < REASONS; i++) {
        if (t->reasons[i].n && strcmp(t->reasons[i].text, text) != 0)
            continue;
        memcpy(t->reasons[i].text, text, n + 1);
        t->reasons[i].n++;
        return;
    }
    t->others++;
}

static void count(struct tally *t, const eco_incident *x)
{
    eco_point p;

    t->read++;
    if (x->refused) {
        t->refused++;
        count_reason(t, x->refused);
        return;
    }
    if (!x->wkb || !eco_wkb_is_point(x->wkb, x->nwkb, &p))
        return;
    t->west = t->placed ? fmin(t->west, p.x) : p.x;
    t->east = t->placed ? fmax(t->east, p.x) : p.x;
    t->south = t->placed ? fmin(t->south, p.y) : p.y;
    t->north = t->placed ? fmax(t->north, p.y) : p.y;
    t->placed++;
}

static void tell(const struct tally *t, eco_str *out)
{
    eco_yaml_comment(out, "As it stands, %zu of %zu rows are read%s",
                     t->read - t->refused, t->read,
                     t->refused ? "; refused are:" : ".");
    for (size_t i = 0; i < REASONS && t->reasons[i].n; i++)
        eco_yaml_comment(out, "  %zu: %s", t->reasons[i].n, t->reasons[i].text);
    if (t->others)
        eco_yaml_comment(out, "  %zu for other reasons", t->others);
    if (t->placed)
        eco_yaml_comment(out,
                         "Points lie in [%.3f, %.3f, %.3f, %.3f] (west, south, "
                         "east, north). With 'expect: {box: [...]}' of the "
                         "country under coordinates, places outside are told.",
                         t->west, t->south, t->east, t->north);
}

static eco_status read_rows(eco_ctx *ctx, const eco_mapping *m,
                            const char *file, size_t rows, eco_str *out)
{
    /* As if sensitive: reasons then show nothing of what cells hold. */
    const eco_incident_options o = {.sensitivity = 2};
    eco_incident_reader *r = NULL;
    const eco_incident *x = NULL;
    struct tally *t = eco_mem_array(1, sizeof *t);
    eco_status st =
        t ? eco_incident_open(ctx, m, file, &o, &r) : eco_nomem(ctx);

    while (!st && t->read < rows && !(st = eco_incident_next(ctx, r, &x)) && x)
        count(t, x);
    if (!st)
        tell(t, out);
    eco_incident_close(r);
    eco_mem_free(t);
    return st;
}

eco_status eco_draft_try(eco_ctx *ctx, const char *file, const char *yaml,
                         size_t rows, eco_str *out)
{
    eco_findings found = {0};
    eco_mapping *m = NULL;
    eco_status st =
        eco_mapping_parse(ctx, "the draft", yaml, strlen(yaml), &found, &m);

    if (!st)
        st = read_rows(ctx, m, file, rows, out);
    eco_mapping_destroy(m);
    eco_findings_clear(&found);
    return st;
}
