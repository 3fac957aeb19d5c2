# What `cmake --install` puts where: filled in with the package files.
install(TARGETS ecocrime EXPORT ecocrime-targets)
