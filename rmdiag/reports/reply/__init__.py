"""Hand the findings of a draft out for comment: as a workbook, or as a Word document."""
