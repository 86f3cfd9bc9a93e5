"""Packages: judged tables sealed in one zip that ordinary tools can check, and opened on the other side."""
