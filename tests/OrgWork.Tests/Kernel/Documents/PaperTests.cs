using System.Globalization;
using OrgWork.Kernel;
using Xunit;

namespace OrgWork.Tests.Kernel;

public class PaperTests
{
    static readonly string Css = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "wwwroot", "_content", "OrgWork.Ui", "documents.css"));

    [Fact]
    public void The_stylesheet_has_the_papers_of_the_layouts()
    {
        foreach (var paper in (Paper[])[Paper.Form, Paper.Official, Paper.Record, Paper.Roster])
        {
            string Mm(double number) => number.ToString(CultureInfo.InvariantCulture) + "mm";
            var margins = $"{Mm(paper.Top)} {Mm(paper.Right)} {Mm(paper.Bottom)} {Mm(paper.Left)}";
            Assert.Contains($"@page {paper.Name} {{ size: {Mm(paper.Width)} {Mm(paper.Height)}; margin: {(paper.IsFixed ? "0" : margins)}; }}", Css, StringComparison.Ordinal);
            Assert.Contains($"padding: {margins}; }}", Css, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Official_papers_leave_the_text_area_of_GB_T_9704() =>
        Assert.Equal((156d, 225d), (Paper.Official.TextWidth, Paper.Official.Height - Paper.Official.Top - Paper.Official.Bottom));
}
