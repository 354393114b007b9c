/* Five producers, five filters that share a semaphore of two, five consumers; queues of four.
   No channel has a process that uses it alone, so there is nothing to annotate. */
chan raw = [4] of { bit };
chan ready = [4] of { bit };
byte semaphore = 2;

active [5] proctype producer()
{
  do
  :: skip;  /* computes */
     raw!1
  od
}

active [5] proctype filter()
{
  do
  :: raw?_;
     atomic { semaphore > 0 -> semaphore-- };
     ready!1;
     semaphore++
  od
}

active [5] proctype consumer()
{
  do
  :: ready?_;
     skip  /* computes */
  od
}
