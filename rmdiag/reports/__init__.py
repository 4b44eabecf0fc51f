"""Tell what an assessment found: reports as data, and the formats that draw them."""
