"""Compiled walks over the rows of a `Graph`: plain arrays in, plain arrays out, one thread, no interpreter's lock.

``starts`` has shape (nodes + 1,), int64; ``ends`` and ``links`` have shape (2 * links,), int32, as in `Graph`. A kernel holds no
lock, so that a pool of threads runs several at once (`shared`).
"""
