"""The look of every page: base templates and assets. A leaf: it knows no other room."""
