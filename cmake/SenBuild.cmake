# How Sen's targets are built: one function a kind of target, so that warnings,
# precompiled headers and hardening are said once.

set(CMAKE_CXX_STANDARD 20)
set(CMAKE_CXX_STANDARD_REQUIRED ON)
set(CMAKE_CXX_EXTENSIONS OFF)
# One setting for libraries and programs, so that they share a precompiled header.
add_compile_options(-fPIE)
add_link_options(-pie)

find_program(SEN_CCACHE ccache)
if(SEN_CCACHE)
  # A precompiled header and its users are cached too (ccache manual, "Precompiled headers").
  set(SEN_LAUNCHER ${CMAKE_COMMAND} -E env CCACHE_SLOPPINESS=pch_defines,time_macros,include_file_mtime,include_file_ctime
      CCACHE_BASEDIR=${PROJECT_SOURCE_DIR} CCACHE_NOHASHDIR=1 ${SEN_CCACHE})
  set(CMAKE_CXX_COMPILER_LAUNCHER ${SEN_LAUNCHER})
  set(CMAKE_C_COMPILER_LAUNCHER ${SEN_LAUNCHER})
endif()

find_program(SEN_MOLD mold)
if(SEN_MOLD)
  add_link_options(-fuse-ld=mold)
endif()

add_compile_options(-fstack-protector-strong -fstack-clash-protection)
add_compile_options("$<$<CONFIG:Release>:-U_FORTIFY_SOURCE;-D_FORTIFY_SOURCE=2>")
add_link_options(-Wl,-z,relro,-z,now)
if(SEN_SANITIZE)
  add_compile_options(-fsanitize=${SEN_SANITIZE} -fno-omit-frame-pointer)
  add_link_options(-fsanitize=${SEN_SANITIZE})
  # For every test's environment. The libraries of Debian are not instrumented.
  set(SEN_SANITIZER_OPTIONS
      "TSAN_OPTIONS=suppressions=${PROJECT_SOURCE_DIR}/cmake/tsan.supp:halt_on_error=1"
      "LSAN_OPTIONS=suppressions=${PROJECT_SOURCE_DIR}/cmake/lsan.supp:print_suppressions=0"
      "UBSAN_OPTIONS=print_stacktrace=1:halt_on_error=1")
endif()
if(SEN_FUZZ)
  add_compile_options(-fsanitize=fuzzer-no-link)
endif()

add_library(sen_flags INTERFACE)
target_compile_options(sen_flags INTERFACE -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Werror)
if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
  target_compile_options(sen_flags INTERFACE -fpch-preprocess -Winvalid-pch)
elseif(CMAKE_CXX_COMPILER_ID STREQUAL "Clang")
  # As GCC reads -Wconversion in C++.
  target_compile_options(sen_flags INTERFACE -Wthread-safety -Wno-sign-conversion)
endif()
target_include_directories(sen_flags INTERFACE ${PROJECT_SOURCE_DIR})

# The standard headers that nearly every file wants, compiled once a build.
file(WRITE ${CMAKE_BINARY_DIR}/precompiled.cc "")
add_library(sen_precompiled STATIC ${CMAKE_BINARY_DIR}/precompiled.cc)
target_link_libraries(sen_precompiled PRIVATE sen_flags)
target_precompile_headers(sen_precompiled PRIVATE ${PROJECT_SOURCE_DIR}/cmake/precompiled.h)

# sen_library(NAME SOURCES … USES … HIDES …): the target sen_NAME, alias sen::NAME.
# USES is what the headers need, HIDES what only the .cc files need.
function(sen_library name)
  cmake_parse_arguments(ARG "" "" "SOURCES;USES;HIDES" ${ARGN})
  add_library(sen_${name} STATIC ${ARG_SOURCES})
  add_library(sen::${name} ALIAS sen_${name})
  target_link_libraries(sen_${name} PUBLIC ${ARG_USES} PRIVATE sen_flags ${ARG_HIDES})
  target_include_directories(sen_${name} PUBLIC ${PROJECT_SOURCE_DIR})
  target_precompile_headers(sen_${name} REUSE_FROM sen_precompiled)
endfunction()

# What `.ci/run` builds and runs of a sanitizer's preset, by the folders that tests lie in: AddressSanitizer and
# UndefinedBehaviorSanitizer watch what reads bytes from outside and what keeps them (the readers of ingest are fuzzed
# under both), ThreadSanitizer what many threads use. The whole tree would take CI twice as long.
add_custom_target(sanitized_tests)
if(SEN_SANITIZE STREQUAL "thread")
  set(SEN_SANITIZED_FOLDERS contract store follow workflow http search)
else()
  set(SEN_SANITIZED_FOLDERS contract store follow workflow http base codec markup)
endif()

