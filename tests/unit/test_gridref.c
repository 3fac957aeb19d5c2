/* Grid references and UTM against GeoConvert, at random all over the globe. */
#include "check.h"
#include "eco_place.h"
#include "scratch.h"

#include <ctype.h>

enum { ROUNDS = 4000, LINE_BYTES = 128 };

static const double TOLERANCE_DEG = 1e-9;

/* Random places between 80 S and 84 N, evenly by latitude; some at the edges
 * of zones and bands. */
static bool write_places(void)
{
    FILE *f = fopen(scratch("places"), "w");
    uint64_t state = 20110611;

    for (int i = 0; f && i < ROUNDS; i++) {
        double lat = -80 + 163.99 * check_random(&state);
        double lon = -180 + 360 * check_random(&state);

        if (i % 5 == 0)
            lat = 8 * round(lat / 8) + 1e-4 * (check_random(&state) - .5);
        if (i % 7 == 0)
            lon = 6 * round(lon / 6) + 1e-4 * (check_random(&state) - .5);
        if (i % 11 == 0) { /* Norway and Svalbard */
            lat = 55 + 29 * check_random(&state);
            lon = 45 * check_random(&state);
        }
        if (lat > -80)
            fprintf(f, "%.9f %.9f\n", lat, lon);
    }
    return f && fclose(f) == 0;
}

static bool convert(const char *how, const char *from, const char *to)
{
    char command[2048];

    snprintf(command, sizeof command, "GeoConvert %s <'%s' >'%s'", how,
             scratch(from), scratch(to));
    return system(command) == 0;
}

/* GeoConvert's "18s" is a hemisphere: said in a word it is not ambiguous. */
static void spell_out(char *line)
{
    char zone[8] = "", rest[104] = "";
    size_t n;

    line[strcspn(line, "\n")] = '\0';
    if (sscanf(line, "%7s %100[^\n]", zone, rest) != 2)
        return;
    n = strlen(zone);
    if (zone[n - 1] == 'n' || zone[n - 1] == 's')
        snprintf(line, LINE_BYTES, "%.*s %s %s", (int)n - 1, zone,
                 zone[n - 1] == 'n' ? "north" : "south", rest);
}

static int compare(const char *texts, const char *want, eco_place_form form)
{
    FILE *f = fopen(scratch(texts), "r"), *g = fopen(scratch(want), "r");
    char text[LINE_BYTES], numbers[LINE_BYTES];
    int n = 0;

    while (f && g && fgets(text, sizeof text - 40, f) &&
           fgets(numbers, sizeof numbers, g)) {
        eco_place got;
        eco_place_reason why;
        double lat, lon;

        spell_out(text);
        why = eco_place_read(text, NULL, &got);
        CHECK(why == ECO_PLACE_READ && got.form == form, "%s: %s", text,
              eco_place_reason_text(why));
        CHECK(sscanf(numbers, "%lf %lf", &lat, &lon) == 2, "%s", numbers);
        CHECK(fabs(got.lat_deg - lat) < TOLERANCE_DEG &&
                  fabs(remainder(got.lon_deg - lon, 360)) < TOLERANCE_DEG,
              "%s: %.12f %.12f, GeoConvert %s", text, got.lat_deg, got.lon_deg,
              numbers);
        n++;
    }
    if (f)
        fclose(f);
    if (g)
        fclose(g);
    return n;
}

int main(void)
{
    int n = 0;

    if (system("GeoConvert --version >/dev/null 2>&1") != 0) {
        puts("skipped: GeoConvert (geographiclib-tools) is not installed");
        return 77;
    }
    CHECK(scratch_make() && write_places(), "places");
    for (int digits = 1; digits <= 5; digits++) {
        char how[32];

        snprintf(how, sizeof how, "-m -p %d", digits - 5);
        CHECK(convert(how, "places", "texts") &&
                  convert("-g -p 9", "texts", "want"),
              "GeoConvert %s", how);
        n += compare("texts", "want", ECO_PLACE_FORM_GRID);
    }
    CHECK(convert("-u -p 6", "places", "texts") &&
              convert("-g -p 9", "texts", "want"),
          "GeoConvert -u");
    n += compare("texts", "want", ECO_PLACE_FORM_UTM);
    CHECK(n > 5 * ROUNDS, "%d", n);
    printf("%d places\n", n);
    scratch_remove();
    return check_failures != 0;
}
