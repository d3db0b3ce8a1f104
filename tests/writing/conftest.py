"""Fixtures of the writing room."""

from scenes import make_scene

__all__ = ["make_scene"]
