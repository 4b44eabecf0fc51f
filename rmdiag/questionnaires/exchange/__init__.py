"""Hand questions out and take answers back: workbooks, pages for a browser, forms for phones."""
