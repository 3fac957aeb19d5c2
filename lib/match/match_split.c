/* "Altamira (PA)", "Altamira - Pará", "Altamira/PA": the name, and what may be
 * the parent. Whether it is one is for the gazetteer to say. */
#include "eco_asking.h"

#include <string.h>

static const char blanks[] = " \t\r\n";

static bool is_blank(char c)
{
    return c && strchr(blanks, c);
}

/* Bytes of the dash at `p`, 0 when it is none: hyphen, en dash, em dash. */
static size_t dash(const char *p)
{
    if (*p == '-')
        return 1;
    return strncmp(p, "\xE2\x80\x93", 3) == 0 ||
                   strncmp(p, "\xE2\x80\x94", 3) == 0
               ? 3
               : 0;
}

/* Two or three capitals and nothing more, as in "Altamira-PA". */
static bool is_abbreviated(const char *text)
{
    size_t n = strspn(text, "ABCDEFGHIJKLMNOPQRSTUVWXYZ");

    return n >= 2 && n <= 3 && !text[n + strspn(text + n, blanks)];
}

/* A dash parts a name from its parent when blanks stand around it, or before a
 * short form: "Guinea-Bissau" is one name. */
static bool is_parting_dash(const char *name, const char *p, size_t n)
{
    return p > name &&
           ((is_blank(p[-1]) && is_blank(p[n])) || is_abbreviated(p + n));
}

static void assign(eco_str *out, const char *text, size_t n)
{
    while (n && is_blank(text[n - 1]))
        n--;
    while (n && is_blank(*text)) {
        text++;
        n--;
    }
    out->n = 0;
    out->failed = false;
    if (out->text)
        out->text[0] = '\0';
    eco_str_add_n(out, text, n);
}

/* Where the last mark stands, and its bytes. */
static const char *last_mark(const char *name, size_t length, size_t *n)
{
    const char *mark = NULL;

    if (length && name[length - 1] == ')') {
        mark = strrchr(name, '(');
        *n = 1;
        return mark;
    }
    for (const char *p = name; *p; p++) {
        size_t bytes = *p == ',' || *p == '/' ? 1 : dash(p);

        if (!bytes || (dash(p) && !is_parting_dash(name, p, bytes)))
            continue;
        mark = p;
        *n = bytes;
    }
    return mark;
}

bool eco_split_last(const char *name, eco_str *head, eco_str *tail)
{
    size_t length = strlen(name), n = 0, end;
    const char *mark;

    while (length && is_blank(name[length - 1]))
        length--;
    mark = last_mark(name, length, &n);
    if (!mark || mark == name)
        return false;
    end = length - (name[length - 1] == ')');
    if (mark + n >= name + end)
        return false;
    assign(tail, mark + n, (size_t)(name + end - mark) - n);
    if (name == head->text) {
        head->n = (size_t)(mark - name);
        while (head->n && is_blank(head->text[head->n - 1]))
            head->n--;
        head->text[head->n] = '\0';
    } else {
        assign(head, name, (size_t)(mark - name));
    }
    return head->n && tail->n;
}
