"""The screens: each one decides, and is the only part of the interface that writes to the store."""
