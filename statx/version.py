"""The version of statx."""

__version__ = "0.1.0"
