// What mpirun tells the processes that it starts, before any of them has spoken to another.
#pragma once

namespace ipcsim {

struct LaunchedTogether {
  int rank = 0;
  int size = 1;  // 1: this process was not started by mpirun, or alone
};

/// From the environment that Open MPI, and the launchers of MPICH and Slurm's PMI, set.
LaunchedTogether launched_together();

}  // namespace ipcsim
