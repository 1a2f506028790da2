"""Structured logs: one JSON object per line in a real installation."""

import structlog

drop_meta = structlog.stdlib.ProcessorFormatter.remove_processors_meta
as_json = structlog.processors.JSONRenderer()
add_level = structlog.stdlib.add_log_level
add_time = structlog.processors.TimeStamper(fmt="iso")
add_extra = structlog.stdlib.ExtraAdder()
