/* What a run is given refers to what there is. */
#include "eco_mc_job.h"

#include <math.h>
#include <stdbool.h>

static bool values_hold(const eco_mc_world *w)
{
    for (size_t i = 0; i < w->nvalues; i++) {
        const eco_pert *p = &w->values[i].pert;

        if (!(p->low >= 0 && p->low <= p->central && p->central <= p->high &&
              p->high <= 1))
            return false;
    }
    for (size_t i = 0; i < w->nclasses; i++)
        for (int q = 0; q < ECO_MC_QUANTITIES; q++) {
            uint32_t v = w->classes[i].value[q];

            if (v >= w->nvalues && !(q == ECO_MC_FACTOR && v == ECO_MC_NONE))
                return false;
        }
    for (size_t i = 0; i < w->nmaps; i++)
        if (!(w->maps[i].ratio >= 0 && w->maps[i].error >= 0 &&
              isfinite(w->maps[i].ratio) && isfinite(w->maps[i].error)))
            return false;
    return true;
}

static bool cases_hold(const eco_mc_world *w)
{
    for (size_t i = 0; i < w->nmembers; i++) {
        const eco_mc_member *m = &w->members[i];

        if (m->place >= w->nplaces || m->klass >= w->nclasses ||
            !(m->m >= 0 && m->m <= 1))
            return false;
    }
    for (size_t i = 0; i < w->ncases; i++)
        if (w->cases[i].first > w->nmembers ||
            w->cases[i].n > w->nmembers - w->cases[i].first)
            return false;
    return true;
}

static bool outputs_hold(const eco_mc_world *w)
{
    for (size_t i = 0; i < w->ntotals; i++)
        if (w->total_maps[i] >= w->nmaps)
            return false;
    for (size_t i = 0; i < w->noutputs; i++) {
        const eco_mc_output *o = &w->outputs[i];

        if (o->map >= w->nmaps ||
            (o->total != ECO_MC_NONE &&
             (o->total >= w->ntotals || w->total_maps[o->total] != o->map)))
            return false;
    }
    return true;
}

static bool zone_holds(const eco_mc_world *w, const eco_mc_zone *z)
{
    if (z->first_row > w->nrows || z->nrows > w->nrows - z->first_row ||
        z->first_output > w->noutputs ||
        z->noutputs > w->noutputs - z->first_output)
        return false;
    for (size_t i = z->first_row; i < z->first_row + z->nrows; i++) {
        const eco_mc_row *r = &w->rows[i];

        if (r->one_case >= w->ncases || r->area_cm2 < 0 || !(r->patches >= 0) ||
            r->year_output < z->first_output ||
            r->year_output - z->first_output >= z->noutputs ||
            r->period_output < z->first_output ||
            r->period_output - z->first_output >= z->noutputs)
            return false;
    }
    return true;
}

eco_status eco_mc_check(const eco_mc_world *w, const eco_mc_options *o)
{
    size_t output = 0;

    if (o && (o->draws < 2 || o->threads < 1))
        return ECO_INVALID;
    if (!values_hold(w) || !cases_hold(w) || !outputs_hold(w))
        return ECO_INVALID;
    for (size_t i = 0; i < w->nzones; i++) { /* outputs one after the other */
        if (w->zones[i].first_output != output || !zone_holds(w, &w->zones[i]))
            return ECO_INVALID;
        output += w->zones[i].noutputs;
    }
    return output == w->noutputs ? ECO_OK : ECO_INVALID;
}
