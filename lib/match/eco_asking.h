/* An answer in the making; for this room only. */
#ifndef ECO_MATCH_ASKING_H
#define ECO_MATCH_ASKING_H

#include "eco_gazetteer.h"

enum { ECO_PARENTS_MAX = 3 }; /* the one given, two behind the name */

typedef struct eco_hit {
    uint32_t zone;
    eco_match_how how;
    unsigned distance;
    unsigned edits; /* similar: letters that differ, eco_edits */
} eco_hit;

typedef struct eco_hits {
    eco_hit *items; /* by zone, each once */
    size_t n, cap;
} eco_hits;

/* Postings of the zones that lie in what is meant. */
typedef struct eco_inside {
    eco_range ranges[ECO_FORMS_MAX];
    size_t n;
} eco_inside;

typedef struct eco_asking {
    const eco_gazetteer *g;
    eco_forms forms, other;
    eco_str key, shorter, folded, head, tail;
    eco_hits coded;     /* have the code */
    eco_hits agreed;    /* and do not contradict name and parents */
    eco_hits found;     /* have the name and lie in all parents */
    eco_hits elsewhere; /* have the name but do not */
    eco_inside parents[ECO_PARENTS_MAX];
    size_t nparents;
    bool parent_unknown; /* one was given in which no zone lies */
    eco_candidate *candidates;
    size_t cap;
} eco_asking;

/* Zones that have the code; in `coded`. *given: it has a letter or digit. */
eco_status eco_asking_code(eco_asking *a, const char *code, bool *given);

/* Zones that have the name; in `found` and `elsewhere`, with the parents that
 * the name itself tells. The one given is taken first: eco_asking_parent. */
eco_status eco_asking_name(eco_asking *a, const char *name);
eco_status eco_asking_parent(eco_asking *a, const char *parent, bool *known);
bool eco_asking_is_inside(const eco_asking *a, uint32_t zone);

/* Zones whose names are only similar to the forms asked for last, at most
 * `most`; in `elsewhere`, the most similar first. *near: the only one that is
 * near enough to be meant comes first, and no other comes close. */
eco_status eco_asking_similar(eco_asking *a, size_t most, bool *near);

/* Cuts what stands last, behind a comma or the like, off a name; false when
 * there is nothing of that kind. Texts may be those of the outputs. */
bool eco_split_last(const char *name, eco_str *head, eco_str *tail);

eco_status eco_hits_add(eco_hits *h, eco_hit hit);
void eco_hits_sort(eco_hits *h); /* and drop what is there twice */
bool eco_hits_has(const eco_hits *h, uint32_t zone);

#endif