# sen_test(NAME SOURCES … USES … [TIMEOUT seconds] [LABELS …]): one GoogleTest program, one CTest entry. Its labels are
# the folders it lies in (`unit`, `engine`, `store`), LABELS, and `sanitized` if a sanitizer's preset runs it.
function(sen_test name)
  cmake_parse_arguments(ARG "" "TIMEOUT" "SOURCES;USES;LABELS" ${ARGN})
  add_executable(${name} ${ARG_SOURCES})
  target_link_libraries(${name} PRIVATE sen_flags ${ARG_USES} GTest::gmock GTest::gtest_main)
  target_compile_definitions(${name} PRIVATE SEN_SOURCE_DIR="${PROJECT_SOURCE_DIR}" SEN_PROGRAM="${CMAKE_BINARY_DIR}/sen")
  target_precompile_headers(${name} REUSE_FROM sen_precompiled)

  file(RELATIVE_PATH folder ${PROJECT_SOURCE_DIR}/tests ${CMAKE_CURRENT_SOURCE_DIR})
  string(REPLACE "/" ";" labels "${folder}")
  list(GET labels -1 subject)
  list(APPEND labels ${ARG_LABELS})
  if(subject IN_LIST SEN_SANITIZED_FOLDERS)
    list(APPEND labels sanitized)
    add_dependencies(sanitized_tests ${name})
  endif()
  if(NOT ARG_TIMEOUT)
    set(ARG_TIMEOUT 300)
  endif()
  if(SEN_SANITIZE)
    math(EXPR ARG_TIMEOUT "${ARG_TIMEOUT} * 3")
  endif()
  add_test(NAME ${name} COMMAND ${name} WORKING_DIRECTORY ${PROJECT_SOURCE_DIR})
  set_tests_properties(${name} PROPERTIES TIMEOUT ${ARG_TIMEOUT} LABELS "${labels}" ENVIRONMENT "${SEN_SANITIZER_OPTIONS}")
endfunction()

# sen_bench(NAME SOURCES … USES …): one Google Benchmark program.
function(sen_bench name)
  cmake_parse_arguments(ARG "" "" "SOURCES;USES" ${ARGN})
  add_executable(${name} ${ARG_SOURCES})
  target_link_libraries(${name} PRIVATE sen_flags ${ARG_USES} benchmark::benchmark benchmark::benchmark_main)
  target_precompile_headers(${name} REUSE_FROM sen_precompiled)
endfunction()

# sen_embed(NAMESPACE target FILES …): puts files into the program. The generated
# header embedded/NAMESPACE.h declares `std::span<const sen::EmbeddedFile> sen::embedded::NAMESPACE()`;
# names are relative to the folder given by ROOT.
function(sen_embed name target)
  cmake_parse_arguments(ARG "" "ROOT" "FILES" ${ARGN})
  set(dir ${CMAKE_CURRENT_BINARY_DIR}/embedded)
  add_custom_command(
    OUTPUT ${dir}/${name}.S ${dir}/${name}.cc ${dir}/${name}.h
    COMMAND ${CMAKE_COMMAND} -DNAME=${name} -DROOT=${ARG_ROOT} "-DFILES=${ARG_FILES}" -DDIR=${dir}
            -P ${PROJECT_SOURCE_DIR}/cmake/embed.cmake
    DEPENDS ${ARG_FILES} ${PROJECT_SOURCE_DIR}/cmake/embed.cmake
    COMMENT "Embedding ${name}" VERBATIM)
  target_sources(${target} PRIVATE ${dir}/${name}.S ${dir}/${name}.cc ${dir}/${name}.h)
  set_source_files_properties(${dir}/${name}.S PROPERTIES OBJECT_DEPENDS "${ARG_FILES}")
  set_source_files_properties(${dir}/${name}.cc PROPERTIES SKIP_PRECOMPILE_HEADERS ON)
  target_include_directories(${target} PRIVATE ${CMAKE_CURRENT_BINARY_DIR})
endfunction()

# sen_catalogues(NAMESPACE target): message catalogues, po/LANG.po -> LANG.mo in the program (sen_embed). A catalogue
# with a wrong plural or placeholder stops the build.
function(sen_catalogues name target)
  find_program(SEN_MSGFMT msgfmt REQUIRED)
  file(GLOB catalogues CONFIGURE_DEPENDS ${CMAKE_CURRENT_SOURCE_DIR}/po/*.po)
  set(compiled "")
  foreach(catalogue IN LISTS catalogues)
    get_filename_component(language ${catalogue} NAME_WE)
    set(out ${CMAKE_CURRENT_BINARY_DIR}/mo/${language}.mo)
    add_custom_command(OUTPUT ${out} COMMAND ${CMAKE_COMMAND} -E make_directory ${CMAKE_CURRENT_BINARY_DIR}/mo
      COMMAND ${SEN_MSGFMT} --check --endianness=little -o ${out} ${catalogue} DEPENDS ${catalogue} VERBATIM)
    list(APPEND compiled ${out})
  endforeach()
  sen_embed(${name} ${target} ROOT ${CMAKE_CURRENT_BINARY_DIR}/mo FILES ${compiled})
endfunction()
