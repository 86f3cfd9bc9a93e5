"""What statx opens, starts and connects to, whatever strangers put into its way."""
