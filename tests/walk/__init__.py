"""The walk: every page, as every kind of person, in both languages, at three widths, light and dark.

``make walk`` goes everywhere and leaves ``var/walk/index.html``, a sheet of all screens. ``make test`` goes to every
address once. What it looks for stands in ``checks``.
"""
