"""PostgreSQL and Redis alone, for `manage.py` and the tests.

Usage: python -m config.launch.services (up | down | for manage.py restore …)

`for` runs a Python command on services that run already, or on its own for as long as it takes: so
`deploy/rapport-manage restore` works while the unit, whose services they are, is stopped.
"""

import contextlib
import subprocess
import sys
from collections.abc import Iterator

from config.launch import leftovers, postgres, preflight, redis_server, say
from config.launch.say import Stop
from config.launch.supervise import end_with_parent
from config.paths import BASE_DIR, var_dir


@contextlib.contextmanager
def running(*, durable: bool = False) -> Iterator[None]:
    """Keep both services up while the block runs; they end with it, or with this process."""
    try:
        up(durable=durable, tied=True)
        yield
    finally:
        leftovers.stop_all()
        preflight.remove_sockets()


def up(*, durable: bool, tied: bool) -> None:
    """Start both services of this `var`. `tied` ones end when this process does."""
    var = preflight.make_var()
    preflight.check_disk(var)
    preflight.make_sockets()
    leftovers.stop_all()
    postgres.prepare()
    _start("postgres", postgres.server_command(durable=durable), tied=tied)
    _start("redis", redis_server.server_command(), tied=tied)
    postgres.wait_until_ready()
    redis_server.wait_until_ready()


def are_up() -> bool:
    """Whether both services of this `var` answer: by `make services`, or left by a launcher that was killed."""
    try:
        postgres.wait_until_ready(seconds=0)
        redis_server.wait_until_ready(seconds=0)
    except Stop:
        return False
    return True


def run_for(command: list[str]) -> int:
    """Run our Python with `command` while the services are up, those that are up already; return its exit code."""
    var = preflight.make_var()
    with contextlib.ExitStack() as stack:
        try:
            preflight.check_lock(var, "start")
        except Stop:  # Rapport runs: so do its services
            pass
        else:
            stack.enter_context(preflight.only_one(var, "start", ""))
            if not are_up():
                stack.enter_context(running(durable=True))
        return subprocess.run([sys.executable, *command], check=False).returncode  # noqa: S603


def _start(name: str, command: list[str], *, tied: bool) -> None:
    with (var_dir() / "log" / f"{name}.log").open("wb") as log:
        subprocess.Popen(  # noqa: S603
            command,
            cwd=BASE_DIR,
            env=leftovers.marked_environment(),
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=subprocess.STDOUT,
            start_new_session=True,
            preexec_fn=end_with_parent if tied else None,
        )


def main() -> None:
    say.prepare_streams()
    try:
        if sys.argv[1:2] == ["for"]:
            sys.exit(run_for(sys.argv[2:]))
        preflight.check_lock(var_dir(), "make run")
        if sys.argv[1:] == ["up"]:
            with say.step("PostgreSQL and Redis"):
                up(durable=True, tied=False)
            say.line("  Use manage.py now; stop them with: make services ARGS=down")
        elif sys.argv[1:] == ["down"]:
            leftovers.stop_all()
            preflight.remove_sockets()
        else:
            raise Stop("Say up or down: make services ARGS=down")
    except Stop as stop:
        say.problem(str(stop))
        sys.exit(1)
    except KeyboardInterrupt:
        sys.exit(130)


if __name__ == "__main__":
    main()
