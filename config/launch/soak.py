"""`make soak`: what may only be believed after it was rehearsed: recovery of a whole installation under load.

Runs the tests marked `soak`. `SECONDS=60` is how long writes go on before the installation is destroyed; `ARGS` goes
to pytest.
"""

import os
import shlex
import sys

from config.launch import testing


def main() -> None:
    arguments = sys.argv[1:] or shlex.split(os.environ.pop("ARGS", ""))
    sys.argv[1:] = ["-m", "soak", "-s", *arguments]
    testing.main()


if __name__ == "__main__":
    main()
