// The same from C++: names are found, a message comes back.
#include <ecocrime/run.h>
#include <ecocrime/version.h>

#include <cstring>

int main()
{
    eco_ctx *ctx = nullptr;
    eco_run_options options = eco_run_options();

    if (eco_ctx_create(&ctx))
        return 1;
    bool ok = eco_run(ctx, &options, nullptr) == ECO_USAGE &&
              std::strlen(eco_ctx_message(ctx)) > 0 &&
              std::strcmp(eco_version(), ECO_VERSION) == 0;
    eco_ctx_destroy(ctx);
    return ok ? 0 : 1;
}
