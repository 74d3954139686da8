"""Times of this program and of others, in the same run, in turn, on the same files."""
