/* XML of bounded size and depth, without entities of its own. */
#include "eco_smart_xml.h"

#include "eco_gdal.h"
#include "eco_mem.h"

#include <cpl_string.h>
#include <cpl_vsi.h>
#include <string.h>

/* Patrols have some hundred kilobytes. Each '<' and each '=' becomes two nodes
 * of about 60 bytes at most. */
enum { BYTES_MAX = 32 << 20, MARKS_MAX = 1 << 20, DEPTH_MAX = 64 };

static eco_status read_all(eco_ctx *ctx, const char *path, const char *shown,
                           char **text, size_t *n)
{
    VSILFILE *f = VSIFOpenL(path, "rb");
    vsi_l_offset size;
    eco_status st = ECO_OK;

    if (!f)
        return eco_fail(ctx, ECO_NOTFOUND, "%s: cannot be opened", shown);
    VSIFSeekL(f, 0, SEEK_END);
    size = VSIFTellL(f);
    VSIFSeekL(f, 0, SEEK_SET);
    if (size > BYTES_MAX)
        st =
            eco_fail(ctx, ECO_FORMAT, "%s: is longer than %d MiB; no patrol is",
                     shown, BYTES_MAX >> 20);
    else if (!(*text = eco_mem_array((size_t)size + 1, 1)))
        st = eco_nomem(ctx);
    else
        *n = VSIFReadL(*text, 1, (size_t)size, f);
    VSIFCloseL(f);
    return st;
}

/* What a parser would need memory or a deep stack for. */
static const char *find_fault(const char *text, size_t n)
{
    size_t marks = 0;
    int depth = 0;

    if (strlen(text) != n || !CPLIsUTF8(text, (int)n))
        return "is not UTF-8; save it so";
    if (strstr(text, "<!DOCTYPE") || strstr(text, "<!ENTITY"))
        return "has a document type, which no patrol has; entities are not "
               "read";
    for (const char *p = text; *p; p++) {
        marks += *p == '<' || *p == '=';
        if ((*p == '<' && p[1] == '/') || (*p == '/' && p[1] == '>'))
            depth--;
        else if (*p == '<' && p[1] != '?' && p[1] != '!')
            depth++;
        if (depth > DEPTH_MAX || marks > MARKS_MAX)
            return depth > DEPTH_MAX ? "has elements that nest too deep"
                                     : "has more elements than any patrol has";
    }
    return NULL;
}

static const char *local(const char *name)
{
    const char *colon = strrchr(name, ':');

    return colon ? colon + 1 : name;
}

const CPLXMLNode *eco_smart_element(const CPLXMLNode *node, const char *name)
{
    for (; node; node = node->psNext)
        if (node->eType == CXT_Element && *node->pszValue != '?' &&
            (!name || strcmp(local(node->pszValue), name) == 0))
            return node;
    return NULL;
}

const char *eco_smart_attribute(const CPLXMLNode *node, const char *name)
{
    for (const CPLXMLNode *n = node ? node->psChild : NULL; n; n = n->psNext)
        if (n->eType == CXT_Attribute && strcmp(n->pszValue, name) == 0)
            return n->psChild ? n->psChild->pszValue : "";
    return "";
}

const char *eco_smart_text(const CPLXMLNode *node)
{
    for (const CPLXMLNode *n = node ? node->psChild : NULL; n; n = n->psNext)
        if (n->eType == CXT_Text)
            return n->pszValue;
    return "";
}

const char *eco_smart_value(const CPLXMLNode *node, const char *name)
{
    const CPLXMLNode *found =
        eco_smart_element(node ? node->psChild : NULL, name);
    const char *value = eco_smart_attribute(found, "value");

    return *value ? value : eco_smart_text(found);
}

static eco_status parse(eco_ctx *ctx, const char *text, const char *shown,
                        CPLXMLNode **document, const CPLXMLNode **patrol)
{
    const CPLXMLNode *root;

    eco_gdal_errors_begin(ctx);
    *document = CPLParseXMLString(text);
    if (!*document)
        return eco_gdal_errors_end(
            ctx,
            eco_fail(ctx, ECO_FORMAT, "%s: is not well-formed XML", shown));
    eco_gdal_errors_end(ctx, ECO_OK);
    eco_ctx_clear(ctx);
    root = eco_smart_element(*document, NULL);
    *patrol = eco_smart_element(*document, "patrol");
    if (*patrol)
        return ECO_OK;
    return eco_fail(
        ctx, ECO_FORMAT,
        "%s: is XML, but no patrol of SMART: it begins with <%.60s>, "
        "not <patrol>; export the patrol, or a query as CSV",
        shown, root ? root->pszValue : "nothing");
}

eco_status eco_smart_read(eco_ctx *ctx, const char *path, const char *shown,
                          CPLXMLNode **document, const CPLXMLNode **patrol)
{
    char *text = NULL;
    const char *fault;
    size_t n = 0;
    eco_status st = read_all(ctx, path, shown, &text, &n);

    *document = NULL;
    *patrol = NULL;
    if (!st && text && (fault = find_fault(text, n)) != NULL)
        st = eco_fail(ctx, ECO_FORMAT, "%s: %s", shown, fault);
    if (!st)
        st = parse(ctx, text, shown, document, patrol);
    eco_mem_free(text);
    return st;
}
