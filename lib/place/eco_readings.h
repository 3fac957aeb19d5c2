/* The ways in which a text can be read, and the shapes they are made of.
 * Between the sources of this room only. */
#ifndef ECO_PLACE_READINGS_H
#define ECO_PLACE_READINGS_H

#include "eco_lexer.h"

/* All valid readings of a text, or why there is none. */
struct eco_readings {
    const eco_place_options *options;
    eco_place place; /* the first; before, what was beyond the range */
    eco_place_reading at[2];
    size_t n;
    bool has_one;         /* one of them is a single angle */
    bool is_zone_s;       /* they differ by the S of a zone */
    eco_place_reason why; /* of all, the one that stands last in the list */
};

/* A place with nothing in it. */
eco_place eco_place_nowhere(void);

void eco_readings_add(struct eco_readings *r, const eco_place *place,
                      const char *how);
void eco_readings_refuse(struct eco_readings *r, eco_place_reason why);

/* One angle as written: up to three parts and what stands around them. */
struct eco_shape {
    struct eco_figure parts[3];
    size_t nparts;
    char side;       /* n s e w, or o l still without a language; or none */
    char sign;       /* - + or none */
    eco_axis axis;   /* as a label says */
    bool is_marked;  /* a unit or colon is written */
    bool has_dashes; /* 12-34-56S */
};

eco_place_reason eco_shape_read(const struct eco_token *t, size_t n,
                                struct eco_shape *out);
eco_axis eco_shape_axis(const struct eco_shape *s); /* by label or letter */

/* Its value; `axis` unknown: whichever it says. RANGE fills *out as well. */
eco_place_reason eco_shape_angle(const struct eco_shape *s, eco_axis axis,
                                 eco_language language, eco_angle *out);

/* Adds every reading as two angles, or as Kobo's four numbers. */
void eco_pair_read(const struct eco_plain *text, struct eco_readings *r);

/* The end: reads, refuses or names two readings. */
eco_place_reason eco_readings_finish(const struct eco_readings *r,
                                     eco_place *out);

/* Adds every reading as UTM; commas are decided. From columns a zone comes with
 * a word before it. Likely: numbers too large for degrees, or words of UTM. */
bool eco_metres_likely(const struct eco_tokens *tokens);
void eco_metres_read(const struct eco_tokens *tokens, bool has_columns,
                     struct eco_readings *r);

/* "POINT (lon lat)"; ORDER: no such text. */
eco_place_reason eco_wkt_read(const struct eco_plain *text, eco_place *out);

/* Length of the longer of two units of latitude and longitude. */
double eco_ground_m(double lat_unit_deg, double lon_unit_deg, double lat_deg);

/* A grid reference; ORDER: something else, so another form may be tried. */
eco_place_reason eco_gridref_read(const struct eco_plain *text, eco_place *out);

#endif
