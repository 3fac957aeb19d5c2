/* Codes by lookup, dates, quantities. */
#include "eco_fold.h"
#include "eco_incident_impl.h"

#include <math.h>
#include <string.h>

static const char *fold(eco_incident_reader *r, const char *text)
{
    eco_str_reset(&r->folded);
    eco_fold(&r->folded, text);
    return eco_str_text(&r->folded);
}

static bool fact(eco_incident_reader *r, eco_fact f)
{
    const eco_code_rule *rule = &r->m->facts[f];
    int column = r->at.facts[f];
    const char *code;

    r->out.facts[f] = rule->fixed;
    if (column < 0)
        return true;
    code = eco_code_rule_find(rule, fold(r, eco_row_cell(r, column)));
    if (!code)
        code = rule->otherwise;
    r->out.facts[f] = code;
    if (code)
        return true;
    return eco_row_refuse_cell(r, column,
                               "is not in the lookup of %s (%.400s); add it "
                               "there, or give else",
                               eco_fact_key(f), rule->listed);
}

/* Rows may be more sensitive than their dataset; what the column says but the
 * lookup does not know may be anything. */
bool eco_row_sensitivity(eco_incident_reader *r)
{
    const char *code;
    bool good;

    r->out.sensitivity = r->options.sensitivity;
    r->hide |= r->at.facts[ECO_FACT_SENSITIVITY] >= 0 && !r->m->keep_rejected;
    good = fact(r, ECO_FACT_SENSITIVITY);
    code = r->out.facts[ECO_FACT_SENSITIVITY];
    if (good && code && code[0] - '0' > r->out.sensitivity)
        r->out.sensitivity = code[0] - '0';
    if (good)
        r->hide = r->out.sensitivity >= 2 && !r->m->keep_rejected;
    return good;
}

static bool coherent(eco_incident_reader *r)
{
    const char *domain = r->out.facts[ECO_FACT_DOMAIN];
    const char *subtype = r->out.facts[ECO_FACT_SUBTYPE];
    size_t n = domain ? strlen(domain) : 0;

    if (!domain || !subtype ||
        (strncmp(subtype, domain, n) == 0 && subtype[n] == '_'))
        return true;
    return eco_row_refuse(r,
                          "subtype %.20s is none of domain %.20s; correct one "
                          "of their lookups",
                          subtype, domain);
}

bool eco_row_facts(eco_incident_reader *r)
{
    for (int f = 0; f < ECO_FACT_COUNT; f++)
        if (f != ECO_FACT_SENSITIVITY && !fact(r, (eco_fact)f))
            return false;
    return coherent(r);
}

static eco_when_options when_options(const eco_mapping *m)
{
    return (eco_when_options){.order = (eco_when_order)m->date.order,
                              .serial = (eco_when_serial)m->date.serial,
                              .pivot = m->date.pivot,
                              .shift = m->date.time_zone != NULL,
                              .offset_min = m->date.offset_min};
}

static void set_date(eco_incident_reader *r, const eco_when *when)
{
    r->out.dated = true;
    r->out.first = when->first;
    r->out.last = when->last;
    r->out.date_precision = when->precision;
    if (when->flags & ECO_WHEN_IS_SHIFTED)
        eco_row_flag(r, "day_shifted");
    if (when->flags & ECO_WHEN_IS_ABROAD)
        eco_row_flag(r, "other_time_zone");
}

static bool read_date(eco_incident_reader *r, int column, eco_when *when)
{
    eco_when_options o = when_options(r->m);

    if (eco_when_parse(eco_row_cell(r, column), &o, when) == ECO_OK)
        return true;
    return eco_row_refuse_cell(r, column, "%s",
                               eco_when_reason_text(when->reason));
}

static bool period(eco_incident_reader *r)
{
    eco_when from, to;

    if (!read_date(r, r->at.from, &from))
        return false;
    if (r->at.to >= 0 && !eco_row_blank(r, r->at.to)) {
        if (!read_date(r, r->at.to, &to))
            return false;
        if (to.last < from.first)
            return eco_row_refuse_cell(
                r, r->at.to, "is before the date in '%.60s'", r->m->date.from);
        if (to.last != from.last) {
            from.last = to.last;
            from.precision = ECO_WHEN_RANGE;
        }
        from.flags |= to.flags;
    }
    set_date(r, &from);
    return true;
}

bool eco_row_date(eco_incident_reader *r)
{
    int column = r->at.from >= 0 ? r->at.from : r->at.date;
    eco_when_options o = when_options(r->m);
    eco_when when;

    r->out.dated = false;
    if (r->m->date.fixed) {
        if (eco_when_parse(r->m->date.fixed, &o, &when) == ECO_OK)
            set_date(r, &when);
        return true;
    }
    if (column < 0 || (r->m->date.optional && eco_row_blank(r, column)))
        return true;
    if (r->at.from >= 0)
        return period(r);
    if (!read_date(r, column, &when))
        return false;
    set_date(r, &when);
    return true;
}

bool eco_row_quantities(eco_incident_reader *r)
{
    for (size_t i = 0; i < r->m->nquantities; i++) {
        const eco_quantity_rule *q = &r->m->quantities[i];
        int column = r->at.quantities[i];
        int decimal = q->decimal ? q->decimal : r->m->format.decimal;
        eco_number_fault fault;

        r->quantities[i] = NAN;
        if (eco_row_blank(r, column))
            continue;
        fault = eco_number_read(eco_row_cell(r, column), decimal,
                                &r->quantities[i]);
        r->quantities[i] *= q->factor;
        if (fault == ECO_NUMBER_AMBIGUOUS)
            return eco_row_refuse_cell(r, column,
                                       "may be a thousand or a fraction; "
                                       "'decimal' says which mark is which");
        if (fault)
            return eco_row_refuse_cell(r, column, "is not a number");
    }
    r->out.quantities = r->quantities;
    return true;
}
