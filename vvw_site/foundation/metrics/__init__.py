"""What the operators see at /metrics: counted as it happens, published by each process, or asked for when somebody looks."""
