#include "wrap.h"

#include <stdio.h>
#include <string.h>

enum { WIDTH = 79 };

static int columns(const char *text, int n)
{
    int wide = 0;

    for (int i = 0; i < n; i++)
        wide += (text[i] & 0xc0) != 0x80;
    return wide;
}

void wrap_word(const char *word, int n, int indent, int *at)
{
    const int wide = columns(word, n);

    if (*at > indent && *at + 1 + wide > WIDTH) {
        printf("\n%*s", indent, "");
        *at = indent;
    } else if (*at > indent) {
        putchar(' ');
        ++*at;
    }
    for (int i = 0; i < n; i++)
        putchar((unsigned char)word[i] < 0x20 || word[i] == 0x7f ? '?'
                                                                 : word[i]);
    *at += wide;
}

void wrap_text(const char *text, int indent, int *at)
{
    while (*text) {
        int n = (int)strcspn(text, " \n");

        if (n)
            wrap_word(text, n, indent, at);
        text += n;
        text += strspn(text, " \n");
    }
}

void wrap_line(int indent, const char *text)
{
    int at = indent;

    if (!*text)
        return;
    printf("%*s", indent, "");
    wrap_text(text, indent, &at);
    putchar('\n');
}
