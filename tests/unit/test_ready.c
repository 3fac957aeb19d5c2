/* The mappings that come with the library, each on a made-up file of its
 * export: what a row becomes, and that nobody's name is in it. */
#include "eco_day.h"
#include "eco_incident.h"
#include "eco_layers.h"
#include "eco_mem.h"
#include "eco_str.h"
#include "scratch.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

static eco_ctx *ctx;

static int setup(void **state)
{
    (void)state;
    return eco_ctx_create(&ctx) || !scratch_make();
}

static int teardown(void **state)
{
    (void)state;
    eco_ctx_destroy(ctx);
    scratch_remove();
    return 0;
}

static const struct ready {
    const char *name, *file, *text;
    const char *key, *title, *status, *precision; /* of the first row; NULL */
    int year, month, day;
    double lon, lat;
    int class;
} all[] = {
    {"kobo", "a.csv",
     "start;lieu;_lieu_latitude;_lieu_longitude;_lieu_altitude;_lieu_precision;"
     "username;deviceid;_id;_uuid;_submission_time;_validation_status;_notes;"
     "_status;_submitted_by;__version__;_tags;_index\n"
     "2021-03-15T09:00:00.000+02:00;-4.512340 -55.253450 120 8.5;-4.512340;"
     "-55.253450;120;8.5;canary;canary:1;17;aaaa-1;2021-03-15T11:02:03;"
     "validation_status_approved;;submitted_via_web;canary;v1;;1\n",
     "aaaa-1", "", "verified", NULL, 2021, 3, 15, -55.25345, -4.51234, 1},
    {"kobo", "b.csv", /* below a group, the labels of the status */
     "reporte/_gps_latitude,reporte/_gps_longitude,reporte/_gps_precision,"
     "_id,_uuid,_submission_time,_validation_status,_submitted_by\n"
     "-4.5,-55.2,4000,1,b-2,2021-03-15T11:02:03,,canary\n",
     "b-2", "", "reported", NULL, 2021, 3, 15, -55.2, -4.5, 3},
    {"odk-central", "a.csv",
     "SubmissionDate,visit-place-Latitude,visit-place-Longitude,"
     "visit-place-Altitude,visit-place-Accuracy,KEY,SubmitterID,SubmitterName,"
     "AttachmentsPresent,AttachmentsExpected,Status,ReviewState,DeviceID,Edits,"
     "FormVersion\n"
     "2021-05-04T09:11:12.123Z,6.12345,1.23456,30,4,uuid:1,22,canary,0,0,,"
     "rejected,canary:7,0,3\n",
     "uuid:1", "", "unknown", NULL, 2021, 5, 4, 1.23456, 6.12345, 1},
    {"survey123", "a.csv",
     "ObjectID,GlobalID,What was seen,CreationDate,Creator,EditDate,Editor,x,"
     "y\n"
     "5,{AB},dump,5/21/2020 3:04:05 PM,canary,5/21/2020 3:04:05 PM,canary,"
     "-77.12345,-12.04567\n",
     "{AB}", "", NULL, NULL, 2020, 5, 21, -77.12345, -12.04567, 1},
    {"smart-query", "a.csv",
     "Patrol ID,Type,Patrol Start Date,Team,Leader,Pilot,Waypoint ID,Waypoint "
     "Date,Waypoint Time,X,Y,Comment,Observation Category 0,Observation "
     "Category 1,Name or Names,National ID Number,Phone Number,Number of "
     "People\n"
     "P1,foot,\"Dec 16, 2025\",North,canary,canary,3,\"Dec 17, 2025\","
     "8:50:41 AM,29.61234,-1.45678,,Human Activity,Snare,canary,canary1,"
     "canary2,3\n",
     NULL, "Human Activity", NULL, NULL, 2025, 12, 17, 29.61234, -1.45678, 1},
    {"smart-patrol", "a.xml",
     "<ns2:patrol xmlns:ns2=\"http://www.smartconservationsoftware.org/xml/1.3/"
     "patrol\" id=\"P1\"><ns2:legs id=\"1\"><ns2:members givenName=\"canary\" "
     "isLeader=\"true\"/><ns2:days date=\"2025-12-17\"><ns2:waypoints id=\"3\" "
     "x=\"29.61234\" y=\"-1.45678\" time=\"08:50:41\"><ns2:groups>"
     "<ns2:observations categoryKey=\"human.people.\"><ns2:attributes "
     "attributeKey=\"nameornames\"><ns2:sValue>canary</ns2:sValue>"
     "</ns2:attributes><ns2:attributes attributeKey=\"nationalidnumber\">"
     "<ns2:sValue>canary</ns2:sValue></ns2:attributes><ns2:attributes "
     "attributeKey=\"phonenumber\"><ns2:sValue>canary</ns2:sValue>"
     "</ns2:attributes></ns2:observations></ns2:groups></ns2:waypoints>"
     "</ns2:days></ns2:legs></ns2:patrol>",
     "P1-1-2025-12-17-3-1", "human.people.", NULL, NULL, 2025, 12, 17, 29.61234,
     -1.45678, 1},
    {"earthranger", "a.csv",
     "id,serial_number,event_type,event_category,priority,state,time,"
     "location.latitude,location.longitude,reported_by,title\n"
     "d09d,1401,snare_rep,security,200,resolved,2025-06-11T09:58:29+02:00,"
     "-30.31473,28.74357,\"{'name': 'canary'}\",\n",
     "1401", "snare_rep", "closed", NULL, 2025, 6, 11, 28.74357, -30.31473, 1},
    {"earthranger-csv", "a.csv",
     "Report_Type,Report_Id,Title,Priority,Report_Status,Reported_By,"
     "Reported_At_(GMT+2:0),Latitude,Longitude,Notes\n"
     "Snare,1402,Snare,Red,active,canary,2025-06-11 09:58:29,-30.31473,"
     "28.74357,\n",
     "1402", "Snare", NULL, NULL, 2025, 6, 11, 28.74357, -30.31473, 1},
    {"acled", "a.csv",
     "event_id_cnty,event_date,year,time_precision,disorder_type,event_type,"
     "sub_event_type,actor1,country,admin1,location,latitude,longitude,"
     "geo_precision,source,notes,fatalities,timestamp\n"
     "COD123,2023-01-31,2023,1,Political violence,Battles,Armed clash,Rangers,"
     "Congo,Nord-Kivu,Rutshuru,-1.18912,29.44656,2,Radio,Two groups,3,1\n"
     "COD124,15 March 2021,2021,2,Political violence,Battles,Armed clash,,"
     "Congo,Nord-Kivu,Rutshuru,-1.18912,29.44656,3,Radio,,0,1\n",
     "COD123", "Armed clash", NULL, "3", 2023, 1, 31, 29.44656, -1.18912, 3},
};

