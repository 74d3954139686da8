"""What answers mean: one module a kind, each giving values in the contract's normal forms."""
