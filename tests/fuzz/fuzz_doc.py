"""Fuzz doc with atheris: ``python tests/fuzz/fuzz_doc.py -max_total_time=60``."""

from harness import fuzz

if __name__ == "__main__":
    fuzz("doc")
