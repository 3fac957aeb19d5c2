/* The words of dates in English, Spanish, French and Portuguese, in lower case
 * and without accents. */
#include "eco_when_parts.h"

#include <string.h>

/* Months, each with all its names and their usual abbreviations. "jui" is
 * June or July and in neither list. */
static const char *const months[] = {
    " jan january ene enero janv janvier janeiro ",
    " feb february febrero fev fevr fevrier fevereiro ",
    " mar march marzo mars marco ",
    " apr april abr abril avr avril ",
    " may mayo mai maio ",
    " jun june junio juin junho ",
    " jul july julio juil juillet julho ",
    " aug august ago agosto aout ",
    " sep sept september septiembre setiembre septembre set setembro ",
    " oct october octubre octobre out outubro ",
    " nov november noviembre novembre novembro ",
    " dec december dic diciembre decembre dez dezembro ",
};

/* From Sunday. Abbreviations only where no month has the same. */
static const char *const weekdays[] = {
    " sun sunday domingo dimanche ",
    " mon monday lunes lundi segunda ",
    " tue tues tuesday martes mardi terca ",
    " wed wednesday miercoles mercredi quarta ",
    " thu thur thurs thursday jueves jeudi quinta ",
    " fri friday viernes vendredi sexta ",
    " sat saturday sabado samedi ",
};

static const char *const ordinals[] = {
    " i first primer primero premier primeiro ",
    " ii second segundo deuxieme ",
    " iii third tercer tercero troisieme terceiro ",
    " iv fourth cuarto quatrieme quarto ",
};

static const char *const quarters = " q t trim trimestre quarter qtr ";
static const char *const fillers =
    " de del d do du da l le la el los of the on in en em no dia day jour mes "
    "mois month ano an annee year feira ";
static const char *const between = " entre between ";
static const char *const from = " from desde ";
static const char *const joins = " y e et and ";
static const char *const reaches =
    " a al ao to until till through thru hasta ate au jusqu ";
static const char *const suffixes =
    " st nd rd th er ere re e eme ro ero ra do da o ";

bool when_word_in(const char *list, const char *word)
{
    size_t n = strlen(word);

    for (const char *p = strstr(list, word); p; p = strstr(p + 1, word))
        if (p[-1] == ' ' && p[n] == ' ')
            return true;
    return false;
}

/* Index of the list that has the word, or -1. */
static int which(const char *const *lists, int n, const char *word)
{
    for (int i = 0; i < n; i++)
        if (when_word_in(lists[i], word))
            return i;
    return -1;
}

void when_look_up(when_token *t)
{
    int i = which(months, 12, t->word);

    if (i >= 0) {
        t->is = WHEN_MONTH_NAME;
        t->value = i + 1;
    } else if ((i = which(weekdays, 7, t->word)) >= 0) {
        t->is = WHEN_WEEKDAY_NAME;
        t->value = i;
    } else if ((i = which(ordinals, 4, t->word)) >= 0) {
        t->is = WHEN_ORDINAL;
        t->value = i + 1;
    } else if (when_word_in(quarters, t->word)) {
        t->is = WHEN_QUARTER_WORD;
    } else if (when_word_in(fillers, t->word)) {
        t->is = WHEN_FILLER;
    } else if (when_word_in(between, t->word)) {
        t->is = WHEN_BETWEEN;
    } else if (when_word_in(from, t->word)) {
        t->is = WHEN_FROM;
    } else if (when_word_in(joins, t->word)) {
        t->is = WHEN_AND;
    } else if (when_word_in(reaches, t->word)) {
        t->is = WHEN_TO;
    }
}

bool when_is_number_suffix(const char *word)
{
    return when_word_in(suffixes, word);
}
