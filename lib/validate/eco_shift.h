/* A negative control: is evidence nearer to degradation than if all of it had
 * been moved by the same random step? */
#ifndef ECO_VALIDATE_SHIFT_H
#define ECO_VALIDATE_SHIFT_H

#include <ecocrime/status.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef struct eco_shift_item {
    double x, y;
} eco_shift_item;

/* What items are worth where. */
typedef struct eco_shift_field {
    void *of;
    /* Worth of an item at a place; *counts is false where it has none to be
     * compared: off the zones, or of another legal class than its own. */
    eco_status (*worth)(void *of, size_t item, double x, double y,
                        double *worth, bool *counts);
    double box[4]; /* west, south, east, north: items that leave it on one side
                      come in on the other */
} eco_shift_field;

typedef struct eco_shift_result {
    double observed; /* mean worth of the items that count, where they are */
    double mean, sd; /* of the same over the shifts */
    double p;        /* (1 + shifts that are worth as much) / (1 + shifts) */
    size_t nitems;   /* that count where they are */
    int nshifts;     /* at which any item counts */
} eco_shift_result;

/* ECO_NOMEM, or what the field returns. Source: toroidal shift, Lotwick and
 * Silverman (1982), doi:10.1111/j.2517-6161.1982.tb01221.x */
eco_status eco_shift_test(const eco_shift_item *items, size_t n,
                          const eco_shift_field *field, int nshifts,
                          uint64_t seed, eco_shift_result *out);

#endif
