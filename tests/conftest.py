"""What all tests share: how many random examples are tried."""

from __future__ import annotations

from hypothesis import HealthCheck, settings

settings.register_profile("nightly", max_examples=5000, deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.register_profile("ci", max_examples=100, deadline=None)
settings.load_profile("ci")
