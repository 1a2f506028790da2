"""The floor: the same pages made in the barest way that Django allows.

Session, sign-in and CSRF middleware, one query with its joins, one plain template with the same rows and fields and no
frame, in the same process model (tests.benchmarks.serving).
"""
