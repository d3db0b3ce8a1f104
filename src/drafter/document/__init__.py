"""The nouns of the house: what a launch document is made of.

Frozen dataclasses without service, I/O or clock. Every other room speaks in these words.
"""
