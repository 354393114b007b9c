/* test.json without time, as a model for SPIN. Written by ipcsim export --promela.

     spin -a MODEL.pml && gcc -O2 -DSAFETY -o pan pan.c && ./pan

   "errors: 0" says that it is free of deadlock and livelock. An invalid end state is one, a failed
   assertion a program error, or a process that runs for ever without a step.
   Messages have no content: a mailbox is the number of messages in it. A label L14_9 is the
   statement in line 14, column 9. What is unbounded is followed up to 8 messages. */

/* At capacity 0: whether the sender waits. Who looks only once meets nobody but those. */
mtype = { waiting, passing };
/* What became of the message that a process awaits word of. */
mtype = { delivered, dropped };
/* A message is 0 where nobody awaits word of it; else this says who does, and what. */
#define forgotten_call 1
#define call_of(p) (2 + (p))
#define receipt_of(p) (5 + (p))
#define acceptance_of(p) (8 + (p))
#define is_call(x) ((x) >= forgotten_call && (x) < receipt_of(0))
#define is_receipt(x) ((x) >= receipt_of(0) && (x) < acceptance_of(0))
#define is_acceptance(x) ((x) >= acceptance_of(0))
#define is_awaited(x) ((x) > forgotten_call)
#define waiter_of(x) (((x) - 2) % 3)

/* Lists: n messages, in order of acceptance. */
typedef list_2 { byte n; byte m[2] }

byte buffer;  /* capacity 5 */
chan bell[4] = [0] of { mtype };  /* capacity 0; nobody meets anybody at the last two */
list_2 front_desk;  /* front desk: capacity 2, drops the oldest */
list_2 clerk_calls;  /* received and not answered, the oldest first */
mtype word[3];  /* by process: what it has heard of its message */
byte working = 2;  /* processes that are no services and have not finished */
byte moved;  /* senders that have met a receiver and not yet gone on */
#define settled (moved == 0 && word[0] == 0 && word[1] == 0)
hidden int i, k, highest, rank;  /* for loops over lists */

inline take_first(box, x) {
  d_step {
    x = box.m[0];
    for (i : 1 .. box.n - 1) { box.m[i - 1] = box.m[i] }
    box.n--;
    box.m[box.n] = 0;
    i = 0
  }
}
inline put(box, x) {
  d_step {
    box.m[box.n] = x;
    box.n++
  }
}
inline tell(x, what) {
  if
  :: is_receipt(x) -> word[x - receipt_of(0)] = what
  :: x >= call_of(0) && is_call(x) -> word[x - call_of(0)] = what
  :: else
  fi
}
inline drop_first(box, x) {
  take_first(box, x);
  tell(x, dropped);
  x = 0
}
inline received_by(calls, x) {
  if
  :: is_receipt(x) -> word[x - receipt_of(0)] = delivered
  :: is_call(x) -> calls.m[calls.n] = x; calls.n++
  :: else
  fi;
  x = 0
}
inline answer(calls, x) {
  take_first(calls, x);
  if
  :: x >= call_of(0) -> word[x - call_of(0)] = delivered
  :: else
  fi;
  x = 0
}

active [2] proctype producer()
{
  byte self = _pid;
  byte letter;
  byte count_0;
  count_0 = 3;
L11_9:  /* compute */
  skip;
L12_9:  /* send buffer */
  if
  :: atomic {
       buffer < 5;
       buffer++;
       count_0--;
       if
       :: count_0 > 0 ->
         goto L11_9;
       :: else ->
         goto L13_7;
       fi;
     }
  :: atomic { buffer == 5 -> working--; goto done }
  fi;
L13_7:  /* call front desk */
  atomic {
    if
    :: front_desk.n == 2 ->
      drop_first(front_desk, letter);
    :: else
    fi;
    put(front_desk, call_of(_pid));
  };
L13_7_2:  /* call front desk, waits for word */
  if
  :: atomic { word[_pid] == delivered -> word[_pid] = 0 }
  :: atomic { word[_pid] == dropped -> word[_pid] = 0; working--; goto done }
  fi;
L13_39:  /* send bell[self] */
  if
  :: atomic { bell[self]!passing -> moved--; working-- }
  :: atomic { true -> working-- }
  fi;
done:
  skip
}

active proctype clerk()
{
  byte letter;
  byte count_0;
  select (count_0 : 0 .. 1);
end_L16_9:  /* select */
  if
  :: atomic { front_desk.n > 0 -> take_first(front_desk, letter); received_by(clerk_calls, letter) }
  :: atomic { bell[(front_desk.n == 0 -> count_0 : 3)]?waiting -> moved++; select (count_0 : 0 .. 1); goto end_L16_9 }
  :: atomic { bell[(front_desk.n == 0 && buffer == 0 -> count_0 : 3)]?passing -> moved++; select (count_0 : 0 .. 1); goto end_L16_9 }
  :: atomic { front_desk.n == 0 && buffer > 0 -> buffer--; goto L19_42 }
  fi;
L17_46:  /* reply */
  if
  :: atomic { clerk_calls.n > 0 -> answer(clerk_calls, letter); select (count_0 : 0 .. 1); goto end_L16_9 }
  :: atomic { clerk_calls.n == 0 && settled && working > 0 -> assert(false) }
  fi;
L19_42:  /* compute */
  atomic { skip -> select (count_0 : 0 .. 1); goto end_L16_9 };
}

/* A service that waits is stuck all the same where it owes a reply. */
active proctype debts()
{
end_none:
  (timeout && (clerk_calls.n > 0)) -> false
}

/* Where all but services have finished, the run is over, and nobody is stuck. */
active proctype end_of_run()
{
end_running:
  working == 0;
  do
  :: working == 0
  od
}
