"""Stand-ins for the adapters; those with a contract pass the same tests as the real ones."""
