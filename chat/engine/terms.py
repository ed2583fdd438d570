"""What a turn is told with that the player may change later."""

from chat.db.turn_settings import Terms
from chat.engine.backends import Models
from chat.engine.story import Story


def terms_of(story: Story, models: Models) -> Terms:
    """Of a turn that begins now. A setting that was taken back is as if it had never been set."""
    chat = story.chat
    return Terms(
        {name: value for name, value in chat.settings.items() if value is not None},
        chat.cards[chat.persona],
        {"context_tokens": models.context_tokens, "brief": models.brief, "toy_classifier": models.toy_classifier},
        story.own_table,
    )
