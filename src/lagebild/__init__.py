"""Lagebild reads German wire reports and keeps the situation picture of a political crisis."""

__version__ = "0.1.0"
