"""The ordering of documents: what can be ordered, what names are left out, and how an order becomes a document."""
