/* layers/rules/location.csv: its figures, its words, what is refused. */
#include "check.h"

#include "eco_layers.h"
#include "eco_location_defaults.h"
#include "eco_mem.h"
#include "eco_str.h"

#include <ecocrime/vocabulary.h>
#include <stdlib.h>
#include <string.h>

static eco_ctx *ctx;
static eco_location_defaults *d;

static void model(int precision, double unit_m2, eco_location_kind kind,
                  double spread_m)
{
    eco_location l;

    CHECK(!eco_location_defaults_model(d, precision, unit_m2, &l), "%d",
          precision);
    CHECK(l.kind == kind && fabs(l.spread_m - spread_m) < 1e-9, "%d: %d, %g",
          precision, (int)l.kind, l.spread_m);
}

static void link(const char *domain, double want)
{
    double got;
    bool has = eco_location_defaults_link(d, ECO_LOCATION_DISC, domain, &got);

    CHECK(has == (want > 0) && fabs(got - want) < 1e-9, "%s: %g", domain, got);
}

/* METHODS 4.2. */
static void figures(void)
{
    eco_location l;
    double link_m;
    int before, after;

    model(0, 0, ECO_LOCATION_POLYGON, 0);
    model(1, 0, ECO_LOCATION_GAUSSIAN, 50);
    model(2, 0, ECO_LOCATION_DISC, 2500);
    model(3, 0, ECO_LOCATION_DISC, 10000);
    model(4, 4.9e9, ECO_LOCATION_UNIT, 0);
    model(4, 5.1e9, ECO_LOCATION_NONE, 0);
    model(5, 0, ECO_LOCATION_NONE, 0);
    CHECK(eco_location_defaults_model(d, 4, 0, &l) == ECO_INVALID, "-");
    CHECK(eco_location_defaults_model(d, 6, 0, &l) == ECO_INVALID, "-");
    CHECK(eco_location_defaults_model(d, -1, 0, &l) == ECO_INVALID, "-");
    link("MIN", 2000);
    link("MIN_AU", 2000);
    link("FOR", 2000);
    link("FOR_LOG", 5000);
    link("FOR_CLR", 2000);
    link("FOR_FIR", 5000);
    link("WST_DMP", 1000);
    link("POL_WAT", 1000);
    link("CHM_HG", 1000);
    link("WLD_POA", 0);
    link("FSH", 0);
    link("ENB", 0);
    CHECK(eco_location_defaults_link(d, ECO_LOCATION_POLYGON, "MIN_AU",
                                     &link_m) &&
              !(link_m > 0),
          "%g", link_m);
    CHECK(eco_location_defaults_patch(d, ECO_LOCATION_DISC, "FOR_LOG") &&
              eco_location_defaults_patch(d, ECO_LOCATION_UNIT, "MIN_AU") &&
              !eco_location_defaults_patch(d, ECO_LOCATION_POLYGON, "MIN") &&
              !eco_location_defaults_patch(d, ECO_LOCATION_DISC, "WLD"),
          "-");
    CHECK(fabs(eco_location_defaults_patch_max_m2(d) - 5e6) < 1e-6, "-");
    eco_location_defaults_window(d, false, &before, &after);
    CHECK(before == 2 && after == 1, "%d %d", before, after);
    eco_location_defaults_window(d, true, &before, &after);
    CHECK(before == 5 && after == 1, "%d %d", before, after);
    CHECK(fabs(eco_location_defaults_level_error(d) - 0.05) < 1e-12, "-");
    CHECK(fabs(eco_location_defaults_ring_error(d) - 0.001) < 1e-12, "-");
}

/* Classes and domains are those of the vocabularies, assumptions marked. */
static void words(void)
{
    eco_vocabulary *domains = NULL, *classes = NULL;

    CHECK(!eco_vocabulary_load(ctx, "domain", NULL, &domains) &&
              !eco_vocabulary_load(ctx, "precision", NULL, &classes),
          "%s", eco_ctx_message(ctx));
    CHECK(eco_vocabulary_count(classes) == 6, "-");
    for (size_t i = 0; i < eco_location_defaults_count(d); i++) {
        const eco_location_default *r = eco_location_defaults_row(d, i);
        bool assumed = strcmp(r->what, "spread") == 0 ||
                       eco_starts_with(r->what, "link") ||
                       eco_starts_with(r->what, "window") ||
                       strcmp(r->what, "patch_max") == 0;

        if (strcmp(r->what, "link") == 0 || strcmp(r->what, "link_mode") == 0)
            CHECK(eco_vocabulary_find(domains, NULL, r->of), "%s", r->of);
        if (strcmp(r->what, "model") == 0) {
            const eco_term *t = eco_vocabulary_find(classes, NULL, r->of);

            CHECK(t && t->status == r->status, "class %s", r->of);
        } else {
            CHECK((r->status == 'A') == assumed, "line %zu", r->line);
        }
    }
    eco_vocabulary_destroy(domains);
    eco_vocabulary_destroy(classes);
}

