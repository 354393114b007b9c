# Puts the JSON Schemas of scenarios/ into ipcsim_app, so that the command has them wherever it is
# installed. The files are the one source: a change of one is seen by the next build.
foreach(name IN ITEMS scenario results check)
  set(file "${PROJECT_SOURCE_DIR}/scenarios/${name}.schema.json")
  set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS "${file}")
  file(READ "${file}" ${name}_schema)
endforeach()
configure_file(cmake/schemas.cpp.in "${PROJECT_BINARY_DIR}/generated/schemas.cpp" @ONLY)
target_sources(ipcsim_app PRIVATE "${PROJECT_BINARY_DIR}/generated/schemas.cpp")
