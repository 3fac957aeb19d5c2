/* What a check found, for people and for machines. */
#include "tool.h"

#include "json.h"

#include <stdio.h>

static const char *severity_word(eco_severity severity)
{
    switch (severity) {
    case ECO_SEVERITY_ERROR:
        return "error";
    case ECO_SEVERITY_WARNING:
        return "warning";
    case ECO_SEVERITY_NOTE:
        return "note";
    }
    return "note";
}

static const char *outcome_word(eco_status st)
{
    if (st == ECO_OK)
        return "ok";
    return st == ECO_USAGE ? "invalid" : "found";
}

/* One finding, one line, whatever a file put into it. */
static void print_clean(const char *text)
{
    for (; text && *text; text++)
        putchar((unsigned char)*text < 0x20 || *text == 0x7f ? '?' : *text);
}

static void print_text(const eco_findings *found)
{
    for (size_t i = 0; i < found->n; i++) {
        const eco_finding *f = &found->items[i];

        printf("%s: ", severity_word(f->severity));
        print_clean(f->where);
        if (f->where && f->where[0])
            fputs(": ", stdout);
        print_clean(f->text);
        putchar('\n');
    }
}

static void print_json(const eco_findings *found, const char *subject,
                       eco_status st)
{
    fputs("{\n  \"subject\": ", stdout);
    json_text(stdout, subject);
    printf(",\n  \"outcome\": \"%s\",\n  \"errors\": %zu,\n  \"warnings\": %zu,"
           "\n  \"findings\": [",
           outcome_word(st), found->nerrors, found->nwarnings);
    for (size_t i = 0; i < found->n; i++) {
        const eco_finding *f = &found->items[i];

        printf("%s\n    {\"severity\": \"%s\", \"where\": ", i ? "," : "",
               severity_word(f->severity));
        json_text(stdout, f->where);
        fputs(", \"text\": ", stdout);
        json_text(stdout, f->text);
        putchar('}');
    }
    puts(found->n ? "\n  ]\n}" : "]\n}");
}

static const char *plural(size_t n)
{
    return n == 1 ? "" : "s";
}

int tool_findings(struct tool *tool, eco_status st, eco_findings *found,
                  const char *subject, bool json)
{
    size_t e = found->nerrors, w = found->nwarnings;
    bool told = st == ECO_OK || st == ECO_USAGE || st == ECO_FOUND;

    if (!told || (st && !found->n))
        return tool_status(tool, st);
    eco_findings_sort(found);
    if (json)
        print_json(found, subject, st);
    else
        print_text(found);
    fflush(stdout); /* the count below comes after what it counts */
    if (st)
        return tool_fail(tool, st == ECO_USAGE ? EXIT_USAGE : EXIT_FOUND,
                         "%s: %zu error%s, %zu warning%s", subject, e,
                         plural(e), w, plural(w));
    tool_say(tool, "%s: no errors, %zu warning%s", subject, w, plural(w));
    return EXIT_DONE;
}
