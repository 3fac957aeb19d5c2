/* The topics of 'ecocrime help', as a table like that of the commands. */
#include "topic.h"

#include <stddef.h>
#include <string.h>

const struct topic eco_topics[] = {
    {"vocabulary", "the lists of codes, or one of them", print_vocabulary},
    {"rules", "the rules that give evidence its tier", print_rules},
    {"indicator", "the catalogue of indicators, or one of them in full",
     print_indicator},
    {"mapping", "the keys of a mapping file, and the mappings that are builtin",
     print_mapping},
    {NULL, NULL, NULL},
};

const struct topic *topic_find(const char *name)
{
    for (const struct topic *t = eco_topics; t->name; t++)
        if (strcmp(t->name, name) == 0)
            return t;
    return NULL;
}
