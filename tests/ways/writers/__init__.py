"""Small writers of the formats that sheets come in; none shares code with the readers."""
