"""Fuzz p7m with atheris: ``python tests/fuzz/fuzz_p7m.py -max_total_time=60``."""

from harness import fuzz

if __name__ == "__main__":
    fuzz("p7m")
