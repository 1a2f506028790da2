"""The koersdocument, the verslag, the exports."""

from django.apps import AppConfig


class ReportsConfig(AppConfig):
    name = "reports"

    def ready(self) -> None:
        from accounts.queries.trail_words import explain
        from core import background
        from programmes.services.blueprints import register_builder, register_words
        from reports.koersdocument import audit, slots
        from reports.koersdocument.enums import SectionKind
        from reports.koersdocument.services.drafting import build_section
        from reports.koersdocument.services.publishing import RENDER, render_edition

        explain(audit.KIND, audit.LABEL, said=audit.ACTS, found=audit.FOUND)
        register_words("section_kind", SectionKind.values)
        register_builder("koersdocument", build_section)
        background.register(RENDER, render_edition)
        slots.register()
