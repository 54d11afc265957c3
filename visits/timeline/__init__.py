"""Everything that happened at a client as one list, newest first: a UNION of sources, each limited by its own index.

A page of it is one query, however many sources there are and however many rows they hold. A new noun joins with one
`Source` (`source.py` says what that takes), in the module it belongs to, under a `Kind` of its own if none
fits; give it an index on (client, moment) and a line to `visits/tests/test_timeline.py`.
"""
