/* What the files of this room share; for no other room. */
#ifndef ECO_SUGGEST_IMPL_H
#define ECO_SUGGEST_IMPL_H

#include "eco_mapping.h"
#include "eco_str.h"
#include "eco_table_in.h"

#include <stdint.h>

/* What a column may be used for; facts have the last places. */
#define ECO_ROLE_MAP(X)                                                        \
    X(ID, "id")                                                                \
    X(TITLE, "title")                                                          \
    X(DATE, "date")                                                            \
    X(FROM, "date_from")                                                       \
    X(TO, "date_to")                                                           \
    X(LAT, "lat")                                                              \
    X(LON, "lon")                                                              \
    X(PAIR, "coordinates")                                                     \
    X(EASTING, "easting")                                                      \
    X(NORTHING, "northing")                                                    \
    X(ZONE, "zone")                                                            \
    X(ACCURACY, "accuracy")                                                    \
    X(NAME, "place_name")                                                      \
    X(CODE, "place_code")                                                      \
    X(PARENT, "place_parent")                                                  \
    X(QUANTITY, "quantity")

typedef enum eco_role {
#define X(name, code) ECO_ROLE_##name,
    ECO_ROLE_MAP(X)
#undef X
        ECO_ROLE_FACTS
} eco_role;

enum { ECO_ROLE_COUNT = ECO_ROLE_FACTS + ECO_FACT_COUNT };

/* The code of a role in layers/vocabulary/list_column_role.csv. */
const char *eco_role_code(int role);

/* ---- columns and what their cells look like ---- */

enum { ECO_VALUES_MAX = 60, ECO_VALUE_BYTES = 80 };

typedef struct eco_value {
    char *text; /* without blanks around it */
    size_t n;
} eco_value;

/* Counts of cells; each is among `nfilled`. */
typedef struct eco_column {
    const char *name; /* borrowed from the table */
    char *folded;
    bool personal; /* its name looks so; its cells were not looked at */
    size_t nfilled;
    size_t nmail;               /* addresses, numbers of persons */
    size_t nday, nmonth, nyear; /* dates by what they tell */
    size_t nshort;              /* with a year of two digits */
    size_t nserial;             /* whole numbers a spreadsheet's day has */
    eco_when_guess when;        /* two digits read from 1950 on */
    size_t nlat, nlon;          /* one angle in range */
    size_t nletter;             /* of those, with an O or L to be told */
    size_t nplace, nside;       /* a whole place; without hemisphere */
    size_t neasting, nnorthing; /* metres that UTM may have */
    size_t nzone;               /* "18", "18L" */
    size_t nnumber, nunclear;   /* numbers; "1.250", which may be two */
    size_t ncomma, ndot;        /* numbers that show their decimal mark */
    eco_value *values;          /* while few: at most ECO_VALUES_MAX */
    size_t nvalues;
    bool many; /* more values, or longer ones */
    uint64_t *hashes;
    size_t ndistinct; /* after the last row */
} eco_column;

typedef struct eco_profile {
    const eco_table_in *table;
    eco_column *columns;
    size_t ncolumns;
    size_t nrows, nfaulty; /* rows that are out of step are not looked at */
    size_t ngeometry;
    bool more; /* than were read */
} eco_profile;

/* At most `rows` rows, fewer where there are many columns: 8 bytes a cell. */
eco_status eco_profile_read(eco_ctx *ctx, eco_table_in *t, size_t rows,
                            eco_profile *out);
void eco_profile_clear(eco_profile *p);
bool eco_column_leaks(const eco_column *c); /* cells look personal */

/* One cell of a column into its counts. */
void eco_cell_look(eco_column *c, const char *text);

/* ---- names ---- */

typedef struct eco_role_words eco_role_words;
eco_status eco_role_words_create(eco_ctx *ctx, eco_role_words **out);
void eco_role_words_destroy(eco_role_words *w);
/* 0: the name says nothing of the role; 100: it is one of its words; between:
 * it holds one. */
int eco_role_words_score(const eco_role_words *w, int role, const char *folded);

/* ---- the plan: which column for what ---- */

typedef struct eco_plan {
    const eco_profile *profile;
    eco_mapping *ready;         /* NULL: none is recognised */
    char *ready_path;           /* "builtin:kobo" */
    int column[ECO_ROLE_COUNT]; /* -1: none */
    int score[ECO_ROLE_COUNT];  /* by name, 0 to 100 */
    bool *used;                 /* of each column */
    bool *quantity; /* likewise: a number that its name calls a quantity */
    int like_id;    /* a column called like an id that repeats; -1 */
} eco_plan;

eco_status eco_plan_make(eco_ctx *ctx, const eco_profile *p, eco_plan *out);
void eco_plan_clear(eco_plan *plan);
/* Roles that a recognised mapping tells; first in line. */
eco_status eco_plan_recognise(eco_ctx *ctx, eco_plan *plan);
/* Whether the cells of a column suit a role: how many of those filled. */
size_t eco_role_hits(const eco_column *c, int role);

/* ---- the draft ---- */

typedef struct eco_draft {
    eco_ctx *ctx;
    const eco_plan *plan;
    eco_str body;
} eco_draft;

/* "text" in quotes as YAML, whatever is in it. */
void eco_yaml_quote(eco_str *out, const char *text);
/* "# ..." in one line; what YAML cannot hold is '?'. */
void eco_yaml_comment(eco_str *out, const char *fmt, ...) ECO_PRINTF(2, 3);
/* The column planned for a role, or NULL. */
const eco_column *eco_draft_column(const eco_draft *d, int role);
/* A column's name for a comment, cut when it is long. */
const char *eco_shown_name(const eco_column *c, char buf[96]);

void eco_draft_id(eco_draft *d);
void eco_draft_date(eco_draft *d);
void eco_draft_place(eco_draft *d);
eco_status eco_draft_facts(eco_draft *d);
void eco_draft_quantities(eco_draft *d);
void eco_draft_lists(eco_draft *d);

/* What the draft makes of the rows, as comments: "998 of 1000 rows are read".
 */
eco_status eco_draft_try(eco_ctx *ctx, const char *file, const char *yaml,
                         size_t rows, eco_str *out);

#endif
