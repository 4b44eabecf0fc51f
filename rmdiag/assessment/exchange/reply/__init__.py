"""Read the table of findings back that the administration has commented on, from a workbook or a document."""
