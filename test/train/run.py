"""Runs train/'s scripts, each in a process of its own, and tells how they ended.

Jobs come as JSON on stdin: script, arguments, environment beside this one's and, where a signal
(SIGKILL, if it is not told) is to end the process, the step that it must not begin (kill_at).
Modules are loaded once for all.
"""

import importlib
import json
import os
import signal
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2] / "train"))
import team  # noqa: E402
import training  # noqa: E402

scripts = {name: importlib.import_module(name) for name in ("pretrain", "finetune")}


def kill_at(step, rank=0, by=signal.SIGKILL):
    """Makes the training of this process end there."""
    whole_step = training.Training._step

    def step_or_end(self, number, *batch):
        if number == step and self.team.rank == rank:
            os.kill(os.getpid(), by)
        return whole_step(self, number, *batch)

    training.Training._step = step_or_end


def run(job):
    with tempfile.TemporaryFile("w+") as output:
        child = os.fork()
        if child == 0:
            os.dup2(output.fileno(), 1)
            os.dup2(output.fileno(), 2)
            sys.argv = [job["script"] + ".py", *job["arguments"]]
            os.environ.update(job.get("environment", {}))
            code = 0
            try:
                if job.get("kill_at") is not None:
                    kill_at(job["kill_at"], by=signal.Signals[job.get("signal", "SIGKILL")])
                team.run(scripts[job["script"]].main)
            except SystemExit as end:
                code = end.code or 0
            except BaseException:
                sys.excepthook(*sys.exc_info())
                code = 1
            finally:
                sys.stdout.flush()
                sys.stderr.flush()
                os._exit(code)
        _, status = os.waitpid(child, 0)
        output.seek(0)
        return {"status": os.waitstatus_to_exitcode(status), "output": output.read()}


if __name__ == "__main__":
    if "KILL" in os.environ:
        # Started by torchrun: this very rank of it ends at the step.
        rank, step = os.environ["KILL"].split(":")
        kill_at(int(step), int(rank))
        team.run(scripts["pretrain"].main)
    else:
        json.dump([run(job) for job in json.load(sys.stdin)], sys.stdout)