/* The file with one piece of text in place of another. */
static void refused(const char *from, const char *to, const char *why)
{
    const char *text = eco_layers_text("rules/location.csv");
    const char *at = strstr(text, from);
    eco_location_defaults *bad = NULL;
    eco_str changed = {0};
    eco_status st;

    CHECK(at, "no '%s'", from);
    eco_str_add_n(&changed, text, (size_t)(at - text));
    eco_str_add(&changed, to);
    eco_str_add(&changed, at + strlen(from));
    st = eco_location_defaults_parse(ctx, eco_str_text(&changed), &bad);
    CHECK(st == ECO_FORMAT && !bad && strstr(eco_ctx_message(ctx), why),
          "'%s' for '%s': %d %s", to, from, (int)st, eco_ctx_message(ctx));
    eco_location_defaults_destroy(bad);
    eco_ctx_clear(ctx);
    eco_str_clear(&changed);
}

static void faults(void)
{
    refused("what,of", "what,for", "location.csv:1: column 'for'");
    refused("gaussian", "normal", ":3: value 'normal'; none, polygon");
    refused("spread,1,50,m", "spread,1,-50,m", ":4: value '-50'; a number");
    refused("spread,1,50,m", "spread,1,50,km", ":4: unit 'km'; m");
    refused("spread,1,50,m,A", "spread,1,50,m,B", "status 'B'; V, C");
    refused("spread,1,50,m,A,ecocrime", "spread,1,50,m,A,", "who says so");
    refused("spread,1,", "spread,7,", ":4: of '7'");
    refused("spread,1,", "spraed,1,", ":4: what 'spraed'");
    refused("link,FOR,", "link,MIN,", "told above already");
    refused("link_polygon,,0", "link_polygon,,5", "from 0 to 0");
    refused("link_mode,FOR,patch", "link_mode,FOR,all",
            "value 'all'; pixel or patch");
    refused("patch_max,,500,ha", "patch_max,,500,m2", "unit 'm2'; ha");
    refused("patch_max,,500", "patch_max,,-1", "from 0 to 1000000");
    refused("any,2,years", "any,2.5,years", "a whole number from 0 to 100");
    refused("spread,3,10000,m,A,ecocrime,radius\n", "",
            "no row 'spread,3' for precision class 3");
    refused("unit_most,4,5000,km2,D,ecocrime,in a larger unit evidence is only "
            "counted\n",
            "", "no row 'unit_most,4'");
    refused("ring_error,,0.001,,D,ecocrime,part of a disc on the wrong side of "
            "its ring\n",
            "", "no row 'ring_error,'");
    refused("radius", "\"radius", "quotes come in pairs");
    refused(",radius", ",radius,more", "seven cells");
}

static void memory_may_be_short(void)
{
    size_t before = eco_mem_live();
    eco_status st = ECO_NOMEM;

    for (size_t i = 0; st; i++) {
        eco_location_defaults *one = NULL;

        eco_mem_fail_after(i);
        st = eco_location_defaults_load(ctx, &one);
        eco_mem_fail_after(SIZE_MAX);
        CHECK(!st || (st == ECO_NOMEM && !one), "%d", (int)st);
        eco_ctx_clear(ctx);
        eco_location_defaults_destroy(one);
        CHECK(eco_mem_live() == before, "leak at %d", (int)i);
    }
}

int main(void)
{
    if (eco_ctx_create(&ctx))
        return 1;
    CHECK(!eco_location_defaults_load(ctx, &d), "%s", eco_ctx_message(ctx));
    if (d) {
        figures();
        words();
        faults();
        memory_may_be_short();
    }
    eco_location_defaults_destroy(d);
    eco_ctx_destroy(ctx);
    return check_failures != 0;
}
