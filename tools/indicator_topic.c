/* The catalogue of indicators, or one of them in full, for people or as JSON.
 */
#include "json.h"
#include "tool.h"
#include "topic.h"
#include "wrap.h"

#include <ecocrime/indicator.h>
#include <stdio.h>
#include <string.h>

enum { CODE = 14, CLASS = 27, INDENT = 4 };

static void print_row(const eco_indicator_about *a)
{
    int at = printf("%-*s%-*s", CODE, a->code, CLASS, a->classes);

    if (at > CODE + CLASS)
        putchar('\n');
    if (at > CODE + CLASS)
        at = printf("%*s", CODE + CLASS, "");
    wrap_text(a->title, CODE + CLASS, &at);
    putchar('\n');
}

static void print_all(const eco_catalogue *c)
{
    for (size_t i = 0; i < eco_catalogue_count(c); i++)
        print_row(eco_catalogue_about(c, i));
    puts("\nindicator: the official formula on data declared official; "
         "component: a named\npart of it; proxy: ours, related to it; context: "
         "an official value as it was\ngiven, nothing computed.");
}

/* A heading and, indented below, its text. */
static void print_part(const char *heading, const char *text)
{
    if (!*text)
        return;
    printf("\n%s:\n", heading);
    wrap_line(INDENT, text);
}

static void print_series(const eco_indicator_about *a)
{
    puts("\nSeries:");
    for (size_t i = 0; i < a->nseries; i++) {
        const eco_series_about *s = &a->series[i];
        int at = printf("%*s%s (%s)", INDENT, "", s->name, s->unit);

        wrap_text(s->words, 2 * INDENT, &at);
        wrap_text("-", 2 * INDENT, &at);
        wrap_text(s->classes, 2 * INDENT, &at);
        if (s->is_main)
            wrap_text("- shown on maps", 2 * INDENT, &at);
        putchar('\n');
    }
}

/* "biomass,land-cover|loss" as "biomass, and land-cover or loss". */
static void print_inputs(const char *inputs)
{
    int at = INDENT;

    printf("\nNeeds:\n%*s", INDENT, "");
    while (*inputs) {
        size_t n = strcspn(inputs, ",|");
        char word[80];

        snprintf(word, sizeof word, "%.*s%s", (int)n, inputs,
                 inputs[n] == ','   ? ", and"
                 : inputs[n] == '|' ? " or"
                                    : "");
        wrap_text(word, INDENT, &at);
        inputs += n + (inputs[n] != '\0');
    }
    putchar('\n');
}

static void print_one(const eco_indicator_about *a)
{
    char title[512];

    snprintf(title, sizeof title, "%s  %s", a->code, a->title);
    wrap_line(0, title);
    if (strcmp(a->official, a->title) != 0)
        print_part("Official title", a->official);
    if (*a->tier)
        printf("\nTier %s, custodian %s\n", a->tier, a->custodian);
    print_part("Class", a->classes);
    print_series(a);
    print_inputs(a->inputs);
    print_part("Formula", a->formula);
    print_part("Method", a->method);
    print_part("Caveat", a->caveat);
    print_part("Source", a->source);
    print_part("Verified", a->verified);
    print_part("File", a->file);
}

static void put_member(const char *name, const char *value)
{
    printf(", \"%s\": ", name);
    json_text(stdout, value);
}

static void put_one(const eco_indicator_about *a)
{
    fputs("    {\"indicator\": ", stdout);
    json_text(stdout, a->code);
    put_member("title", a->title);
    put_member("official", a->official);
    put_member("tier", a->tier);
    put_member("custodian", a->custodian);
    put_member("class", a->classes);
    put_member("inputs", a->inputs);
    put_member("formula", a->formula);
    put_member("method", a->method);
    put_member("caveat", a->caveat);
    put_member("source", a->source);
    put_member("verified", a->verified);
    put_member("file", a->file);
    fputs(", \"series\": [", stdout);
    for (size_t i = 0; i < a->nseries; i++) {
        const eco_series_about *s = &a->series[i];

        fputs(i ? ", {\"series\": " : "{\"series\": ", stdout);
        json_text(stdout, s->name);
        put_member("unit", s->unit);
        put_member("words", s->words);
        put_member("class", s->classes);
        printf(", \"main\": %s}", s->is_main ? "true" : "false");
    }
    fputs("]}", stdout);
}

static void put_all(const eco_catalogue *c, const char *code)
{
    const char *separator = "";

    fputs("{\"indicators\": [\n", stdout);
    for (size_t i = 0; i < eco_catalogue_count(c); i++) {
        const eco_indicator_about *a = eco_catalogue_about(c, i);

        if (code && strcmp(a->code, code) != 0)
            continue;
        fputs(separator, stdout);
        put_one(a);
        separator = ",\n";
    }
    puts("\n]}");
}

static bool is_known(const eco_catalogue *c, const char *code)
{
    for (size_t i = 0; i < eco_catalogue_count(c); i++)
        if (strcmp(eco_catalogue_about(c, i)->code, code) == 0)
            return true;
    return false;
}

int print_indicator(struct tool *tool, const struct topic_request *request)
{
    const char *code = request->list;
    eco_catalogue *c = NULL;
    eco_status st;
    bool any = false;

    if (request->lang)
        return tool_fail(tool, EXIT_USAGE,
                         "--lang goes with the topic vocabulary");
    st = eco_catalogue_load(tool->ctx, request->layers, &c);
    if (st)
        return tool_status(tool, st == ECO_NOTFOUND ? ECO_USAGE : st);
    if (code && !is_known(c, code)) {
        eco_catalogue_destroy(c);
        return tool_fail(tool, EXIT_USAGE,
                         "there is no indicator '%s'; 'ecocrime help "
                         "indicator' lists those that there are",
                         code);
    }
    if (request->json)
        put_all(c, code);
    else if (!code)
        print_all(c);
    for (size_t i = 0; code && !request->json && i < eco_catalogue_count(c);
         i++) {
        const eco_indicator_about *a = eco_catalogue_about(c, i);

        if (strcmp(a->code, code) != 0)
            continue;
        if (any)
            putchar('\n');
        any = true;
        print_one(a);
    }
    eco_catalogue_destroy(c);
    return EXIT_DONE;
}
