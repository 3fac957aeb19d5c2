/* A folder of its own for a test, and whole files in it. */
#ifndef ECO_TESTS_SCRATCH_H
#define ECO_TESTS_SCRATCH_H

#include <dirent.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static char scratch_dir[] = "/tmp/eco_test_XXXXXX";

static inline bool scratch_make(void)
{
    return mkdtemp(scratch_dir) != NULL;
}

/* "FOLDER/NAME"; the last four results stay valid. */
static inline const char *scratch(const char *name)
{
    static char paths[4][512];
    static int next;
    char *path = paths[next++ % 4];

    snprintf(path, sizeof paths[0], "%s/%s", scratch_dir, name);
    return path;
}

static inline void scratch_remove_tree(const char *path)
{
    struct dirent *entry;
    DIR *dir;

    if (unlink(path) == 0)
        return;
    dir = opendir(path);
    while (dir && (entry = readdir(dir)) != NULL) {
        char below[1024];

        if (strcmp(entry->d_name, ".") == 0 || strcmp(entry->d_name, "..") == 0)
            continue;
        if (snprintf(below, sizeof below, "%s/%s", path, entry->d_name) <
            (int)sizeof below)
            scratch_remove_tree(below);
    }
    if (dir)
        closedir(dir);
    rmdir(path);
}

static inline void scratch_remove(void)
{
    scratch_remove_tree(scratch_dir);
}

/* Entries of a folder below the scratch folder, hidden ones too. */
static inline int scratch_count(const char *name)
{
    DIR *dir = opendir(scratch(name));
    int n = 0;

    while (dir && readdir(dir))
        n++;
    if (dir)
        closedir(dir);
    return n - 2;
}

static inline bool scratch_write(const char *name, const char *text)
{
    FILE *f = fopen(scratch(name), "wb");
    bool good = f && fputs(text, f) >= 0;

    return f && fclose(f) == 0 && good;
}

static inline bool scratch_folder(const char *name)
{
    return mkdir(scratch(name), 0755) == 0;
}

static inline bool scratch_same_bytes(const char *a, const char *b)
{
    FILE *f = fopen(scratch(a), "rb"), *g = fopen(scratch(b), "rb");
    int x = 0, y = 0;
    bool same = f && g;

    while (same && x != EOF) {
        x = getc(f);
        y = getc(g);
        same = x == y;
    }
    if (f)
        fclose(f);
    if (g)
        fclose(g);
    return same;
}

#endif
