"""A loopback stand-in for Discord: REST and gateway as discord.py meets them on the wire, everything recorded.

The world is given by the test, permissions and rate limits are Discord's, and what can go wrong goes wrong when
the test says so. The semantics are those of Discord's documentation.
"""

from tests.wire.standin.server import API, StandIn

__all__ = ["API", "StandIn"]
