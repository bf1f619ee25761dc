"""Runs a program in a pseudo-terminal and types what it is told. Reads a JSON object from stdin, prints one.

In: argv, env, cwd, columns, steps: [{"wait": text, "send": text, "signal": name}], pipe: whether stdout is a pipe.
Out: exit, terminal (all that was shown), stdout, restored: whether the terminal is as it was, missing: what never came.
"""
import fcntl, json, os, pty, select, signal, struct, subprocess, sys, termios, time

told = json.load(sys.stdin)
master, slave = pty.openpty()
fcntl.ioctl(slave, termios.TIOCSWINSZ, struct.pack("HHHH", 24, told["columns"], 0, 0))
before = termios.tcgetattr(slave)


def own_terminal():
    os.setsid()
    fcntl.ioctl(0, termios.TIOCSCTTY, 0)


child = subprocess.Popen(
    told["argv"],
    stdin=slave,
    stdout=subprocess.PIPE if told["pipe"] else slave,
    stderr=slave,
    env=told["env"],
    cwd=told["cwd"],
    preexec_fn=own_terminal,
)
shown = b""
since = 0
steps = list(told["steps"])
end = time.time() + 40
drained = False
while time.time() < end:
    readable, _, _ = select.select([master], [], [], 0.05)
    if readable:
        shown += os.read(master, 65536)
    if steps and steps[0]["wait"].encode() in shown[since:]:
        step = steps.pop(0)
        since = len(shown)
        time.sleep(0.1)  # a prompt is drawn before it listens
        if "signal" in step:
            os.kill(child.pid, getattr(signal, step["signal"]))
        else:
            data = step["send"].encode()
            while data:  # a pasted text is longer than what a terminal holds at once
                data = data[os.write(master, data[:1024]):]
                time.sleep(0.01)
    if child.poll() is not None:
        if not readable:
            break
exit_code = child.poll()
if exit_code is None:
    child.kill()
out = child.stdout.read().decode() if told["pipe"] else ""
after = termios.tcgetattr(slave)
print(
    json.dumps(
        {
            "exit": exit_code,
            "terminal": shown.decode("utf-8", "replace"),
            "stdout": out,
            "restored": before[:4] == after[:4],
            "missing": steps[0]["wait"] if steps else None,
        }
    )
)
