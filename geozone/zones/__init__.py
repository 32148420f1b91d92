"""Zones beside a line or about a place, and whether a point lies in one.

This folder knows depths, sides and banks. It knows no proposals and no names of places.
"""
