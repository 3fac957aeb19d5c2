/* Stands in for libFuzzer: gives every file of the folders named as arguments
 * to the fuzz target, so that any compiler replays the corpus. */
#include <dirent.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

enum { SIZE_LIMIT = 4 << 20 };

static int replay_file(const char *path)
{
    static uint8_t data[SIZE_LIMIT];
    FILE *f = fopen(path, "rb");
    size_t n;

    if (!f) {
        perror(path);
        return 1;
    }
    n = fread(data, 1, sizeof data, f);
    fclose(f);
    fprintf(stderr, "%s\n", path); /* the last one named is the culprit */
    LLVMFuzzerTestOneInput(data, n);
    return 0;
}

static int replay_folder(const char *folder, int *count)
{
    DIR *dir = opendir(folder);
    const struct dirent *entry;
    char path[4096];
    struct stat info;
    int failed = 0;

    if (!dir) {
        perror(folder);
        return 1;
    }
    while ((entry = readdir(dir)) != NULL) {
        snprintf(path, sizeof path, "%s/%s", folder, entry->d_name);
        if (stat(path, &info) || !S_ISREG(info.st_mode))
            continue;
        failed |= replay_file(path);
        ++*count;
    }
    closedir(dir);
    return failed;
}

int main(int argc, char **argv)
{
    int count = 0, failed = 0;

    for (int i = 1; i < argc; i++)
        failed |= replay_folder(argv[i], &count);
    printf("%d inputs\n", count);
    return failed || count == 0;
}
