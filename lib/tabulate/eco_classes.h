/* From raster values to small class numbers, by a legend. */
#ifndef ECO_TABULATE_CLASSES_H
#define ECO_TABULATE_CLASSES_H

#include "eco_assessment.h"
#include "eco_raster.h"

/* What a class is to the events between years. */
typedef enum eco_part {
    ECO_PART_LAND,
    ECO_PART_FOREST,
    ECO_PART_MINING,
    ECO_PART_UNSEEN
} eco_part;

/* Classes 0 .. n-1 are the legend's labels; three more always exist. */
typedef struct eco_classes {
    size_t n;
    char **labels; /* n; NULL for identity */
    char **roles;  /* n; entries may be NULL; NULL for identity */
    bool identity; /* class = value - low: integer samples, no legend */
    double low;
    uint16_t *lut; /* integer samples of 8 and 16 bit: by value - lut_low */
    int lut_low;
    size_t nlut;
    double *lows, *highs; /* other samples: sorted ranges */
    uint16_t *ids;
    size_t nranges;
    bool has_nodata;
    double nodata;
    bool has_small; /* class `small` is for patches below the minimum */
    size_t small;
    unsigned char *parts; /* eco_part of each class, the last three included */
} eco_classes;

#define ECO_CLASS_UNLISTED(c) ((c)->n)
#define ECO_CLASS_NODATA(c)   ((c)->n + 1)
#define ECO_CLASS_OUTSIDE(c)  ((c)->n + 2)
#define ECO_CLASS_RADIX(c)    ((c)->n + 3)

/* Entries with one label are one class. ECO_USAGE when there is no legend and
 * the samples are not 8- or 16-bit integers; `name` starts the message. */
eco_status eco_classes_create(eco_ctx *ctx, const char *name,
                              const eco_legend_entry *legend, size_t nlegend,
                              eco_sample sample, eco_classes *out);
void eco_classes_set_nodata(eco_classes *c, double nodata);
/* One class more, "patch below 0.5 ha", that no value has. ECO_USAGE when no
 * class is forest or mining, of which patches are. */
eco_status eco_classes_add_small(eco_ctx *ctx, const char *name, double ha,
                                 eco_classes *c);
void eco_classes_clear(eco_classes *c);

/* n samples to classes. */
void eco_classify(const eco_classes *c, eco_sample sample, const void *samples,
                  size_t n, uint16_t *out);

/* Label of any class; buf is used for identity classes. Never NULL. */
const char *eco_class_label(const eco_classes *c, size_t klass, char buf[32]);
/* forest, mining, water, land, nodata, outside or NULL. */
const char *eco_class_role(const eco_classes *c, size_t klass);
bool eco_class_observed(const eco_classes *c, size_t klass);

#endif
