"""The lock: who may see which case at which moment."""
