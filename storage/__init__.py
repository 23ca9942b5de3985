"""What is kept, and how it survives: the model, the journals, the JSON store."""
