-- Which turns have a snapshot does not depend any more on how a chat was played: those whose depth is a multiple of 32.

CREATE INDEX turn_grid ON turn (chat, depth, id) WHERE depth % 32 = 0;
DELETE FROM snapshot; -- made elsewhere; each is written anew where it is wanted