static eco_mapping *load(const char *name)
{
    eco_findings found = {0};
    eco_mapping *m = NULL;
    char path[80];

    snprintf(path, sizeof path, "builtin:%s", name);
    if (eco_mapping_load(ctx, path, &found, &m))
        fail_msg("%s", eco_ctx_message(ctx));
    eco_findings_clear(&found);
    return m;
}

static void lies_at(const struct ready *r, const eco_incident *x)
{
    double xy[2];

    assert_int_equal(x->nwkb, 21);
    memcpy(xy, x->wkb + 5, sizeof xy);
    if (!(fabs(xy[0] - r->lon) < 1e-9 && fabs(xy[1] - r->lat) < 1e-9))
        fail_msg("%s: at %.10g %.10g", r->name, xy[0], xy[1]);
}

static void says(const struct ready *r, const char *got, const char *expected)
{
    if (!expected ? got != NULL : !got || strcmp(got, expected) != 0)
        fail_msg("%s: '%s', not '%s'", r->name, got ? got : "(none)",
                 expected ? expected : "(none)");
}

static void is_first_row(const struct ready *r, const eco_incident *x)
{
    assert_non_null(x);
    if (x->refused)
        fail_msg("%s: %s", r->name, x->refused);
    if (r->key)
        says(r, x->key, r->key);
    says(r, x->title, r->title);
    says(r, x->facts[ECO_FACT_STATUS], r->status);
    says(r, x->facts[ECO_FACT_PRECISION], r->precision);
    assert_true(x->dated);
    assert_int_equal(x->first, eco_day_from_civil(r->year, r->month, r->day));
    assert_int_equal(x->precision_class, r->class);
    lies_at(r, x);
    assert_null(strstr(x->properties, "canary"));
    assert_null(strstr(x->merged, "canary"));
}

