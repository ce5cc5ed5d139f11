namespace OrgWork.Kernel;

/// <summary>A content with nobody in it, to see how a template looks: every tag its own name, lists of three rows.</summary>
public static class DocumentSample
{
    public static DocumentContent Of(Layout layout)
    {
        var content = new DocumentContent();
        var lists = layout.Parts.OfType<PaperGrid>().SelectMany(grid => grid.Rows.OfType<PaperRow>()).Where(row => row.Each is not null).ToList();
        var flags = layout.Parts.Select(part => part.When).OfType<string>().Concat(layout.Parts.OfType<PaperGrid>().SelectMany(grid => grid.Rows.OfType<PaperEither>()).Select(either => either.Flag)).ToHashSet();
        foreach (var tag in layout.Tags) content.Text(tag, tag);
        // What goes on because it was too long is shown only where it was.
        foreach (var flag in flags) content.Either(flag, !flag.StartsWith('有'));
        foreach (var row in lists) content.Rows(row.Each!, Enumerable.Repeat(row.Cells.SelectMany(cell => cell.Tags).Aggregate(new DocumentContent(), (item, tag) => item.Text(tag, tag)), 3));
        return content;
    }
}
