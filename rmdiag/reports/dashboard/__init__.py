"""Write a programme as one page for a browser, with filters, that needs no server and no network."""
