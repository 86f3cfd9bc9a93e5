"""The registry: what was agreed. It knows schemas, code lists and regions, and no table."""
