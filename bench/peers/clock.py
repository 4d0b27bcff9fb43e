"""Wall clock and processor time, s, since a moment."""

import time


class Clock:
    def __init__(self):
        self.began = time.perf_counter(), time.process_time()

    def spent(self):
        return time.perf_counter() - self.began[0], time.process_time() - self.began[1]
