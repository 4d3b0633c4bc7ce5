"""The benchmark: ours beside what most people write, the least that could do, and a bare durable write."""
