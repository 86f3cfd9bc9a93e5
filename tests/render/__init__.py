"""The verdict, spoken."""
