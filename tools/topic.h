/* What 'ecocrime help' explains beside the commands. */
#ifndef ECO_TOOLS_TOPIC_H
#define ECO_TOOLS_TOPIC_H

#include <stdbool.h>

struct tool;

struct topic_request {
    const char *list, *layers; /* NULL: not given; of rules: a file;
                                * of indicator: a code */
    int lang;                  /* an eco_language */
    bool json;
};

struct topic {
    const char *name;
    const char *summary;
    int (*print)(struct tool *tool, const struct topic_request *request);
};

extern const struct topic eco_topics[]; /* the last has no name */
const struct topic *topic_find(const char *name);

/* Lists of codes; rules of tiers; indicators; mapping files. */
int print_vocabulary(struct tool *tool, const struct topic_request *request);
int print_rules(struct tool *tool, const struct topic_request *request);
int print_indicator(struct tool *tool, const struct topic_request *request);
int print_mapping(struct tool *tool, const struct topic_request *request);

#endif
