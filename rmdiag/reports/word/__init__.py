"""Write a report as a Word document that people go on editing: real styles, captions, contents and tables."""
