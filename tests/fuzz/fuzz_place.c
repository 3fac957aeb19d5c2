/* Any bytes as coordinates, under any options: what is read is a place on the
 * Earth, the same with blanks around it, and printed it reads back the same;
 * what is refused says why, and both readings where there are two. */
#include "eco_place.h"

#include <math.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

enum { TEXT_MAX = 400 };

static const double SAME_DEG = 1e-9;

static void demand(bool holds)
{
    if (!holds)
        abort();
}

static bool near(double a, double b)
{
    return fabs(a - b) < SAME_DEG;
}

static void check_place(eco_place_reason why, const eco_place *place)
{
    demand(*eco_place_reason_text(why) != '?');
    if (why == ECO_PLACE_READ) {
        demand(fabs(place->lat_deg) <= 90 && fabs(place->lon_deg) <= 180);
        demand(place->precision_m > 0 && place->precision_m < 1e6);
        demand((place->utm.zone != 0) == (place->form != 0));
    }
    if (why == ECO_PLACE_RANGE)
        demand(eco_place_check(place->lon_deg, place->lat_deg, NULL) &
               ECO_PLACE_IS_RANGE);
    if (why == ECO_PLACE_AMBIGUOUS)
        demand(!near(place->readings[0].lat_deg, place->readings[1].lat_deg) ||
               !near(place->readings[0].lon_deg, place->readings[1].lon_deg));
    if (why == ECO_PLACE_ZONE_S)
        demand(place->readings[0].lat_deg < place->readings[1].lat_deg);
}

static void read_back(const eco_place *place)
{
    char text[TEXT_MAX];
    eco_place again;

    snprintf(text, sizeof text, "%.12f %c, %.12f %c", fabs(place->lat_deg),
             place->lat_deg < 0 ? 'S' : 'N', fabs(place->lon_deg),
             place->lon_deg < 0 ? 'W' : 'E');
    demand(!eco_place_read(text, NULL, &again) &&
           near(again.lat_deg, place->lat_deg) &&
           near(again.lon_deg, place->lon_deg));
}

static void check_cell(const char *text, const eco_place_options *options)
{
    char padded[TEXT_MAX + 8];
    eco_place place, again;
    eco_place_reason why = eco_place_read(text, options, &place);

    check_place(why, &place);
    if (why == ECO_PLACE_READ)
        read_back(&place);
    snprintf(padded, sizeof padded, " \t%s\r\n", text);
    demand(eco_place_read(padded, options, &again) == why);
    demand(why != ECO_PLACE_READ || (near(place.lat_deg, again.lat_deg) &&
                                     near(place.lon_deg, again.lon_deg)));
}

/* Without a language nothing is read otherwise than with one: it may only be
 * refused. */
static void check_language(const char *text, const eco_place_options *options)
{
    eco_place_options unknown = *options;
    eco_place with, without;

    unknown.language = ECO_LANGUAGE_UNKNOWN;
    if (!eco_place_read(text, options, &with) &&
        !eco_place_read(text, &unknown, &without))
        demand(near(with.lat_deg, without.lat_deg) &&
               near(with.lon_deg, without.lon_deg));
}

/* The text up to the first |, up to the second, and the rest. */
static void check_columns(char *text, const eco_place_options *options)
{
    char *second = strchr(text, '|'), *third = NULL;
    eco_angle angle;
    eco_place place;

    if (second) {
        *second++ = '\0';
        third = strchr(second, '|');
    }
    if (third)
        *third++ = '\0';
    check_place(eco_place_read_two(text, second, options, &place), &place);
    check_place(eco_place_read_utm(text, second, third, options, &place),
                &place);
    if (!eco_angle_read(text, ECO_AXIS_UNKNOWN, options, &angle))
        demand(fabs(angle.deg) <= 180 && angle.unit_deg > 0);
    if (!eco_angle_read(text, ECO_AXIS_LAT, options, &angle))
        demand(fabs(angle.deg) <= 90 && angle.axis == ECO_AXIS_LAT);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    eco_place_options options = {0};
    char text[TEXT_MAX + 1] = "";

    if (size < 2)
        return 0;
    options.language = (eco_language)(data[0] % 6);
    options.first = data[0] / 6 % 2 ? ECO_AXIS_LON : ECO_AXIS_UNKNOWN;
    options.side = (eco_side)(data[0] / 12 % 3);
    options.zone = data[1] % 70;
    data += 2;
    size -= 2;
    memcpy(text, data, size < TEXT_MAX ? size : TEXT_MAX);
    check_cell(text, &options);
    check_language(text, &options);
    check_columns(text, &options);
    return 0;
}
