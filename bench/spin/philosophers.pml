/* Twelve dining philosophers; a fork is a process, to take and to put it back a rendezvous.
   xr and xs cannot be said of a rendezvous. */
#define N 12

chan take[N] = [0] of { bit };
chan put[N] = [0] of { bit };

active [N] proctype philosopher()
{
  byte left = _pid;
  byte right = (_pid + 1) % N;
  do
  :: take[left]!1;
     take[right]!1;
     put[left]!1;
     put[right]!1
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
