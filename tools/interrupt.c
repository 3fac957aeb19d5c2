/* Ctrl-C: the first is noted and the work stops cleanly, the second kills. */
#include "tool.h"

#include <signal.h>
#include <stdatomic.h>
#include <unistd.h>

/* Atomic: the worker that reports progress need not be the thread that the
 * signal came to. */
static atomic_int caught, telling;

static void note(int sig)
{
    static const char text[] = "\nstopping; once more to stop at once\n";

    caught = sig;
    if (telling && write(STDERR_FILENO, text, sizeof text - 1) < 0)
        telling = 0;
}

static void watch(int sig)
{
    struct sigaction is = {0}, will = {0};

    will.sa_handler = note;
    /* RESETHAND: the second signal meets the default action. */
    will.sa_flags = (int)SA_RESETHAND | SA_RESTART;
    sigemptyset(&will.sa_mask);
    /* What a parent had ignored (nohup) stays ignored. */
    if (sigaction(sig, NULL, &is) == 0 && is.sa_handler != SIG_IGN)
        sigaction(sig, &will, NULL);
}

void interrupt_watch(bool tell)
{
    telling = tell;
    watch(SIGINT);
    watch(SIGTERM);
    watch(SIGHUP);
}

int interrupt_signal(void)
{
    return caught;
}
