"""Tables as files hold them: blocks, cells, places, canonical text."""
