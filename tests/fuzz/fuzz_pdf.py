"""Fuzz pdf with atheris: ``python tests/fuzz/fuzz_pdf.py -max_total_time=60``."""

from harness import fuzz

if __name__ == "__main__":
    fuzz("pdf")
