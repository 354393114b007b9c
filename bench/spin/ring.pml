/* Twelve nodes in a ring that each send to the next and receive from the one before.
   With -DANNOTATED the channels say who alone sends to them, and who alone receives. */
#define N 12

chan box[N] = [1] of { bit };

active [N] proctype node()
{
  chan mine = box[_pid];
  chan next = box[(_pid + 1) % N];
#ifdef ANNOTATED
  xr mine;
  xs next;
#endif
  do
  :: next!1;
     mine?_
  od
}
