"""What is found out: findings, their rules and counts, and the report that holds them."""
