/* Made-up files of the exports that builtin mappings are for. "canary" stands
 * where people do. */
#ifndef ECO_TESTS_EXPORTS_H
#define ECO_TESTS_EXPORTS_H

#include <stddef.h>

/* What the first row must become; NULL: not told. */
static const struct export
{
    const char *name, *file, *text;
    const char *key, *title, *status, *precision; /* of the first row; NULL */
    int year, month, day;
    double lon, lat;
    int class;
}
exports[] = {
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

enum { EXPORTS = sizeof exports / sizeof *exports };

#endif
