"""Structured logs: one JSON object per line in a real installation."""

import structlog


def json_formatter() -> structlog.stdlib.ProcessorFormatter:
    """The formatter of the console handler; a factory, because dictConfig does not look names up inside lists."""
    return structlog.stdlib.ProcessorFormatter(
        processors=[
            structlog.stdlib.ProcessorFormatter.remove_processors_meta,
            structlog.processors.format_exc_info,
            structlog.processors.JSONRenderer(default=str),
        ],
        foreign_pre_chain=[
            structlog.stdlib.add_log_level,
            structlog.stdlib.add_logger_name,
            structlog.processors.TimeStamper(fmt="iso"),
            structlog.stdlib.ExtraAdder(),
        ],
    )
