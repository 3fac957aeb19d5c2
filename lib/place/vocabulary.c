/* The words that stand beside numbers, in five languages, without accents. */
#include "eco_lexer.h"

#include <string.h>

#define WORDS_MAX 24

/* One meaning and all its words, in the order of languages. */
struct meaning {
    enum eco_token_kind kind;
    char letter;
    eco_axis axis;
    const char *words[WORDS_MAX];
};

static const struct meaning meanings[] = {
    {ECO_TOKEN_SIDE,
     'n',
     ECO_AXIS_UNKNOWN,
     {"north", "northern", "norte", "nord", "norden", "nordlich", "nordliche",
      "noerdlich", "noerdliche", "nordl"}},
    {ECO_TOKEN_SIDE,
     's',
     ECO_AXIS_UNKNOWN,
     {"south", "southern", "sur", "sul", "sud", "sued", "suden", "sueden",
      "sudlich", "sudliche", "suedlich", "suedliche", "sudl"}},
    {ECO_TOKEN_SIDE,
     'e',
     ECO_AXIS_UNKNOWN,
     {"east", "eastern", "este", "leste", "est", "ost", "osten", "ostlich",
      "ostliche", "oestlich", "oestliche", "ostl"}},
    {ECO_TOKEN_SIDE,
     'w',
     ECO_AXIS_UNKNOWN,
     {"west", "western", "oeste", "ouest", "westen", "westlich", "westliche",
      "westl"}},
    {ECO_TOKEN_AXIS,
     '\0',
     ECO_AXIS_LAT,
     {"lat", "latitude", "latitud", "breite", "br"}},
    {ECO_TOKEN_AXIS,
     '\0',
     ECO_AXIS_LON,
     {"lon", "long", "lng", "longitude", "longitud", "lange", "laenge"}},
    {ECO_TOKEN_AXES, '\0', ECO_AXIS_LAT, {"latlon", "latlong", "latlng"}},
    {ECO_TOKEN_AXES, '\0', ECO_AXIS_LON, {"lonlat", "longlat", "lnglat"}},
    {ECO_TOKEN_DEG,
     'd',
     ECO_AXIS_UNKNOWN,
     {"deg", "degree", "degrees", "grado", "grados", "grau", "graus", "degre",
      "degres", "grad"}},
    {ECO_TOKEN_MIN,
     'm',
     ECO_AXIS_UNKNOWN,
     {"min", "minute", "minutes", "minuto", "minutos", "minuten"}},
    {ECO_TOKEN_SEC,
     's',
     ECO_AXIS_UNKNOWN,
     {"sec", "second", "seconds", "seg", "segundo", "segundos", "seconde",
      "secondes", "sek", "sekunde", "sekunden"}},
    {ECO_TOKEN_SEPARATOR, '\0', ECO_AXIS_UNKNOWN, {"and", "et", "und"}},
    {ECO_TOKEN_UTM,
     '\0',
     ECO_AXIS_UNKNOWN,
     {"utm", "metros", "metres", "meters", "meter", "mts"}},
    {ECO_TOKEN_HEMISPHERE,
     '\0',
     ECO_AXIS_UNKNOWN,
     {"hemisphere", "hemisferio", "hemisphare"}},
    {ECO_TOKEN_ZONE,
     '\0',
     ECO_AXIS_UNKNOWN,
     {"zone", "zona", "huso", "fuso", "fuseau"}},
    {ECO_TOKEN_FILLER,
     '\0',
     ECO_AXIS_UNKNOWN,
     {"of",          "de",          "da",          "du",          "gps",
      "datum",       "wgs",         "sirgas",      "coord",       "coords",
      "coordinates", "coordenadas", "coordonnees", "koordinaten", "position",
      "posicion",    "posicao",     "ponto",       "punto",       "point"}},
    {ECO_TOKEN_EPSG, '\0', ECO_AXIS_UNKNOWN, {"epsg"}},
    {ECO_TOKEN_DATUM,
     '\0',
     ECO_AXIS_UNKNOWN,
     {"sad", "psad", "nad", "ed", "corrego", "bogota", "magna", "arc", "clarke",
      "adindan", "pulkovo"}},
    {ECO_TOKEN_UPS, '\0', ECO_AXIS_UNKNOWN, {"ups"}},
};

/* Words that only UTM has, with the letter they stand for. */
static const struct {
    const char *word;
    char letter;
} labels[] = {{"easting", 'e'}, {"northing", 'n'}};

static bool is_word(const char *known, const char *word, size_t n)
{
    return strncmp(known, word, n) == 0 && !known[n];
}

bool eco_word_read(const char *word, size_t n, struct eco_token *out)
{
    for (size_t i = 0; i < sizeof labels / sizeof *labels; i++)
        if (is_word(labels[i].word, word, n)) {
            out->kind = ECO_TOKEN_LETTER;
            out->letter = labels[i].letter;
            return true;
        }
    for (size_t i = 0; i < sizeof meanings / sizeof *meanings; i++) {
        const struct meaning *m = &meanings[i];

        for (size_t k = 0; k < WORDS_MAX && m->words[k]; k++)
            if (is_word(m->words[k], word, n)) {
                out->kind = m->kind;
                out->letter = m->letter;
                out->axis = m->axis;
                return true;
            }
    }
    return false;
}
