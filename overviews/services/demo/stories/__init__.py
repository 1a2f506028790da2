"""The other programmes of the demo, one per way of working, each in a file of its own. Every sentence is invented."""

from overviews.services.demo.stories import counter, course, doetank, learning

STORIES = (doetank.STORY, course.STORY, learning.STORY, counter.STORY)
