# Whether ipcsim speaks MPI, by IPCSIM_MPI: sets IPCSIM_MPI_LIBRARY to what it then links, and
# IPCSIM_OTHER_RANKS to the one of its two files that is left out.
set(IPCSIM_MPI_LIBRARY "")
set(IPCSIM_OTHER_RANKS ranks_of_mpi.cpp)
if(IPCSIM_MPI STREQUAL "AUTO")
  find_package(MPI COMPONENTS CXX QUIET)
elseif(IPCSIM_MPI)
  find_package(MPI COMPONENTS CXX REQUIRED)
endif()
if(IPCSIM_MPI AND MPI_CXX_FOUND)
  set(IPCSIM_MPI_LIBRARY MPI::MPI_CXX)
  set(IPCSIM_OTHER_RANKS ranks_alone.cpp)
endif()
message(STATUS "Sweeps over several machines (MPI): ${MPI_CXX_FOUND}")
