"""The programme that ``manage.py demo`` makes: theme teams of twelve provinces, half-way. All people are invented."""
