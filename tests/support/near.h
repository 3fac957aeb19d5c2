/* Closeness for the tests of areas. */
#ifndef ECO_TESTS_NEAR_H
#define ECO_TESTS_NEAR_H

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#define DEG  (acos(-1) / 180)
#define DEGL (acosl(-1) / 180)

static inline void near(double got, double want, double relative,
                        const char *what)
{
    if (!(fabs(got - want) <= relative * fabs(want)))
        fail_msg("%s: %.17g is not %.17g to %g but to %g", what, got, want,
                 relative, got / want - 1);
}

#endif
