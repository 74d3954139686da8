"""How filled-in survey sheets become records."""
