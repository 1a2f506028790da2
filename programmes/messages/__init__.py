"""The messages of programmes: who is invited, what comes of a question, themes that are mapped together, and phases."""

from programmes.messages import people, phases, questions, themes

KINDS = people.KINDS + questions.KINDS + themes.KINDS + phases.KINDS
