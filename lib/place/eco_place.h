/* Coordinates as people write them, read into numbers; never guessed. What has
 * two readings is refused and both are named. All functions are pure: no
 * allocation, no locale, any number of threads. */
#ifndef ECO_PLACE_PLACE_H
#define ECO_PLACE_PLACE_H

#include "eco_utm.h"

/* Whose letters: O is west in Spanish, Portuguese and French, east in German;
 * L is east in Portuguese. Whole words need no language. */
typedef enum eco_language {
    ECO_LANGUAGE_UNKNOWN,
    ECO_LANGUAGE_EN,
    ECO_LANGUAGE_ES,
    ECO_LANGUAGE_PT,
    ECO_LANGUAGE_FR,
    ECO_LANGUAGE_DE,
} eco_language;

typedef enum eco_axis {
    ECO_AXIS_UNKNOWN,
    ECO_AXIS_LAT,
    ECO_AXIS_LON,
} eco_axis;

typedef enum eco_side {
    ECO_SIDE_UNKNOWN,
    ECO_SIDE_NORTH,
    ECO_SIDE_SOUTH,
} eco_side;

typedef struct eco_place_options {
    eco_language language;
    eco_axis first; /* of two bare numbers in a cell; unknown: latitude */
    eco_side side;  /* where UTM of this file lies, as its country tells */
    int zone;       /* of UTM that names none; 0: refuse it */
} eco_place_options;

/* Why a text was refused. One line each: what is wrong, what would be right. Of
 * several the last in this list is told: the earlier ones come from readings
 * that were far off. */
#define ECO_PLACE_REASON_MAP(X)                                                \
    X(READ, "read")                                                            \
    X(EMPTY, "nothing is written")                                             \
    X(ENCODING, "not UTF-8")                                                   \
    X(LONG, "longer than 160 characters: not a coordinate alone")              \
    X(CHARACTER, "a character that no coordinate has")                         \
    X(WORD, "a word that is not understood")                                   \
    X(NO_NUMBER, "a number is missing")                                        \
    X(ONE, "one coordinate where two are needed")                              \
    X(ORDER, "parts in no known order; write it such as 12 34 56 S, "          \
             "70 1 2 W or 18L 345678 8612345")                                 \
    X(UNEVEN, "latitude and longitude are not written alike; mark the units")  \
    X(SEVERAL, "more numbers than a place has")                                \
    X(DASH, "a dash that may separate or be a minus")                          \
    X(NUMBER, "a number with two decimal marks, a loose mark, or too long")    \
    X(EXPONENT, "a number with an exponent; write all its digits")             \
    X(AXES, "two latitudes, two longitudes, or the other one of both")         \
    X(SIGN, "sign and hemisphere contradict each other")                       \
    X(RANGE, "latitude beyond 90 or longitude beyond 180 degrees")             \
    X(MINUTES, "minutes or seconds of 60 or more")                             \
    X(SECONDS_OR_SOUTH, "S may be seconds or south; add the hemisphere")       \
    X(LETTER_AMBIGUOUS, "O is west in Spanish, Portuguese and French, but "    \
                        "east in German; give the language")                   \
    X(LETTER, "a letter that is no hemisphere in the language given")          \
    X(ZEROS, "degrees with zeros before them, or degrees and minutes in one")  \
    X(AMBIGUOUS, "can be read in two ways")                                    \
    X(PARTS, "UTM needs a zone, an easting and a northing")                    \
    X(METRES, "easting not in 100 000 to 900 000 m or northing not in 0 to "   \
              "10 600 000 m")                                                  \
    X(BAND, "the northing does not lie in the latitude band")                  \
    X(ZONE, "UTM without a zone from 1 to 60")                                 \
    X(HEMISPHERE, "UTM without hemisphere or band; give the one expected")     \
    X(CONTRADICTION, "hemisphere and band, or two zones, contradict")          \
    X(ZONE_S, "S after a zone is the hemisphere south or the band S, which "   \
              "is north; give the hemisphere expected")                        \
    X(GRID, "no valid grid reference: zone, band, two letters, and 1 to 5 "    \
            "digits each way")                                                 \
    X(POLAR, "polar grid (UPS); only UTM between 80 S and 84 N is read")       \
    X(DATUM, "another datum than WGS 84; convert it first")

typedef enum eco_place_reason {
#define X(name, text) ECO_PLACE_##name,
    ECO_PLACE_REASON_MAP(X)
#undef X
} eco_place_reason;

/* What a place that was read owes to an option or to leniency: bits. */
#define ECO_PLACE_NOTE_MAP(X)                                                  \
    X(SIDE, 1, "hemisphere of UTM taken from the one expected")                \
    X(ZONE_S, 2, "S after the zone decided by the hemisphere expected")        \
    X(ZONE, 4, "UTM zone taken from the one expected")                         \
    X(SIGN, 8, "minus and S or W (or O) both given, read as one")              \
    X(OUTSIDE_ZONE, 16, "UTM of a place far outside its zone")                 \
    X(OVER_EQUATOR, 32, "southern northing beyond 10 000 km: north of it")

