/* Twelve dining philosophers of whom the last takes his right fork first.
   xr and xs cannot be said of a rendezvous. */
#define N 12

chan take[N] = [0] of { bit };
chan put[N] = [0] of { bit };

active [N] proctype philosopher()
{
  byte first = _pid;
  byte second = _pid + 1;
  if
  :: _pid == N - 1 -> first = 0; second = N - 1
  :: else
  fi;
  do
  :: take[first]!1;
     take[second]!1;
     put[first]!1;
     put[second]!1
  od
}

active [N] proctype fork()
{
  byte self = _pid - N;
end:
  do
  :: take[self]?_;
     put[self]?_
  od
}
