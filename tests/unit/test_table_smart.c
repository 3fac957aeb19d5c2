/* Patrols of SMART: one row an observation, nobody's name, nothing of what can
 * blow up a parser. */
#include "eco_gdal.h"
#include "eco_mem.h"
#include "eco_str.h"
#include "eco_table_in.h"
#include "scratch.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

static eco_ctx *ctx;

static int setup(void **state)
{
    (void)state;
    return eco_ctx_create(&ctx) || !scratch_make() || eco_gdal_init(ctx);
}

static int teardown(void **state)
{
    (void)state;
    eco_ctx_destroy(ctx);
    scratch_remove();
    return 0;
}

#define HEAD                                                                   \
    "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n"          \
    "<ns2:patrol xmlns:ns2=\"http://www.smartconservationsoftware.org/xml/"    \
    "1.3/patrol\" patrolType=\"GROUND\" startDate=\"2025-12-17\" id=\"P-7\">"  \
    "<ns2:team languageCode=\"en\" value=\"North\"/>"                          \
    "<ns2:legs id=\"1\" startDate=\"2025-12-17\">"                             \
    "<ns2:members givenName=\"Canary\" familyName=\"Bird\" "                   \
    "isLeader=\"true\"/>"
#define TAIL                                                                   \
    "<ns2:mandate languageCode=\"en\" value=\"Law &amp; order\"/>"             \
    "</ns2:legs></ns2:patrol>\n"
#define DAY "<ns2:days date=\"2025-12-17\" startTime=\"08:00:00\">"
#define POINT(id)                                                              \
    "<ns2:waypoints id=\"" id "\" x=\"-77.5\" y=\"-4.25\" time=\"20:50:41\">"

static const char patrol[] = HEAD DAY POINT(
    "2") "<ns2:groups><ns2:observations categoryKey=\"human.timber.\">"
         "<ns2:attributes "
         "attributeKey=\"threat\"><ns2:itemKey>logging.</ns2:itemKey>"
         "</ns2:attributes><ns2:attributes "
         "attributeKey=\"bundles\"><ns2:dValue>64.0"
         "</ns2:dValue></ns2:attributes></ns2:observations>"
         "<ns2:observations categoryKey=\"human.camp.\">"
         "<ns2:attributes attributeKey=\"active\"><ns2:bValue>true</ns2:bValue>"
         "</ns2:attributes></ns2:observations></ns2:groups></"
         "ns2:waypoints>" POINT(
             "10") "<ns2:comment>old "
                   "trail</ns2:comment></ns2:waypoints></ns2:days>" TAIL;

/* Without groups, as xml/1.2 has it. */
static const char older[] =
    "<patrol id=\"P-1\" patrolType=\"MARINE\"><station value=\"Post\"/>"
    "<legs id=\"1\"><days date=\"2019-06-13\"><waypoints id=\"1\" x=\"10\" "
    "y=\"-2\" time=\"01:00:00\"><observations categoryKey=\"net.\">"
    "<attributes attributeKey=\"category\"><sValue>gill</sValue></attributes>"
    "</observations></waypoints></days></legs></patrol>";

static char *table(const char *xml)
{
    eco_table_in *t = NULL;
    const eco_table_row *row;
    eco_str out = {0};

    assert_true(scratch_write("p.xml", xml));
    if (eco_table_in_open(ctx, scratch("p.xml"), NULL, &t))
        return NULL;
    for (size_t i = 0; i < eco_table_in_ncolumns(t); i++)
        eco_str_printf(&out, "[%s]", eco_table_in_column(t, i));
    while (!eco_table_in_next(ctx, t, &row) && row) {
        eco_str_printf(&out, "\n%d:", (int)row->number);
        for (size_t i = 0; i < eco_table_in_ncolumns(t); i++)
            eco_str_printf(&out, "[%s]", row->cells[i]);
    }
    eco_table_in_close(t);
    return eco_str_take(&out);
}

static void is_table(const char *xml, const char *expected)
{
    char *got = table(xml);

    if (!got)
        fail_msg("%s", eco_ctx_message(ctx));
    assert_string_equal(got, expected);
    eco_mem_free(got);
}

