"""Homes: finding, fit, consultation and support."""
