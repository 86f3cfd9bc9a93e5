"""What a change does to data.

Which tables a range of git touches, and which findings are new there.
"""
