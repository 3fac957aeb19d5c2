/* Records from the field and their tiers: tests/case/tiers.case, which says how
 * it is read. */
#include "check.h"

#include "eco_mem.h"
#include "eco_tiers.h"

#include <stdlib.h>
#include <string.h>

enum { LINE_BYTES = 512, CASES_MIN = 200 };

struct state {
    eco_rules *rules;
    eco_facts facts;
    eco_graded graded;
    char title[LINE_BYTES];
    int line, n;
    bool is_graded;
    unsigned decided, capped; /* rules and caps that some case met */
};

static void set_fact(struct state *s, char *text)
{
    char *value = strchr(text, '=');
    size_t fact;

    CHECK(value, "line %d: '%s'", s->line, text);
    if (!value)
        return;
    *value++ = '\0';
    CHECK(eco_fact_find(text, &fact) &&
              eco_facts_set(&s->facts, fact, value, &s->rules->words[fact]),
          "line %d: %s=%s", s->line, text, value);
}

static void set_facts(struct state *s, char *line)
{
    char *rest = NULL;

    for (char *p = strtok_r(line, " ", &rest); p;
         p = strtok_r(NULL, " ", &rest))
        set_fact(s, p);
}

static void decide(struct state *s, const char *want)
{
    const eco_rule *r;
    char got[LINE_BYTES];

    eco_rules_eval(s->rules, &s->facts, &s->graded);
    r = s->graded.rule;
    s->is_graded = true;
    s->n++;
    if (r)
        s->decided |= 1U << (r - s->rules->rules);
    if (s->graded.cap)
        s->capped |= 1U << (s->graded.cap - s->rules->caps);
    snprintf(got, sizeof got, "%s%s%s", r ? r->about.tier : "none",
             r ? " " : "", r ? r->about.id : "");
    CHECK(strcmp(got, want) == 0, "line %d: %s: %s, not %s", s->line, s->title,
          got, want);
}

static void missed(const struct state *s, const char *want)
{
    bool found = false;
    eco_str all = {0};

    for (size_t i = 0; i < s->graded.nmisses; i++) {
        eco_str text = {0};

        eco_miss_text(s->rules, &s->graded.misses[i], &s->facts, &text);
        found |= eco_starts_with(eco_str_text(&text), want);
        eco_str_printf(&all, "  %s\n", eco_str_text(&text));
        eco_str_clear(&text);
    }
    CHECK(found, "line %d: %s: no '%s' in\n%s", s->line, s->title, want,
          eco_str_text(&all));
    eco_str_clear(&all);
}

static void begin(struct state *s, const char *title)
{
    CHECK(s->is_graded || !s->line, "line %d: %s has no tier", s->line,
          s->title);
    snprintf(s->title, sizeof s->title, "%s", title);
    s->facts = (eco_facts){0};
    s->is_graded = false;
}

static void run_line(struct state *s, char *line)
{
    const char *cap = s->graded.cap ? s->graded.cap->about.id : "none";

    line[strcspn(line, "\n")] = '\0';
    if (!*line || *line == '#')
        return;
    if (*line != ' ') {
        begin(s, line);
        return;
    }
    line += 2;
    if (eco_starts_with(line, "=> "))
        decide(s, line + 3);
    else if (eco_starts_with(line, "but "))
        missed(s, line + 4);
    else if (eco_starts_with(line, "cap "))
        CHECK(strcmp(cap, line + 4) == 0, "line %d: %s: cap %s", s->line,
              s->title, cap);
    else
        set_facts(s, line);
}

static void run(struct state *s)
{
    char line[LINE_BYTES], path[LINE_BYTES];
    FILE *f;

    snprintf(path, sizeof path, "%s/tests/case/tiers.case",
             getenv("ECO_SOURCE"));
    f = fopen(path, "r");
    CHECK(f, "%s", path);
    s->is_graded = true;
    while (f && fgets(line, sizeof line, f)) {
        s->line++;
        run_line(s, line);
    }
    CHECK(s->is_graded, "line %d: %s has no tier", s->line, s->title);
    if (f)
        fclose(f);
    printf("%d cases\n", s->n);
    CHECK(s->n >= CASES_MIN, "%d", s->n);
    for (size_t i = 0; i < s->rules->n; i++)
        CHECK(s->decided >> i & 1, "no case for %s",
              s->rules->rules[i].about.id);
    for (size_t i = 0; i < s->rules->ncaps; i++)
        CHECK(s->capped >> i & 1, "no case for %s", s->rules->caps[i].about.id);
}

int main(void)
{
    static struct state s;
    eco_findings found = {0};
    eco_ctx *ctx = NULL;

    if (!getenv("ECO_SOURCE"))
        return 77;
    if (eco_ctx_create(&ctx))
        return 1;
    CHECK(!eco_rules_load(ctx, NULL, NULL, &found, &s.rules), "%s",
          eco_ctx_message(ctx));
    if (s.rules)
        run(&s);
    eco_rules_destroy(s.rules);
    eco_findings_clear(&found);
    eco_ctx_destroy(ctx);
    return check_failures != 0;
}
