"""Fuzz msg with atheris: ``python tests/fuzz/fuzz_msg.py -max_total_time=60``."""

from harness import fuzz

if __name__ == "__main__":
    fuzz("msg")
