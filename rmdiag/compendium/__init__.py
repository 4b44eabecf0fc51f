"""What good looks like: the framework's model, its reader and its checks; the content itself is YAML beside them."""
