"""Structured logs: one JSON object per line in a real installation."""

import logging
import re

import structlog

_TOKENS = re.compile(r"/(link|coming|claim|mail/less)/[^/\s'\"]+")


class HideTokens(logging.Filter):
    """Keeps what stands in the address of a personal page out of the logs: who reads it there could come in with it."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Every record passes, without tokens in its words and in the request beside them."""
        if _TOKENS.search(message := record.getMessage()):
            record.msg, record.args = _TOKENS.sub(r"/\1/***", message), ()
        if request := getattr(record, "request", None):
            record.request = _TOKENS.sub(r"/\1/***", str(request))
        return True


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
