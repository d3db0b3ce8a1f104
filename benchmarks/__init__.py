"""Benchmarks: each module has ``run() -> list[tuple[str, float, str]]`` of (what, value, unit)."""
