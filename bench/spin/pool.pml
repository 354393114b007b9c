/* Nine equal workers with a lock between two queues of four.
   With -DANNOTATED the channels say who alone sends to them, or receives. */
chan jobs = [4] of { bit };
chan results = [4] of { bit };
chan lock = [1] of { bit };

active proctype source()
{
#ifdef ANNOTATED
  xs jobs;
#endif
  do
  :: jobs!1
  od
}

active [9] proctype worker()
{
  do
  :: jobs?_;
     lock!1;
     results!1;
     lock?_
  od
}

active proctype sink()
{
#ifdef ANNOTATED
  xr results;
#endif
  do
  :: results?_
  od
}
