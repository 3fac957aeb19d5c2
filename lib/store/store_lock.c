/* One writer a store: a locked file beside it, and what killed writers left. */
#include "eco_store_impl.h"

#include "eco_mem.h"
#include "eco_str.h"

#include <ctype.h>
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

static size_t folder_length(const char *path)
{
    const char *slash = strrchr(path, '/');

    return slash ? (size_t)(slash - path) + 1 : 0;
}

static char *lock_path(const char *path)
{
    size_t n = folder_length(path);
    eco_str s = {0};

    eco_str_add_n(&s, path, n);
    eco_str_printf(&s, ".%s.lock", path + n);
    return eco_str_take(&s);
}

/* Is the file we hold still the one that the name leads to? The previous owner
 * removes it when done, perhaps between our open and our lock. */
static bool is_current(int fd, const char *path)
{
    struct stat held, named;

    return fstat(fd, &held) == 0 && stat(path, &named) == 0 &&
           held.st_dev == named.st_dev && held.st_ino == named.st_ino;
}

static eco_status explain(eco_ctx *ctx, const char *path)
{
    int n = (int)folder_length(path);

    if (errno == EWOULDBLOCK)
        return eco_fail(ctx, ECO_BUSY,
                        "%s: another process is writing this store", path);
    if (errno == ENOENT)
        return eco_fail(ctx, ECO_NOTFOUND, "%.*s: there is no such folder", n,
                        path);
    return eco_fail(ctx, ECO_IO, "%.*s: cannot write in this folder: %s",
                    n ? n : 1, n ? path : ".", strerror(errno));
}

eco_status eco_store_lock_take(eco_ctx *ctx, const char *path,
                               eco_store_lock *lock)
{
    lock->fd = -1;
    lock->path = lock_path(path);
    if (!lock->path)
        return eco_nomem(ctx);
    for (;;) {
        int fd =
            open(lock->path, O_CREAT | O_RDWR | O_CLOEXEC | O_NOFOLLOW, 0666);

        if (fd < 0)
            return explain(ctx, path);
        if (flock(fd, LOCK_EX | LOCK_NB) != 0) {
            eco_status st = explain(ctx, path);

            close(fd);
            return st;
        }
        if (is_current(fd, lock->path)) {
            lock->fd = fd;
            return ECO_OK;
        }
        close(fd);
    }
}

void eco_store_lock_release(eco_store_lock *lock)
{
    if (lock->fd >= 0) {
        unlink(lock->path); /* before the lock goes: the name is ours still */
        close(lock->fd);
    }
    eco_mem_free(lock->path);
    *lock = (eco_store_lock){.fd = -1};
}

void eco_store_unlink(const char *path)
{
    eco_str journal = {0};

    unlink(path);
    eco_str_printf(&journal, "%s-journal", path);
    if (!journal.failed)
        unlink(journal.text);
    eco_str_clear(&journal);
}

/* ".NAME.PID-N.tmp.EXT", also with "-journal": what eco_file_temporary makes
 * and SQLite adds. */
static bool is_leftover(const char *entry, const char *name)
{
    const char *dot = strrchr(name, '.');
    size_t stem = dot && dot != name ? (size_t)(dot - name) : strlen(name);
    const char *p = entry + 1;

    if (entry[0] != '.' || strncmp(p, name, stem) != 0 || p[stem] != '.')
        return false;
    p += stem + 1;
    if (!isdigit((unsigned char)*p))
        return false;
    p += strspn(p, "0123456789");
    if (*p != '-' || !isdigit((unsigned char)p[1]))
        return false;
    p += 1 + strspn(p + 1, "0123456789");
    if (!eco_starts_with(p, ".tmp"))
        return false;
    p += 4;
    if (!eco_starts_with(p, name + stem))
        return false;
    p += strlen(name + stem);
    return *p == '\0' || strcmp(p, "-journal") == 0;
}

void eco_store_sweep(const char *path)
{
    size_t n = folder_length(path);
    char *folder = n ? eco_mem_text_n(path, n) : eco_mem_text(".");
    DIR *dir = folder ? opendir(folder) : NULL;
    const struct dirent *entry;

    while (dir && (entry = readdir(dir)) != NULL)
        if (is_leftover(entry->d_name, path + n))
            unlinkat(dirfd(dir), entry->d_name, 0);
    if (dir)
        closedir(dir);
    eco_mem_free(folder);
}
