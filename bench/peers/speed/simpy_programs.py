#!/usr/bin/env python3
"""The systems of bench/scenarios in SimPy, to be timed: they simulate and measure nothing.

usage: simpy_programs.py mm1|ping_pong|producers_consumers MESSAGES
       simpy_programs.py holding PROCESSES TIMES
"""

import random
import sys

import simpy

MEAN = 10e-6  # seconds


class Countdown:
    """An event that happens when so many messages have been received."""

    def __init__(self, env, messages):
        self.left = messages
        self.over = env.event()

    def count(self):
        self.left -= 1
        if self.left == 0:
            self.over.succeed()


def producer(env, mailbox):
    while True:
        yield env.timeout(random.expovariate(1 / MEAN))
        yield mailbox.put(None)


def consumer(env, mailbox, mean, countdown):
    while True:
        yield mailbox.get()
        countdown.count()
        yield env.timeout(random.expovariate(1 / mean))


def mm1(env, messages):
    jobs = simpy.Store(env)
    countdown = Countdown(env, messages)
    env.process(producer(env, jobs))
    env.process(consumer(env, jobs, 0.9 * MEAN, countdown))
    return countdown.over


def producers_consumers(env, messages):
    mailbox = simpy.Store(env, capacity=8)
    countdown = Countdown(env, messages)
    for _ in range(4):
        env.process(producer(env, mailbox))
        env.process(consumer(env, mailbox, MEAN, countdown))
    return countdown.over


class Rendezvous:
    """A mailbox of capacity 0: a store of one place, and word back to the sender."""

    def __init__(self, env):
        self.message = simpy.Store(env, capacity=1)
        self.word = simpy.Store(env, capacity=1)

    def send(self):
        yield self.message.put(None)
        yield self.word.get()

    def receive(self):
        yield self.message.get()
        yield self.word.put(None)


def ping_pong(env, messages):
    ping, pong = Rendezvous(env), Rendezvous(env)
    countdown = Countdown(env, messages)

    def left():
        while True:
            yield from ping.send()
            yield from pong.receive()
            countdown.count()

    def right():
        while True:
            yield from ping.receive()
            countdown.count()
            yield from pong.send()

    env.process(left())
    env.process(right())
    return countdown.over


def holding(env, processes, times):
    def holder():
        for _ in range(times):
            yield env.timeout(random.expovariate(1000.0))

    for _ in range(processes):
        env.process(holder())


def main():
    systems = {"mm1": mm1, "ping_pong": ping_pong, "producers_consumers": producers_consumers,
               "holding": holding}
    try:
        system = systems[sys.argv[1]]
        numbers = [int(number) for number in sys.argv[2:]]
    except (IndexError, KeyError, ValueError):
        print(__doc__, file=sys.stderr)
        return 2
    random.seed(1)
    env = simpy.Environment()
    env.run(until=system(env, *numbers))
    return 0


if __name__ == "__main__":
    sys.exit(main())
