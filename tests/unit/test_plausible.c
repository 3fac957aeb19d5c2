/* Findings on places, and the repairs that they name. */
#include "check.h"
#include "eco_place.h"

#include <string.h>

#define IS(name) ECO_PLACE_IS_##name

static const eco_place_box peru = {-81.4, -18.4, -68.6, .1},
                           fiji = {176, -21, -178, -12},
                           gabon = {8.5, -4, 14.6, 2.4};

static const struct {
    double lon, lat;
    const eco_place_box *box;
    unsigned found;
} cases[] = {
    {-76.42, -12.55, &peru, 0},
    {-76.42, -12.55, NULL, 0},
    {-12.55, -76.42, &peru, IS(OUTSIDE) | IS(SWAPPED)},
    {-76.42, 12.55, &peru, IS(OUTSIDE) | IS(LAT_SIGN)},
    {76.42, -12.55, &peru, IS(OUTSIDE) | IS(LON_SIGN)},
    {76.42, 12.55, &peru, IS(OUTSIDE) | IS(BOTH_SIGNS)},
    {12.55, 76.42, &peru, IS(OUTSIDE)},
    {-50.3, -12.55, &peru, IS(OUTSIDE)},
    {-81.4, -18.4, &peru, 0}, /* the border counts */
    {0, 0, &peru, IS(OUTSIDE) | IS(NULL_ISLAND) | IS(INTEGER)},
    {0, 0, NULL, IS(NULL_ISLAND) | IS(INTEGER)},
    {1, 1, NULL, IS(NULL_ISLAND) | IS(INTEGER)},
    {-1, -1, NULL, IS(NULL_ISLAND) | IS(INTEGER)},
    {180, 0, NULL, IS(NULL_ISLAND) | IS(INTEGER)},
    {12.3, 90, NULL, IS(NULL_ISLAND)},
    {-76.42, 0, &peru, IS(ZERO)},
    {0, 5.3, NULL, IS(ZERO)},
    {12.34, 12.34, NULL, IS(SAME)},
    {-76, -12, &peru, IS(INTEGER)},
    {-76, -12.5, &peru, 0},
    {12.5, 112.3, NULL, IS(RANGE) | IS(SWAPPED)},
    {-12.5, -112.3, &peru, IS(RANGE)},
    {-12.5, -91, &(eco_place_box){-92, -13, -90, -12}, IS(RANGE) | IS(SWAPPED)},
    {345678, 8612345, NULL, IS(RANGE)},
    {NAN, 12, NULL, IS(RANGE)},
    {12, INFINITY, NULL, IS(RANGE)},
    {179, -17.5, &fiji, 0},
    {-179.5, -17.5, &fiji, 0},
    {178.5, 17.5, &fiji, IS(OUTSIDE) | IS(LAT_SIGN)},
    {0.5, -17.5, &fiji, IS(OUTSIDE)},
    /* Across the equator and near the meridian several changes would do. */
    {-1.5, 9.5, &gabon, IS(OUTSIDE) | IS(SWAPPED)},
    {-9.5, 1.5, &gabon, IS(OUTSIDE) | IS(LON_SIGN)},
    {-8.3, 9.2, &(eco_place_box){5, -10, 15, 15}, IS(OUTSIDE) | IS(SEVERAL)},
    {-76.42, 0, &(eco_place_box){76, -1, 77, 1},
     IS(OUTSIDE) | IS(LON_SIGN) | IS(ZERO)},
};

/* By the definition: a change is named when no other brings the place inside,
 * and then doing it does. */
static void test_repair(double lon, double lat, const eco_place_box *box,
                        unsigned found)
{
    static const unsigned all[] = {IS(SWAPPED), IS(LAT_SIGN), IS(LON_SIGN),
                                   IS(BOTH_SIGNS)};

    for (size_t i = 0; i < sizeof all / sizeof *all; i++) {
        double x = lon, y = lat;

        if (!(found & all[i]))
            continue;
        CHECK(eco_place_repair(all[i], &x, &y), "%g %g", lon, lat);
        CHECK(!(eco_place_check(x, y, box) & (IS(OUTSIDE) | IS(RANGE))),
              "%g %g", x, y);
        CHECK(eco_place_repair(all[i], &x, &y) && fabs(x - lon) < 1e-12 &&
                  fabs(y - lat) < 1e-12,
              "twice is nothing: %g %g", x, y);
    }
}

int main(void)
{
    double lon = 1.5, lat = 2.5;

    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        unsigned found =
            eco_place_check(cases[i].lon, cases[i].lat, cases[i].box);

        CHECK(found == cases[i].found, "%d: %g %g: %u, not %u", (int)i,
              cases[i].lon, cases[i].lat, found, cases[i].found);
        test_repair(cases[i].lon, cases[i].lat, cases[i].box, found);
    }
    CHECK(!eco_place_repair(IS(OUTSIDE), &lon, &lat) &&
              !eco_place_repair(0, &lon, &lat) &&
              !eco_place_repair(IS(SWAPPED) | IS(LAT_SIGN), &lon, &lat) &&
              fabs(lon - 1.5) < 1e-12 && fabs(lat - 2.5) < 1e-12,
          "no repair, nothing changed");
    CHECK(strstr(eco_place_finding_text(IS(SWAPPED)), "exchanged"), "text");
    CHECK(strcmp(eco_place_finding_text(3), "?") == 0, "no single finding");
    CHECK(strstr(eco_place_reason_text(ECO_PLACE_EMPTY), "nothing"), "text");
    CHECK(strstr(eco_place_note_text(ECO_PLACE_NOTE_ZONE), "zone"), "text");
    return check_failures != 0;
}
