/* Seven nodes that each send four messages to the next, and then receive four.
   With -DANNOTATED the channels say who alone sends to them, and who alone receives. */
#define N 7

chan box[N] = [4] of { bit };

active [N] proctype node()
{
  chan mine = box[_pid];
  chan next = box[(_pid + 1) % N];
  byte rounds;
#ifdef ANNOTATED
  xr mine;
  xs next;
#endif
  for (rounds : 1 .. 4) {
    next!1
  }
  for (rounds : 1 .. 4) {
    mine?_
  }
}
