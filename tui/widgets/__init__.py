"""The widgets: they draw what they are given and say what happened."""
