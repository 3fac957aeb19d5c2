/* Reads and decodes every block of the files it is given, and nothing else:
 * what no program that reads them through GDAL can be faster than.
 *
 *   decode_limit THREADS FILE...      prints bytes decoded and their sum */
#include <gdal.h>

#include <pthread.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { THREADS_MAX = 64, CACHE = 64 << 20 };

struct worker {
    pthread_t thread;
    char **files;
    int nfiles, number, threads;
    uint64_t bytes, sum;
    int failed;
};

/* One sample in a line is enough to keep the compiler honest. */
static uint64_t glance(const unsigned char *p, size_t n)
{
    uint64_t sum = 0;

    for (size_t i = 0; i < n; i += 4096)
        sum += p[i];
    return sum;
}

static int decode_file(struct worker *w, const char *file)
{
    GDALDatasetH ds = GDALOpen(file, GA_ReadOnly);
    GDALRasterBandH band;
    int cols, rows, across, down, k = 0;
    unsigned char *block;
    size_t size;

    if (!ds)
        return 1;
    band = GDALGetRasterBand(ds, 1);
    GDALGetBlockSize(band, &cols, &rows);
    across = (GDALGetRasterXSize(ds) - 1) / cols + 1;
    down = (GDALGetRasterYSize(ds) - 1) / rows + 1;
    size = (size_t)cols * (size_t)rows *
           (size_t)GDALGetDataTypeSizeBytes(GDALGetRasterDataType(band));
    block = malloc(size);
    for (int y = 0; block && y < down; y++)
        for (int x = 0; x < across; x++, k++) {
            /* Neighbouring strips belong together: 64 at a time. */
            if (k / 64 % w->threads != w->number)
                continue;
            if (GDALReadBlock(band, x, y, block) != CE_None)
                w->failed = 1;
            w->bytes += size;
            w->sum += glance(block, size);
        }
    free(block);
    GDALClose(ds);
    return w->failed;
}

static void *work(void *arg)
{
    struct worker *w = arg;

    for (int i = 0; i < w->nfiles; i++)
        if (decode_file(w, w->files[i]))
            w->failed = 1;
    return NULL;
}

int main(int argc, char **argv)
{
    struct worker workers[THREADS_MAX];
    uint64_t bytes = 0, sum = 0;
    int threads = argc > 2 ? (int)strtol(argv[1], NULL, 10) : 0, failed = 0;

    if (threads < 1 || threads > THREADS_MAX) {
        fprintf(stderr, "usage: decode_limit THREADS FILE...\n");
        return 2;
    }
    GDALAllRegister();
    GDALSetCacheMax64(CACHE);
    for (int i = 0; i < threads; i++) {
        workers[i] = (struct worker){.files = argv + 2,
                                     .nfiles = argc - 2,
                                     .number = i,
                                     .threads = threads};
        if (pthread_create(&workers[i].thread, NULL, work, &workers[i]))
            return 1;
    }
    for (int i = 0; i < threads; i++) {
        pthread_join(workers[i].thread, NULL);
        bytes += workers[i].bytes;
        sum += workers[i].sum;
        failed |= workers[i].failed;
    }
    printf("%llu bytes, sum %llu\n", (unsigned long long)bytes,
           (unsigned long long)sum);
    return failed;
}
