-- Each undo asks for what its step deleted, mostly nothing, and no longer looks at every turn of the chat for it.

CREATE INDEX turn_deleted ON turn (chat, deleted) WHERE deleted IS NOT NULL;
