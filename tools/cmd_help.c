/* ecocrime help: the help or the man page of a command, or a topic. */
#include "faces.h"
#include "tool.h"
#include "topic.h"

struct args {
    const char *command, *list, *layers;
    bool man, json;
    int lang;
};

static const char *const languages[] = {"en", "es", "fr", "pt", NULL};

static const struct args defaults = {0};

static const struct opt opts[] = {
    OPERAND(struct args, command, "COMMAND", OPTIONAL, NULL,
            "the command or topic to explain; without it, the program"),
    OPERAND(struct args, list, "LIST", OPTIONAL, NULL,
            "with the topic vocabulary: the list to print; without it, which "
            "lists there are; with rules: a file of rules; with indicator: the "
            "code of one; with mapping: the builtin one to print"),
    OPT_FLAG(struct args, man, 0, "man", "print it as a man page, in roff"),
    OPT_CHOICE(struct args, lang, 0, "lang", languages,
               "language of the titles of a vocabulary"),
    OPT_FLAG(struct args, json, 0, "json",
             "print the vocabulary, the rules or the indicators as one JSON "
             "document"),
    OPT_TEXT(struct args, layers, 0, "layers", "DIR", OPTIONAL,
             "folder whose files stand in for the built-in vocabularies, "
             "rules, indicators and mappings of the same path"),
    OPT_END,
};

static int run(struct tool *tool, const void *p)
{
    const struct args *a = p;
    const struct topic *topic = a->command ? topic_find(a->command) : NULL;
    const struct cmd *cmd = a->command ? cmd_find(a->command) : &eco_program;

    if (topic && a->man)
        return tool_fail(tool, EXIT_USAGE,
                         "--man is for commands; '%s' is a topic", a->command);
    if (topic)
        return topic->print(tool, &(struct topic_request){a->list, a->layers,
                                                          a->lang, a->json});
    if (!cmd)
        return cmd_unknown(tool, a->command);
    if (a->list)
        return tool_fail(tool, EXIT_USAGE,
                         "unexpected argument '%s'; LIST goes with the topics "
                         "vocabulary, rules, indicator and mapping",
                         a->list);
    if (a->lang || a->json || a->layers)
        return tool_fail(tool, EXIT_USAGE,
                         "--%s goes with the topic vocabulary%s",
                         a->lang   ? "lang"
                         : a->json ? "json"
                                   : "layers",
                         a->lang ? "" : ", rules or indicator");
    (a->man ? print_man : print_help)(stdout, cmd);
    return EXIT_DONE;
}

static const struct example examples[] = {
    {"ecocrime help tabulate", "options, memory, exit status and examples"},
    {"ecocrime help tabulate --man | man -l -", "the same as a man page"},
    {"ecocrime help vocabulary", "the lists of codes"},
    {"ecocrime help vocabulary domain --lang es",
     "one of them, with titles in Spanish"},
    {"ecocrime help vocabulary country --json | "
     "jq -r '.terms[] | [.code, .codes.m49] | @csv'",
     "the same for a program"},
    {"ecocrime help rules", "by which rules evidence gets its tier"},
    {"ecocrime help rules --json | jq -r '.tiers[] | [.id, .tier] | @csv'",
     "which rule gives which tier"},
    {"ecocrime help indicator",
     "which indicators there are, and how close each is to the official one"},
    {"ecocrime help indicator 15.1.1",
     "one in full: formula, inputs, caveats, source"},
    {"ecocrime help mapping", "what a mapping file may hold"},
    {"ecocrime help mapping kobo >my.mapping.yaml",
     "a builtin mapping, to be changed"},
    {NULL, NULL},
};

const struct cmd cmd_help = {
    .name = "help",
    .summary = "explain a command, or print a vocabulary or the rules",
    .about =
        "Prints the help of a command, or of the program with the list of its "
        "commands.\n\n"
        "The topic vocabulary prints the lists of codes that ecocrime uses: "
        "crimes, domains, grades of sources, countries. A '*' after a title "
        "says that it is no official one in that language. The letter before "
        "it says how far the row is verified: V against the source, C "
        "computed, M from memory, D our definition, A assumed.\n\n"
        "The topic rules prints the rules that give evidence its tier, what "
        "each asks for, and the facts that a rule may ask about. With a file "
        "it checks that file, and prints it or tells what is wrong with it."
        "\n\n"
        "The topic indicator prints the catalogue of indicators: code, class "
        "and title. With a code it prints that one in full: official title, "
        "custodian, series, what it needs, formula, method and caveats.\n\n"
        "The topic mapping prints the keys of mapping files, and which "
        "mappings for the exports of field apps come with ecocrime.",
    .memory = "A few kilobytes; a vocabulary is held whole.",
    .opts = opts,
    .defaults = &defaults,
    .size = sizeof defaults,
    .run = run,
    .examples = examples,
};
