"""The quiet coach: what a need does not tell yet, where it says how and not what, and what to think of in a text.

It never stands in the way.
"""
