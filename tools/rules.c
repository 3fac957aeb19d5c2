/* The rules that give evidence its tier, for people or as JSON. */
#include "json.h"
#include "tool.h"
#include "topic.h"
#include "wrap.h"

#include <ecocrime/rules.h>
#include <stdio.h>
#include <string.h>

enum { INDENT = 4 };

static void print_rule(const eco_rule_about *r)
{
    const char status[] = {r->status, '\0'};
    int at = 0;

    putchar('\n');
    wrap_text(r->id, INDENT, &at);
    wrap_text(r->is_cap ? "leaves at most" : "gives", INDENT, &at);
    wrap_text(r->tier, INDENT, &at);
    putchar('\n');
    wrap_line(INDENT, r->title);
    wrap_line(INDENT, r->text);
    for (const char *const *ask = r->asks; *ask; ask++) {
        at = printf("%*s- ", INDENT, "");
        wrap_text(*ask, INDENT + 2, &at);
        putchar('\n');
    }
    at = printf("%*s[", INDENT, "");
    fputs(status, stdout);
    putchar(']');
    at += 2;
    wrap_text(r->source, INDENT, &at);
    putchar('\n');
}

static void print_facts(const eco_rules *rules)
{
    puts("\nFacts that rules may ask about:");
    for (size_t i = 0; i < eco_rules_fact_count(rules); i++) {
        const eco_fact_about f = eco_rules_fact(rules, i);

        printf("  %s\n", f.name);
        wrap_line(INDENT, f.about);
        if (f.list)
            printf("%*scodes of 'ecocrime help vocabulary %s'\n", INDENT, "",
                   f.list);
        else
            wrap_line(INDENT, f.words);
    }
}

/* One line for each tier and what is told of it. */
static void print_values(const eco_rules *rules)
{
    const char *last = "";

    puts("\nWhat evidence is worth: low, central, high");
    printf("  of %s; ", eco_rules_value_file(rules));
    puts(eco_rules_value_source(rules));
    if (eco_rules_value_status(rules) == 'A')
        puts("  these are uncalibrated defaults: nobody measured them");
    for (size_t i = 0; i < eco_rules_value_count(rules); i++) {
        const eco_value_about *v = eco_rules_value(rules, i);

        if (strcmp(v->quantity, last) != 0)
            printf("  %s\n", v->quantity);
        printf("    %-4s %-8s %5g %7g %6g\n", v->tier, v->told, v->low,
               v->central, v->high);
        last = v->quantity;
    }
    printf("  T5_counts: %s; T4_organized: %s\n",
           eco_rules_t5_counts(rules) ? "true" : "false",
           eco_rules_t4_organized(rules) ? "true" : "false");
}

static void print_text(const eco_rules *rules)
{
    const char *const *tiers = eco_rules_tiers(rules);
    int at = 0;

    wrap_line(0, eco_rules_name(rules));
    wrap_text("Strongest first:", 2, &at);
    for (; *tiers; tiers++)
        wrap_text(*tiers, 2, &at);
    puts("\nThe first rule that holds decides; a cap that holds forbids the "
         "tiers above it.");
    puts("What is not known meets no condition.");
    for (size_t i = 0; i < eco_rules_count(rules); i++)
        print_rule(eco_rules_about(rules, i));
    print_values(rules);
    print_facts(rules);
    puts(
        "\nV verified, C computed, M from memory, D our definition, A assumed");
}

static void put_member(const char *name, const char *value)
{
    printf(", \"%s\": ", name);
    json_text(stdout, value);
}

static void put_rule(const eco_rule_about *r)
{
    const char status[] = {r->status, '\0'};

    fputs("    {\"id\": ", stdout);
    json_text(stdout, r->id);
    put_member(r->is_cap ? "at_most" : "tier", r->tier);
    put_member("title", r->title);
    put_member("text", r->text);
    put_member("source", r->source);
    put_member("status", status);
    printf(", \"line\": %d, \"asks\": [", r->line);
    for (size_t i = 0; r->asks[i]; i++) {
        fputs(i ? ", " : "", stdout);
        json_text(stdout, r->asks[i]);
    }
    fputs("]}", stdout);
}

/* Rules, or caps, as an array. */
static void put_rules(const eco_rules *rules, bool caps)
{
    const char *separator = "\n";

    for (size_t i = 0; i < eco_rules_count(rules); i++) {
        const eco_rule_about *r = eco_rules_about(rules, i);

        if (r->is_cap != caps)
            continue;
        fputs(separator, stdout);
        put_rule(r);
        separator = ",\n";
    }
}

static void put_facts(const eco_rules *rules)
{
    for (size_t i = 0; i < eco_rules_fact_count(rules); i++) {
        const eco_fact_about f = eco_rules_fact(rules, i);

        fputs(i ? ",\n    {\"name\": " : "\n    {\"name\": ", stdout);
        json_text(stdout, f.name);
        put_member("about", f.about);
        put_member("values", f.words);
        put_member("vocabulary", f.list);
        putchar('}');
    }
}

static void put_values(const eco_rules *rules)
{
    const char status[] = {eco_rules_value_status(rules), '\0'};

    fputs("\n], \"values\": {\"file\": ", stdout);
    json_text(stdout, eco_rules_value_file(rules));
    put_member("source", eco_rules_value_source(rules));
    put_member("status", status);
    printf(", \"T5_counts\": %s, \"T4_organized\": %s, \"items\": [",
           eco_rules_t5_counts(rules) ? "true" : "false",
           eco_rules_t4_organized(rules) ? "true" : "false");
    for (size_t i = 0; i < eco_rules_value_count(rules); i++) {
        const eco_value_about *v = eco_rules_value(rules, i);

        fputs(i ? ",\n    {\"tier\": " : "\n    {\"tier\": ", stdout);
        json_text(stdout, v->tier);
        put_member("quantity", v->quantity);
        put_member("told", v->told);
        printf(", \"low\": %.17g, \"central\": %.17g, \"high\": %.17g}", v->low,
               v->central, v->high);
    }
    fputs("\n]}", stdout);
}

static void print_json(const eco_rules *rules)
{
    const char *const *tiers = eco_rules_tiers(rules);

    fputs("{\"rules\": ", stdout);
    json_text(stdout, eco_rules_name(rules));
    put_member("file", eco_rules_file(rules));
    put_member("sha256", eco_rules_sha256(rules));
    fputs(", \"strongest_first\": [", stdout);
    for (size_t i = 0; tiers[i]; i++) {
        fputs(i ? ", " : "", stdout);
        json_text(stdout, tiers[i]);
    }
    fputs("], \"tiers\": [", stdout);
    put_rules(rules, false);
    fputs("\n], \"caps\": [", stdout);
    put_rules(rules, true);
    put_values(rules);
    fputs(", \"facts\": [", stdout);
    put_facts(rules);
    fputs("\n]}\n", stdout);
}

int print_rules(struct tool *tool, const struct topic_request *request)
{
    eco_findings found = {0};
    eco_rules *rules = NULL;
    eco_status st;
    int rc;

    if (request->lang)
        return tool_fail(tool, EXIT_USAGE,
                         "--lang goes with the topic vocabulary");
    st = eco_rules_load(tool->ctx, request->list, request->layers, &found,
                        &rules);
    if (!st)
        (request->json ? print_json : print_text)(rules);
    rc = st == ECO_USAGE && found.nerrors
             ? tool_findings(tool, st, &found,
                             request->list ? request->list : "rules",
                             request->json)
             : tool_status(tool, st);
    eco_rules_destroy(rules);
    eco_findings_clear(&found);
    return rc;
}
