# Warnings and sanitizers, as one interface target that every target of ours links.
add_library(holdwatch_flags INTERFACE)
target_compile_features(holdwatch_flags INTERFACE cxx_std_20)
target_compile_options(holdwatch_flags INTERFACE
  -Wall -Wextra -Wpedantic -Werror -Wshadow -Wnon-virtual-dtor -Woverloaded-virtual -Wcast-align
  -Wunused -Wnull-dereference -Wdouble-promotion -Wimplicit-fallthrough
  # Designated initialisers leave out what has a default.
  -Wno-missing-field-initializers
  # Results must not depend on the machine: no contraction of a*b+c into one rounding.
  -ffp-contract=off)
if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
  # g++ 12 finds null dereferences and overflows inside its own inlined headers.
  target_compile_options(holdwatch_flags INTERFACE
    -Wlogical-op -Wno-null-dereference -Wno-maybe-uninitialized -Wno-stringop-overflow
    -Wno-array-bounds -Wno-restrict)
  if(CMAKE_UNITY_BUILD)
    # A file's own names are no longer in the main file, where g++ takes them for granted.
    target_compile_options(holdwatch_flags INTERFACE -Wno-subobject-linkage)
  endif()
endif()

set(HOLDWATCH_SANITIZER "" CACHE STRING "address, thread or fuzzer")
if(HOLDWATCH_SANITIZER STREQUAL "address")
  set(sanitize -fsanitize=address,undefined -fno-sanitize-recover=all -fno-omit-frame-pointer)
elseif(HOLDWATCH_SANITIZER STREQUAL "thread")
  set(sanitize -fsanitize=thread)
  target_compile_options(holdwatch_flags INTERFACE -Wno-tsan)
elseif(HOLDWATCH_SANITIZER STREQUAL "fuzzer")
  set(sanitize -fsanitize=address,undefined,fuzzer-no-link -fno-sanitize-recover=all)
endif()
target_compile_options(holdwatch_flags INTERFACE ${sanitize})
target_link_options(holdwatch_flags INTERFACE ${sanitize})

option(HOLDWATCH_COVERAGE "Count the lines that the tests reach" OFF)
if(HOLDWATCH_COVERAGE)
  target_compile_options(holdwatch_flags INTERFACE --coverage -fprofile-update=atomic)
  target_link_options(holdwatch_flags INTERFACE --coverage)
endif()

option(HOLDWATCH_TIDY "Run clang-tidy on every file" OFF)
if(HOLDWATCH_TIDY)
  set(CMAKE_CXX_CLANG_TIDY clang-tidy --warnings-as-errors=*)
endif()
