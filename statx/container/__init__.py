"""The container of a package: names, zip, manifests, bag. It sees bytes alone, never a table."""
