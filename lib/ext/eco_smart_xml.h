/* A patrol that SMART exported as XML, as nodes; for the files of this room. */
#ifndef ECO_EXT_SMART_XML_H
#define ECO_EXT_SMART_XML_H

#include "eco_fail.h"

#include <cpl_minixml.h>

/* The document of `path` (as GDAL resolves it; `shown` names it in messages),
 * freed with CPLDestroyXMLNode, and the element "patrol" in it. ECO_FORMAT:
 * longer than 32 MiB, not UTF-8, with a document type (entities can stand for
 * gigabytes), nested too deep, no XML, or another root. */
eco_status eco_smart_read(eco_ctx *ctx, const char *path, const char *shown,
                          CPLXMLNode **document, const CPLXMLNode **patrol);

/* Names are compared without their prefix: "ns2:legs" is "legs". The first
 * element of that name from `node` on among its siblings, or NULL. */
const CPLXMLNode *eco_smart_element(const CPLXMLNode *node, const char *name);
/* "" when there is none. */
const char *eco_smart_attribute(const CPLXMLNode *node, const char *name);
/* The text of a node's child of that name, or of its attribute "value". */
const char *eco_smart_value(const CPLXMLNode *node, const char *name);
const char *eco_smart_text(const CPLXMLNode *node);

#endif
