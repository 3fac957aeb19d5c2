/* A database beside the store, for rows on their way into it. */
#include "eco_store_impl.h"

#include "eco_file.h"
#include "eco_mem.h"
#include "eco_str.h"

#include <sys/stat.h>

/* It is thrown away whatever happens. */
static const char hasty[] =
    "PRAGMA journal_mode=OFF; PRAGMA synchronous=OFF; PRAGMA cache_size=-16384";

static eco_status script(eco_ctx *ctx, const char *name, const char **text)
{
    eco_str path = {0};
    eco_status st = ECO_OK;

    eco_str_printf(&path, "query/%s.sql", name);
    *text = path.failed ? NULL : eco_layers_text(path.text);
    if (path.failed)
        st = eco_nomem(ctx);
    else if (!*text)
        st = eco_fail(ctx, ECO_INTERNAL, "there is no layers/%s", path.text);
    eco_str_clear(&path);
    return st;
}

static eco_status open_side(eco_ctx *ctx, eco_store *s)
{
    eco_status st = ECO_OK;

    if (s->working)
        st = eco_file_temporary(ctx, s->path, &s->side_path);
    if (s->side_path)
        chmod(s->side_path, 0600); /* rows may be more than the store keeps */
    if (!st)
        st = eco_sql_open(ctx, s->side_path ? s->side_path : ":memory:",
                          ECO_SQL_WRITE, &s->side);
    return st ? st : eco_sql_run(ctx, s->side, hasty);
}

eco_status eco_store_side_make(eco_ctx *ctx, eco_store *s, const char *name)
{
    const char *text = NULL;
    eco_status st;

    eco_store_side_drop(s);
    st = script(ctx, name, &text);
    if (!st)
        st = open_side(ctx, s);
    if (!st)
        st = eco_sql_begin(ctx, s->side);
    if (!st)
        st = eco_sql_run(ctx, s->side, text);
    if (st)
        eco_store_side_drop(s);
    return st ? eco_trace(ctx, st, "layers/query/%s.sql", name) : ECO_OK;
}

eco_status eco_store_side_query(eco_ctx *ctx, eco_store *s, const char *name,
                                eco_stmt **out)
{
    const char *text = NULL;
    eco_status st = script(ctx, name, &text);

    *out = NULL;
    if (!st)
        st = eco_stmt_prepare(ctx, s->side, text, out);
    return st ? eco_trace(ctx, st, "layers/query/%s.sql", name) : ECO_OK;
}

eco_sql *eco_store_side(eco_store *s)
{
    return s->side;
}

void eco_store_side_drop(eco_store *s)
{
    eco_sql_close(s->side);
    if (s->side_path)
        eco_store_unlink(s->side_path);
    eco_mem_free(s->side_path);
    s->side = NULL;
    s->side_path = NULL;
}
