"""What is done with gatherings, items and people: worked out once, for screens and commands, and saved by them."""
