/** @file vocabulary.h  Lists of codes with titles in four languages. */
#ifndef ECOCRIME_VOCABULARY_H
#define ECOCRIME_VOCABULARY_H

#include <ecocrime/ctx.h>
#include <stddef.h>

#ifdef __cplusplus
extern "C" {
#endif

typedef enum eco_language {
    ECO_LANGUAGE_EN = 0,
    ECO_LANGUAGE_ES = 1,
    ECO_LANGUAGE_FR = 2,
    ECO_LANGUAGE_PT = 3
} eco_language;

enum { ECO_LANGUAGES = 4 };

/** The code of the same thing in another scheme: "m49", "004". */
typedef struct eco_term_code {
    const char *scheme;
    const char *code;
} eco_term_code;

/** A relation to a term of some list: "primary" of "iccs", "10043". */
typedef struct eco_term_link {
    const char *relation;
    const char *vocabulary;
    const char *code;
} eco_term_link;

/** One row. All is borrowed from the vocabulary; no text is NULL but
 * `parent`. */
typedef struct eco_term {
    const char *code;                  /**< unique in its list */
    const char *parent;                /**< code in the same list, or NULL */
    const char *titles[ECO_LANGUAGES]; /**< by eco_language, never "" */
    /** Bit 1 << language: that title is no official one, but a translation of
     * ours or of another publisher; `source` says whose. */
    unsigned unofficial;
    const char *also;   /**< other spellings, between ';' */
    const char *note;   /**< in English */
    const char *source; /**< where code and English title come from */
    char status;        /**< V verified, C computed, M from memory, D our
                         * definition, A assumed */
    int level;          /**< 0 for a term without parent */
    size_t line;        /**< in its file */
    const eco_term_code *codes;
    size_t ncodes;
    const eco_term_link *links;
    size_t nlinks;
} eco_term;

/** A list, read whole and checked. Read only: threads may share it. */
typedef struct eco_vocabulary eco_vocabulary;

/**
 * Read a list from layers/vocabulary/list_NAME.csv: UTF-8, columns code,
 * parent, title_en, title_es, title_fr, title_pt, unofficial, also, note,
 * source and status, then any number of "code:SCHEME" and "RELATION:LIST"
 * (codes of that list, between blanks).
 *
 * @param name    "iccs", "country" and so on; "vocabulary" lists them
 * @param layers  folder that overrides layers/, as in eco_run_options; NULL:
 *                what is in force. The whole process sees it: give it before
 *                other threads use the library.
 * @param out     [out] the caller frees it with eco_vocabulary_destroy()
 * @return ECO_OK; ECO_NOTFOUND for an unknown name (or folder); ECO_FORMAT
 *         when a row is wrong: file, line, what is wrong and what would be
 *         right; ECO_NOMEM
 *
 * Memory: O(file). Time: O(rows log rows).
 */
ECO_API eco_status eco_vocabulary_load(eco_ctx *ctx, const char *name,
                                       const char *layers,
                                       eco_vocabulary **out);
ECO_API void eco_vocabulary_destroy(eco_vocabulary *v);

ECO_API const char *eco_vocabulary_name(const eco_vocabulary *v);
ECO_API size_t eco_vocabulary_count(const eco_vocabulary *v);

/** The i-th term in the order of the file, i < count. */
ECO_API const eco_term *eco_vocabulary_term(const eco_vocabulary *v, size_t i);

/** The term with a code, exactly as written, or NULL. `scheme` NULL: the
 * list's own code; else that of another scheme, such as "alpha2". */
ECO_API const eco_term *eco_vocabulary_find(const eco_vocabulary *v,
                                            const char *scheme,
                                            const char *code);

/**
 * The term with a title in any of the four languages or another spelling,
 * whatever the case, accents, punctuation and blanks. Of a term and those
 * below it with the same title, the upper one.
 *
 * @param out  [out] borrowed from `v`
 * @return ECO_OK; ECO_NOTFOUND; ECO_USAGE when terms apart from one another
 *         have it (the message names them); ECO_NOMEM
 */
ECO_API eco_status eco_vocabulary_match(eco_ctx *ctx, const eco_vocabulary *v,
                                        const char *title,
                                        const eco_term **out);

/** Names of all lists, sorted, NULL ends; the caller frees the list with
 * eco_vocabulary_names_free(). `layers` as above. */
ECO_API eco_status eco_vocabulary_names(eco_ctx *ctx, const char *layers,
                                        const char *const **out);
ECO_API void eco_vocabulary_names_free(const char *const *names);

/** "en", "es", "fr" or "pt"; static storage. */
ECO_API const char *eco_language_code(eco_language language);

#ifdef __cplusplus
}
#endif
#endif
