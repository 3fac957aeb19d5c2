/* SHA-256 of files and texts, through libmd. */
#include "eco_sha256.h"

#include "eco_mem.h"

#include <errno.h>
#include <fcntl.h>
#include <sha2.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { CHUNK = 1 << 18, DIGEST = 32 };

static void write_hex(SHA2_CTX *sha, char hex[65])
{
    static const char digits[] = "0123456789abcdef";
    uint8_t digest[DIGEST];

    SHA256Final(digest, sha);
    for (size_t i = 0; i < DIGEST; i++) {
        hex[2 * i] = digits[digest[i] >> 4];
        hex[2 * i + 1] = digits[digest[i] & 15];
    }
    hex[64] = '\0';
}

static eco_status open_file(eco_ctx *ctx, const char *path, int *fd,
                            int64_t *size)
{
    struct stat s;

    *fd = open(path, O_RDONLY | O_CLOEXEC);
    if (*fd < 0)
        return eco_fail(ctx, errno == ENOENT ? ECO_NOTFOUND : ECO_IO,
                        "'%s': %s", path, strerror(errno));
    if (fstat(*fd, &s) == 0 && S_ISREG(s.st_mode)) {
        *size = s.st_size;
        return ECO_OK;
    }
    return eco_fail(ctx, ECO_IO, "'%s' is not a regular file", path);
}

eco_status eco_sha256_file(eco_ctx *ctx, const char *path, char hex[65],
                           int64_t *nbytes)
{
    uint8_t *buffer = eco_mem_array(CHUNK, 1);
    int64_t size = 0;
    SHA2_CTX sha;
    int fd = -1;
    ssize_t n = 0;
    eco_status st;

    *nbytes = 0;
    hex[0] = '\0';
    if (!buffer)
        return eco_nomem(ctx);
    st = open_file(ctx, path, &fd, &size);
    if (st)
        goto done;
    SHA256Init(&sha);
    while ((n = read(fd, buffer, CHUNK)) > 0 || (n < 0 && errno == EINTR)) {
        if (n < 0)
            continue;
        SHA256Update(&sha, buffer, (size_t)n);
        *nbytes += n;
        st = eco_progress(ctx, size ? (double)*nbytes / (double)size : 1,
                          "computing checksums");
        if (st)
            goto done;
    }
    if (n < 0)
        st = eco_fail(ctx, ECO_IO, "'%s': %s", path, strerror(errno));
    else
        write_hex(&sha, hex);
done:
    if (fd >= 0)
        close(fd);
    eco_mem_free(buffer);
    return st;
}

void eco_sha256_text(const char *text, size_t n, char hex[65])
{
    SHA2_CTX sha;

    SHA256Init(&sha);
    SHA256Update(&sha, (const uint8_t *)text, n);
    write_hex(&sha, hex);
}
