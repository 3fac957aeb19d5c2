/* Files are replaced whole: a reader sees the old one or the new one. */
#include "eco_file.h"

#include "eco_mem.h"
#include "eco_str.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static eco_status io_fail(eco_ctx *ctx, const char *path, const char *what)
{
    return eco_fail(ctx, errno == ENOENT ? ECO_NOTFOUND : ECO_IO, "%s: %s: %s",
                    path, what, strerror(errno));
}

static eco_status read_all(eco_ctx *ctx, FILE *f, const char *path,
                           size_t limit, eco_str *text)
{
    char buf[16384];
    size_t n;

    while ((n = fread(buf, 1, sizeof buf, f)) > 0) {
        eco_str_add_n(text, buf, n);
        if (text->n > limit)
            return eco_fail(ctx, ECO_FORMAT, "%s: is longer than %zu bytes",
                            path, limit);
    }
    if (ferror(f))
        return io_fail(ctx, path, "cannot read");
    return text->failed ? eco_nomem(ctx) : ECO_OK;
}

eco_status eco_file_read(eco_ctx *ctx, const char *path, size_t limit,
                         char **text, size_t *n)
{
    FILE *f = fopen(path, "rb");
    eco_str s = {0};
    eco_status st;

    *text = NULL;
    if (!f)
        return io_fail(ctx, path, "cannot open");
    st = read_all(ctx, f, path, limit, &s);
    fclose(f);
    if (!st) {
        *n = s.n;
        *text = eco_str_take(&s);
        st = *text ? ECO_OK : eco_nomem(ctx);
    }
    eco_str_clear(&s);
    return st;
}

/* "DIR/.NAME.PID-N.tmp.EXT": the suffix stays last, since drivers go by it. */
static char *temporary_name(const char *path, int n)
{
    const char *slash = strrchr(path, '/');
    const char *name = slash ? slash + 1 : path;
    const char *dot = strrchr(name, '.');
    eco_str s = {0};

    if (!dot || dot == name)
        dot = name + strlen(name);
    eco_str_add_n(&s, path, (size_t)(name - path));
    eco_str_add(&s, ".");
    eco_str_add_n(&s, name, (size_t)(dot - name));
    eco_str_printf(&s, ".%ld-%d.tmp%s", (long)getpid(), n, dot);
    return eco_str_take(&s);
}

eco_status eco_file_temporary(eco_ctx *ctx, const char *path, char **temporary)
{
    *temporary = NULL;
    for (int n = 0; n < 100; n++) {
        char *name = temporary_name(path, n);
        int fd;

        if (!name)
            return eco_nomem(ctx);
        fd = open(name, O_CREAT | O_EXCL | O_WRONLY | O_CLOEXEC | O_NOFOLLOW,
                  0666);
        if (fd >= 0) {
            close(fd);
            *temporary = name;
            return ECO_OK;
        }
        eco_mem_free(name);
        if (errno != EEXIST)
            break;
    }
    return io_fail(ctx, path, "cannot write here");
}

static void sync_folder(const char *path)
{
    char *folder = eco_mem_text(path), *slash;
    int fd;

    if (!folder)
        return;
    slash = strrchr(folder, '/');
    if (slash)
        slash[slash == folder] = '\0';
    fd = open(slash ? folder : ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (fd >= 0) {
        fsync(fd); /* some file systems cannot: the rename is done anyway */
        close(fd);
    }
    eco_mem_free(folder);
}

eco_status eco_file_replace(eco_ctx *ctx, const char *temporary,
                            const char *path)
{
    int fd = open(temporary, O_RDWR | O_CLOEXEC);
    int rc;

    if (fd < 0)
        return io_fail(ctx, temporary, "cannot open");
    rc = fsync(fd);
    close(fd);
    if (rc)
        return io_fail(ctx, path, "cannot write");
    if (rename(temporary, path))
        return io_fail(ctx, path, "cannot replace");
    sync_folder(path);
    return ECO_OK;
}

static eco_status write_all(eco_ctx *ctx, const char *temporary,
                            const char *path, const void *data, size_t n)
{
    FILE *f = fopen(temporary, "wb");
    bool ok;

    if (!f)
        return io_fail(ctx, path, "cannot write");
    ok = fwrite(data, 1, n, f) == n && fflush(f) == 0;
    ok = fclose(f) == 0 && ok;
    return ok ? ECO_OK : io_fail(ctx, path, "cannot write");
}

eco_status eco_file_write(eco_ctx *ctx, const char *path, const void *data,
                          size_t n)
{
    char *temporary = NULL;
    eco_status st = eco_file_temporary(ctx, path, &temporary);

    if (st || !temporary)
        return st;
    st = write_all(ctx, temporary, path, data, n);
    if (!st)
        st = eco_file_replace(ctx, temporary, path);
    if (st)
        unlink(temporary);
    eco_mem_free(temporary);
    return st;
}

eco_status eco_file_make_folder(eco_ctx *ctx, const char *path)
{
    char *p = eco_mem_text(path);
    eco_status st = ECO_OK;
    struct stat info;

    if (!*path) {
        eco_mem_free(p);
        return ECO_OK; /* the current one */
    }
    if (!p)
        return eco_nomem(ctx);
    for (char *at = p + 1; *at && !st; at++) {
        if (*at != '/')
            continue;
        *at = '\0';
        if (mkdir(p, 0777) && errno != EEXIST)
            st = io_fail(ctx, p, "cannot make the folder");
        *at = '/';
    }
    if (!st && mkdir(p, 0777) && errno != EEXIST)
        st = io_fail(ctx, p, "cannot make the folder");
    if (!st && (stat(p, &info) || !S_ISDIR(info.st_mode)))
        st = eco_fail(ctx, ECO_IO, "%s: is not a folder", path);
    eco_mem_free(p);
    return st;
}

bool eco_file_same(const char *a, const char *b)
{
    struct stat p, q;

    return stat(a, &p) == 0 && stat(b, &q) == 0 && p.st_dev == q.st_dev &&
           p.st_ino == q.st_ino;
}

eco_status eco_file_stream(eco_ctx *ctx, const char *path,
                           eco_file_writer write, void *user)
{
    char *temporary = NULL;
    FILE *file;
    eco_status st = eco_file_temporary(ctx, path, &temporary);

    if (st || !temporary)
        return st;
    file = fopen(temporary, "wb");
    st = file ? write(ctx, user, file) : ECO_IO;
    if (file && fclose(file) && !st)
        st = ECO_IO;
    if (st == ECO_IO)
        eco_fail(ctx, st, "%s: cannot be written; is the disk full?", path);
    if (!st)
        st = eco_file_replace(ctx, temporary, path);
    if (st)
        remove(temporary);
    eco_mem_free(temporary);
    return st;
}
