-- All lists, with their other codes and links, before they are filled again.
DELETE FROM vocabulary;
