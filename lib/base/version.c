#include <ecocrime/version.h>

const char *eco_version(void)
{
    return ECO_VERSION;
}
