"""Speed as ratios within one run, or as counts: ``make bench``. Not tests: pytest does not collect them."""
