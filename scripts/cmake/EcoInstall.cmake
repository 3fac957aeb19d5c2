# What `cmake --install` puts where: library, headers, package files for CMake
# and pkg-config, the program, its manual and completion, layers/ to read.
if(CMAKE_SCRIPT_MODE_FILE)
    # cmake -DBINARY=... -DOUT=... -P: the program writes its own manual.
    function(print to)
        execute_process(COMMAND "${BINARY}" ${ARGN} OUTPUT_FILE "${OUT}/${to}"
            COMMAND_ERROR_IS_FATAL ANY)
    endfunction()
    file(REMOVE_RECURSE "${OUT}")
    file(MAKE_DIRECTORY "${OUT}/man1")
    execute_process(COMMAND "${BINARY}" --json-usage OUTPUT_VARIABLE usage
        COMMAND_ERROR_IS_FATAL ANY)
    string(JSON n LENGTH "${usage}" commands)
    math(EXPR last "${n} - 1")
    print(man1/ecocrime.1 help --man)
    foreach(i RANGE ${last})
        string(JSON name GET "${usage}" commands ${i} name)
        print("man1/ecocrime-${name}.1" help ${name} --man)
    endforeach()
    print(ecocrime.bash completion bash)
    return()
endif()

include(CMakePackageConfigHelpers)
set(package_dir "${CMAKE_INSTALL_LIBDIR}/cmake/ecocrime")
set(package_build "${PROJECT_BINARY_DIR}/package")
set(manual_build "${PROJECT_BINARY_DIR}/manual")

# The program finds the library beside it wherever the tree is put.
file(RELATIVE_PATH lib_from_bin "/${CMAKE_INSTALL_BINDIR}" "/${CMAKE_INSTALL_LIBDIR}")
set_target_properties(ecocrime_bin PROPERTIES INSTALL_RPATH "$ORIGIN/${lib_from_bin}")

install(TARGETS ecocrime EXPORT ecocrime-targets
    LIBRARY DESTINATION ${CMAKE_INSTALL_LIBDIR})
install(TARGETS ecocrime_bin RUNTIME DESTINATION ${CMAKE_INSTALL_BINDIR})
install(DIRECTORY "${PROJECT_SOURCE_DIR}/include/ecocrime"
    DESTINATION ${CMAKE_INSTALL_INCLUDEDIR} FILES_MATCHING PATTERN "*.h")
install(DIRECTORY "${PROJECT_SOURCE_DIR}/layers/"
    DESTINATION ${CMAKE_INSTALL_DATADIR}/ecocrime/layers)
install(FILES "${PROJECT_SOURCE_DIR}/LICENSE" DESTINATION ${CMAKE_INSTALL_DOCDIR})

configure_package_config_file(
    "${PROJECT_SOURCE_DIR}/scripts/cmake/ecocrimeConfig.cmake.in"
    "${package_build}/ecocrimeConfig.cmake" INSTALL_DESTINATION "${package_dir}")
# Before 1.0 a minor version may change the interface.
write_basic_package_version_file("${package_build}/ecocrimeConfigVersion.cmake"
    COMPATIBILITY SameMinorVersion)
install(FILES "${package_build}/ecocrimeConfig.cmake"
    "${package_build}/ecocrimeConfigVersion.cmake" DESTINATION "${package_dir}")
install(EXPORT ecocrime-targets NAMESPACE ecocrime:: DESTINATION "${package_dir}")

# Paths from where the file lies, so that an installed tree can be moved.
file(RELATIVE_PATH prefix_from_pc "/${CMAKE_INSTALL_LIBDIR}/pkgconfig" "/")
string(REGEX REPLACE "/$" "" prefix_from_pc "${prefix_from_pc}")
configure_file("${PROJECT_SOURCE_DIR}/scripts/cmake/ecocrime.pc.in"
    "${package_build}/ecocrime.pc" @ONLY)
install(FILES "${package_build}/ecocrime.pc"
    DESTINATION ${CMAKE_INSTALL_LIBDIR}/pkgconfig)

if(NOT CMAKE_CROSSCOMPILING)
    add_custom_command(OUTPUT "${manual_build}/ecocrime.bash"
        COMMAND ${CMAKE_COMMAND} "-DBINARY=$<TARGET_FILE:ecocrime_bin>"
                "-DOUT=${manual_build}" -P "${CMAKE_CURRENT_LIST_FILE}"
        DEPENDS ecocrime_bin "${CMAKE_CURRENT_LIST_FILE}"
        COMMENT "Writing the manual pages and the completion" VERBATIM)
    add_custom_target(manual ALL DEPENDS "${manual_build}/ecocrime.bash")
    install(DIRECTORY "${manual_build}/man1" DESTINATION ${CMAKE_INSTALL_MANDIR})
    install(FILES "${manual_build}/ecocrime.bash" RENAME ecocrime
        DESTINATION ${CMAKE_INSTALL_DATADIR}/bash-completion/completions)
endif()
