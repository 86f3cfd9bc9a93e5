"""Judged tables in one zip that ordinary tools can check: packing, and opening elsewhere."""
