/* One value of a feature after the other as text. */
#include "eco_field_text.h"

#include "eco_mem.h"
#include "eco_utf8.h"

#include <cpl_conv.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

eco_status eco_field_add_text(eco_csv_row *row, const char *text, bool *damaged)
{
    size_t n = strlen(text), i = 0;
    eco_str good = {0};
    eco_status st;

    while (i < n && (text[i] & 0x80) == 0)
        i++;
    if (i == n)
        return eco_csv_row_add(row, text, n);
    for (i = 0; i < n;) {
        int length = eco_utf8_length((const unsigned char *)text + i, n - i);

        if (length > 0) {
            eco_str_add_n(&good, text + i, (size_t)length);
            i += (size_t)length;
            continue;
        }
        eco_str_add(&good, "\xef\xbf\xbd");
        *damaged = true;
        i++;
    }
    st = good.failed ? ECO_NOMEM : eco_csv_row_add(row, good.text, good.n);
    eco_str_clear(&good);
    return st;
}

/* "2021-03-15T10:15:30.5-03:00": zones of OGR are quarters of hours from 100,
 * 0 is unknown and 1 local time. */
static void date_time(OGRFeatureH f, int i, OGRFieldType type, eco_str *out)
{
    int y, m, d, hour, minute, zone;
    float second;

    if (!OGR_F_GetFieldAsDateTimeEx(f, i, &y, &m, &d, &hour, &minute, &second,
                                    &zone))
        return;
    if (type != OFTTime)
        eco_str_printf(out, "%04d-%02d-%02d", y, m, d);
    if (type == OFTDate)
        return;
    eco_str_printf(out, "%s%02d:%02d:", type == OFTTime ? "" : "T", hour,
                   minute);
    if (second > floorf(second))
        eco_str_printf(out, "%06.3f", (double)second);
    else
        eco_str_printf(out, "%02.0f", (double)second);
    if (zone == 100)
        eco_str_add(out, "Z");
    else if (zone > 1)
        eco_str_printf(out, "%c%02d:%02d", zone < 100 ? '-' : '+',
                       abs(zone - 100) / 4, abs(zone - 100) % 4 * 15);
}

static void list(OGRFeatureH f, int i, OGRFieldType type, eco_str *out)
{
    char **texts = NULL, number[32];
    const double *reals = NULL;
    const GIntBig *wide = NULL;
    const int *whole = NULL;
    int n = 0;

    if (type == OFTIntegerList)
        whole = OGR_F_GetFieldAsIntegerList(f, i, &n);
    else if (type == OFTInteger64List)
        wide = OGR_F_GetFieldAsInteger64List(f, i, &n);
    else if (type == OFTRealList)
        reals = OGR_F_GetFieldAsDoubleList(f, i, &n);
    else
        for (texts = OGR_F_GetFieldAsStringList(f, i); texts && texts[n];)
            n++;
    eco_str_add(out, "[");
    for (int k = 0; k < n; k++) {
        eco_str_add(out, k ? "," : "");
        if (whole)
            eco_str_printf(out, "%d", whole[k]);
        else if (wide)
            eco_str_printf(out, "%lld", (long long)wide[k]);
        else if (reals)
            eco_str_add(out, eco_str_real(number, reals[k]));
        else if (texts)
            eco_str_json(out, texts[k]);
    }
    eco_str_add(out, "]");
}

static void binary(OGRFeatureH f, int i, eco_str *out)
{
    int n = 0;
    const unsigned char *bytes = OGR_F_GetFieldAsBinary(f, i, &n);

    for (int k = 0; k < n; k++)
        eco_str_printf(out, "%02x", bytes[k]);
}

static void write_value(OGRFeatureH f, int i, eco_str *out)
{
    OGRFieldDefnH defn = OGR_F_GetFieldDefnRef(f, i);
    OGRFieldType type = OGR_Fld_GetType(defn);
    char number[32];

    switch (type) {
    case OFTReal:
        eco_str_add(out, eco_str_real(number, OGR_F_GetFieldAsDouble(f, i)));
        break;
    case OFTInteger:
        if (OGR_Fld_GetSubType(defn) == OFSTBoolean)
            eco_str_add(out, OGR_F_GetFieldAsInteger(f, i) ? "true" : "false");
        else
            eco_str_printf(out, "%d", OGR_F_GetFieldAsInteger(f, i));
        break;
    case OFTDate:
    case OFTTime:
    case OFTDateTime:
        date_time(f, i, type, out);
        break;
    case OFTIntegerList:
    case OFTInteger64List:
    case OFTRealList:
    case OFTStringList:
        list(f, i, type, out);
        break;
    case OFTBinary:
        binary(f, i, out);
        break;
    case OFTString:
    case OFTInteger64:
    case OFTWideString:
    case OFTWideStringList:
    default:
        eco_str_add(out, OGR_F_GetFieldAsString(f, i));
        break;
    }
}

eco_status eco_field_add(eco_csv_row *row, OGRFeatureH feature, int field,
                         bool *damaged)
{
    OGRFieldType type = OGR_Fld_GetType(OGR_F_GetFieldDefnRef(feature, field));
    eco_str text = {0};
    eco_status st;

    if (!OGR_F_IsFieldSetAndNotNull(feature, field))
        return eco_csv_row_add(row, "", 0);
    if (type == OFTString) /* most are; no copy */
        return eco_field_add_text(row, OGR_F_GetFieldAsString(feature, field),
                                  damaged);
    write_value(feature, field, &text);
    st = text.failed ? ECO_NOMEM
                     : eco_field_add_text(row, eco_str_text(&text), damaged);
    eco_str_clear(&text);
    return st;
}
