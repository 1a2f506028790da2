"""The koersdocument, the verslag, the exports."""

from django.apps import AppConfig


class ReportsConfig(AppConfig):
    name = "reports"

    def ready(self) -> None:
        from accounts.queries.trail_words import explain
        from core import background
        from core import slots as places
        from outbox.services.kinds import register_kind
        from programmes.queries.blueprint_parts import register_describer
        from programmes.services.blueprints import register_builder, register_words
        from reports.koersdocument import audit, slots
        from reports.koersdocument.enums import SectionKind
        from reports.koersdocument.queries.blueprint import describe_sections
        from reports.koersdocument.services.drafting import build_section
        from reports.koersdocument.services.publishing import RENDER, render_edition
        from reports.verslag import audit as verslag_audit
        from reports.verslag.messages import VERSLAG
        from reports.verslag.slots import evening_page

        explain(audit.KIND, audit.LABEL, said=audit.ACTS, found=audit.FOUND)
        explain(verslag_audit.KIND, verslag_audit.LABEL, said=verslag_audit.ACTS, found=verslag_audit.FOUND)
        register_words("section_kind", SectionKind.values, lambda: dict(SectionKind.choices))
        register_builder("koersdocument", build_section)
        register_describer("koersdocument", describe_sections)
        background.register(RENDER, render_edition)
        slots.register()
        places.register("evening.page", evening_page, order=10)
        register_kind(VERSLAG)
