"""What each document says: minutes, reports, needs, summaries. Pure."""
