/* What comes with a place besides its two numbers. */
#include "check.h"
#include "eco_place.h"

#include <string.h>

static void test_heights(void)
{
    static const char *const texts[] = {
        "-12.5 -70.1 250.5 4.5", "-12,5 -70,1 250,5 4,5",
        "-12.5, -70.1, 250.5, 4.5", "-12,5; -70,1; 250,5; 4,5"};
    eco_place p;

    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        CHECK(!eco_place_read(texts[i], NULL, &p), "%s", texts[i]);
        CHECK(fabs(p.altitude_m - 250.5) < 1e-9 &&
                  fabs(p.accuracy_m - 4.5) < 1e-9,
              "%s: %g %g", texts[i], p.altitude_m, p.accuracy_m);
    }
    CHECK(!eco_place_read("-12.5 -70.1", NULL, &p) && isnan(p.altitude_m) &&
              isnan(p.accuracy_m) && !p.utm.zone,
          "none written");
    CHECK(!eco_place_read("POINT Z (-70.1 -12.5 250)", NULL, &p) &&
              fabs(p.altitude_m - 250) < 1e-9 && isnan(p.accuracy_m),
          "WKT");
}

static void test_utm(void)
{
    eco_place p;

    CHECK(!eco_place_read("18L 345678.5 8612345", NULL, &p) &&
              p.form == ECO_PLACE_FORM_UTM && p.utm.zone == 18 &&
              !p.utm.north && fabs(p.utm.easting_m - 345678.5) < 1e-9 &&
              fabs(p.utm.northing_m - 8612345) < 1e-9,
          "as written");
    CHECK(!eco_place_read("31VFG51", NULL, &p) &&
              p.form == ECO_PLACE_FORM_GRID && p.utm.zone == 31 &&
              p.utm.north && fabs(p.utm.easting_m - 655000) < 1e-9,
          "middle of the square");
}

static void test_refused(void)
{
    eco_place p;

    CHECK(eco_place_read("18S 345678 4012345", NULL, &p) == ECO_PLACE_ZONE_S &&
              isnan(p.lat_deg) && isnan(p.lon_deg) && !p.notes,
          "nothing is read");
    CHECK(fabs(p.readings[0].lat_deg + 54.01407646643621) < 1e-9 &&
              fabs(p.readings[1].lat_deg - 36.24368555682114) < 1e-9,
          "both are named: %g %g", p.readings[0].lat_deg,
          p.readings[1].lat_deg);
    CHECK(eco_place_read("12,5", NULL, &p) == ECO_PLACE_AMBIGUOUS &&
              fabs(p.readings[0].lat_deg - 12) < 1e-9 &&
              fabs(p.readings[0].lon_deg - 5) < 1e-9 &&
              fabs(p.readings[1].lat_deg - 12.5) < 1e-9 &&
              isnan(p.readings[1].lon_deg),
          "a pair or one coordinate");
    CHECK(eco_place_read("-112.5, 40.2", NULL, &p) == ECO_PLACE_RANGE &&
              eco_place_check(p.lon_deg, p.lat_deg, NULL) ==
                  (ECO_PLACE_IS_RANGE | ECO_PLACE_IS_SWAPPED),
          "what was read tells the cause");
    CHECK(eco_place_read(NULL, NULL, &p) == ECO_PLACE_EMPTY, "NULL");
    CHECK(eco_place_read_two("1", NULL, NULL, &p) == ECO_PLACE_EMPTY, "NULL");
    CHECK(eco_place_read_utm("345678", "8612345", NULL, NULL, &p) ==
              ECO_PLACE_ZONE,
          "NULL");
}

/* All texts are one line of their own, with no capital but names and no stop.
 */
static void test_texts(void)
{
    for (int i = ECO_PLACE_READ; i <= ECO_PLACE_DATUM; i++) {
        const char *text = eco_place_reason_text((eco_place_reason)i);

        CHECK(strlen(text) > 3 && text[strlen(text) - 1] != '.' &&
                  !strchr(text, '\n'),
              "%s", text);
        for (int k = 0; k < i; k++)
            CHECK(strcmp(text, eco_place_reason_text((eco_place_reason)k)) != 0,
                  "%s", text);
    }
    for (unsigned bit = 1; bit <= ECO_PLACE_NOTE_OVER_EQUATOR; bit *= 2)
        CHECK(*eco_place_note_text(bit) != '?', "%u", bit);
    for (unsigned bit = 1; bit <= ECO_PLACE_IS_INTEGER; bit *= 2)
        CHECK(*eco_place_finding_text(bit) != '?', "%u", bit);
}

int main(void)
{
    test_heights();
    test_utm();
    test_refused();
    test_texts();
    return check_failures != 0;
}
