/* Coordinates as people write them: tests/case/coordinates.case, which says how
 * it is read. */
#include "check.h"
#include "eco_place.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

enum { LINE_MAX_BYTES = 512, CELLS_MAX = 3, CASES_MIN = 400 };

static const double TOLERANCE_DEG = 1e-9;

struct state {
    eco_place_options options;
    char form[16]; /* cell, two, utm, lat, lon, angle */
    int line, n;
};

static const char *const reasons[] = {
#define X(name, text) #name,
    ECO_PLACE_REASON_MAP(X)
#undef X
};

static const char *const notes[] = {
#define X(name, bit, text) #name,
    ECO_PLACE_NOTE_MAP(X)
#undef X
};

static void set_option(struct state *s, const char *word, const char *value)
{
    static const char *const languages[] = {"none", "en", "es",
                                            "pt",   "fr", "de"};

    if (strcmp(word, "language") == 0) {
        for (int i = 0; i < 6; i++)
            if (strcmp(value, languages[i]) == 0)
                s->options.language = (eco_language)i;
    } else if (strcmp(word, "first") == 0) {
        s->options.first =
            strcmp(value, "lon") == 0 ? ECO_AXIS_LON : ECO_AXIS_UNKNOWN;
    } else if (strcmp(word, "side") == 0) {
        s->options.side = strcmp(value, "north") == 0   ? ECO_SIDE_NORTH
                          : strcmp(value, "south") == 0 ? ECO_SIDE_SOUTH
                                                        : ECO_SIDE_UNKNOWN;
    } else if (strcmp(word, "zone") == 0) {
        s->options.zone = (int)strtol(value, NULL, 10);
    } else if (strcmp(word, "form") == 0) {
        snprintf(s->form, sizeof s->form, "%s", value);
    } else {
        CHECK(false, "line %d: no option '%s'", s->line, word);
    }
}

/* "-12-34/60-56/3600": terms with signs, each a number or a quotient. */
static const char *sum(const char *p, double *out)
{
    *out = 0;
    p += strspn(p, " ");
    do {
        char *end;
        double term = strtod(p, &end);

        if (*end == '/')
            term /= strtod(end + 1, &end);
        *out += term;
        p = end;
    } while (*p == '+' || *p == '-');
    return p;
}

/* "\xB0" and "\t" as written in C. */
static void unescape(char *text)
{
    char *to = text;

    for (const char *p = text; *p; p++) {
        if (p[0] == '\\' && p[1] == 'x') {
            const char digits[] = {p[2], p[3], '\0'};

            *to++ = (char)strtol(digits, NULL, 16);
            p += 3;
        } else if (p[0] == '\\' && p[1] == 't') {
            *to++ = '\t';
            p++;
        } else {
            *to++ = *p;
        }
    }
    *to = '\0';
}

static eco_place_reason read_form(const struct state *s, char *cells[CELLS_MAX],
                                  eco_place *out)
{
    eco_angle angle = {0};
    eco_place_reason why;

    if (strcmp(s->form, "cell") == 0)
        return eco_place_read(cells[0], &s->options, out);
    if (strcmp(s->form, "two") == 0)
        return eco_place_read_two(cells[0], cells[1], &s->options, out);
    if (strcmp(s->form, "utm") == 0)
        return eco_place_read_utm(cells[0], cells[1], cells[2], &s->options,
                                  out);
    why = eco_angle_read(cells[0],
                         strcmp(s->form, "lat") == 0   ? ECO_AXIS_LAT
                         : strcmp(s->form, "lon") == 0 ? ECO_AXIS_LON
                                                       : ECO_AXIS_UNKNOWN,
                         &s->options, &angle);
    memset(out, 0, sizeof *out);
    out->lat_deg = out->lon_deg = angle.deg;
    out->precision_m = angle.unit_deg;
    out->notes = angle.notes;
    return why;
}

/* Names of notes behind the numbers. */
static void check_notes(const struct state *s, const char *p, unsigned got)
{
    unsigned want = 0;

    for (unsigned i = 0; i < sizeof notes / sizeof *notes; i++) {
        size_t n = strlen(notes[i]);

        for (const char *at = strchr(p, '+'); at; at = strchr(at + 1, '+'))
            if (strncmp(at + 1, notes[i], n) == 0 &&
                (!at[n + 1] || at[n + 1] == ' '))
                want |= 1u << i;
    }
    CHECK(got == want, "line %d: notes %u, not %u", s->line, got, want);
}

