"""The reading room: the record as pages for people and as JSON for programs. It reads, and only on this machine."""

from onrecord.web.app import create_app

__all__ = ["create_app"]
