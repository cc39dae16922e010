"""The paper check: every stated figure worked out again from what the paper and the release hold.

Reading (lines, markup, documents) gives passages and grids with their places; ``tokens`` names the
numbers in a sentence, ``claims`` what is said with them, ``rows`` and ``known`` what is known;
``judging``, ``linking`` and ``grids`` hold one against the other; ``report.check`` does it all.
"""