static void check_read(const struct state *s, const char *want,
                       const eco_place *got)
{
    bool is_pair = strcmp(s->form, "lat") != 0 && strcmp(s->form, "lon") != 0 &&
                   strcmp(s->form, "angle") != 0;
    double lat, lon, precision;
    const char *p = sum(want, &lat), *about;

    lon = lat;
    if (is_pair)
        p = sum(p, &lon);
    CHECK(fabs(got->lat_deg - lat) < TOLERANCE_DEG &&
              fabs(got->lon_deg - lon) < TOLERANCE_DEG,
          "line %d: %.12g %.12g, not %.12g %.12g", s->line, got->lat_deg,
          got->lon_deg, lat, lon);
    about = strchr(p, '~');
    if (about) {
        sum(about + 1, &precision);
        CHECK(fabs(got->precision_m / precision - 1) < 0.01,
              "line %d: precision %g, not %g", s->line, got->precision_m,
              precision);
    }
    check_notes(s, p, got->notes);
}

/* "AMBIGUOUS  how / how": both are named. */
static void check_refused(const struct state *s, const char *want,
                          eco_place_reason why, const eco_place *got)
{
    char name[32];
    const char *how = want;

    for (size_t n = 0; isupper((unsigned char)*how) || *how == '_'; how++)
        if (n + 1 < sizeof name) {
            name[n++] = *how;
            name[n] = '\0';
        }
    CHECK(strcmp(name, reasons[why]) == 0, "line %d: %s (%.9g %.9g), not %s",
          s->line, reasons[why], got->lat_deg, got->lon_deg, name);
    how += strspn(how, " ");
    if (*how && strcmp(name, reasons[why]) == 0) {
        char both[160];

        snprintf(both, sizeof both, "%s / %s", got->readings[0].how,
                 got->readings[1].how);
        CHECK(strcmp(how, both) == 0, "line %d: '%s', not '%s'", s->line, both,
              how);
    }
}

static void run_case(struct state *s, char *line, const char *want)
{
    char *cells[CELLS_MAX] = {line, NULL, NULL};
    eco_place got;
    eco_place_reason why;

    for (int i = 1; i < CELLS_MAX && strcmp(s->form, "cell") != 0; i++) {
        char *cut = strstr(cells[i - 1], " & ");

        if (!cut)
            break;
        *cut = '\0';
        cells[i] = cut + 3;
    }
    for (int i = 0; i < CELLS_MAX; i++)
        if (cells[i])
            unescape(cells[i]);
    why = read_form(s, cells, &got);
    s->n++;
    want += strspn(want, " ");
    if (isupper((unsigned char)*want)) {
        check_refused(s, want, why, &got);
        return;
    }
    CHECK(why == ECO_PLACE_READ, "line %d: %s", s->line, reasons[why]);
    if (why == ECO_PLACE_READ)
        check_read(s, want, &got);
}

static void run_line(struct state *s, char *line)
{
    char *arrow = strstr(line, " => ");
    char word[32], value[32];

    line[strcspn(line, "\n")] = '\0';
    if (!*line || *line == '#')
        return;
    if (*line == '[') {
        for (char *p = strtok_r(line, "[] ", &line); p;
             p = strtok_r(NULL, "[] ", &line))
            if (sscanf(p, "%31[a-z]=%31s", word, value) == 2)
                set_option(s, word, value);
        return;
    }
    CHECK(arrow, "line %d: no arrow", s->line);
    if (!arrow)
        return;
    *arrow = '\0';
    for (char *end = arrow; end > line && end[-1] == ' ';)
        *--end = '\0';
    run_case(s, line, arrow + 4);
}

int main(void)
{
    const char *source = getenv("ECO_SOURCE");
    struct state s = {.form = "cell"};
    char line[LINE_MAX_BYTES], path[LINE_MAX_BYTES];
    FILE *f;

    if (!source)
        return 77;
    snprintf(path, sizeof path, "%s/tests/case/coordinates.case", source);
    f = fopen(path, "r");
    CHECK(f, "%s", path);
    while (f && fgets(line, sizeof line, f)) {
        s.line++;
        run_line(&s, line);
    }
    if (f)
        fclose(f);
    printf("%d cases\n", s.n);
    CHECK(s.n >= CASES_MIN, "%d", s.n);
    return check_failures != 0;
}
