# diemcau_embed_web(TARGET): builds the web app (or, with DIEMCAU_WEB off, takes a page that says that it is missing) and
# puts its files and the OpenAPI document into TARGET as one object file with a table (src/http/embedded.hpp).
find_package(Python3 REQUIRED COMPONENTS Interpreter)
enable_language(ASM)

function(diemcau_embed_web target)
  set(out ${CMAKE_CURRENT_BINARY_DIR}/embedded)
  set(web ${PROJECT_SOURCE_DIR}/web)
  set(openapi ${PROJECT_SOURCE_DIR}/src/http/openapi.json)

  if(DIEMCAU_WEB AND EXISTS ${web}/package.json)
    set(dist ${out}/web)
    file(GLOB_RECURSE sources CONFIGURE_DEPENDS ${web}/src/* ${web}/public/*)
    add_custom_command(
      OUTPUT ${out}/web.stamp
      COMMAND ${PROJECT_SOURCE_DIR}/tools/build_web.sh ${web} ${dist}
      COMMAND ${CMAKE_COMMAND} -E touch ${out}/web.stamp
      DEPENDS ${sources} ${web}/index.html ${web}/package-lock.json ${web}/vite.config.ts ${web}/svelte.config.js
              ${web}/tsconfig.json ${PROJECT_SOURCE_DIR}/tools/build_web.sh
      COMMENT "Building the web app"
      VERBATIM)
    set(ready ${out}/web.stamp)
  else()
    set(dist ${PROJECT_SOURCE_DIR}/src/http/without_web)
    file(GLOB_RECURSE ready CONFIGURE_DEPENDS ${dist}/*)
  endif()

  add_custom_command(
    OUTPUT ${out}/embedded.cpp ${out}/embedded.S ${out}/embedded.blob
    COMMAND Python3::Interpreter ${PROJECT_SOURCE_DIR}/tools/embed.py ${dist} ${openapi} ${out}
    DEPENDS ${ready} ${openapi} ${PROJECT_SOURCE_DIR}/tools/embed.py
    COMMENT "Embedding the web app"
    VERBATIM)
  set_source_files_properties(${out}/embedded.S PROPERTIES OBJECT_DEPENDS ${out}/embedded.blob)
  target_sources(${target} PRIVATE ${out}/embedded.cpp ${out}/embedded.S)
endfunction()
