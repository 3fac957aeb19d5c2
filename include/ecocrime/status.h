/** @file status.h  What can go wrong, in one table. */
#ifndef ECOCRIME_STATUS_H
#define ECOCRIME_STATUS_H

#ifdef __cplusplus
extern "C" {
#endif

#ifndef ECO_API
#if defined(__GNUC__)
#define ECO_API __attribute__((visibility("default")))
#else
#define ECO_API
#endif
#endif

/* The enum, eco_status_text() and the manual's error list come from here.
 * Codes are stored in provenance records: append, never renumber. */
#define ECO_STATUS_MAP(X)                                                      \
    X(OK, 0, "success")                                                        \
    X(NOMEM, 1, "out of memory")                                               \
    X(INVALID, 2, "argument outside its documented range")                     \
    X(IO, 3, "file or store could not be read or written")                     \
    X(FORMAT, 4, "input does not follow its format")                           \
    X(NOTFOUND, 5, "no such file, dataset, layer or zone")                     \
    X(BUSY, 6, "store is locked by another process")                           \
    X(CANCELLED, 7, "stopped by the caller")                                   \
    X(INTERNAL, 8, "broken invariant: please report")                          \
    X(USAGE, 9, "assessment or arguments are not valid")                       \
    X(FOUND, 10, "a check found problems")

typedef enum eco_status {
#define X(name, code, text) ECO_##name = (code),
    ECO_STATUS_MAP(X)
#undef X
} eco_status;

/** One-line English text of a status; never NULL, static storage. */
ECO_API const char *eco_status_text(eco_status st);

#ifdef __cplusplus
}
#endif
#endif
