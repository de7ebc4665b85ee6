"""A fixed piece of work, timed beside every measurement of speed: what the machine gives just now.

``python -m bench.calibration`` prints loops a second of one core.
"""

from __future__ import annotations

import os
import subprocess
import sys
import time

LOOPS = 200


def calibrate(cores: int) -> float:
    """Loops a second of ``cores`` processes at once, summed."""
    # BLAS reads its number of threads when numpy is loaded, so each core gets a process of its own.
    environment = {**os.environ, "OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1", "MKL_NUM_THREADS": "1"}
    command = [sys.executable, "-m", "bench.calibration"]
    running = [subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, text=True) for _ in range(cores)]
    return sum(float(process.communicate()[0]) for process in running)


def loop() -> int:
    """Half matrix products of the encoder's size, half plain Python, as in annotating."""
    import numpy as np

    right = np.full((384, 384), 1 / 384, np.float32)
    left = np.ones((190, 384), np.float32)
    product = np.empty_like(left)
    for _ in range(4):
        np.matmul(left, right, out=product)
    counts: dict[int, int] = {}
    for number in range(20_000):
        counts[number % 97] = counts.get(number % 97, 0) + int(product[0, 0] > 0)
    return counts[0]


def main() -> None:
    """Time the loops of one core."""
    loop()
    start = time.perf_counter()
    for _ in range(LOOPS):
        loop()
    print(LOOPS / (time.perf_counter() - start))


if __name__ == "__main__":
    main()
