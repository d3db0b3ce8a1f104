"""Drafting: from a conversation to a brief, from a brief to a document."""
