# ipcsim_layer(<folder> [USES <folder>...] [LIBRARIES <target>...] [WITHOUT <file>...])
#
# Makes the static library ipcsim_<last part of folder> of all .cpp files in the folder, but for
# main.cpp and those WITHOUT it. USES names the layers below it, LIBRARIES what it alone needs.
function(ipcsim_layer folder)
  cmake_parse_arguments(PARSE_ARGV 1 layer "" "" "USES;LIBRARIES;WITHOUT")
  ipcsim_layer_target(target ${folder})
  set(uses "")
  foreach(used IN LISTS layer_USES)
    ipcsim_layer_target(used_target ${used})
    list(APPEND uses ${used_target})
  endforeach()

  file(GLOB_RECURSE sources CONFIGURE_DEPENDS "${PROJECT_SOURCE_DIR}/${folder}/*.cpp")
  list(FILTER sources EXCLUDE REGEX "/main\\.cpp$")
  foreach(file IN LISTS layer_WITHOUT)
    list(REMOVE_ITEM sources "${PROJECT_SOURCE_DIR}/${folder}/${file}")
  endforeach()
  add_library(${target} STATIC ${sources})
  target_link_libraries(${target} PUBLIC ${uses} PRIVATE ${layer_LIBRARIES} ipcsim_compiler)
  ipcsim_precompile(${target} standard)
endfunction()

function(ipcsim_layer_target result folder)
  cmake_path(GET folder FILENAME name)
  set(${result} ipcsim_${name} PARENT_SCOPE)
endfunction()
