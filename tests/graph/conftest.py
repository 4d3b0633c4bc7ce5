"""The fixtures of tests/rig.py, for this folder."""

from tests.rig import provisioned, service_graph, tenant

__all__ = ["provisioned", "service_graph", "tenant"]
