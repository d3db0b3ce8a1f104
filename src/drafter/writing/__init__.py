"""Writing: one section at a time, by template or by model, with facts that travel by key."""
