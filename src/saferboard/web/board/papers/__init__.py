"""Papers: asked for, sent in, kept in versions."""