static void each_observation_is_a_row(void **state)
{
#define NAMES                                                                  \
    "[patrol_id][patrol_type][station][team][mandate][leg_id][date][time]"     \
    "[waypoint_id][x][y][waypoint_comment][observation][category]"
    (void)state;
    is_table(patrol,
             NAMES "[threat][bundles][active]\n"
                   "1:[P-7][GROUND][][North][Law & order][1][2025-12-17]"
                   "[20:50:41][2][-77.5][-4.25][][1][human.timber.][logging.]"
                   "[64.0][]\n"
                   "2:[P-7][GROUND][][North][Law & order][1][2025-12-17]"
                   "[20:50:41][2][-77.5][-4.25][][2][human.camp.][][][true]\n"
                   "3:[P-7][GROUND][][North][Law & order][1][2025-12-17]"
                   "[20:50:41][10][-77.5][-4.25][old trail][0][][][][]");
    is_table(older, NAMES "[category_2]\n"
                          "1:[P-1][MARINE][Post][][][1][2019-06-13][01:00:00]"
                          "[1][10][-2][][1][net.][gill]");
}

static void nobody_is_read(void **state)
{
    char *got = table(patrol);

    (void)state;
    assert_non_null(got);
    assert_null(strstr(got, "Canary"));
    assert_null(strstr(got, "Bird"));
    eco_mem_free(got);
}

static void what_is_no_patrol_is_refused(void **state)
{
    static const struct {
        const char *xml, *why;
    } all[] = {
        {"", "is empty"},
        {"<patrol", "not well-formed"},
        {"<patrol><legs></patrol>", "not well-formed"},
        {"<kml><patrol/></kml>", "begins with <kml>"},
        {"<patrol id='1'/>", "has no waypoint"},
        {"<!DOCTYPE p [<!ENTITY a 'b'>]><patrol/>", "has a document type"},
        {"<patrol><x>\xff</x></patrol>", "is not UTF-8"},
    };

    (void)state;
    for (size_t i = 0; i < sizeof all / sizeof *all; i++) {
        char *got = table(all[i].xml);

        assert_null(got);
        if (!strstr(eco_ctx_message(ctx), all[i].why))
            fail_msg("%s: %s", all[i].xml, eco_ctx_message(ctx));
        assert_non_null(strstr(eco_ctx_message(ctx), "p.xml"));
        assert_null(strchr(eco_ctx_message(ctx), '\n'));
    }
}

static void what_is_too_much_is_refused(void **state)
{
    eco_str xml = {0};
    char *got;

    (void)state;
    for (int i = 0; i < 2000000; i++)
        eco_str_add(&xml, "<a>");
    got = table(eco_str_text(&xml));
    assert_null(got);
    assert_non_null(strstr(eco_ctx_message(ctx), "nest too deep"));
    eco_str_reset(&xml);
    eco_str_add(&xml, "<patrol>");
    for (int i = 0; i < 1100000; i++)
        eco_str_add(&xml, "<a/>");
    eco_str_add(&xml, "</patrol>");
    got = table(eco_str_text(&xml));
    assert_null(got);
    assert_non_null(strstr(eco_ctx_message(ctx), "more elements"));
    eco_str_clear(&xml);
}

static void any_allocation_may_fail(void **state)
{
    size_t before = eco_mem_live();
    eco_status st = ECO_NOMEM;

    (void)state;
    assert_true(scratch_write("p.xml", patrol));
    for (size_t n = 0; st != ECO_OK; n++) {
        const char *path = scratch("p.xml");
        const eco_table_row *row = NULL;
        eco_table_in *t = NULL;

        eco_mem_fail_after(n);
        st = eco_table_in_open(ctx, path, NULL, &t);
        while (!st && !(st = eco_table_in_next(ctx, t, &row)) && row)
            ;
        eco_mem_fail_after(SIZE_MAX);
        assert_true(st == ECO_OK || st == ECO_NOMEM);
        eco_table_in_close(t);
        eco_ctx_clear(ctx);
        assert_int_equal(eco_mem_live(), before);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_observation_is_a_row),
        cmocka_unit_test(nobody_is_read),
        cmocka_unit_test(what_is_no_patrol_is_refused),
        cmocka_unit_test(what_is_too_much_is_refused),
        cmocka_unit_test(any_allocation_may_fail),
    };

    return cmocka_run_group_tests(tests, setup, teardown);
}