static void each_reads_its_export(void **state)
{
    const eco_incident_options o = {0};

    (void)state;
    for (size_t i = 0; i < sizeof all / sizeof *all; i++) {
        eco_mapping *m = load(all[i].name);
        eco_incident_reader *r = NULL;
        const eco_incident *x = NULL;
        int64_t n = 0;

        assert_true(scratch_write(all[i].file, all[i].text));
        if (eco_incident_open(ctx, m, scratch(all[i].file), &o, &r) ||
            eco_incident_next(ctx, r, &x))
            fail_msg("%s: %s", all[i].name, eco_ctx_message(ctx));
        is_first_row(&all[i], x);
        for (n = 0; x && !x->refused; n++)
            assert_int_equal(eco_incident_next(ctx, r, &x), ECO_OK);
        assert_null(x);
        eco_incident_close(r);
        eco_mapping_destroy(m);
    }
}

/* Every file of the folder is tried above, names itself as its file is called,
 * and says by what it is recognised. */
static void none_is_forgotten(void **state)
{
    eco_str names = {0};
    char *at, *name;

    (void)state;
    eco_layers_builtins("mapping", &names);
    for (name = names.text; name; name = at) {
        eco_mapping *m;
        size_t i = 0;

        at = strstr(name, ", ");
        if (at) {
            *at = '\0';
            at += 2;
        }
        m = load(name);
        assert_string_equal(m->name, name);
        assert_true(m->recognised_by.n >= 3);
        while (i < sizeof all / sizeof *all && strcmp(all[i].name, name) != 0)
            i++;
        if (i == sizeof all / sizeof *all)
            fail_msg("builtin:%s has no test", name);
        eco_mapping_destroy(m);
    }
    eco_str_clear(&names);
}

static void what_is_not_there_is_told(void **state)
{
    eco_findings found = {0};
    eco_mapping *m = NULL;

    (void)state;
    assert_int_equal(eco_mapping_load(ctx, "builtin:kob", &found, &m),
                     ECO_USAGE);
    assert_non_null(strstr(eco_ctx_message(ctx), "there are builtin: acled, "));
    assert_int_equal(found.nerrors, 1);
    eco_findings_clear(&found);
}

static void patterns_stand_for_columns(void **state)
{
    static const char two[] =
        "a_latitude,a_longitude,b_latitude,_id,_uuid,_submission_time,"
        "_validation_status,x_x_precision\n";
    const eco_incident_options o = {0};
    eco_incident_reader *r = NULL;
    eco_mapping *m = load("kobo");

    (void)state;
    assert_true(scratch_write("two.csv", two));
    assert_int_equal(eco_incident_open(ctx, m, scratch("two.csv"), &o, &r),
                     ECO_USAGE);
    assert_non_null(strstr(eco_ctx_message(ctx), "there is no column"));
    assert_true(scratch_write("two.csv",
                              "_a_latitude,_a_longitude,_b_latitude,_id,_uuid,"
                              "_submission_time,_validation_status,"
                              "_a_precision\n1,2,3,4,5,6,7,8\n"));
    assert_int_equal(eco_incident_open(ctx, m, scratch("two.csv"), &o, &r),
                     ECO_USAGE);
    assert_non_null(strstr(eco_ctx_message(ctx),
                           "fits several columns: _a_latitude, _b_latitude"));
    eco_mapping_destroy(m);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_reads_its_export),
        cmocka_unit_test(none_is_forgotten),
        cmocka_unit_test(what_is_not_there_is_told),
        cmocka_unit_test(patterns_stand_for_columns),
    };

    return cmocka_run_group_tests(tests, setup, teardown);
}
