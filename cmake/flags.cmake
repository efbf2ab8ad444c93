# Warnings are errors; one set for GCC and Clang.
add_compile_options(-Wall -Wextra -Wshadow -Wconversion -Wsign-conversion -Wnon-virtual-dtor
                    -Woverloaded-virtual -Wimplicit-fallthrough -Wswitch-enum -Werror)
if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
  # GCC 12 sees ghosts through inlined optionals, spans and coroutine frames (GCC bugs 105562, 107852, 109224).
  add_compile_options(-Wno-maybe-uninitialized -Wno-restrict -Wno-dangling-pointer -Wno-stringop-overflow
                      -Wno-array-bounds -Wno-stringop-overread -Wno-mismatched-new-delete)
endif()

add_compile_definitions(_GLIBCXX_ASSERTIONS $<$<CONFIG:Release,RelWithDebInfo>:_FORTIFY_SOURCE=2>)
add_compile_options(-fstack-protector-strong)

if(DIEMCAU_SANITIZE)
  add_compile_options(-fsanitize=${DIEMCAU_SANITIZE} -fno-sanitize-recover=all -fno-omit-frame-pointer -g1)
  add_link_options(-fsanitize=${DIEMCAU_SANITIZE})
endif()

find_program(DIEMCAU_CCACHE ccache)
if(DIEMCAU_CCACHE)
  set(CMAKE_CXX_COMPILER_LAUNCHER ${DIEMCAU_CCACHE})
endif()

find_program(DIEMCAU_MOLD mold)
if(DIEMCAU_MOLD AND NOT DIEMCAU_SANITIZE AND NOT DIEMCAU_FUZZ)
  add_link_options(-fuse-ld=mold)
endif()

if(DIEMCAU_FUZZ)
  add_compile_options(-fsanitize=fuzzer-no-link) # coverage counters, for libFuzzer to steer by
endif()
