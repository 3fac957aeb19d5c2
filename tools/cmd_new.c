/* ecocrime new: a commented assessment file to start from. */
#include "tool.h"

#include <ctype.h>
#include <ecocrime/check.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

struct args {
    const char *file;
    bool force;
};

static const struct args defaults = {0};

static const struct opt opts[] = {
    OPERAND(struct args, file, "FILE", REQUIRED, NULL,
            "the assessment file to write"),
    OPT_FLAG(struct args, force, 'f', "force", "replace FILE when it exists"),
    OPT_END,
};

enum { ID_MAX = 64, PATH_SIZE = 4096 };

static char lower(unsigned char c)
{
    return (char)tolower(c);
}

/* "studies/Madre de Dios.yaml" -> "madre-de-dios" */
static bool derive_id(const char *path, char id[ID_MAX])
{
    const char *slash = strrchr(path, '/');
    const char *name = slash ? slash + 1 : path;
    const char *dot = strrchr(name, '.');
    size_t n = dot && dot != name ? (size_t)(dot - name) : strlen(name);
    size_t used = 0;

    for (size_t i = 0; i < n && used + 1 < ID_MAX; i++) {
        unsigned char c = (unsigned char)name[i];

        if (isalnum(c) || c == '_')
            id[used++] = lower(c);
        else if (used && id[used - 1] != '-')
            id[used++] = '-';
    }
    while (used && id[used - 1] == '-')
        used--;
    id[used] = '\0';
    return used > 0;
}

static bool write_all(int fd, const char *text)
{
    size_t left = strlen(text);

    while (left) {
        ssize_t n = write(fd, text, left);

        if (n < 0 && errno != EINTR)
            return false;
        if (n > 0) {
            text += n;
            left -= (size_t)n;
        }
    }
    return fsync(fd) == 0;
}

/* Whole or not at all: to a file beside it, then renamed. */
static int write_file(struct tool *tool, const char *path, const char *text)
{
    char temp[PATH_SIZE];
    int fd, n;
    bool ok;

    n = snprintf(temp, sizeof temp, "%s.%ld.tmp", path, (long)getpid());
    if (n < 0 || (size_t)n >= sizeof temp)
        return tool_fail(tool, EXIT_FAILED, "the path of FILE is too long");
    fd = open(temp, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
    if (fd < 0)
        return tool_fail(tool, EXIT_FAILED, "cannot write %s: %s", path,
                         strerror(errno));
    ok = write_all(fd, text);
    n = errno;
    if (close(fd) != 0 && ok) {
        ok = false;
        n = errno;
    }
    if (ok && rename(temp, path) != 0) {
        ok = false;
        n = errno;
    }
    if (ok)
        return EXIT_DONE;
    unlink(temp);
    return tool_fail(tool, EXIT_FAILED, "cannot write %s: %s", path,
                     strerror(n));
}

static int run(struct tool *tool, const void *p)
{
    const struct args *a = p;
    char *text = NULL, id[ID_MAX];
    struct stat there;
    int rc;

    if (!derive_id(a->file, id))
        return tool_fail(tool, EXIT_USAGE,
                         "FILE is '%s'; its name must hold a letter or digit, "
                         "from which the id is made",
                         a->file);
    if (!a->force && lstat(a->file, &there) == 0)
        return tool_fail(tool, EXIT_FAILED,
                         "%s exists; --force would replace it", a->file);
    rc = tool_status(tool, eco_assessment_starter(tool->ctx, id, &text));
    if (!rc)
        rc = write_file(tool, a->file, text);
    if (!rc)
        tool_say(tool, "wrote %s; 'ecocrime check %s' says what it lacks",
                 a->file, a->file);
    eco_text_free(text);
    return rc;
}

static const struct example examples[] = {
    {"ecocrime new study.yaml", "start a study called 'study'"},
    {"ecocrime new --force study.yaml", "start it afresh"},
    {NULL, NULL},
};

const struct cmd cmd_new = {
    .name = "new",
    .summary = "write an assessment file to start from",
    .about = "The file is commented: what each key means, what it may be, and "
             "which may be left out. The id of the assessment is made from the "
             "name of the file. An existing file is left as it is.",
    .memory = "A few kilobytes.",
    .opts = opts,
    .defaults = &defaults,
    .size = sizeof defaults,
    .run = run,
    .examples = examples,
};
