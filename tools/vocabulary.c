/* A vocabulary as a table for people or JSON for programs. */
#include "json.h"
#include "tool.h"
#include "topic.h"
#include "wrap.h"

#include <ecocrime/vocabulary.h>
#include <stdio.h>
#include <string.h>

/* What is to be printed, and how wide its columns are. */
struct table {
    const eco_vocabulary *v;
    eco_language lang;
    int code; /* of the widest code with its indent */
};

/* "alpha2 AW; m49 533; region 019", codes of a relation together. */
static void print_relations(const eco_term *t, int indent)
{
    int at = indent;

    if (!t->ncodes && !t->nlinks)
        return;
    printf("%*s", indent, "");
    for (size_t i = 0; i < t->ncodes; i++) {
        char pair[128];

        snprintf(pair, sizeof pair, "%s %s%s", t->codes[i].scheme,
                 t->codes[i].code, i + 1 < t->ncodes || t->nlinks ? ";" : "");
        wrap_text(pair, indent, &at);
    }
    for (size_t i = 0; i < t->nlinks; i++) {
        const eco_term_link *l = &t->links[i];
        bool is_first = i == 0 || strcmp(l[-1].relation, l->relation) != 0;
        bool is_last =
            i + 1 < t->nlinks && strcmp(l[1].relation, l->relation) != 0;
        char code[128];

        if (is_first)
            wrap_text(l->relation, indent, &at);
        snprintf(code, sizeof code, "%s%s", l->code, is_last ? ";" : "");
        wrap_text(code, indent, &at);
    }
    putchar('\n');
}

static void print_term(const struct table *table, const eco_term *t)
{
    const int indent = table->code + 5;
    const bool is_ours = t->unofficial >> table->lang & 1;
    int at = printf("%*s%s", 2 * t->level, "", t->code);

    printf("%*s  %c  ", table->code - at, "", t->status);
    at = indent;
    wrap_text(t->titles[table->lang], indent, &at);
    if (is_ours)
        wrap_word("*", 1, indent, &at);
    putchar('\n');
    wrap_line(indent, t->note);
    print_relations(t, indent);
}

static int code_width(const eco_vocabulary *v)
{
    int width = 0;

    for (size_t i = 0; i < eco_vocabulary_count(v); i++) {
        const eco_term *t = eco_vocabulary_term(v, i);
        int n = 2 * t->level + (int)strlen(t->code);

        if (n > width)
            width = n;
    }
    return width;
}

/* The sources of a list, each once, and what the marks mean. */
static void print_sources(const eco_vocabulary *v, unsigned lang)
{
    bool any = false;

    puts("\nSources:");
    for (size_t i = 0; i < eco_vocabulary_count(v); i++) {
        const eco_term *t = eco_vocabulary_term(v, i);
        size_t k = 0;

        any = any || (t->unofficial >> lang & 1);
        while (strcmp(eco_vocabulary_term(v, k)->source, t->source) != 0)
            k++;
        if (k == i)
            wrap_line(2, t->source);
    }
    puts("V verified, C computed, M from memory, D our definition, A assumed");
    if (any)
        puts("*  not an official title in this language");
}

static void print_text(const eco_vocabulary *v, const eco_term *head,
                       eco_language lang)
{
    const struct table table = {v, lang, code_width(v)};

    wrap_line(0, head ? head->titles[lang] : eco_vocabulary_name(v));
    if (head)
        wrap_line(0, head->note);
    putchar('\n');
    for (size_t i = 0; i < eco_vocabulary_count(v); i++)
        print_term(&table, eco_vocabulary_term(v, i));
    print_sources(v, lang);
}

static void put_member(const char *name, const char *value)
{
    printf(", \"%s\": ", name);
    json_text(stdout, value);
}

static void put_titles(const eco_term *t)
{
    const char *separator = "";

    for (int l = 0; l < ECO_LANGUAGES; l++) {
        printf("%s\"%s\": ", l ? ", " : ", \"titles\": {",
               eco_language_code((eco_language)l));
        json_text(stdout, t->titles[l]);
    }
    fputs("}, \"unofficial\": [", stdout);
    for (int l = 0; l < ECO_LANGUAGES; l++)
        if (t->unofficial >> l & 1) {
            printf("%s\"%s\"", separator, eco_language_code((eco_language)l));
            separator = ", ";
        }
    putchar(']');
}

static void put_term(const eco_term *t, eco_language lang)
{
    const char status[2] = {t->status, '\0'};

    fputs("    {\"code\": ", stdout);
    json_text(stdout, t->code);
    put_member("parent", t->parent);
    put_member("title", t->titles[lang]);
    put_titles(t);
    put_member("also", t->also);
    put_member("note", t->note);
    put_member("source", t->source);
    put_member("status", status);
    fputs(", \"codes\": {", stdout);
    for (size_t i = 0; i < t->ncodes; i++) {
        fputs(i ? ", " : "", stdout);
        json_text(stdout, t->codes[i].scheme);
        fputs(": ", stdout);
        json_text(stdout, t->codes[i].code);
    }
    fputs("}, \"links\": [", stdout);
    for (size_t i = 0; i < t->nlinks; i++) {
        fputs(i ? ", {\"relation\": " : "{\"relation\": ", stdout);
        json_text(stdout, t->links[i].relation);
        put_member("vocabulary", t->links[i].vocabulary);
        put_member("code", t->links[i].code);
        putchar('}');
    }
    fputs("]}", stdout);
}

static void print_json(const eco_vocabulary *v, const eco_term *head,
                       eco_language lang)
{
    fputs("{\"vocabulary\": ", stdout);
    json_text(stdout, eco_vocabulary_name(v));
    put_member("title", head ? head->titles[lang] : NULL);
    put_member("language", eco_language_code(lang));
    fputs(", \"terms\": [\n", stdout);
    for (size_t i = 0; i < eco_vocabulary_count(v); i++) {
        put_term(eco_vocabulary_term(v, i), lang);
        fputs(i + 1 < eco_vocabulary_count(v) ? ",\n" : "\n", stdout);
    }
    fputs("]}\n", stdout);
}

int print_vocabulary(struct tool *tool, const struct topic_request *request)
{
    const eco_language lang = (eco_language)request->lang;
    eco_vocabulary *all = NULL, *v = NULL;
    eco_status st =
        eco_vocabulary_load(tool->ctx, "vocabulary", request->layers, &all);

    if (!st)
        st = eco_vocabulary_load(
            tool->ctx, request->list ? request->list : "vocabulary", NULL, &v);
    if (!st) {
        const eco_term *head =
            eco_vocabulary_find(all, NULL, eco_vocabulary_name(v));

        (request->json ? print_json : print_text)(v, head, lang);
    }
    eco_vocabulary_destroy(v);
    eco_vocabulary_destroy(all);
    return tool_status(tool, st == ECO_NOTFOUND ? ECO_USAGE : st);
}