enum {
#define X(name, bit, text) ECO_PLACE_NOTE_##name = (bit),
    ECO_PLACE_NOTE_MAP(X)
#undef X
};

typedef enum eco_place_form {
    ECO_PLACE_FORM_DEGREES,
    ECO_PLACE_FORM_UTM,
    ECO_PLACE_FORM_GRID,
} eco_place_form;

typedef struct eco_place_reading {
    double lon_deg, lat_deg; /* NAN where the reading has none */
    const char *how;         /* "decimal commas"; static */
} eco_place_reading;

typedef struct eco_place {
    double lon_deg, lat_deg; /* WGS84; of a grid square its middle */
    double precision_m;      /* length on the ground of the last unit written */
    double altitude_m, accuracy_m; /* NAN when not written */
    eco_place_form form;
    unsigned notes; /* ECO_PLACE_NOTE_ bits */
    eco_utm utm;    /* as written, of UTM and grid references; else zone 0 */
    eco_place_reading readings[2]; /* of AMBIGUOUS and ZONE_S */
} eco_place;

typedef struct eco_angle {
    double deg;      /* south and west are negative */
    double unit_deg; /* of the last digit written: 0.01 for 12.50 */
    eco_axis axis;   /* as the text or the caller says */
    unsigned notes;
} eco_angle;

/** One cell that holds a whole place: two angles, Kobo's "lat lon alt acc", a
 * WKT point, UTM or a grid reference.
 *
 * @param text     UTF-8, NUL-terminated; NULL counts as empty
 * @param options  NULL: none
 * @param out      [out] of RANGE too what was read, so that eco_place_check can
 *                 tell the cause; of AMBIGUOUS and ZONE_S the two readings;
 *                 otherwise zeros and NANs
 */
eco_place_reason eco_place_read(const char *text,
                                const eco_place_options *options,
                                eco_place *out);

/* Latitude and longitude in cells of their own, which may carry the letters. */
eco_place_reason eco_place_read_two(const char *lat, const char *lon,
                                    const eco_place_options *options,
                                    eco_place *out);

/* UTM in cells of its own; `zone` may be NULL, "18", "18L", "18 Sul" ... Marks
 * between thousands are known where only that reading is in range. */
eco_place_reason eco_place_read_utm(const char *easting, const char *northing,
                                    const char *zone,
                                    const eco_place_options *options,
                                    eco_place *out);

/* One latitude or longitude; of `axis` unknown whichever the text says. */
eco_place_reason eco_angle_read(const char *text, eco_axis axis,
                                const eco_place_options *options,
                                eco_angle *out);

/* Static texts, never NULL; of one note bit. */
const char *eco_place_reason_text(eco_place_reason reason);
const char *eco_place_note_text(unsigned note);

/* What is odd about a place: bits. */
#define ECO_PLACE_FINDING_MAP(X)                                               \
    X(RANGE, 1, "latitude beyond 90 or longitude beyond 180 degrees")          \
    X(OUTSIDE, 2, "outside the area expected")                                 \
    X(SWAPPED, 4, "inside only with latitude and longitude exchanged")         \
    X(LAT_SIGN, 8, "inside only in the other hemisphere, north or south")      \
    X(LON_SIGN, 16, "inside only in the other hemisphere, east or west")       \
    X(BOTH_SIGNS, 32, "inside only with both signs changed")                   \
    X(SEVERAL, 64, "several changes would bring it inside")                    \
    X(NULL_ISLAND, 128, "a value that stands for none, such as 0, 0")          \
    X(ZERO, 256, "latitude or longitude is exactly zero")                      \
    X(SAME, 512, "latitude and longitude are the same number")                 \
    X(INTEGER, 1024, "whole degrees: known to 100 km at best")

enum {
#define X(name, bit, text) ECO_PLACE_IS_##name = (bit),
    ECO_PLACE_FINDING_MAP(X)
#undef X
};

typedef struct eco_place_box {
    double west, south, east, north; /* west > east: across 180 degrees */
} eco_place_box;

/** Findings on a place; nothing is corrected.
 *
 * @param expected  where it should lie, its borders included; NULL: anywhere
 * @return bits ECO_PLACE_IS_; 0: nothing odd. SWAPPED to BOTH_SIGNS come with
 *         OUTSIDE or RANGE, and alone: if two would do, SEVERAL stands for them
 */
unsigned eco_place_check(double lon_deg, double lat_deg,
                         const eco_place_box *expected);

/* Do what one finding (SWAPPED to BOTH_SIGNS) names; false for another. */
bool eco_place_repair(unsigned finding, double *lon_deg, double *lat_deg);

const char *eco_place_finding_text(unsigned finding);

#endif
